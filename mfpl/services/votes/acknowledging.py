"""Writes to who cast a secret ballot that it was recorded: without choice, receipt or hour."""

from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.votes import Level
from mfpl.services.outbox import post
from mfpl.store.queries import rolls
from mfpl.store.queries.accounts import find_account_of
from mfpl.store.queries.votes import get_vote


def acknowledge_ballot(session: Session, *, actor: Actor, number: str, voter_id: UUID, now: datetime) -> bool:
    """Put a message for who just cast a ballot of the sheet into the outbox; return False where none is written.

    The message carries the day and no instant finer than it, and nothing of the ballot: roll and sheet stay without
    a common key, order or time. A ballot by name is shown on its page, and so is written to nobody.
    """
    vote = get_vote(session, number=number)
    line = rolls.find_line(session, vote_id=vote.id, voter_id=voter_id)
    account = find_account_of(session, person_id=actor.person_id) if actor.person_id else None
    if vote.level is not Level.SHEET or line is None or account is None:
        return False
    own_day = now.astimezone(ZoneInfo(account.time_zone)).date()
    post(
        session,
        to=account.email,
        language=account.language,
        template="ballot_recorded",
        params={
            "name": account.called_name,
            "voter": line.label,
            "number": vote.number,
            "on": own_day.isoformat(),
            "endpoint": "votes.show",
            "values": {"number": vote.number},
        },
        now=datetime.combine(now.astimezone(UTC).date(), time(), tzinfo=UTC),
    )
    return True
