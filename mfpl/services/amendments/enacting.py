"""Enacts what a vote adopted: the next version of a clause, or its retirement, from its day in each center."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind, effective_day
from mfpl.domain.history import Fact
from mfpl.services import bylaws, history
from mfpl.services.bylaws import Days
from mfpl.services.clauses import read_clause
from mfpl.store.queries.amendments import AmendmentFacts, find_amendment
from mfpl.store.queries.bodies import list_centers
from mfpl.store.tables import Decision


def enact_adopted(session: Session, *, version_id: UUID, decision: Decision, now: datetime) -> bool:
    """Enact the change that a version of a proposal carries, by the decision that adopted it; False: it carries none.

    A center whose day has passed, or that has none, has it from the day of the adoption.
    """
    amendment = find_amendment(session, version_id=version_id)
    if amendment is None:
        return False
    days = _days(session, amendment, adopted_on=decision.decided_on)
    if amendment.document is None:
        bylaws.retire(session, kind=amendment.kind, code=amendment.code, days=days, now=now, decision_id=decision.id)
    else:
        document = read_clause(amendment.kind, amendment.document)
        bylaws.take_in(session, kind=amendment.kind, document=document, days=days, now=now, decision_id=decision.id)
        if amendment.article_id is not None:
            bylaws.place_clause(session, kind=amendment.kind, code=amendment.code, article_id=amendment.article_id)
    _record(session, amendment, days=days, decision=decision.number, now=now)
    return True


def _days(session: Session, amendment: AmendmentFacts, *, adopted_on: date) -> Days:
    """From which day, by center; one act for all of them where it is the same day in each."""
    days: dict[UUID | None, date | None] = {
        center.id: effective_day(amendment.days.get(center.code), adopted_on=adopted_on)
        for center in list_centers(session)
    }
    return days if len(set(days.values())) > 1 else {None: next(iter(days.values()), adopted_on)}


def _record(session: Session, amendment: AmendmentFacts, *, days: Days, decision: str, now: datetime) -> None:
    kind = ClauseKind(amendment.kind)
    history.record(
        session,
        stream=f"{kind}:{amendment.code}",
        fact=Fact.RULE_ENACTED if amendment.document is not None else Fact.RULE_RETIRED,
        actor_id=None,
        now=now,
        rule=amendment.code,
        number=(amendment.base_number or 0) + 1 if amendment.document is not None else amendment.base_number,
        decision=decision,
        days={str(center_id) if center_id else "": day.isoformat() for center_id, day in days.items() if day},
    )
