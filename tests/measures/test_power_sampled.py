"""Power that is drawn and not counted: it says so, is within its error, and is the same for the same seed."""

from fractions import Fraction
from typing import Any

import pytest

from mfpl.measures.power import PowerRefused, Roll, power_of_rule, ruling
from mfpl.measures.power.sampling import chance_of, error_of
from tests.measures.support import SMALL, YES, alike, rule

NO = YES | {"share": "no"}


@pytest.mark.parametrize("requires", [YES, {"every_section": YES}, {"all": [YES, {"every_section": NO}]}])
def test_what_is_sampled_says_so_and_is_within_its_error(requires: Any) -> None:
    if requires.get("all"):
        requires = {"any": [{"not": {"every_section": NO}}, YES]}
    exact, drawn = (power_of_rule(rule(requires), SMALL, seed=7, samples=samples) for samples in (None, 4_000))
    assert exact.sampling is None
    assert drawn.sampling is not None
    assert drawn.sampling.error is not None
    assert drawn.winning is None
    assert abs(drawn.to_act - exact.to_act) <= drawn.sampling.error
    for one, other in zip(drawn.sections, exact.sections, strict=True):
        assert one.blocking == other.blocking
        for mine, true in zip(one.classes, other.classes, strict=True):
            assert mine.indices.error is not None
            assert true.indices.error is None
            assert abs(mine.indices.penrose - true.indices.penrose) <= mine.indices.error
            assert mine.indices.banzhaf is mine.indices.prevent is mine.indices.initiate is None
            apart = Fraction(mine.indices.shapley or 0) - Fraction(true.indices.shapley or 0)
            assert abs(apart * true.members) <= drawn.sampling.orders_error


def test_the_same_seed_draws_the_same_votes() -> None:
    one, again, other = (power_of_rule(rule(YES), SMALL, seed=seed, samples=300) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_coalitions_too_many_to_count_by_size_leave_only_shapley_to_sampling(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = power_of_rule(rule(YES), SMALL)
    monkeypatch.setattr(ruling, "MOST_BITS", 0)
    power = power_of_rule(rule(YES), SMALL)
    assert (power.winning, power.sections[0].banzhaf) == (exact.winning, exact.sections[0].banzhaf)
    assert power.sampling is not None
    assert power.sampling.samples is None
    assert power.sampling.orders is not None


def test_games_too_large_to_count_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruling, "MOST_EDGES", 3)
    monkeypatch.setattr(ruling, "SAMPLES", 50)
    power = power_of_rule(rule(YES), SMALL)
    assert power.winning is None
    assert power.sampling is not None
    assert power.sampling.samples == 50


def test_a_roll_of_millions_is_sampled_with_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruling, "ORDERS", 200)
    power = power_of_rule(rule({"every_section": YES}), alike(us=2_000_000, mx=500_000), samples=5)
    assert power.sampling is not None
    assert power.sampling.orders == 200
    assert sum(section.shapley or 0 for section in power.sections) == 1
    assert all(
        abs((section.shapley or 0) - Fraction(1, 2)) <= power.sampling.orders_error for section in power.sections
    )


def test_a_section_too_large_to_count_is_sampled_without_being_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruling, "SAMPLES", 20)
    power = power_of_rule(rule(YES), alike(us=500_000))
    assert power.winning is None
    assert power.sections[0].blocking == 250_000


def test_there_is_an_end_to_what_can_be_sampled() -> None:
    with pytest.raises(PowerRefused, match="too_large"):
        power_of_rule(rule(YES), alike(us=9_000_000, mx=9_000_000, ca=9_000_000))


@pytest.mark.parametrize(
    "requires", [{**YES, "share": "voting", "of": "eligible"}, {"count": "yes", "comparison": "at_least", "value": 99}]
)
def test_what_always_or_never_passes_is_nobodys_doing(requires: Any) -> None:
    power = power_of_rule(rule(requires), SMALL, samples=20)
    assert all(one.indices.shapley == one.indices.penrose == 0 for section in power.sections for one in section.classes)


def test_an_empty_class_has_no_power() -> None:
    power = power_of_rule(rule(YES), alike(us=3, mx=0), samples=20)
    assert power.sections[1].classes[0].indices.penrose == 0
    exact = power_of_rule(rule(YES), Roll(alike(us=3, mx=0).sections))
    assert exact.sections[1].classes[0].indices.swings == 0


def test_many_alike_samples_are_bounded_closer_than_by_their_number_alone() -> None:
    alike_ones, spread = (chance_of(8_000, squares, samples=8_000, most=100) for squares in (8_000, 800_000))
    assert alike_ones.mean == spread.mean == Fraction(1, 100)
    assert alike_ones.error < spread.error < error_of(8_000)
    assert spread.error == Fraction(3_854, 10**6) + Fraction(42, 3 * 7_999)


@pytest.mark.parametrize("samples", [1, 2])
def test_a_few_samples_are_bounded_by_their_number(samples: int) -> None:
    assert chance_of(samples, samples, samples=samples, most=1).error > 1


def test_the_error_of_a_member_is_much_closer_than_that_of_the_whole() -> None:
    power = power_of_rule(rule(YES), alike(us=300, mx=100), samples=5_000)
    assert power.sampling is not None
    assert power.sampling.error is not None
    assert all(
        (one.indices.error or 1) < power.sampling.error / 2 for section in power.sections for one in section.classes
    )
