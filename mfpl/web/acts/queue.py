"""What waits for a second key, as its reader may see it and act on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from mfpl.domain.actors import Actor
from mfpl.domain.joint_acts import KEYS, JointKind, require_second_key
from mfpl.domain.policy import permits
from mfpl.domain.refusals import Refusal
from mfpl.store.engine import Session
from mfpl.store.queries.acts import ActFacts, list_waiting
from mfpl.store.queries.people_names import list_member_names, list_names
from mfpl.web.formatting import instant
from mfpl.web.overview.tasks import Task, provides_tasks
from mfpl.web.votes.places import Place, places_by_id
from mfpl.web.wording.acts import ActWords, act_words


@dataclass(frozen=True)
class Waiting:
    """One act that waits: in words, who asked and of which center, and what its reader can do about it."""

    act: ActFacts
    words: ActWords
    asked_by: str
    center: Place | None
    confirmable: bool
    mine: bool


def waiting_for(session: Session, actor: Actor, *, now: datetime) -> list[Waiting]:
    """Return the acts of which the reader holds a key of a center they touch, the oldest first."""
    acts = [act for act in list_waiting(session, now=now) if _concerns(actor, act)]
    names = list_names(session, person_ids={one for act in acts for one in (act.asked_by, act.object_id)})
    moving = [act.object_id for act in acts if act.kind is JointKind.TRANSFER]
    about = names | (list_member_names(session, member_ids=moving) if moving else {})
    centers = places_by_id() if acts else {}
    named = {place.code: place.name for place in centers.values()}
    return [
        Waiting(
            act=act,
            words=act_words(act.kind, act.parameters, about=_about(act, about), centers=named),
            asked_by=names.get(act.asked_by, ""),
            center=centers.get(act.asked_center_id),
            confirmable=can_confirm(actor, act),
            mine=actor.centers_of(KEYS[act.kind].mandate) == {act.asked_center_id},
        )
        for act in acts
    ]


def holds_key(actor: Actor, kind: JointKind) -> bool:
    """Return whether somebody holds the key of one center to a kind of act."""
    return len(actor.centers_of(KEYS[kind].mandate)) == 1


def can_confirm(actor: Actor, act: ActFacts) -> bool:
    """Return whether somebody holds the second key to an act."""
    try:
        require_second_key(
            actor, act.kind, asked_by=act.asked_by, asked_center_id=act.asked_center_id, touched=act.touched
        )
    except Refusal:
        return False
    return True


@provides_tasks
def keys_to_turn(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield what waits for the reader's key; an early close has a task of its own among the votes."""
    if not permits(actor, "acts.confirm"):
        return
    for waiting in waiting_for(session, actor, now=now):
        if waiting.confirmable and waiting.act.kind is not JointKind.CLOSE_EARLY:
            yield Task(
                title=waiting.words.title,
                detail=_("It waits for your key until %(when)s", when=instant(waiting.act.lapses_at)),
                button=_("See and confirm"),
                url=url_for("acts.show", act_id=waiting.act.id),
                until=waiting.act.lapses_at,
            )


def _concerns(actor: Actor, act: ActFacts) -> bool:
    """Whether somebody holds a key to an act; who administers nothing it touches learns neither names nor reasons."""
    own = actor.centers_of(KEYS[act.kind].mandate)
    return bool(own & act.touched if act.touched else own)


def _about(act: ActFacts, names: Mapping[UUID, str]) -> str:
    if act.kind is JointKind.CLOSE_EARLY:
        return str(act.parameters.get("number", ""))
    return names.get(act.object_id, "")
