"""Finds acts that wait for a person of another center."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from mfpl.domain.joint_acts import JointKind
from mfpl.domain.refusals import NotFound
from mfpl.store.tables import JointAct

TOUCHED = "touched"


@dataclass(frozen=True)
class ActFacts:
    """An act that was asked for: what, by whom, of which center, which centers it touches, and until when it waits."""

    id: UUID
    kind: JointKind
    object_id: UUID
    parameters: Mapping[str, Any]
    asked_by: UUID
    asked_center_id: UUID
    asked_at: datetime
    lapses_at: datetime

    @property
    def touched(self) -> frozenset[UUID]:
        """Return the centers it touches; none means all of them."""
        return frozenset(UUID(center) for center in self.parameters.get(TOUCHED, ()))


def find_waiting(
    session: Session, *, kind: str, object_id: UUID, now: datetime, locked: bool = False
) -> JointAct | None:
    """Return the act asked for and neither confirmed, withdrawn nor lapsed, or None; locked to change it."""
    wanted = (
        select(JointAct)
        .where(JointAct.kind == kind, JointAct.object_id == object_id, waiting(now))
        .order_by(JointAct.asked_at.desc())
        .limit(1)
    )
    return session.scalar(_for_update(wanted) if locked else wanted)


def list_waiting(session: Session, *, now: datetime) -> list[ActFacts]:
    """Return every act that waits, the oldest first."""
    return [_facts(row) for row in session.scalars(select(JointAct).where(waiting(now)).order_by(JointAct.asked_at))]


def get_waiting_row(session: Session, *, act_id: UUID, now: datetime) -> JointAct:
    """Return an act that waits as a row to change, locked; raise NotFound for any other."""
    row = session.scalar(_for_update(select(JointAct).where(JointAct.id == act_id, waiting(now))))
    if row is None:
        raise NotFound("act_not_waiting")
    return row


def get_waiting(session: Session, *, act_id: UUID, now: datetime) -> ActFacts:
    """Return an act that waits; raise NotFound for any other."""
    row = session.scalar(select(JointAct).where(JointAct.id == act_id, waiting(now)))
    if row is None:
        raise NotFound("act_not_waiting")
    return _facts(row)


def waiting(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an act still waits at an instant."""
    return and_(JointAct.confirmed_at.is_(None), JointAct.withdrawn_at.is_(None), JointAct.lapses_at > now)


def _for_update(wanted: Select[JointAct]) -> Select[JointAct]:
    return wanted.with_for_update().execution_options(populate_existing=True)


def _facts(row: JointAct) -> ActFacts:
    return ActFacts(
        row.id,
        JointKind(row.kind),
        row.object_id,
        row.parameters,
        row.asked_by,
        row.asked_center_id,
        row.asked_at,
        row.lapses_at,
    )
