"""Who may do what: one table from action to the conditions of which one must hold; everything else is denied."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from mfpl.domain.actors import Actor, MandateKind
from mfpl.domain.refusals import Forbidden


@dataclass(frozen=True)
class Subject:
    """What an act is about, as far as permission depends on it."""

    center_id: UUID | None = None
    body_id: UUID | None = None
    voter_id: UUID | None = None
    sponsor_id: UUID | None = None
    visibility: str = "nobody"
    small_cell: bool = False


Condition = Callable[[Actor, Subject], bool]


def anyone(_actor: Actor, _subject: Subject) -> bool:
    """Hold for everyone, signed in or not."""
    return True


def signed_in(actor: Actor, _subject: Subject) -> bool:
    """Hold for whoever is signed in."""
    return actor.signed_in


def public(_actor: Actor, subject: Subject) -> bool:
    """Hold when the thing is public."""
    return subject.visibility == "public"


def among_members(actor: Actor, subject: Subject) -> bool:
    """Hold for people with a membership or a mandate, when the thing is shown to members."""
    return subject.visibility == "members" and bool(actor.memberships or actor.mandates)


def in_its_body(actor: Actor, subject: Subject) -> bool:
    """Hold for who sits in the body the thing belongs to."""
    return subject.body_id is not None and any(held.body_id == subject.body_id for held in actor.mandates)


def sits_somewhere(actor: Actor, _subject: Subject) -> bool:
    """Hold for who sits in any body."""
    return any(held.body_id is not None for held in actor.mandates)


def is_sponsor(actor: Actor, subject: Subject) -> bool:
    """Hold for who put the proposal forward."""
    return actor.signed_in and actor.person_id == subject.sponsor_id


def acts_for_voter(actor: Actor, subject: Subject) -> bool:
    """Hold for who casts the ballot of this voter."""
    return subject.voter_id is not None and actor.acts_for(subject.voter_id)


def admin_of_its_center(actor: Actor, subject: Subject) -> bool:
    """Hold for an admin of the center the thing belongs to; never for another center's."""
    return subject.center_id is not None and actor.holds(MandateKind.CENTER_ADMIN, center_id=subject.center_id)


def admin(actor: Actor, _subject: Subject) -> bool:
    """Hold for an admin of any center, for pages that show each admin only their own."""
    return actor.holds(MandateKind.CENTER_ADMIN)


def officer(actor: Actor, subject: Subject) -> bool:
    """Hold for an election officer: of any center for what is common, of its own for what belongs to a center."""
    return actor.holds(MandateKind.ELECTION_OFFICER, center_id=subject.center_id)


def translator(actor: Actor, _subject: Subject) -> bool:
    """Hold for a translator."""
    return actor.holds(MandateKind.TRANSLATOR)


def no_small_cell(_actor: Actor, subject: Subject) -> bool:
    """Hold when every center had enough ballots for its counts to be shown."""
    return not subject.small_cell


PERMISSIONS: Mapping[str, tuple[Condition, ...]] = {
    "home.view": (anyone,),
    "overview.view": (anyone,),
    "accounts.sign_in": (anyone,),
    "accounts.use": (signed_in,),
    "accounts.invite": (admin_of_its_center,),
    "proposals.list": (anyone,),
    "proposals.view": (public, among_members, in_its_body, is_sponsor, officer),
    "proposals.write": (is_sponsor, in_its_body),
    "proposals.translate": (translator, is_sponsor, in_its_body),
    "proposals.review": (translator,),
    "proposals.withdraw": (is_sponsor,),
    "votes.mine": (signed_in,),
    "votes.cast": (acts_for_voter,),
    "votes.prepare": (officer,),
    "votes.open": (officer,),
    "votes.close": (officer,),
    "votes.close_early": (officer,),
    "votes.named": (in_its_body, officer),
    "results.view": (public, among_members, in_its_body, officer),
    "results.recount": (no_small_cell, officer),
    "decisions.view": (anyone,),
    "decisions.record": (officer,),
    "rules.view": (anyone,),
    "rules.adopt": (officer,),
    "rules.keep_example": (sits_somewhere, officer),
    "bylaws.view": (anyone,),
    "members.list": (admin,),
    "members.view": (admin_of_its_center,),
    "members.write": (admin_of_its_center,),
    "acts.view": (admin, officer),
    "acts.ask": (admin, officer),
    "acts.confirm": (admin, officer),
    "history.view": (signed_in,),
}


def permits(actor: Actor, action: str, subject: Subject | None = None) -> bool:
    """Return whether an action is permitted; an action the table does not know is not."""
    about = subject or Subject()
    return any(condition(actor, about) for condition in PERMISSIONS.get(action, ()))


def require(actor: Actor, action: str, subject: Subject | None = None) -> None:
    """Raise Forbidden unless the action is permitted."""
    if not permits(actor, action, subject):
        raise Forbidden("not_permitted", action=action)
