"""Members are entered by admins of their own center, who invite their own people and nobody else's."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.history import Fact
from mfpl.domain.members import MemberKind
from mfpl.domain.refusals import Conflict, Forbidden, Invalid, NotFound
from mfpl.services.members import MemberDraft, add_member, invite_person
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.members import (
    MOST_COUNTED,
    MemberFilter,
    count_members,
    find_member,
    find_member_of_person,
    list_affiliations,
    list_members,
    list_speakers,
    list_spokespeople,
    list_standings,
)
from mfpl.store.tables import AccountToken, Member, OutboxMessage, Person
from tests import cast as c

SECRET = "a secret of the tests, long enough to be one"
DRAFT = MemberDraft(kind=MemberKind.ORGANIZATION, name="  Tejido   Ñuu ", joined_on=c.TODAY, speaker="Nayeli Ruiz")


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def enter(cast: c.Cast, draft: MemberDraft = DRAFT, *, who: str = "Ana", center: str = "MX") -> UUID:
    return add_member(cast.session, actor=cast.actor(who), center_id=cast.centers[center], draft=draft, now=c.NOW)


def names(cast: c.Cast, center: str = "MX", **wanted: object) -> list[str]:
    asked = MemberFilter(center_id=cast.centers[center], **({"on": c.TODAY} | wanted))  # type: ignore[arg-type]  # as given
    return [line.name for line in list_members(cast.session, wanted=asked, limit=50).lines]


def test_an_organization_is_entered_with_who_speaks_for_it(cast: c.Cast) -> None:
    member_id = enter(cast)
    facts = find_member(cast.session, member_id=member_id, on=c.TODAY)
    assert facts is not None
    assert (facts.name, facts.kind, facts.center_id) == ("Tejido Ñuu", "organization", cast.centers["MX"])
    (speaker,) = list_spokespeople(cast.session, member=facts)
    assert (speaker.name, speaker.votes, speaker.has_account) == ("Nayeli Ruiz", True, False)
    assert [one.what for one in list_affiliations(cast.session, member_id=member_id)] == ["MX"]
    assert [one.what for one in list_standings(cast.session, member_id=member_id)] == ["good_standing"]
    (entry,) = list_entries(cast.session, stream=f"member:{member_id}")
    assert (entry.code, entry.actor_id) == (Fact.MEMBER_RECORDED, cast.people["Ana"])
    assert "Tejido" not in str(entry.parameters)


def test_an_individual_speaks_for_themselves_in_the_language_of_the_center(cast: c.Cast) -> None:
    draft = MemberDraft(kind=MemberKind.INDIVIDUAL, name="María José Ñáñez", joined_on=date(2026, 1, 5))
    member_id = enter(cast, draft)
    facts = find_member(cast.session, member_id=member_id, on=c.TODAY)
    assert facts is not None
    assert facts.person_id is not None
    person = cast.session.get_one(Person, facts.person_id)
    assert (person.full_name, person.called_name, person.language) == ("María José Ñáñez", "María", "es")
    assert find_member_of_person(cast.session, person_id=person.id) == member_id
    (alone,) = list_spokespeople(cast.session, member=facts)
    assert (alone.person_id, alone.votes, alone.from_on) == (person.id, True, date(2026, 1, 5))


def test_a_member_is_entered_only_by_an_admin_of_its_center(cast: c.Cast) -> None:
    for who, center in (("Ana", "US"), ("Ada", "MX"), ("Olmo", "MX"), ("Itzel", "MX")):
        with pytest.raises(Forbidden):
            enter(cast, who=who, center=center)
    assert cast.session.scalars(select(Member).where(Member.name == "Tejido Ñuu")).all() == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (MemberDraft(MemberKind.ORGANIZATION, "   ", c.TODAY), "member_name_missing"),
        (MemberDraft(MemberKind.ORGANIZATION, "Mañana", date(2026, 11, 22)), "member_joined_later"),
    ],
)
def test_a_member_needs_a_name_and_a_day_that_has_come(cast: c.Cast, draft: MemberDraft, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        enter(cast, draft)


def test_an_organization_of_the_same_name_is_taken_for_the_same_one(cast: c.Cast) -> None:
    with pytest.raises(Conflict, match="member_exists"):
        enter(cast, MemberDraft(MemberKind.ORGANIZATION, "RADIO  BÓSQUE", c.TODAY))
    enter(cast, MemberDraft(MemberKind.INDIVIDUAL, "Itzel", c.TODAY))
    enter(cast, MemberDraft(MemberKind.ORGANIZATION, "Radio Bosque", c.TODAY), who="Ada", center="US")


def test_inviting_sends_one_link_to_somebody_of_the_member(cast: c.Cast) -> None:
    member_id = enter(cast)
    facts = find_member(cast.session, member_id=member_id, on=c.TODAY)
    assert facts is not None
    person_id = list_spokespeople(cast.session, member=facts)[0].person_id
    given = {"member_id": member_id, "person_id": person_id, "now": c.NOW, "secret": SECRET}
    invite_person(cast.session, actor=cast.actor("Ana"), email="nayeli@example.org", **given)  # type: ignore[arg-type]  # as given
    cast.session.flush()
    assert len(cast.session.scalars(select(OutboxMessage)).all()) == 1
    assert len(cast.session.scalars(select(AccountToken)).all()) == 1
    (speaker,) = list_spokespeople(cast.session, member=facts)
    assert (speaker.has_account, speaker.confirmed) == (True, False)
    with pytest.raises(Invalid, match="email_invalid"):
        invite_person(cast.session, actor=cast.actor("Ana"), email="nayeli", **given)  # type: ignore[arg-type]  # as given


def test_inviting_reaches_neither_another_center_nor_another_member(cast: c.Cast) -> None:
    river, dana, itzel = cast.members["River Press"], cast.people["Dana"], cast.people["Itzel"]
    for who, member_id, person_id, refusal in (
        ("Ana", river, dana, Forbidden),
        ("Ana", cast.members["Radio Bosque"], dana, NotFound),
        ("Ana", uuid4(), itzel, NotFound),
    ):
        with pytest.raises(refusal):
            invite_person(
                cast.session,
                actor=cast.actor(who),
                member_id=member_id,
                person_id=person_id,
                email="x@example.org",
                now=c.NOW,
                secret=SECRET,
            )
    assert cast.session.scalars(select(OutboxMessage)).all() == []


def test_the_list_is_of_one_center_on_one_day(cast: c.Cast) -> None:
    assert names(cast) == ["Itzel", "Radio Bosque", "Telar"]
    assert names(cast, "US") == ["Dana", "Lale", "River Press"]
    assert names(cast, "US", on=c.ROLL_DATE) == ["Dana", "River Press"]
    assert names(cast, on=date(2015, 4, 30)) == []
    c.move_member(cast, "Telar", "US")
    assert names(cast) == ["Itzel", "Radio Bosque"]
    assert names(cast, on=c.ROLL_DATE) == ["Itzel", "Radio Bosque", "Telar"]


def test_the_list_narrows_by_name_person_standing_and_kind(cast: c.Cast) -> None:
    assert names(cast, search="bosque") == ["Radio Bosque"]
    assert names(cast, search="itzel") == ["Itzel", "Radio Bosque"]
    assert names(cast, search="100%") == []
    assert names(cast, search="_") == []
    assert names(cast, status="at_risk") == ["Telar"]
    assert names(cast, kind="individual") == ["Itzel"]


def test_paging_walks_every_member_once_and_back(cast: c.Cast) -> None:
    for number in range(7):
        c.add_member(cast, f"Miembro {number % 3} Ñ", "MX")
    wanted = MemberFilter(center_id=cast.centers["MX"], on=c.TODAY)
    everyone = list_members(cast.session, wanted=wanted, limit=50).lines
    walked, pages = [], []
    page = list_members(cast.session, wanted=wanted, limit=3)
    while True:
        walked.extend(page.lines)
        pages.append(page)
        if not page.has_next:
            break
        after = MemberFilter(center_id=wanted.center_id, on=c.TODAY, after=page.lines[-1].id)
        page = list_members(cast.session, wanted=after, limit=3)
        assert page.has_previous
    assert walked == list(everyone)
    before = MemberFilter(center_id=wanted.center_id, on=c.TODAY, before=pages[-1].lines[0].id)
    back = list_members(cast.session, wanted=before, limit=3)
    assert back.lines == pages[-2].lines
    assert back.has_next
    assert not pages[0].has_previous


def test_counting_stops_where_nobody_counts_any_further(cast: c.Cast) -> None:
    wanted = MemberFilter(center_id=cast.centers["MX"], on=c.TODAY)
    assert count_members(cast.session, wanted=wanted) == 3
    assert MOST_COUNTED == 1_000


def test_speakers_are_those_of_the_day(cast: c.Cast) -> None:
    asked = [cast.members["Radio Bosque"], cast.members["Itzel"]]
    assert list_speakers(cast.session, member_ids=asked, on=c.TODAY) == {asked[0]: ["Itzel Prueba"]}
    assert list_speakers(cast.session, member_ids=asked, on=date(2015, 4, 30)) == {}
