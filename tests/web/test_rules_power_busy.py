"""Measuring power keeps a page waiting for a moment at most, whatever roll is typed and however many ask."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from mfpl.measures.power import Roll, RulePower, power_of_rule
from mfpl.rules import Rule
from mfpl.web.rules import power_measuring
from mfpl.web.rules.power_measuring import REMEMBERED, samples_for
from mfpl.web.rules.power_rolls import MOST_TYPED
from tests.web.booth import heading
from tests.web.conftest import Visitor
from tests.web.test_rules_power import BOTH, EVEN, asked, roll


@pytest.fixture(autouse=True)
def unknown(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing measured yet, and no patience."""
    monkeypatch.setattr(power_measuring, "PATIENCE", 0)
    power_measuring._KNOWN.clear()
    yield
    power_measuring._KNOWN.clear()


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[Roll]:
    """The rolls that were measured, in order."""
    found: list[Roll] = []

    def counting(rule: Rule, of: Roll, *, samples: int | None) -> RulePower:
        found.append(of)
        return power_of_rule(rule, of, samples=samples)

    monkeypatch.setattr(power_measuring, "power_of_rule", counting)
    return found


@pytest.mark.parametrize(
    ("language", "said", "way"),
    [
        ("en", "takes a moment longer", "Try again"),
        ("es", "Esto tarda", "Intentar de nuevo"),
    ],
)
def test_who_asks_while_another_is_measured_is_told_to_try_again(
    visitor: Visitor, language: str, said: str, way: str
) -> None:
    with power_measuring._alone():
        page = visitor.get(asked(BOTH, language, **EVEN))
    assert visitor.last.status_code == 503
    assert visitor.last.headers["Retry-After"] == "5"
    assert said in heading(page)
    again = page.one("main").one("a", class_="btn")
    assert again.text == way
    kept = parse_qs(urlsplit(again["href"]).query)
    assert kept == {name.replace("__", "-"): [str(value)] for name, value in EVEN.items()}
    visitor.get(again["href"])
    assert visitor.last.status_code == 200


def test_what_was_measured_before_waits_for_nobody(visitor: Visitor, measured: list[Roll]) -> None:
    visitor.get(asked(BOTH, **EVEN))
    with power_measuring._alone():
        visitor.get(asked(BOTH, **EVEN))
    assert visitor.last.status_code == 200
    assert len(measured) == 1


def test_only_so_many_measurings_are_remembered(visitor: Visitor, measured: list[Roll]) -> None:
    for number in range(REMEMBERED + 1):
        visitor.get(asked(BOTH, **(EVEN | {"MX__individual": number})))
    assert len(power_measuring._KNOWN) == REMEMBERED
    visitor.get(asked(BOTH, **(EVEN | {"MX__individual": REMEMBERED})))
    assert len(measured) == REMEMBERED + 1


def test_the_largest_roll_that_can_be_typed_is_drawn() -> None:
    assert samples_for(roll((MOST_TYPED, MOST_TYPED), (MOST_TYPED, MOST_TYPED))) == 10_000
