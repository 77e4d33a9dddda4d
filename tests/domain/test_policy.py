"""Who may do what: each condition where it holds and where it does not, and denial by default."""

from uuid import UUID

import pytest

from mfpl.domain.actors import NOBODY, Actor, MandateHeld, MandateKind, MembershipHeld
from mfpl.domain.policy import PERMISSIONS, Subject, permits, require
from mfpl.domain.refusals import Forbidden

ME, OTHER, MX, US, BODY, MEMBER = (UUID(int=n) for n in range(1, 7))


def actor(*mandates: MandateHeld, memberships: tuple[MembershipHeld, ...] = ()) -> Actor:
    return Actor(ME, "Itzel", "es", mandates, memberships)


MEMBERSHIP = MembershipHeld(MEMBER, "Radio Bosque", "organization", MX, votes=True)
SILENT = MembershipHeld(MEMBER, "Radio Bosque", "organization", MX, votes=False)
ADMIN_MX = actor(MandateHeld(MandateKind.CENTER_ADMIN, center_id=MX))
OFFICER = actor(MandateHeld(MandateKind.ELECTION_OFFICER, center_id=MX))
TRANSLATOR = actor(MandateHeld(MandateKind.TRANSLATOR))
COMMITTEE = actor(MandateHeld(MandateKind.COMMITTEE_MEMBER, body_id=BODY))
PERSON = actor()
SPEAKER = actor(memberships=(MEMBERSHIP,))


@pytest.mark.parametrize("action", ["", "votes", "votes.delete", "anything"])
def test_what_the_table_does_not_know_is_denied(action: str) -> None:
    assert not permits(OFFICER, action)


@pytest.mark.parametrize(
    ("who", "action", "subject", "expected"),
    [
        (NOBODY, "home.view", None, True),
        (NOBODY, "votes.mine", None, False),
        (PERSON, "votes.mine", None, True),
        (NOBODY, "proposals.view", Subject(visibility="public"), True),
        (NOBODY, "proposals.view", Subject(visibility="members"), False),
        (PERSON, "proposals.view", Subject(visibility="members"), False),
        (SPEAKER, "proposals.view", Subject(visibility="members"), True),
        (COMMITTEE, "proposals.view", Subject(visibility="members"), True),
        (SPEAKER, "proposals.view", Subject(visibility="body", body_id=BODY), False),
        (COMMITTEE, "proposals.view", Subject(visibility="body", body_id=BODY), True),
        (COMMITTEE, "proposals.view", Subject(visibility="body", body_id=OTHER), False),
        (PERSON, "proposals.view", Subject(visibility="body", sponsor_id=ME), True),
        (PERSON, "proposals.view", Subject(visibility="body", sponsor_id=OTHER), False),
        (NOBODY, "proposals.withdraw", Subject(sponsor_id=None), False),
        (PERSON, "votes.cast", Subject(voter_id=ME), True),
        (PERSON, "votes.cast", Subject(voter_id=OTHER), False),
        (PERSON, "votes.cast", Subject(), False),
        (SPEAKER, "votes.cast", Subject(voter_id=MEMBER), True),
        (actor(memberships=(SILENT,)), "votes.cast", Subject(voter_id=MEMBER), False),
        (OFFICER, "votes.open", None, True),
        (ADMIN_MX, "votes.open", None, False),
        (ADMIN_MX, "members.list", None, True),
        (OFFICER, "members.list", None, False),
        (ADMIN_MX, "members.view", Subject(center_id=MX), True),
        (ADMIN_MX, "members.view", Subject(center_id=US), False),
        (ADMIN_MX, "members.view", Subject(), False),
        (TRANSLATOR, "proposals.review", None, True),
        (PERSON, "proposals.review", None, False),
        (NOBODY, "results.recount", Subject(small_cell=False), True),
        (NOBODY, "results.recount", Subject(small_cell=True), False),
        (OFFICER, "results.recount", Subject(small_cell=True), True),
    ],
)
def test_the_policy_sees_the_actor_and_the_object(
    who: Actor, action: str, subject: Subject | None, expected: bool
) -> None:
    assert permits(who, action, subject) is expected


def test_a_refusal_names_the_action() -> None:
    with pytest.raises(Forbidden) as refusal:
        require(NOBODY, "votes.open")
    assert (refusal.value.code, refusal.value.params) == ("not_permitted", {"action": "votes.open"})


def test_what_is_permitted_raises_nothing() -> None:
    require(OFFICER, "votes.open")


def test_every_action_has_a_condition() -> None:
    assert all(PERMISSIONS.values())


def test_nobody_signed_out_holds_a_mandate() -> None:
    assert not NOBODY.signed_in
    assert not NOBODY.holds(MandateKind.CENTER_ADMIN)


def test_the_centers_of_a_mandate_are_those_it_names() -> None:
    both = actor(
        MandateHeld(MandateKind.ELECTION_OFFICER, center_id=MX), MandateHeld(MandateKind.CENTER_ADMIN, center_id=US)
    )
    assert both.centers_of(MandateKind.ELECTION_OFFICER) == {MX}
    assert TRANSLATOR.centers_of(MandateKind.TRANSLATOR) == set()


def test_who_acts_is_known_or_refused() -> None:
    assert PERSON.identified() == ME
    with pytest.raises(Forbidden, match="not_signed_in"):
        NOBODY.identified()


def test_who_sits_in_any_body_keeps_examples_of_rules() -> None:
    seated = actor(MandateHeld(MandateKind.COMMITTEE_MEMBER, body_id=MX))
    assert permits(seated, "rules.keep_example")
    assert permits(OFFICER, "rules.keep_example")
    assert not permits(TRANSLATOR, "rules.keep_example")
