"""Acts that touch more than one center: who may ask, who may confirm, and how long one waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from mfpl.domain.actors import Actor, MandateKind
from mfpl.domain.refusals import Conflict, Forbidden


class JointKind(StrEnum):
    """What takes one person of each of two centers."""

    CLOSE_EARLY = "votes.close_early"
    TRANSFER = "members.transfer"
    NAME = "mandates.name"
    ADOPT = "rules.adopt"


@dataclass(frozen=True)
class Keys:
    """Who holds the keys to a kind of act: a mandate for a center; and how long a request waits for the second key."""

    mandate: MandateKind
    waits: timedelta


KEYS: Mapping[JointKind, Keys] = {
    JointKind.CLOSE_EARLY: Keys(MandateKind.ELECTION_OFFICER, timedelta(days=3)),
    JointKind.TRANSFER: Keys(MandateKind.CENTER_ADMIN, timedelta(days=14)),
    JointKind.NAME: Keys(MandateKind.CENTER_ADMIN, timedelta(days=14)),
    JointKind.ADOPT: Keys(MandateKind.ELECTION_OFFICER, timedelta(days=14)),
}


def key_of(actor: Actor, kind: JointKind) -> UUID:
    """Return the center whose key a person holds to a kind of act; raise Forbidden unless it is exactly one."""
    held = actor.centers_of(KEYS[kind].mandate)
    if len(held) != 1:
        raise Forbidden("key_of_one_center")
    return next(iter(held))


def require_touched(center_id: UUID, *, touched: frozenset[UUID]) -> None:
    """Raise Forbidden unless an act touches a center; one that names no centers touches all of them."""
    if touched and center_id not in touched:
        raise Forbidden("act_of_other_centers")


def require_second_key(
    actor: Actor, kind: JointKind, *, asked_by: UUID, asked_center_id: UUID, touched: frozenset[UUID]
) -> UUID:
    """Return the center whose key turns second.

    Raise Forbidden without a key to such an act, Conflict for who asked, or whose center did.
    """
    center_id = key_of(actor, kind)
    require_touched(center_id, touched=touched)
    if actor.identified() == asked_by or center_id == asked_center_id:
        raise Conflict("needs_second_center")
    return center_id
