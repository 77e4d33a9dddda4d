"""Power of any rule over any roll: as by trying every vote, refused where it means nothing, sampled honestly."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mfpl.measures.power import (
    PowerRefusal,
    PowerRefused,
    Roll,
    RollSection,
    RulePower,
    VoterClass,
    power_of_rule,
    ruling,
    yes_conditions,
)
from mfpl.measures.power.demands import demands_of
from mfpl.rules import Rule, Unit, parse_rule
from mfpl.rules.errors import CountsInvalid
from tests.measures.support import SMALL, YES, alike, by_trying, rule

NO = {"share": "no", "of": "valid", "comparison": "more_than", "value": "1/2"}
CLASSES = {
    "class_share": "yes",
    "of": "valid",
    "classes": {"A": "1/4", "B": "3/4"},
    "scaled_by": "members",
    "comparison": "at_least",
    "value": "3/5",
}
LEAVES = st.one_of(
    st.builds(
        lambda share, comparison, value, unit, pool: {
            "share": share[0], "of": share[1], "comparison": comparison, "value": value, "unit": unit, **pool
        },
        st.sampled_from([("yes", "valid"), ("yes", "eligible"), ("no", "valid"), ("voting", "eligible")]),
        st.sampled_from(["more_than", "at_least", "less_than", "at_most", "exactly"]),
        st.sampled_from(["0", "1/3", "1/2", "2/3", "1"]),
        st.sampled_from(["votes", "members"]),
        st.sampled_from([{}, {}, {"pool": "everyone"}]),
    ),
    st.builds(
        lambda count, comparison, value: {"count": count, "comparison": comparison, "value": value},
        st.sampled_from(["yes", "no", "ballots"]),
        st.sampled_from(["more_than", "at_least", "less_than", "at_most", "exactly"]),
        st.integers(1, 5),
    ),
)  # fmt: skip
INSIDE = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda of: {"all": of}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda of: {"any": of}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda one: {"not": one}, inner),
    ),
    max_leaves=3,
)
OF_SECTIONS = st.one_of(
    st.builds(lambda one: {"every_section": one}, INSIDE),
    st.builds(lambda one: {"in_section": "A", "require": one}, INSIDE),
    st.builds(
        lambda key, one, comparison, value, weighing: {key: one, "comparison": comparison, "value": value, **weighing},
        st.sampled_from(["share_of_sections", "number_of_sections"]),
        INSIDE,
        st.sampled_from(["at_least", "at_most", "exactly", "more_than"]),
        st.sampled_from(["1/2", "1"]),
        st.sampled_from([{}, {"weighing": "stand"}]),
    ),
)
REQUIRED = st.recursive(
    st.one_of(LEAVES, OF_SECTIONS),
    lambda inner: st.one_of(
        st.builds(lambda of: {"all": of}, st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda of: {"any": of}, st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda of: {"at_least": 2, "of": of}, st.lists(inner, min_size=3, max_size=3)),
        st.builds(lambda one: {"not": one}, inner),
    ),
    max_leaves=4,
)


def parsed(requires: Any) -> Rule | None:
    try:
        return rule(requires)
    except ValueError:
        return None


def same_as_by_trying(power: RulePower, one: Rule, roll: Roll) -> None:
    winning, each = by_trying(one, roll)
    assert power.winning == winning
    place = 0
    for section in power.sections:
        for group in section.classes:
            for _ in range(group.members):
                assert (group.indices.swings, group.indices.shapley) == each[place]
                place += 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(requires=REQUIRED)
def test_power_is_what_trying_every_vote_gives(requires: Any) -> None:
    one = parsed(requires)
    assume(one is not None)
    assert one is not None
    try:
        power = power_of_rule(one, SMALL)
    except PowerRefused:
        return
    same_as_by_trying(power, one, SMALL)


@pytest.mark.parametrize(
    "requires",
    [
        {"all": [{"quorum": {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/10"},
                  "otherwise": "not_quorate"}, YES, {"every_section": YES}]},
        {"not": {"every_section": NO}},
        {"not": {"not": CLASSES}},
        {"number_of_sections": NO, "comparison": "less_than", "value": 2},
        {"number_of_sections": {"count": "yes", "comparison": "exactly", "value": 0},
         "comparison": "at_most", "value": 1},
        {"every_section": {"any": [{**YES, "pool": "everyone"}, YES]}},
        {"share_of_sections": YES, "weighing": "stand", "comparison": "more_than", "value": "1/2"},
        {"any": [YES, {"in_section": "B", "require": {"count": "yes", "comparison": "at_least", "value": 3}}]},
        {"share": "voting", "of": "eligible", "comparison": "at_least", "value": 1},
        {"share": "abstain", "of": "voting", "comparison": "more_than", "value": "1/2"},
        {"root_count": "yes", "comparison": "at_least", "times": "3/2", "square_root_of": "eligible"},
        {"root_count": "valid", "comparison": "at_least", "times": 1, "square_root_of": "eligible"},
        CLASSES,
        {"case": [{"when": {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/2"},
                   "then": YES}],
         "otherwise": {"outcome": "failed"}},
        {"case": [{"when": {"share": "yes", "of": "valid", "comparison": "at_least", "value": "2/3"},
                   "then": {"outcome": "passed"}}],
         "otherwise": {"outcome": "not_quorate"}},
    ],
)  # fmt: skip
def test_these_shapes_of_rules_are_measured_and_not_refused(requires: Any) -> None:
    one = rule(requires)
    same_as_by_trying(power_of_rule(one, SMALL), one, SMALL)


def test_a_test_of_roots_is_tried_at_every_number_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    requires = {"root_count": "yes", "comparison": "at_least", "times": 3, "square_root_of": "eligible"}
    assert power_of_rule(rule(requires), alike(us=100)).sections[0].blocking == 71
    monkeypatch.setattr(yes_conditions, "MOST_TRIED", 99)
    with pytest.raises(PowerRefused, match="too_large"):
        power_of_rule(rule(requires), alike(us=100))


def test_another_rule_is_followed_with_its_own_definitions() -> None:
    title = {"en": "Other", "es": "Otra"}
    other = {"language": "mfpl-rules/1", "id": "other", "version": 1, "title": title}
    other |= {"definitions": {"majority": YES}, "requires": {"reference": "majority"}}
    one = rule({"all": [{"rule": "other"}, {"every_section": YES}]}, rules={"other": other})
    same_as_by_trying(power_of_rule(one, SMALL), one, SMALL)


def test_what_is_asked_of_a_section_must_be_about_its_own_votes() -> None:
    nested = yes_conditions.InSections((("A", yes_conditions.ScaledYes((), Unit.VOTES, 1), 1),), 1)
    with pytest.raises(TypeError):
        demands_of(nested).sums[0].reader("A")


def test_a_test_that_turns_twice_has_no_power() -> None:
    with pytest.raises(PowerRefused, match="not_monotone"):
        yes_conditions.asked_of_yes(lambda yes: yes in {0, 4, 5}, pool=None, unit=Unit.VOTES, size=5, steady=False)


def test_a_rule_that_says_more_than_was_understood_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the language grow, a reduction that overlooks the new part must not pass for the rule."""
    monkeypatch.setattr(ruling, "compiled", lambda _rule, _roll: yes_conditions.AtLeastYes(None, Unit.VOTES, 2))
    with pytest.raises(PowerRefused, match="not_measured"):
        power_of_rule(rule(YES), SMALL)


def test_a_reference_is_followed() -> None:
    one = rule({"reference": "majority"}, definitions={"majority": YES})
    assert power_of_rule(one, SMALL) == power_of_rule(rule(YES), SMALL)


@pytest.mark.parametrize(
    ("requires", "code"),
    [
        ({"per_section": YES}, PowerRefusal.NO_SINGLE_DECISION),
        (NO, PowerRefusal.NOT_MONOTONE),
        ({"not": YES}, PowerRefusal.NOT_MONOTONE),
        ({"count": "yes", "comparison": "exactly", "value": 3}, PowerRefusal.NOT_MONOTONE),
        ({"number_of_sections": YES, "comparison": "exactly", "value": 1}, PowerRefusal.NOT_MONOTONE),
        ({"every_section": {"any": [YES, NO]}}, PowerRefusal.NOT_MONOTONE),
        ({"count": "blocks", "comparison": "less_than", "value": 2}, PowerRefusal.COUNT_NOT_VOTED),
        (
            {
                "ranked": "schwartz_sequential_dropping",
                "option_ratio": {"comparison": "more_than"},
                "tie": "default_option",
            },
            PowerRefusal.NOT_MEASURED,
        ),
        (
            {"case": [{"when": YES, "then": {"outcome": "eight_years"}}], "otherwise": {"outcome": "failed"}},
            PowerRefusal.NOT_MEASURED,
        ),
        (CLASSES | {"class_share": "no", "comparison": "at_most"}, PowerRefusal.NOT_MEASURED),
        (CLASSES | {"comparison": "at_most"}, PowerRefusal.NOT_MONOTONE),
    ],
)
def test_a_rule_without_power_in_this_sense_is_refused(requires: Any, code: PowerRefusal) -> None:
    with pytest.raises(PowerRefused) as refused:
        power_of_rule(rule(requires), SMALL)
    assert refused.value.code is code


def test_a_roll_without_voters_has_no_power() -> None:
    with pytest.raises(PowerRefused, match="nobody"):
        power_of_rule(rule(YES), alike(us=0))


def test_a_section_the_roll_lacks_is_refused_as_counts_would_be() -> None:
    with pytest.raises(CountsInvalid, match="section_absent"):
        power_of_rule(rule({"in_section": "ca", "require": YES}), alike(us=3, mx=2))


def test_two_centers_of_this_organization_are_counted_exactly() -> None:
    """635 members, organizations with two votes: 2 to the power of 635 ways to vote."""
    classes = ((338, 170), (85, 42))
    roll = Roll(
        tuple(
            RollSection(name, (VoterClass("organization", many, 2), VoterClass("individual", few)), "center")
            for name, (many, few) in zip(("us", "mx"), classes, strict=True)
        )
    )
    power = power_of_rule(rule({"all": [YES, {"every_section": YES}]}), roll)
    assert power.sampling is None
    assert power.winning is not None
    us, mx = power.sections
    assert (us.shapley or 0) + (mx.shapley or 0) == 1
    assert (us.banzhaf or 0) + (mx.banzhaf or 0) == 1
    assert mx.classes[0].indices.penrose > us.classes[0].indices.penrose
    assert (us.blocking, mx.blocking) == (212, 53)


@pytest.mark.parametrize(("us", "mx", "share"), [(5, 5, "1/4"), (4, 4, "25/256")])
def test_a_majority_in_each_of_two_equal_sections_has_its_price(us: int, mx: int, share: str) -> None:
    """With odd sections half of a half; with even ones less, because a tie rejects."""
    assert power_of_rule(rule({"every_section": YES}), alike(us=us, mx=mx)).to_act == Fraction(share)


def test_a_canton_of_the_swiss_rule_counts_by_its_weight() -> None:
    requires = {
        "all": [YES, {"share_of_sections": YES, "weighing": "stand", "comparison": "more_than", "value": "1/2"}]
    }
    one = parse_rule(
        {"language": "mfpl-rules/1", "id": "ch", "version": 1, "title": {"en": "x", "es": "x"}, "requires": requires}
    )
    roll = Roll(
        tuple(
            RollSection(f"c{place}", (VoterClass("member", 9),), "canton", {"stand": Fraction(1, 1 + place % 2)})
            for place in range(12)
        )
    )
    power = power_of_rule(one, roll)
    assert power.sampling is None
    assert power.sections[0].classes[0].indices.penrose > power.sections[1].classes[0].indices.penrose
