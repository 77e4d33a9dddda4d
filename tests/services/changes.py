"""Changes of the rules for tests: written, prepared, voted on by the cast, enacted."""

from collections.abc import Mapping
from typing import Any

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.votes import Answer, Gap, receipt_code
from mfpl.services.amendments import AmendmentDraft, propose_amendment
from mfpl.services.proposals import Text, review_text, save_text
from mfpl.services.votes import Cast, QuestionDraft, cast_ballot, close_due, open_vote
from mfpl.services.votes.opening import check_opening
from mfpl.store.queries.amendments import find_amendment
from mfpl.store.queries.proposals import get_proposal
from mfpl.store.queries.votes import get_vote
from tests import cast as c

TWO_THIRDS = {"share": "yes", "of": "valid", "comparison": "at_least", "value": "2/3"}
EVERY_CENTER = {"every_section": TWO_THIRDS, "among": "center"}
STRICTER = {**c.CONCURRENT, "requires": EVERY_CENTER}
ONE_QUESTION = (QuestionDraft({"es": "¿Cambiamos la regla?", "en": "Do we change the rule?"}),)

ALL_YES = dict.fromkeys(("Itzel", "Radio Bosque", "Dana", "River Press"), Answer.YES)


def draft(document: Mapping[str, Any] | None = STRICTER, **changes: Any) -> AmendmentDraft:
    return AmendmentDraft(
        **({"kind": ClauseKind.RULE, "code": "both-centers", "document": document, "days": {}} | changes)
    )


def propose(cast: c.Cast, change: AmendmentDraft | None = None, *, now: Any = c.OPENS) -> str:
    number = propose_amendment(
        cast.session,
        actor=cast.actor("Itzel"),
        body_id=cast.bodies["membership"],
        source_language="es",
        text=Text("Dos tercios", "Que hagan falta dos tercios."),
        draft=change or draft(),
        now=now,
    )
    text = Text("Two thirds", "That two thirds be needed.")
    save_text(cast.session, actor=cast.actor("Itzel"), number=number, language="en", text=text, now=now)
    review_text(cast.session, actor=cast.actor("Tere"), number=number, language="en", now=now)
    return number


def carried(cast: c.Cast, number: str) -> Any:
    return find_amendment(cast.session, version_id=get_proposal(cast.session, number=number).version_id)


def prepared(cast: c.Cast, change: AmendmentDraft | None = None, **settings: Any) -> str:
    return c.prepare(cast, proposal=propose(cast, change), **({"questions": ONE_QUESTION} | settings))


def held(cast: c.Cast, answers: Mapping[str, Answer], change: AmendmentDraft | None = None, **settings: Any) -> str:
    """Hold a vote on a change, with the answer of each member, to its close."""
    number = prepared(cast, change, **settings)
    open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.OPENS)
    for seed, (member, answer) in enumerate(answers.items()):
        person = "Itzel" if member in {"Itzel", "Radio Bosque"} else "Dana"
        ballot = Cast(cast.members[member], {1: answer}, receipt_code(bytes([seed]) * 15))
        cast_ballot(cast.session, actor=cast.actor(person), number=number, cast=ballot, now=c.NOW)
    close_due(cast.session, now=c.CLOSES)
    return number


def gaps(cast: c.Cast, number: str) -> list[Gap]:
    vote = get_vote(cast.session, number=number)
    return [one.gap for one in check_opening(cast.session, vote=vote, now=c.OPENS)]
