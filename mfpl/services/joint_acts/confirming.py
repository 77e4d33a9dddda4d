"""Turns the second key: confirms an act that a person of another center asked for, and carries it out at once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.joint_acts import JointKind, require_second_key
from mfpl.domain.policy import require
from mfpl.services.joint_acts.adopting import adopt_asked
from mfpl.services.joint_acts.asking import record_act
from mfpl.services.joint_acts.naming import name_asked
from mfpl.services.joint_acts.transferring import transfer_asked
from mfpl.services.votes import confirm_early_close
from mfpl.store.queries.acts import ActFacts, get_waiting, get_waiting_row

CarryOut = Callable[[Session, ActFacts, Actor, datetime], None]
CARRYING_OUT: Mapping[JointKind, CarryOut] = {
    JointKind.TRANSFER: transfer_asked,
    JointKind.NAME: name_asked,
    JointKind.ADOPT: adopt_asked,
}


def confirm(session: Session, *, actor: Actor, act_id: UUID, now: datetime) -> JointKind:
    """Confirm an act that waits and carry it out; return its kind.

    Raise NotFound for one that waits no more, Forbidden without a key to it, Conflict for who asked or whose center
    did, and whatever the act itself refuses by now; then nothing is confirmed. A vote is locked before the request to
    close it, as whoever closes it does.
    """
    require(actor, "acts.confirm")
    act = get_waiting(session, act_id=act_id, now=now)
    if act.kind is JointKind.CLOSE_EARLY:
        confirm_early_close(session, actor=actor, number=str(act.parameters["number"]), now=now)
        return act.kind
    row = get_waiting_row(session, act_id=act_id, now=now)
    center_id = require_second_key(
        actor, act.kind, asked_by=act.asked_by, asked_center_id=act.asked_center_id, touched=act.touched
    )
    row.confirmed_by, row.confirmed_center_id, row.confirmed_at = actor.identified(), center_id, now
    session.flush()
    record_act(session, row, Fact.JOINT_ACT_CONFIRMED, actor=actor, now=now)
    CARRYING_OUT[act.kind](session, act, actor, now)
    return act.kind
