"""The rules that ship say what is known, what is concluded and what is assumed, in both languages."""

from typing import Any

import pytest

from mfpl.rules import canonical, decide, parse_rule
from tests.rules.support import PRESETS, pool, preset

NAMES = ["bylaws-2019", "concurrent-majorities", "lc-2012", "simple-majority", "structure-2015"]
METADATA = {"language", "id", "version", "sources", "provenance", "notes"}


def test_the_shipped_rules_are_these() -> None:
    assert sorted(file.stem for file in PRESETS.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_rule_is_named_as_its_file_and_comes_back_from_its_document(name: str) -> None:
    rule = preset(name)
    assert rule.id == name
    assert parse_rule(canonical(rule)) == rule


def pointers(value: Any, path: str = "") -> list[str]:
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in pointers(item, f"{path}/{key}")]
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return [found for index, item in enumerate(value) for found in pointers(item, f"{path}/{index}")]
    return [path]


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_shipped_rule_says_how_far_it_is_known(name: str) -> None:
    rule = preset(name)
    marked = [mark.field for mark in rule.provenance]
    content = rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    fields = [path for key in content.keys() - METADATA for path in pointers(content[key], f"/{key}")]
    unmarked = [path for path in fields if not any(path == mark or path.startswith(f"{mark}/") for mark in marked)]
    assert unmarked == []


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_and_text_of_a_shipped_rule_is_in_both_languages(name: str) -> None:
    rule = preset(name)
    assert rule.clause is not None
    assert rule.clause.en != rule.clause.es
    assert all(mark.note is not None and mark.note.en != mark.note.es for mark in rule.provenance)
    assert rule.article is None, "no article of May First's by-laws is known by number"


@pytest.mark.parametrize("name", ["simple-majority", "structure-2015", "bylaws-2019"])
@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [(174, 3, "passed"), (89, 88, "passed"), (88, 88, "failed"), (0, 0, "failed"), (1, 0, "passed")],
)
def test_members_decide_by_more_than_half(name: str, yes: int, no: int, expected: str) -> None:
    assert decide(preset(name), pool(yes=yes, no=no)).outcome == expected


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "expected"),
    [
        (6, 3, 0, "failed"),
        (7, 3, 0, "passed"),
        (7, 2, 0, "passed"),
        (3, 1, 3, "not_quorate"),
        (3, 1, 4, "passed"),
        (2, 1, 5, "failed"),
        (10, 5, 0, "failed"),
        (11, 4, 0, "passed"),
        (0, 0, 8, "failed"),
        (1, 0, 0, "not_quorate"),
    ],
)
def test_the_leadership_committee_of_fifteen(yes: int, no: int, abstain: int, expected: str) -> None:
    """Eight of fifteen are a quorum, abstentions included; six of nine are not more than two thirds."""
    assert decide(preset("lc-2012"), pool(yes=yes, no=no, abstain=abstain, eligible=15)).outcome == expected


def test_an_organization_has_two_votes_and_an_individual_member_one() -> None:
    for name in set(NAMES) - {"lc-2012"}:
        electorate = preset(name).electorate
        assert electorate is not None
        assert electorate.weights == {"organization": 2, "individual": 1}
