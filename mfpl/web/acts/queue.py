"""What waits for a second key, as its reader may see it and act on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from mfpl.domain.actors import Actor
from mfpl.domain.joint_acts import KEYS, JointKind, require_second_key
from mfpl.domain.policy import permits
from mfpl.domain.refusals import Refusal
from mfpl.store.engine import Session
from mfpl.store.queries.acts import ActFacts, list_waiting
from mfpl.store.queries.members import find_member
from mfpl.store.queries.people_names import list_names
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
    """Return the acts that touch a center of the reader's, the oldest first."""
    acts = [act for act in list_waiting(session, now=now) if _concerns(actor, act)]
    names = list_names(session, person_ids={one for act in acts for one in (act.asked_by, act.object_id)})
    centers = places_by_id()
    return [
        Waiting(
            act=act,
            words=act_words(act.kind, act.parameters, about=_about(session, act, names.get(act.object_id, ""), now)),
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
                url=url_for("acts.index"),
                until=waiting.act.lapses_at,
            )


def _concerns(actor: Actor, act: ActFacts) -> bool:
    own = {held.center_id for held in actor.mandates if held.center_id is not None}
    return not act.touched or bool(own & act.touched)


def _about(session: Session, act: ActFacts, person: str, now: datetime) -> str:
    if act.kind is JointKind.TRANSFER:
        member = find_member(session, member_id=act.object_id, on=now.date())
        return member.name if member else ""
    return str(act.parameters.get("number", "")) if act.kind is JointKind.CLOSE_EARLY else person
