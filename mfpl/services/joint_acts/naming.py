"""Names an election officer or an administrator of a center, with a key of each of two centers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.accounts import email_key
from mfpl.domain.actors import Actor, MandateKind
from mfpl.domain.history import Fact
from mfpl.domain.joint_acts import JointKind
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.services import history
from mfpl.services.joint_acts.asking import ask
from mfpl.store.queries.accounts import find_account_by_email
from mfpl.store.queries.actors import load_actor
from mfpl.store.queries.acts import ActFacts
from mfpl.store.queries.bodies import list_centers
from mfpl.store.tables import Mandate

NAMED = (MandateKind.ELECTION_OFFICER, MandateKind.CENTER_ADMIN)


def ask_naming(session: Session, *, actor: Actor, email: str, mandate: MandateKind, center: str, now: datetime) -> UUID:
    """Ask that the person with an account be charged with a mandate of a center; return the id of the request.

    Naming a second administrator takes two keys too, so that nobody can name who confirms for them. Raise Forbidden;
    Invalid for an address without an account, a center there is not, or another mandate; Conflict where it is held.
    """
    if mandate not in NAMED:
        raise Invalid("mandate_not_named_so")
    centers = {one.code: one.id for one in list_centers(session)}
    if center not in centers:
        raise Invalid("center_unknown", center=center)
    account = find_account_by_email(session, email_key=email_key(email))
    if account is None or not account.confirmed:
        raise Invalid("account_unknown")
    _require_new(session, person_id=account.person_id, mandate=mandate, center_id=centers[center], now=now)
    return ask(
        session,
        actor=actor,
        kind=JointKind.NAME,
        object_id=account.person_id,
        parameters={"mandate": mandate, "center": center},
        now=now,
    )


def name_asked(session: Session, act: ActFacts, actor: Actor, now: datetime) -> None:
    """Charge the person from today on."""
    mandate = MandateKind(act.parameters["mandate"])
    center_id = next(one.id for one in list_centers(session) if one.code == act.parameters["center"])
    _require_new(session, person_id=act.object_id, mandate=mandate, center_id=center_id, now=now)
    session.add(Mandate(person_id=act.object_id, kind=mandate, center_id=center_id, from_on=now.date()))
    session.flush()
    given = {"mandate": mandate, "center": act.parameters["center"], "act": act.id}
    stream = f"person:{act.object_id}"
    history.record(session, stream=stream, fact=Fact.MANDATE_GIVEN, actor_id=actor.person_id, now=now, **given)


def _require_new(session: Session, *, person_id: UUID, mandate: MandateKind, center_id: UUID, now: datetime) -> None:
    if load_actor(session, person_id=person_id, on=now.date()).holds(mandate, center_id=center_id):
        raise Conflict("mandate_held_already")
