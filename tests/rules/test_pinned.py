"""Verdicts and refusals keep every number, place and parameter: votes that are closed are pinned to them."""

import json
from typing import Any

import pytest

from mfpl.rules import DocumentInvalid, decide, parse_counts, parse_rule
from tests.rules.support import DATA

VERDICTS: list[dict[str, Any]] = json.loads((DATA / "verdicts.json").read_text())
REFUSALS: list[dict[str, Any]] = json.loads((DATA / "refusals.json").read_text())


def said(value: Any) -> Any:
    """What is there, without what is null."""
    if isinstance(value, dict):
        return {key: said(inner) for key, inner in value.items() if inner is not None}
    return [said(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("pinned", VERDICTS, ids=range(len(VERDICTS)))
def test_a_verdict_keeps_every_number(pinned: dict[str, Any]) -> None:
    verdict = decide(parse_rule(pinned["rule"]), parse_counts(pinned["counts"]))
    assert said(verdict.to_json()) == pinned["verdict"]


@pytest.mark.parametrize("pinned", REFUSALS, ids=range(len(REFUSALS)))
def test_a_refusal_keeps_every_place_and_parameter(pinned: dict[str, Any]) -> None:
    read = parse_rule if pinned["document"] == "rule" else parse_counts
    with pytest.raises(DocumentInvalid) as refused:
        read(pinned["text"])
    assert [error.to_json() for error in refused.value.errors] == pinned["errors"]
