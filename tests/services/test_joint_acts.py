"""What touches both centers takes a person of each: asked by one, confirmed by the other, done at that moment."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.actors import MandateKind
from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.history import Fact
from mfpl.domain.joint_acts import JointKind
from mfpl.domain.refusals import Conflict, Forbidden, Invalid, NotFound
from mfpl.rules import RuleInvalid, parse_rule
from mfpl.services.accounts import create_account
from mfpl.services.bylaws import take_in_with_its_dates
from mfpl.services.joint_acts import ask_adoption, ask_naming, ask_transfer, confirm, withdraw
from mfpl.services.votes import ask_early_close, open_vote
from mfpl.store.queries.accounts import find_account_of, update_account
from mfpl.store.queries.acts import list_waiting
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.rolls import list_totals
from mfpl.store.queries.rules import find_rule, get_rule_in_force
from mfpl.store.queries.votes import get_vote
from mfpl.store.tables import Affiliation, Mandate
from tests import cast as c

DAY = timedelta(days=1)
TOMORROW = c.TODAY + DAY


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def asked(cast: c.Cast, who: str = "Ana", member: str = "Radio Bosque", **changes: Any) -> UUID:
    given: dict[str, Any] = {"to_center": "US", "from_on": TOMORROW, "reason": "Se mudó a Chicago", "now": c.NOW}
    return ask_transfer(cast.session, actor=cast.actor(who), member_id=cast.members[member], **(given | changes))


def held(cast: c.Cast, member: str) -> list[tuple[str, date, date | None]]:
    rows = cast.session.scalars(
        select(Affiliation).where(Affiliation.member_id == cast.members[member]).order_by(Affiliation.from_on)
    )
    codes = {center_id: code for code, center_id in cast.centers.items()}
    return [(codes[row.center_id], row.from_on, row.until_on) for row in rows]


def test_a_move_takes_a_key_of_each_of_the_two_centers(cast: c.Cast) -> None:
    act = asked(cast)
    assert held(cast, "Radio Bosque") == [("MX", c.JOINED, None)]

    confirm(cast.session, actor=cast.actor("Ada"), act_id=act, now=c.NOW)
    assert held(cast, "Radio Bosque") == [("MX", c.JOINED, TOMORROW), ("US", TOMORROW, None)]


def test_the_receiving_center_may_ask_too(cast: c.Cast) -> None:
    act = asked(cast, "Ada")
    confirm(cast.session, actor=cast.actor("Ana"), act_id=act, now=c.NOW)
    assert held(cast, "Radio Bosque")[-1] == ("US", TOMORROW, None)


def test_nobody_confirms_their_own_request_even_with_a_key_of_each_center(cast: c.Cast) -> None:
    act = asked(cast)
    with pytest.raises(Conflict, match="needs_second_center"):
        confirm(cast.session, actor=cast.actor("Ana"), act_id=act, now=c.NOW)

    both = c.add_mandate(cast, "Ana", "center_admin", center="US")
    with pytest.raises(Forbidden, match="key_of_one_center"):
        confirm(cast.session, actor=both, act_id=act, now=c.NOW)


def test_a_colleague_of_the_same_center_does_not_confirm(cast: c.Cast) -> None:
    act = asked(cast)
    colleague = c.add_mandate(cast, "Tere", "center_admin", center="MX")
    with pytest.raises(Conflict, match="needs_second_center"):
        confirm(cast.session, actor=colleague, act_id=act, now=c.NOW)


def test_a_third_center_has_no_say_in_a_move_between_two(cast: c.Cast) -> None:
    c._add_center(cast, "GT", "America/Guatemala", "es")
    third = c.add_mandate(cast, "Lale", "center_admin", center="GT")
    act = asked(cast)
    with pytest.raises(Forbidden, match="act_of_other_centers"):
        confirm(cast.session, actor=third, act_id=act, now=c.NOW)
    with pytest.raises(Forbidden, match="act_of_other_centers"):
        ask_transfer(
            cast.session,
            actor=third,
            member_id=cast.members["River Press"],
            to_center="MX",
            from_on=TOMORROW,
            reason="x",
            now=c.NOW,
        )


def test_an_officer_has_no_key_to_a_move(cast: c.Cast) -> None:
    act = asked(cast)
    with pytest.raises(Forbidden, match="key_of_one_center"):
        confirm(cast.session, actor=cast.actor("Owen"), act_id=act, now=c.NOW)


def test_an_ordinary_member_can_neither_ask_nor_confirm(cast: c.Cast) -> None:
    act = asked(cast)
    for attempt in (lambda: asked(cast, "Lale", "River Press", to_center="MX"), lambda: _confirm(cast, "Lale", act)):
        with pytest.raises(Forbidden):
            attempt()


def _confirm(cast: c.Cast, who: str, act: UUID) -> None:
    confirm(cast.session, actor=cast.actor(who), act_id=act, now=c.NOW)


@pytest.mark.parametrize(("later", "waits"), [(14 * DAY - timedelta(seconds=1), True), (14 * DAY, False)])
def test_a_request_lapses(cast: c.Cast, later: timedelta, waits: bool) -> None:
    act = asked(cast, from_on=c.TODAY + 30 * DAY)
    assert bool(list_waiting(cast.session, now=c.NOW + later)) is waits
    if not waits:
        with pytest.raises(NotFound, match="act_not_waiting"):
            confirm(cast.session, actor=cast.actor("Ada"), act_id=act, now=c.NOW + later)


def test_the_center_that_asked_can_take_it_back(cast: c.Cast) -> None:
    act = asked(cast)
    with pytest.raises(Forbidden):
        withdraw(cast.session, actor=cast.actor("Ada"), act_id=act, now=c.NOW)
    withdraw(cast.session, actor=cast.actor("Ana"), act_id=act, now=c.NOW)

    with pytest.raises(NotFound, match="act_not_waiting"):
        _confirm(cast, "Ada", act)
    assert held(cast, "Radio Bosque") == [("MX", c.JOINED, None)]


def test_the_same_is_asked_for_once(cast: c.Cast) -> None:
    asked(cast)
    with pytest.raises(Conflict, match="act_already_asked"):
        asked(cast, "Ada")


def test_an_act_is_confirmed_once(cast: c.Cast) -> None:
    act = asked(cast)
    _confirm(cast, "Ada", act)
    with pytest.raises(NotFound, match="act_not_waiting"):
        _confirm(cast, "Ada", act)


def test_a_move_does_not_begin_in_the_past(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="transfer_in_the_past"):
        asked(cast, from_on=c.TODAY - DAY)
    assert asked(cast, from_on=c.TODAY)


def test_a_move_confirmed_late_begins_when_it_is_confirmed(cast: c.Cast) -> None:
    act = asked(cast)
    confirm(cast.session, actor=cast.actor("Ada"), act_id=act, now=c.NOW + 5 * DAY)
    assert held(cast, "Radio Bosque")[-1] == ("US", c.TODAY + 5 * DAY, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to_center": "MX"}, "transfer_to_same_center"),
        ({"to_center": "GT"}, "center_unknown"),
        ({"reason": "  "}, "transfer_reason"),
        ({"reason": "x" * 501}, "transfer_reason"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(cast: c.Cast, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        asked(cast, **changes)


def test_a_member_who_moves_already_is_not_moved_again(cast: c.Cast) -> None:
    _confirm(cast, "Ada", asked(cast, from_on=c.TODAY + 9 * DAY))
    with pytest.raises(Conflict, match="member_moves_already"):
        asked(cast)


def test_nobody_unknown_is_moved(cast: c.Cast) -> None:
    with pytest.raises(NotFound, match="member_unknown"):
        ask_transfer(
            cast.session,
            actor=cast.actor("Ana"),
            member_id=uuid4(),
            to_center="US",
            from_on=TOMORROW,
            reason="x",
            now=c.NOW,
        )


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_every_day_has_exactly_one_center(cast: c.Cast, days: int) -> None:
    _confirm(cast, "Ada", asked(cast, from_on=TOMORROW))
    on = TOMORROW + days * DAY
    covering = [code for code, start, end in held(cast, "Radio Bosque") if start <= on and (end is None or on < end)]
    assert covering == (["MX"] if days < 0 else ["US"])


def test_a_move_during_a_vote_leaves_its_roll_alone(cast: c.Cast) -> None:
    vote = get_vote(cast.session, number=c.opened(cast))
    before = list_totals(cast.session, vote_id=vote.id)
    _confirm(cast, "Ada", asked(cast, from_on=c.TODAY))
    assert list_totals(cast.session, vote_id=vote.id) == before


def test_a_vote_after_a_move_has_the_member_once_in_its_new_center(cast: c.Cast) -> None:
    _confirm(cast, "Ada", asked(cast, from_on=c.TODAY))
    number = c.prepare(cast, roll_date=c.TODAY)
    open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
    totals = list_totals(cast.session, vote_id=get_vote(cast.session, number=number).id)
    organizations = {
        total.center_code: total.members for total in totals if total.kind == "organization" and not total.reason
    }
    assert organizations == {"US": 2}


def test_a_move_is_told_in_the_history_of_the_member_and_of_the_request(cast: c.Cast) -> None:
    act = asked(cast)
    _confirm(cast, "Ada", act)
    told = [entry.code for entry in list_entries(cast.session, stream=f"act:{act}")]
    moved = list_entries(cast.session, stream=f"member:{cast.members['Radio Bosque']}")[-1]
    assert told == [Fact.JOINT_ACT_ASKED, Fact.JOINT_ACT_CONFIRMED]
    assert (moved.code, moved.parameters["to_center"], moved.actor_id) == (
        Fact.MEMBER_TRANSFERRED,
        "US",
        cast.people["Ada"],
    )


def account_of(cast: c.Cast, name: str, *, confirmed: bool = True) -> str:
    email = f"{name.lower()}@example.org"
    create_account(cast.session, person_id=cast.people[name], email=email, now=c.NOW)
    account = find_account_of(cast.session, person_id=cast.people[name])
    assert account is not None
    if confirmed:
        update_account(cast.session, account.account_id, confirmed_at=c.NOW)
    return email


def name(cast: c.Cast, email: str, *, who: str = "Ana", mandate: MandateKind = MandateKind.ELECTION_OFFICER) -> UUID:
    return ask_naming(cast.session, actor=cast.actor(who), email=email, mandate=mandate, center="MX", now=c.NOW)


@pytest.mark.parametrize("mandate", [MandateKind.ELECTION_OFFICER, MandateKind.CENTER_ADMIN])
def test_naming_an_officer_or_an_administrator_takes_both_centers(cast: c.Cast, mandate: MandateKind) -> None:
    act = name(cast, account_of(cast, "Lale"), mandate=mandate)
    assert not cast.actor("Lale").holds(mandate)
    _confirm(cast, "Ada", act)
    assert cast.actor("Lale").holds(mandate, center_id=cast.centers["MX"])


def test_an_administrator_cannot_name_their_own_second_key(cast: c.Cast) -> None:
    act = name(cast, account_of(cast, "Lale"), mandate=MandateKind.CENTER_ADMIN)
    with pytest.raises(Conflict, match="needs_second_center"):
        _confirm(cast, "Ana", act)
    assert cast.session.scalar(select(Mandate.id).where(Mandate.person_id == cast.people["Lale"])) is None


def test_only_a_confirmed_account_can_be_charged(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="account_unknown"):
        name(cast, account_of(cast, "Lale", confirmed=False))
    with pytest.raises(Invalid, match="account_unknown"):
        name(cast, "nobody@example.org")


def test_what_somebody_holds_is_not_given_again(cast: c.Cast) -> None:
    with pytest.raises(Conflict, match="mandate_held_already"):
        name(cast, account_of(cast, "Olmo"))


def test_other_mandates_are_not_given_in_this_way(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="mandate_not_named_so"):
        name(cast, account_of(cast, "Lale"), mandate=MandateKind.CHAIR)


SECOND = {**c.CONCURRENT, "version": 2, "title": {"en": "Another", "es": "Otra"}}


def test_a_rule_changes_outside_a_vote_only_with_both_keys(cast: c.Cast) -> None:
    act = ask_adoption(cast.session, actor=cast.actor("Olmo"), document=SECOND, now=c.NOW)
    assert find_rule(cast.session, code="both-centers", number=2) is None
    with pytest.raises(Conflict, match="needs_second_center"):
        _confirm(cast, "Olmo", act)
    _confirm(cast, "Owen", act)
    assert find_rule(cast.session, code="both-centers", number=2)


@pytest.mark.parametrize("version", [1, 3])
def test_only_the_next_version_can_be_asked_for(cast: c.Cast, version: int) -> None:
    with pytest.raises(Invalid, match="version_not_next"):
        ask_adoption(cast.session, actor=cast.actor("Olmo"), document={**SECOND, "version": version}, now=c.NOW)


def test_a_document_with_errors_is_refused_before_anybody_is_asked(cast: c.Cast) -> None:
    with pytest.raises(RuleInvalid):
        ask_adoption(cast.session, actor=cast.actor("Olmo"), document={**SECOND, "surprise": 1}, now=c.NOW)
    impossible = {**SECOND, "requires": {"count": "yes", "comparison": "at_least", "value": 1000}}
    with pytest.raises(Invalid, match="amendment_impossible"):
        ask_adoption(cast.session, actor=cast.actor("Olmo"), document=impossible, now=c.NOW)
    assert list_waiting(cast.session, now=c.NOW) == []


def test_an_early_close_waits_in_the_same_queue(cast: c.Cast) -> None:
    number = c.opened(cast)
    ask_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
    (act,) = list_waiting(cast.session, now=c.NOW)
    assert confirm(cast.session, actor=cast.actor("Owen"), act_id=act.id, now=c.NOW) is JointKind.CLOSE_EARLY
    assert get_vote(cast.session, number=number).times.closed_at is not None


def test_a_rule_adopted_with_two_keys_alters_nothing_of_what_was_in_force(cast: c.Cast) -> None:
    act = ask_adoption(cast.session, actor=cast.actor("Olmo"), document=SECOND, now=c.NOW)
    _confirm(cast, "Owen", act)

    assert get_rule_in_force(cast.session, code="both-centers", on=c.TODAY - DAY).number == 1
    assert get_rule_in_force(cast.session, code="both-centers", on=c.TODAY).number == 2


def test_a_document_that_claims_an_earlier_day_begins_when_it_is_confirmed(cast: c.Cast) -> None:
    backdated = {**SECOND, "in_force": {"from": "2020-01-01", "until": "9999-12-31"}}
    _confirm(cast, "Owen", ask_adoption(cast.session, actor=cast.actor("Olmo"), document=backdated, now=c.NOW))
    assert get_rule_in_force(cast.session, code="both-centers", on=c.TODAY - DAY).number == 1


def test_what_has_become_impossible_since_it_was_asked_for_is_not_done(cast: c.Cast) -> None:
    act = ask_adoption(cast.session, actor=cast.actor("Olmo"), document=SECOND, now=c.NOW)
    take_in_with_its_dates(cast.session, kind=ClauseKind.RULE, document=parse_rule(SECOND), now=c.NOW)
    with pytest.raises(Invalid, match="version_not_next"):
        _confirm(cast, "Owen", act)
