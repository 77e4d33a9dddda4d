"""The page about the language says what the program does: its examples work and nothing is left out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import mfpl
from mfpl.rules import Comparison, CountName, ErrorCode, Outcome, decide, parse_counts, parse_rule
from mfpl.rules.conditions import HEADS
from mfpl.rules.language import Rule
from mfpl.rules.verdicts import Finding
from tests.rules.support import MAJORITY, document

PAGE = (Path(mfpl.__file__).parents[1] / "docs" / "rules.md").read_text()
VERDICTS = {"outcome", "smallest_change"}
"""Keys of examples that are no parts of a rule but what is said of one."""
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]


def kind_of(example: dict[str, Any]) -> str:
    if "language" in example:
        return "rule"
    if "sections" in example or "totals" in example or isinstance(example.get("stages"), dict):
        return "counts"
    return "condition" if HEADS & example.keys() and "decider" not in example else "part"


def of_kind(kind: str) -> list[Any]:
    found = [example for example in EXAMPLES if kind_of(example) == kind]
    return [pytest.param(example, id=f"{kind}-{number}") for number, example in enumerate(found)]


@pytest.mark.parametrize("example", of_kind("rule"))
def test_a_rule_on_the_page_can_be_used(example: dict[str, Any]) -> None:
    assert parse_rule(example)


@pytest.mark.parametrize("example", of_kind("condition"))
def test_a_condition_on_the_page_can_be_used(example: dict[str, Any]) -> None:
    assert parse_rule(document(example))


@pytest.mark.parametrize("example", of_kind("counts"))
def test_counts_on_the_page_can_be_used(example: dict[str, Any]) -> None:
    assert parse_counts(example)


def test_parts_of_a_document_on_the_page_can_be_used() -> None:
    sources = {"S17": {"name": "Results of 2020"}}
    parts = [example for example in EXAMPLES if kind_of(example) == "part" and not VERDICTS & example.keys()]
    whole = {key: value for part in parts for key, value in part.items()}
    assert parse_rule(document(MAJORITY, sources=sources, **whole))


def test_the_first_example_comes_out_as_the_page_says() -> None:
    rule, counts, said = EXAMPLES[:3]
    verdict = decide(parse_rule(rule), parse_counts(counts))
    assert {key: verdict.to_json()[key] for key in said} == said
    majority, two_fifths = verdict.finding.children
    assert (majority.spare, two_fifths.missing) == (139, 10)


@pytest.mark.parametrize(
    "word",
    [
        *sorted(HEADS),
        *CountName,
        *Comparison,
        *ErrorCode,
        *Outcome,
        *Rule.model_fields,
        *sorted(Finding.__dataclass_fields__.keys() - {"children"}),
    ],
)
def test_every_word_of_the_language_is_on_the_page(word: str) -> None:
    assert re.search(rf"`[^`\n]*\b{re.escape(str(word))}\b[^`\n]*`", PAGE), f"{word} is not on the page"
