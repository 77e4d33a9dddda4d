"""How sections vote: the worked examples of Hong Kong roll calls, and consensus that every group shares."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from mfpl.measures.bridging import Reaction, agreed_by_all, refused_by_all
from mfpl.measures.cohesion import Answers, agreement, attina, likeness, rice, unlikeness
from tests.measures.support import REFERENCE

CASES = json.loads((Path(__file__).parents[1] / "rules" / "data" / "cases.json").read_text())
RECORDED = {case["id"]: case for case in (CASES if isinstance(CASES, list) else CASES["cases"])}


@pytest.mark.parametrize("example", REFERENCE["cohesion_examples"]["values"], ids=lambda example: example["case"])
def test_the_cohesion_of_recorded_votes(example: Mapping[str, Any]) -> None:
    sections = {
        section["id"]: Answers(section["yes"], section["no"], section["abstain"])
        for section in RECORDED[example["case"]]["sections"]
    }
    for key, measure in (("rice", rice), ("hix_agreement", agreement), ("attina", attina)):
        assert {name: measure(answers) for name, answers in sections.items()} == {
            name: Fraction(value) for name, value in example[key].items()
        }
    one, other = sections.values()
    assert unlikeness(one, other) == Fraction(example["unlikeness"])
    assert likeness(one, other) == Fraction(example["likeness"])


def test_where_nobody_answered_there_is_nothing_to_measure() -> None:
    silent, abstaining = Answers(0, 0), Answers(0, 0, 4)
    assert [measure(silent) for measure in (rice, agreement, attina)] == [None] * 3
    assert [measure(abstaining) for measure in (rice, agreement, attina)] == [None, 1, 1]
    assert likeness(silent, Answers(1, 0)) is unlikeness(silent, silent) is None


@pytest.mark.parametrize("example", REFERENCE["group_informed_consensus_examples"]["values"])
def test_consensus_is_what_every_group_shares(example: Mapping[str, Any]) -> None:
    groups = [Reaction(*counts) for counts in example["groups"]]
    assert agreed_by_all(groups) == Fraction(example["agree_consensus"])
    assert refused_by_all(groups) == Fraction(example["disagree_consensus"])
