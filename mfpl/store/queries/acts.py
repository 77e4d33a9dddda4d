"""Finds acts that wait for a person of another center."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.store.tables import JointAct


def find_waiting(session: Session, *, kind: str, object_id: UUID, now: datetime) -> JointAct | None:
    """Return the act asked for and neither confirmed nor lapsed, or None."""
    return session.scalar(
        select(JointAct)
        .where(JointAct.kind == kind, JointAct.object_id == object_id)
        .where(JointAct.confirmed_at.is_(None), JointAct.lapses_at > now)
        .order_by(JointAct.asked_at.desc())
        .limit(1)
    )


def list_waiting(session: Session, *, now: datetime) -> list[JointAct]:
    """Return every act that waits, the oldest first."""
    waiting = select(JointAct).where(JointAct.confirmed_at.is_(None), JointAct.lapses_at > now)
    return list(session.scalars(waiting.order_by(JointAct.asked_at)))
