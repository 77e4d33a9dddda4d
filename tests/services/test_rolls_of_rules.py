"""The roll that a rule would freeze today, before there is any vote."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.members import Exclusion
from mfpl.rules import parse_rule
from mfpl.services.electorates import preview_roll_of_rule
from tests import cast as c


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def test_the_roll_of_a_rule_counts_members_and_weighs_them_by_kind(cast: c.Cast) -> None:
    totals = preview_roll_of_rule(cast.session, rule=parse_rule(c.CONCURRENT), roll_date=c.ROLL_DATE)
    assert {(one.center_code, one.kind, one.reason, one.members, one.weight) for one in totals} == {
        ("MX", "individual", None, 1, 1),
        ("MX", "organization", Exclusion.NOT_IN_STANDING, 1, 2),
        ("MX", "organization", None, 1, 2),
        ("US", "individual", None, 1, 1),
        ("US", "organization", None, 1, 2),
    }


def test_a_rule_without_a_word_on_who_votes_gives_everyone_in_good_standing_one_vote(cast: c.Cast) -> None:
    rule = parse_rule({key: value for key, value in c.CONCURRENT.items() if key != "electorate"})
    totals = preview_roll_of_rule(cast.session, rule=rule, roll_date=c.ROLL_DATE)
    assert all(one.weight == one.members for one in totals)


@pytest.mark.parametrize(("on", "members"), [(date(2026, 11, 20), 2), (date(2026, 11, 21), 3)])
def test_who_joined_by_the_day_is_on_the_roll_of_that_day(cast: c.Cast, on: date, members: int) -> None:
    totals = preview_roll_of_rule(cast.session, rule=parse_rule(c.CONCURRENT), roll_date=on)
    assert sum(one.members for one in totals if one.center_code == "US" and one.reason is None) == members


def test_a_day_of_joining_in_the_rule_leaves_later_members_out_with_the_reason(cast: c.Cast) -> None:
    electorate = {**c.CONCURRENT["electorate"], "joined": {"comparison": "before", "date": "05-01"}}  # type: ignore[dict-item]  # the cast's document is plain data
    rule = parse_rule({**c.CONCURRENT, "electorate": electorate})
    totals = preview_roll_of_rule(cast.session, rule=rule, roll_date=c.TODAY)
    assert [one.members for one in totals if one.reason == Exclusion.JOINED_TOO_LATE] == [1]
