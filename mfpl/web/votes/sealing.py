"""What travels from the check page to the ballot box: choices and receipt, signed for one vote, voter and person."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from mfpl.domain.refusals import Invalid
from mfpl.domain.votes import RECEIPT_BYTES, Answer, canonical_choices, read_choices, receipt_code
from mfpl.services.votes import Cast
from mfpl.web.actor import current_actor

SALT = "mfpl-ballot"


@dataclass(frozen=True)
class Sealed:
    """A ballot that was checked and waits to be confirmed; ``shown`` is the receipt of the ballot it replaces."""

    voter_id: UUID
    answers: Mapping[int, Answer]
    receipt: str
    shown: str | None

    @property
    def cast(self) -> Cast:
        """Return it as the service takes it."""
        return Cast(self.voter_id, self.answers, self.receipt)


def seal(number: str, voter_id: UUID, answers: Mapping[int, Answer], *, shown: str | None = None) -> str:
    """Return a checked ballot with a receipt drawn for it; whoever sends it twice sends the same ballot."""
    choices = canonical_choices(answers, questions=answers)
    receipt = receipt_code(secrets.token_bytes(RECEIPT_BYTES))
    return _serializer().dumps([number, voter_id.hex, _person(), choices, receipt, shown])


def unseal(text: str, *, number: str, voter_id: UUID) -> Sealed:
    """Return the ballot of a check page; raise Invalid for one altered, of another vote, voter or person."""
    try:
        sealed_number, voter, person, choices, receipt, shown = _serializer().loads(text)
    except (BadData, ValueError, TypeError) as error:
        raise Invalid("ballot_page_altered") from error
    if (sealed_number, voter, person) != (number, voter_id.hex, _person()):
        raise Invalid("ballot_page_altered")
    return Sealed(voter_id, read_choices(choices), receipt, shown)


def _person() -> str:
    person_id = current_actor().person_id
    return person_id.hex if person_id else ""


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=SALT)
