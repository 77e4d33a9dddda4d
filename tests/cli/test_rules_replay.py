"""mfpl rules fingerprint and replay: the digest of a rule, and which outcomes another rule would change."""

import json
from pathlib import Path
from typing import Any

import pytest

from mfpl.rules import fingerprint, parse_rule
from tests.cli.conftest import Run
from tests.rules.support import DATA, preset

CASES = DATA / "cases.json"
STRICT = DATA / "rules" / "us_veto_override.json"


def answered(run: Run, *arguments: object) -> Any:
    answer = run("rules", *arguments, "--json")
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)


def test_the_fingerprint_is_that_of_the_canonical_document(run: Run) -> None:
    rule = preset("simple-majority")
    assert run("rules", "fingerprint", "simple-majority").out.strip() == fingerprint(rule)
    stamp = {"id": rule.id, "version": rule.version, "fingerprint": fingerprint(rule)}
    assert answered(run, "fingerprint", "simple-majority") == stamp


def test_a_rule_that_cannot_be_used_has_no_fingerprint(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "rule.json"
    file.write_text("{}")
    answer = run("rules", "fingerprint", file)
    assert (answer.code, answer.out) == (2, "")
    assert "/" in answer.err


def test_replaying_under_the_same_rule_changes_nothing(run: Run) -> None:
    again = answered(run, "replay", DATA / "rules" / "au_s128.json", "--cases", CASES, "--of", "au_s128")
    assert (again["changed"], len(again["cases"])) == (0, 9)
    assert again["rule"]["id"] == "au_s128"
    assert all(case["outcome"] == case["recorded"] and not case["errors"] for case in again["cases"])


def test_a_simple_majority_would_have_changed_these_outcomes(run: Run) -> None:
    again = answered(run, "replay", "simple-majority", "--cases", CASES, "--of", "au_s128")
    changed = [case for case in again["cases"] if case["changed"]]
    assert len(changed) == again["changed"] > 0
    assert {(case["recorded"], case["outcome"]) for case in changed} == {("failed", "passed")}


def test_what_the_rule_cannot_decide_is_told_and_not_counted_as_changed(run: Run) -> None:
    again = answered(run, "replay", DATA / "rules" / "hk_split_vote.json", "--cases", CASES, "--of", "au_s128")
    assert again["changed"] == 0
    assert {error["code"] for case in again["cases"] for error in case["errors"]} == {"section_absent"}
    assert {case["outcome"] for case in again["cases"]} == {None}


@pytest.mark.parametrize(("language", "said"), [("es", "Resultados que cambian"), ("en", "Outcomes that change")])
def test_for_people_only_what_changes_is_listed(run: Run, language: str, said: str) -> None:
    answer = run("--lang", language, "rules", "replay", "simple-majority", "--cases", CASES, "--of", "au_s128")
    assert answer.code == 0
    *changed, last = answer.out.strip().splitlines()
    assert said in last
    assert all(line.startswith("≠ au-") and " → " in line for line in changed)
    unable = run("--lang", language, "rules", "replay", DATA / "rules" / "hk_split_vote.json", "--cases", CASES)
    assert any(line.startswith("? ") for line in unable.out.splitlines())


@pytest.mark.parametrize("content", ["[", "{}", "[1]"])
def test_a_file_that_is_no_list_of_votes_is_refused(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "cases.json"
    file.write_text(content)
    answer = run("rules", "replay", "simple-majority", "--cases", file)
    assert (answer.code, answer.out) == (2, "")


def test_a_document_may_refer_to_a_rule_that_ships(run: Run, tmp_path: Path) -> None:
    content = {"language": "mfpl-rules/1", "id": "ours", "version": 1, "title": {"en": "Ours", "es": "Nuestra"},
               "requires": {"rule": "simple-majority"}}  # fmt: skip
    file = tmp_path / "ours.json"
    file.write_text(json.dumps(content))
    bundled = parse_rule(content, rules={"simple-majority": preset("simple-majority")})
    assert run("rules", "fingerprint", file).out.strip() == fingerprint(bundled)
    assert run("rules", "check", file).code == 0
