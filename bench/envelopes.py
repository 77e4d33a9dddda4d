"""Prepares ballots as browsers hold them on the check page: signed in, checked, ready to be confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, session
from flask_wtf.csrf import generate_csrf

from bench.crowd import Crowd, Voter
from mfpl.domain.votes import Answer, canonical_choices, receipt_digest
from mfpl.store.queries.accounts import find_account
from mfpl.web.actor import sign_in
from mfpl.web.transaction import aside
from mfpl.web.votes.sealing import seal, unseal


@dataclass(frozen=True)
class Envelope:
    """A form about to be sent, and what the database must hold once it has been confirmed."""

    path: str
    cookie: str
    body: str
    choices: str
    receipt_digest: str


def fill(app: Flask, *, crowd: Crowd, voter: Voter, answers: Mapping[int, Answer], language: str = "es") -> Envelope:
    """Return the checked ballot of one voter in a browser of its own; each call draws another receipt."""
    path = f"/{language}/votes/{crowd.number}/ballot/{voter.member_id}/cast"
    with app.test_request_context(path, method="POST"):
        with aside() as reading:
            account = find_account(reading, voter.account_id)
        if account is None:
            msg = "the crowd has an account for everyone"
            raise LookupError(msg)
        sign_in(account)
        token: str = generate_csrf()
        sealed = seal(crowd.number, voter.member_id, answers)
        receipt = unseal(sealed, number=crowd.number, voter_id=voter.member_id).receipt
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # the signed cookie
        cookie = signer.dumps(dict(session))
    return Envelope(
        path=path,
        cookie=f"{app.config['SESSION_COOKIE_NAME']}={cookie}",
        body=urlencode({"csrf_token": token, "sealed": sealed}),
        choices=canonical_choices(answers, questions=answers),
        receipt_digest=receipt_digest(crowd.vote_id, receipt),
    )
