"""mfpl rules explain: a rule in words, and what it makes of counts at three lengths, in both languages."""

import json
from pathlib import Path
from typing import Any

import pytest

from mfpl.rules import fingerprint
from tests.cli.conftest import Run
from tests.rules.support import DATA, document, preset

COUNTS = {
    "sections": [
        {"id": "MX", "kind": "center", "eligible": 127, "ballots": 21, "yes": 9, "no": 12, "abstain": 0},
        {"id": "US", "kind": "center", "eligible": 508, "ballots": 94, "yes": 92, "no": 2, "abstain": 0},
    ]
}
SENTENCES = {
    "es": "No se aprobó por no alcanzar la mayoría en MX: faltaron 2 votos más a favor ahí.",
    "en": "Not adopted for lack of the majority in MX: 2 more votes in favor there were missing.",
}
SUMS = {"es": "9 de 21 = 3/7 (42.8\N{NO-BREAK SPACE}%).", "en": "9 of 21 = 3/7 (42.8%)."}


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """A file of counts that fail in one center."""
    file = tmp_path / "counts.json"
    file.write_text(json.dumps(COUNTS))
    return file


def answered(run: Run, *arguments: object) -> Any:
    answer = run("--lang", "en", "rules", "explain", *arguments, "--json")
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_verdict_in_one_sentence(run: Run, counts: Path, language: str) -> None:
    answer = run("--lang", language, "rules", "explain", "concurrent-majorities", counts, "--length", "sentence")
    assert (answer.code, answer.out.strip(), answer.err) == (0, SENTENCES[language], "")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_verdict_line_by_line_is_what_decide_prints(run: Run, counts: Path, language: str) -> None:
    lines = run("--lang", language, "rules", "explain", "concurrent-majorities", counts)
    decided = run("--lang", language, "rules", "decide", "concurrent-majorities", counts)
    assert (lines.code, lines.out) == (0, decided.out)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_verdict_with_its_full_working(run: Run, counts: Path, language: str) -> None:
    answer = run("--lang", language, "rules", "explain", "concurrent-majorities", counts, "--length", "working")
    first, *lines = answer.out.splitlines()
    assert first == SENTENCES[language]
    assert SUMS[language] in [line.strip() for line in lines]


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", "Quórum en cada centro: al menos la décima parte"), ("en", "Quorum in each center: at least one tenth")],
)
def test_a_rule_is_said_in_words(run: Run, language: str, said: str) -> None:
    answer = run("--lang", language, "rules", "explain", "concurrent-majorities")
    rule = preset("concurrent-majorities")
    assert answer.code == 0
    title, clause, *parts = answer.out.splitlines()
    assert rule.clause is not None
    assert [title, clause] == [getattr(rule.title, language), getattr(rule.clause, language)]
    assert any(part.startswith(said) for part in parts)


def test_a_rule_without_a_clause_is_said_with_its_parts_below_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "rule.json"
    majority = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}
    file.write_text(json.dumps(document({"any": [majority, majority]})))
    lines = run("--lang", "en", "rules", "explain", file).out.splitlines()
    assert lines[:4] == ["An example", "", "One of these conditions: any one of them is enough.",
                         "  Majority in the whole: more than half of the votes for or against are for."]  # fmt: skip


def test_programs_get_the_same_as_data(run: Run, counts: Path) -> None:
    stamp = {"id": "concurrent-majorities", "version": 1, "fingerprint": fingerprint(preset("concurrent-majorities"))}
    sentence = answered(run, "concurrent-majorities", counts, "--length", "sentence")
    assert sentence == {
        "rule": stamp,
        "outcome": "failed",
        "smallest_change": [{"section": "MX", "from": "no", "to": "yes", "number": 2, "unit": None, "at_least": False}],
        "sentence": SENTENCES["en"],
        "unknown": [],
    }
    assert answered(run, "concurrent-majorities", counts)["lines"][0].startswith("Not adopted.")
    (top,) = answered(run, "concurrent-majorities", counts, "--length", "working")["working"]
    assert (top["state"], len(top["steps"])) == ("Not met", 3)
    said = answered(run, "concurrent-majorities")
    assert said["rule"] == stamp
    assert [part["path"] for part in said["parts"]][-1] == "/requires/all/2/every_section"
    assert said["card"][0]["name"] == "Who may vote"
    assert answered(run, "simple-majority")["clause"]


def test_what_has_no_smallest_change_says_null(run: Run, tmp_path: Path) -> None:
    cases = json.loads((DATA / "cases.json").read_text())
    file = tmp_path / "debian.json"
    file.write_text(json.dumps(next(case for case in cases if case["id"] == "debian-2017-vote_001")))
    found = answered(run, DATA / "rules" / "debian_a6_v1_6.json", file, "--length", "sentence")
    assert (found["smallest_change"], found["sentence"]) == (None, "Option 2 was chosen.")


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_what_cannot_be_used_is_told_as_decide_tells_it(
    run: Run, tmp_path: Path, counts: Path, as_json: tuple[str, ...]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{}")
    for arguments in ((broken,), (broken, counts), ("simple-majority", broken)):
        answer = run("rules", "explain", *arguments, *as_json)
        assert answer.code == 2
        assert str(broken) in answer.err
        assert bool(answer.out) is bool(as_json)
    assert run("rules", "explain", "nobody-knows").code == 2
    assert run("rules", "explain", "simple-majority", counts, "--length", "novel").code == 2
