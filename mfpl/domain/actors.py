"""Who acts: a person with the mandates and memberships that are in force at one moment."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from mfpl.domain.refusals import Forbidden


class MandateKind(StrEnum):
    """What a person can be charged with."""

    CENTER_ADMIN = "center_admin"
    COMMITTEE_MEMBER = "committee_member"
    CHAIR = "chair"
    ELECTION_OFFICER = "election_officer"
    TRANSLATOR = "translator"


@dataclass(frozen=True)
class MandateHeld:
    """A mandate in force, with the body or the center it is for."""

    kind: MandateKind
    body_id: UUID | None = None
    center_id: UUID | None = None


@dataclass(frozen=True)
class MembershipHeld:
    """A membership a person acts for, and whether they may cast its ballot."""

    member_id: UUID
    name: str
    kind: str
    center_id: UUID | None
    votes: bool


@dataclass(frozen=True)
class Actor:
    """A signed-in person at one moment, or nobody (``person_id`` is None)."""

    person_id: UUID | None = None
    called_name: str = ""
    language: str | None = None
    mandates: tuple[MandateHeld, ...] = ()
    memberships: tuple[MembershipHeld, ...] = ()

    @property
    def signed_in(self) -> bool:
        """Return whether somebody is signed in."""
        return self.person_id is not None

    def identified(self) -> UUID:
        """Return who acts; raise Forbidden when nobody is signed in."""
        if self.person_id is None:
            raise Forbidden("not_signed_in")
        return self.person_id

    def holds(self, kind: MandateKind, *, center_id: UUID | None = None, body_id: UUID | None = None) -> bool:
        """Return whether a mandate of this kind is held, for that center or body where one is given."""
        return any(
            held.kind is kind
            and (center_id is None or held.center_id == center_id)
            and (body_id is None or held.body_id == body_id)
            for held in self.mandates
        )

    def centers_of(self, kind: MandateKind) -> frozenset[UUID]:
        """Return the centers for which a mandate of this kind is held."""
        return frozenset(held.center_id for held in self.mandates if held.kind is kind and held.center_id)

    def acts_for(self, voter_id: UUID) -> bool:
        """Return whether the person casts the ballot of this voter: a membership, or their own seat."""
        return voter_id == self.person_id or any(held.member_id == voter_id and held.votes for held in self.memberships)


NOBODY = Actor()
