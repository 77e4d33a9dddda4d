"""What the tests of the rules share: recorded votes, rule documents, and small documents to vary."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mfpl
from mfpl.rules import Counts, CountsInvalid, Finding, Rule, Verdict, decide, parse_counts, parse_rule

Json = dict[str, Any]

DATA = Path(__file__).parent / "data"
PRESETS = Path(mfpl.__file__).parent / "presets" / "rules"

MAJORITY: Json = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}


def recorded_cases() -> list[Json]:
    """Every recorded vote, in the order of the file."""
    cases: list[Json] = json.loads((DATA / "cases.json").read_text())
    return cases


def recorded_rule(rule_id: str) -> Rule:
    """The rule document written for a recorded vote."""
    return parse_rule((DATA / "rules" / f"{rule_id}.json").read_text())


def preset(name: str) -> Rule:
    """A rule that ships with the program."""
    return parse_rule((PRESETS / f"{name}.json").read_text())


def document(requires: object, **more: object) -> Json:
    """A rule document around a requirement."""
    return {
        "language": "mfpl-rules/1",
        "id": "example",
        "version": 1,
        "title": {"en": "An example", "es": "Un ejemplo"},
        "requires": requires,
        **more,
    }


def rule(requires: object, **more: object) -> Rule:
    """A rule around a requirement."""
    return parse_rule(document(requires, **more))


def pool(**counts: int | None) -> Counts:
    """Counts of everyone, without sections."""
    return parse_counts({"totals": counts})


def sections(**by_id: Mapping[str, object]) -> Counts:
    """Counts of sections by their ids."""
    return parse_counts({"sections": [{"id": section, **counts} for section, counts in by_id.items()]})


def outcome(requires: object, **counts: int | None) -> str:
    """What a requirement says of the counts of everyone."""
    return decide(rule(requires), pool(**counts)).outcome


def top_level(verdict: Verdict) -> tuple[Finding, ...]:
    """The findings of the conditions a rule lists, or of its one condition."""
    return verdict.finding.children if verdict.finding.kind == "all" else (verdict.finding,)


def errors_of_counts(source: object) -> set[tuple[str, str]]:
    """The codes and places of everything wrong with a record of counts."""
    try:
        parse_counts(json.dumps(source))
    except CountsInvalid as refused:
        return {(str(error.code), error.path) for error in refused.errors}
    return set()
