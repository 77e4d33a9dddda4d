"""Caps limit votes before the roll is frozen, so that nothing afterwards has to know of them."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.votes import Gap
from mfpl.rules import parse_rule
from mfpl.services.amendments.seating import members_by_center
from mfpl.services.electorates import preview_roll_of_rule, try_roll_of_rule
from mfpl.services.votes import open_vote
from mfpl.services.votes.opening import check_opening
from mfpl.store.queries.rolls import RollTotal, list_totals
from mfpl.store.queries.votes import get_vote
from tests import cast as c


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def under(**caps: Any) -> dict[str, object]:
    weights = {"organization": 6, "individual": 1}
    electorate = {"statuses": ["good_standing", "grace"], "weights": weights, "caps": caps}
    return {**c.CONCURRENT, "id": "capped", "electorate": electorate}


def votes_each(totals: list[RollTotal]) -> dict[str, int]:
    """Return the votes of one member of each kind: there are two organizations and two individuals with a vote."""
    return {total.kind: total.weight // total.members for total in totals if total.reason is None}


@pytest.mark.parametrize(("most", "left"), [(1, 1), (5, 5), (6, 6), (7, 6)])
def test_no_voter_has_more_votes_than_the_cap(cast: c.Cast, most: int, left: int) -> None:
    rule = parse_rule(under(votes_per_voter=most))
    found = votes_each(preview_roll_of_rule(cast.session, rule=rule, roll_date=c.ROLL_DATE))
    assert found == {"organization": left, "individual": 1}


def test_a_class_together_has_no_more_than_its_share(cast: c.Cast) -> None:
    """Two organizations may have half of all votes, and two individuals have the other half."""
    rule = parse_rule(under(share_of_class={"organization": "1/2"}))
    found = votes_each(preview_roll_of_rule(cast.session, rule=rule, roll_date=c.ROLL_DATE))
    assert found == {"organization": 1, "individual": 1}


def test_votes_that_a_share_would_break_stay_whole_and_in_proportion(cast: c.Cast) -> None:
    """Two fifths for the organizations leave each two thirds of an individual's vote: two to three."""
    rule = parse_rule(under(share_of_class={"organization": "2/5"}))
    found = votes_each(preview_roll_of_rule(cast.session, rule=rule, roll_date=c.ROLL_DATE))
    assert found == {"organization": 2, "individual": 3}


def test_the_frozen_roll_has_the_capped_votes(cast: c.Cast) -> None:
    c.add_rule(cast.session, under(votes_per_voter=3))
    number = c.prepare(cast, rule="capped")
    open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.OPENS)
    vote = get_vote(cast.session, number=number)
    assert votes_each(list_totals(cast.session, vote_id=vote.id)) == {"organization": 3, "individual": 1}


def test_caps_nobody_can_stay_under_keep_a_vote_from_opening(cast: c.Cast) -> None:
    """Four voters, of whom none may have more than a fifth."""
    c.add_rule(cast.session, under(share_per_voter="1/5"))
    vote = get_vote(cast.session, number=c.prepare(cast, rule="capped"))
    missing = check_opening(cast.session, vote=vote, now=c.OPENS)
    assert Gap.CAPS_CANNOT_BE_MET in {one.gap for one in missing}


def test_members_are_counted_for_seats_whatever_the_caps(cast: c.Cast) -> None:
    rule = parse_rule(under(share_per_voter="1/5"))
    assert members_by_center(cast.session, rule, on=c.ROLL_DATE) == {"MX": 2, "US": 2}


def test_a_roll_whose_caps_cannot_be_met_is_told_without_them_and_why(cast: c.Cast) -> None:
    found = try_roll_of_rule(cast.session, rule=parse_rule(under(share_per_voter="1/5")), roll_date=c.ROLL_DATE)
    assert votes_each(found.totals) == {"organization": 6, "individual": 1}
    assert [(error.code, error.params) for error in found.refused] == [
        ("caps_infeasible", {"limit": "share_per_voter"})
    ]


def test_a_rule_without_caps_leaves_its_weights(cast: c.Cast) -> None:
    found = preview_roll_of_rule(cast.session, rule=parse_rule(c.CONCURRENT), roll_date=c.ROLL_DATE)
    assert votes_each(found) == {"organization": 2, "individual": 1}
