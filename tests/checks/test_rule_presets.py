"""Every rule that ships can be read, written and read again, says where each field comes from, and decides."""

import json
from pathlib import Path

import pytest

from mfpl.cli.rules.reading import SHIPPED
from mfpl.rules import Mark, canonical, decide, fingerprint, parse_counts, parse_rule
from tests.checks.project import name

RULES = sorted(SHIPPED.glob("*.json"))
PROMISED = {"structure-2015", "lc-2012", "bylaws-2019", "concurrent-majorities", "simple-majority"}
POOL = {"eligible": 100, "present": 60, "yes": 40, "no": 10, "abstain": 5, "blank": 0, "invalid": 0, "blocks": 0}
COUNTS = {
    "sections": [
        {"id": "MX", "kind": "center", "votes": POOL, "members": POOL},
        {"id": "US", "kind": "center", "votes": POOL, "members": POOL},
    ],
    "totals": None,
}


def test_the_promised_rules_ship() -> None:
    assert {file.stem for file in RULES} >= PROMISED


@pytest.mark.parametrize("file", RULES, ids=name)
def test_a_shipped_rule_survives_being_written_and_read(file: Path) -> None:
    rule = parse_rule(file.read_bytes())
    assert rule.id == file.stem
    again = parse_rule(canonical(rule))
    assert again == rule
    assert fingerprint(again) == fingerprint(rule)


@pytest.mark.parametrize("file", RULES, ids=name)
def test_a_shipped_rule_decides(file: Path) -> None:
    assert decide(parse_rule(file.read_bytes()), parse_counts(COUNTS)).outcome


@pytest.mark.parametrize("file", RULES, ids=name)
def test_every_part_of_a_shipped_rule_says_how_far_it_is_known(file: Path) -> None:
    """By-laws invented to make a rule look complete would be believed."""
    rule = parse_rule(file.read_bytes())
    marked = {one.field for one in rule.provenance}
    document = json.loads(file.read_text())
    unmarked = [
        key
        for key in ("title", "clause", "electorate", "requires")
        if key in document and not covers(marked, f"/{key}")
    ]
    assert unmarked == []
    assert all(one.source for one in rule.provenance if one.mark is not Mark.ASSUMED)


def covers(marked: set[str], field: str) -> bool:
    """State whether a field, or some part of it, is marked."""
    return any(mark == field or mark.startswith(f"{field}/") for mark in marked)
