"""Asks for acts that take a person of another center too, and takes such requests back."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.joint_acts import KEYS, JointKind, key_of, require_touched
from mfpl.domain.policy import require
from mfpl.domain.refusals import Conflict, Forbidden
from mfpl.services import history
from mfpl.store.locks import take_turn
from mfpl.store.queries.acts import TOUCHED, find_waiting, get_waiting_row
from mfpl.store.tables import JointAct


def ask(
    session: Session,
    *,
    actor: Actor,
    kind: JointKind,
    object_id: UUID,
    parameters: Mapping[str, Any],
    now: datetime,
    touched: Collection[UUID] = (),
) -> UUID:
    """Ask for an act with the key of one's own center, and return its id; the other key carries it out.

    `touched` are the centers it touches; none means all. Raise Forbidden without a key to it, Conflict when the same is
    asked for already.
    """
    require(actor, "acts.ask")
    center_id = key_of(actor, kind)
    require_touched(center_id, touched=frozenset(touched))
    take_turn(session, name=f"act:{kind}:{object_id}")
    if find_waiting(session, kind=kind, object_id=object_id, now=now) is not None:
        raise Conflict("act_already_asked")
    act = JointAct(
        id=uuid4(),
        kind=kind,
        object_id=object_id,
        parameters={**parameters, TOUCHED: sorted(str(center) for center in touched)},
        asked_by=actor.identified(),
        asked_center_id=center_id,
        asked_at=now,
        lapses_at=now + KEYS[kind].waits,
    )
    session.add(act)
    session.flush()
    record_act(session, act, Fact.JOINT_ACT_ASKED, actor=actor, now=now)
    return act.id


def withdraw(session: Session, *, actor: Actor, act_id: UUID, now: datetime) -> None:
    """Take a request back; raise NotFound for one that waits no more, Forbidden unless one's own center asked."""
    require(actor, "acts.ask")
    act = get_waiting_row(session, act_id=act_id, now=now)
    if key_of(actor, JointKind(act.kind)) != act.asked_center_id:
        raise Forbidden("not_permitted", action="acts.ask")
    act.withdrawn_at = now
    session.flush()
    record_act(session, act, Fact.JOINT_ACT_WITHDRAWN, actor=actor, now=now)


def record_act(session: Session, act: JointAct, fact: Fact, *, actor: Actor, now: datetime) -> None:
    """Keep in history what happened to a request."""
    stream = f"act:{act.id}"
    history.record(session, stream=stream, fact=fact, actor_id=actor.person_id, now=now, kind=act.kind)
