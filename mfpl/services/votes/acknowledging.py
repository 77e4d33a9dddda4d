"""Writes to who cast a secret ballot that it was recorded: without choice, receipt or hour."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.votes import Level
from mfpl.services.outbox import post
from mfpl.store.queries.my_votes import find_recorded


def acknowledge_ballot(session: Session, *, actor: Actor, number: str, voter_id: UUID, now: datetime) -> bool:
    """Put a message for who just cast a ballot of the sheet into the outbox; return False where none is written.

    The message carries the day and nothing of the ballot, and the outbox keeps no hour beside it: roll and sheet stay
    without a common key, order or time. A ballot by name is shown on its page, and so is written to nobody.
    """
    recorded = find_recorded(session, number=number, voter_id=voter_id, person_id=actor.identified())
    if recorded is None or recorded.level is not Level.SHEET:
        return False
    own_day = now.astimezone(ZoneInfo(recorded.time_zone)).date()
    post(
        session,
        to=recorded.email,
        language=recorded.language,
        template="ballot_recorded",
        params={
            "name": recorded.called_name,
            "voter": recorded.voter,
            "number": number,
            "on": own_day.isoformat(),
            "endpoint": "votes.show",
            "values": {"number": number},
        },
        now=now,
    )
    return True
