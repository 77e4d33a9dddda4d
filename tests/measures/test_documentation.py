"""The page about seats and power tells the truth: its documents can be used and its figures come out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from mfpl.cli.seats import SHIPPED, as_data
from mfpl.cli.speech import speaking
from mfpl.counting.apportionment import Method, TieRule, Weighing, apportion, parse_seat_rule
from mfpl.measures.power import parse_roll, power_of_rule, weighted_power
from mfpl.measures.power.ruling import MOST_EDGES
from mfpl.measures.power.sampling import ORDERS, SAMPLES
from tests.measures.support import REFERENCE, rule

PAGE = (Path(__file__).parents[2] / "docs" / "seats-and-power.md").read_text()
DOCUMENTS: list[Any] = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]


def the_one(key: str) -> Any:
    found = [document for document in DOCUMENTS if key in document]
    assert len(found) == 1
    return found[0]


def test_the_answer_shown_is_the_answer_given() -> None:
    shown = the_one("open")
    seat_rule = parse_seat_rule((SHIPPED / "structure-2015.json").read_bytes())
    with speaking("en"):
        given = as_data(apportion(seat_rule, {"us": 508, "mx": 127}, seats=15))
    assert (shown["seats"], shown["open"]) == (given["seats"], given["open"])
    assert shown["steps"] == given["steps"][:1]


def test_the_seat_rule_shown_can_be_used() -> None:
    shown = parse_seat_rule(the_one("method"))
    assert apportion(shown, {"us": 508, "mx": 127}, seats=15).seats == {"us": 9, "mx": 6}


def test_the_roll_shown_can_be_used() -> None:
    roll = parse_roll(the_one("outside"))
    assert roll.voters == 338 + 170 + 127 + 3
    majority = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}
    assert power_of_rule(rule({"every_section": majority}), roll).to_act > 0


@pytest.mark.parametrize(
    "word", [*Method, *Weighing, *TieRule, "rerun", "order_of_remainder", "election", "resulting_body"]
)
def test_every_word_of_a_seat_rule_is_explained(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_the_three_sections_of_the_example_differ_as_told() -> None:
    shown = the_one("method") | {"limits": [{"comparison": "less_than", "share": "2/3"}]}
    members = {"a": 80, "b": 14, "c": 6}
    found = [
        apportion(parse_seat_rule(shown | {"excess": excess}), members, seats=15).seats
        for excess in ("rerun", "order_of_remainder")
    ]
    assert found == [{"a": 9, "b": 4, "c": 2}, {"a": 9, "b": 3, "c": 3}]


def test_a_cap_by_share_can_cost_a_third_section_a_seat_when_the_body_grows() -> None:
    shown = the_one("method") | {"limits": [{"comparison": "at_most", "share": "2/5"}]}
    members = {"a": 51, "b": 50, "c": 1}
    found = [apportion(parse_seat_rule(shown), members, seats=seats).seats or {} for seats in (14, 15)]
    assert [one["c"] for one in found] == [4, 3]


def test_luxembourg_of_1958_could_never_turn_a_result() -> None:
    entry = REFERENCE["eec_1958"]
    assert sum(entry["weights"]) == 17
    assert weighted_power(entry["weights"], quota=entry["quota"]).voters[-1].swings == 0


def test_the_limits_told_are_the_limits_kept() -> None:
    assert (MOST_EDGES, SAMPLES, ORDERS) == (2_000_000, 20_000, 2_000)
