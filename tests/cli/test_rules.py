"""mfpl rules: documents are checked, counts are decided, and what is wrong is said with its place."""

import json
from pathlib import Path

import pytest

from mfpl.cli.rules.reading import shipped_rules
from tests.cli.conftest import Run

RULE = {
    "language": "mfpl-rules/1",
    "id": "two-thirds-each",
    "version": 1,
    "title": {"en": "Two thirds in each center", "es": "Dos tercios en cada centro"},
    "requires": {"every_section": {"share": "yes", "of": "valid", "comparison": "at_least", "value": "2/3"}},
}
COUNTS = {
    "id": "a-vote",
    "sections": [
        {"id": "MX", "eligible": 10, "yes": 4, "no": 2},
        {"id": "US", "eligible": 10, "yes": 3, "no": 2},
    ],
    "totals": None,
}


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    """A rule document in a file."""
    file = tmp_path / "rule.json"
    file.write_text(json.dumps(RULE))
    return file


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """The counts of a vote that fails in one of two centers, by one vote."""
    file = tmp_path / "counts.json"
    file.write_text(json.dumps(COUNTS))
    return file


def test_the_answer_for_programs_has_outcome_sections_and_exact_findings(run: Run, rule: Path, counts: Path) -> None:
    answer = run("rules", "decide", rule, counts, "--json")
    assert (answer.code, answer.err) == (0, "")
    verdict = json.loads(answer.out)
    assert verdict["outcome"] == "failed"
    assert verdict["sections"] == {"MX": True, "US": False}
    wanted = {"path", "left", "comparator", "right", "holds", "missing"}
    assert all(wanted <= finding.keys() for finding in verdict["findings"])
    decisive = next(finding for finding in verdict["findings"] if finding["section"] == "US")
    assert {name: decisive[name] for name in wanted} == {
        "path": "/requires/every_section",
        "left": "3/5",
        "comparator": "at_least",
        "right": "2/3",
        "holds": False,
        "missing": 1,
    }


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("es", ("No se aprobó.", "US: 3 de 5 (60\N{NO-BREAK SPACE}%)", "La condición que decidió")),
        ("en", ("Not adopted.", "US: 3 of 5 (60%)", "What decided")),
    ],
)
def test_the_answer_for_people_is_in_their_language(
    run: Run, rule: Path, counts: Path, language: str, sentences: tuple[str, ...]
) -> None:
    answer = run("rules", "decide", rule, counts, "--lang", language)
    assert answer.code == 0
    assert all(sentence in answer.out for sentence in sentences)


def test_an_unknown_count_is_an_answer_too(run: Run, rule: Path, tmp_path: Path) -> None:
    partly = {"sections": [{"id": "MX", "yes": 4, "no": 2}, {"id": "US", "eligible": 10, "yes": 3, "no": None}]}
    (tmp_path / "partly.json").write_text(json.dumps(partly))
    answer = run("rules", "decide", rule, tmp_path / "partly.json", "--lang", "en")
    assert answer.code == 0
    assert "US" in answer.out


@pytest.mark.parametrize("name", shipped_rules())
def test_a_shipped_rule_is_known_by_its_name(run: Run, counts: Path, name: str) -> None:
    assert run("rules", "check", name).code == 0


def test_contradicting_counts_are_bad_input_in_either_language(run: Run, rule: Path, tmp_path: Path) -> None:
    wrong = {"sections": [{"id": "MX", "eligible": 3, "yes": 4, "no": 0}]}
    (tmp_path / "wrong.json").write_text(json.dumps(wrong))
    spanish = run("rules", "decide", rule, tmp_path / "wrong.json", "--json", "--lang", "es")
    assert spanish.code == 2
    assert "se contradicen" in spanish.err
    told = json.loads(spanish.out)
    assert told["document"] == "counts"
    assert told["errors"][0]["code"] == "counts_contradict"
    assert "contradict one another" in run("rules", "decide", rule, tmp_path / "wrong.json", "--lang", "en").err


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"requires": {"share": "yes", "of": "valid", "value": "2/3"}}, "Falta la comparación"),
        ({"requires": {"share": "yes", "of": "valid", "comparison": "at_least", "value": 0.5}}, "no es exacto"),
        ({"requires": {"share": "yes", "of": "valid", "comparison": "at_least", "value": "1/0"}}, "divide entre cero"),
        ({"requires": {"reference": "nothing"}}, "No hay nada definido"),
        ({"surprise": 1}, "no se conoce aquí"),
    ],
)
def test_everything_wrong_with_a_rule_is_said_with_its_place(
    run: Run, tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    (tmp_path / "wrong.json").write_text(json.dumps(RULE | change))
    answer = run("rules", "check", tmp_path / "wrong.json", "--lang", "es")
    assert answer.code == 2
    assert sentence in answer.err
    assert "wrong.json /" in answer.err
    as_data = json.loads(run("rules", "check", tmp_path / "wrong.json", "--json").out)
    assert as_data[0]["valid"] is False
    assert as_data[0]["errors"][0]["path"].startswith("/")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"id": 1, "id": 2}', b"[" * 100])
def test_what_is_no_document_is_bad_input(run: Run, tmp_path: Path, counts: Path, content: bytes) -> None:
    (tmp_path / "strange.json").write_bytes(content)
    for arguments in (("check", tmp_path / "strange.json"), ("decide", tmp_path / "strange.json", counts)):
        answer = run("rules", *arguments)
        assert answer.code == 2
        assert "Traceback" not in answer.err
    assert run("rules", "decide", "simple-majority", tmp_path / "strange.json").code == 2


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_file_that_cannot_be_read_is_bad_input(run: Run, name: str) -> None:
    answer = run("rules", "check", name, "--lang", "es")
    assert answer.code == 2
    assert "no se puede leer" in answer.err


def test_the_schema_is_one_json_object(run: Run) -> None:
    assert json.loads(run("rules", "schema").out)["$schema"]
