"""Moves a member from one center to another from a day on, with a key of each of the two."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.joint_acts import JointKind
from mfpl.domain.refusals import Conflict, Invalid, NotFound
from mfpl.services import history
from mfpl.services.joint_acts.asking import ask
from mfpl.store.queries.acts import ActFacts
from mfpl.store.queries.bodies import list_centers
from mfpl.store.queries.members import find_affiliation_row, find_member
from mfpl.store.tables import Affiliation

REASON_LIMIT = 500
TRANSFER = "transfer"


def ask_transfer(
    session: Session, *, actor: Actor, member_id: UUID, to_center: str, from_on: date, reason: str, now: datetime
) -> UUID:
    """Ask that a member belong to another center from a day on, today or later; return the id of the request.

    Raise Forbidden unless one administers one of the two centers; NotFound; Invalid for a day that has passed, for the
    center it belongs to already, and without a reason; Conflict for a member who has left or moves already.
    """
    if not reason.strip() or len(reason) > REASON_LIMIT:
        raise Invalid("transfer_reason", limit=REASON_LIMIT)
    if from_on < now.date():
        raise Invalid("transfer_in_the_past")
    centers = {center.code: center.id for center in list_centers(session)}
    if to_center not in centers:
        raise Invalid("center_unknown", center=to_center)
    leaves = _center_left(session, member_id=member_id, on=from_on)
    if leaves == centers[to_center]:
        raise Invalid("transfer_to_same_center")
    codes = {center_id: code for code, center_id in centers.items()}
    return ask(
        session,
        actor=actor,
        kind=JointKind.TRANSFER,
        object_id=member_id,
        parameters={"from": codes[leaves], "to": to_center, "from_on": from_on.isoformat(), "reason": reason.strip()},
        touched=(leaves, centers[to_center]),
        now=now,
    )


def transfer_asked(session: Session, act: ActFacts, actor: Actor, now: datetime) -> None:
    """Move the member from the day asked for, or from today where that day has passed.

    There is no day with two centers or with none, so no roll has the member twice or not at all; rolls that are frozen
    stay as they are.
    """
    day = max(date.fromisoformat(act.parameters["from_on"]), now.date())
    centers = {center.code: center.id for center in list_centers(session)}
    _center_left(session, member_id=act.object_id, on=day)
    held = find_affiliation_row(session, member_id=act.object_id, on=day)
    if held is None or held.center_id != centers[act.parameters["from"]] or held.from_on == day:
        raise Conflict("transfer_overtaken")
    ends, held.until_on = held.until_on, day
    session.flush()
    session.add(
        Affiliation(
            member_id=act.object_id,
            center_id=centers[act.parameters["to"]],
            from_on=day,
            until_on=ends,
            reason=TRANSFER,
        )
    )
    session.flush()
    moved = {"from_center": act.parameters["from"], "to_center": act.parameters["to"], "from_on": day}
    stream = f"member:{act.object_id}"
    history.record(
        session, stream=stream, fact=Fact.MEMBER_TRANSFERRED, actor_id=actor.person_id, now=now, act=act.id, **moved
    )


def _center_left(session: Session, *, member_id: UUID, on: date) -> UUID:
    """The center a member belongs to on a day and for good; raise NotFound, or Conflict where it does not."""
    member = find_member(session, member_id=member_id, on=on)
    if member is None:
        raise NotFound("member_unknown")
    held = find_affiliation_row(session, member_id=member_id, on=on)
    if member.left_on is not None or held is None:
        raise Conflict("member_has_left")
    if held.until_on is not None:
        raise Conflict("member_moves_already", on=held.until_on)
    return held.center_id
