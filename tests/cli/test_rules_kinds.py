"""The rules commands read every document of the by-laws: rules, seat rules and texts."""

import json
from pathlib import Path

import pytest

import mfpl.presets
from mfpl.domain.bylaws import ClauseKind
from mfpl.services.clauses import kind_of
from tests.cli.conftest import Run

PRESETS = Path(mfpl.presets.__file__).parent
TEXT = {
    "language": "mfpl-text/1",
    "id": "name",
    "version": 2,
    "title": {"en": "Name", "es": "Nombre"},
    "clause": {"en": "It has a name.", "es": "Tiene un nombre."},
}


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "name.json"
    file.write_text(json.dumps(TEXT))
    return file


def test_a_text_is_checked_as_a_text(run: Run, text: Path) -> None:
    answer = run("rules", "check", text, "--json")
    assert answer.code == 0
    assert [(one["id"], one["version"], one["valid"]) for one in json.loads(answer.out)] == [("name", 2, True)]


def test_a_text_that_lacks_a_language_is_refused_with_its_place(run: Run, text: Path) -> None:
    text.write_text(json.dumps(TEXT | {"clause": {"es": "Tiene un nombre."}}))
    answer = run("rules", "check", text)
    assert answer.code == 2
    assert "/clause" in answer.err


def test_a_seat_rule_is_checked_as_a_seat_rule(run: Run) -> None:
    assert run("rules", "check", PRESETS / "seats" / "structure-2015.json").code == 0


def test_a_text_has_a_fingerprint(run: Run, text: Path) -> None:
    answer = run("rules", "fingerprint", text, "--json")
    assert len(json.loads(answer.out)["fingerprint"]) == 64


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (TEXT, ClauseKind.TEXT),
        ({"language": "mfpl-seats/1"}, ClauseKind.SEATS),
        ({"language": "mfpl-rules/1"}, ClauseKind.RULE),
        ({}, ClauseKind.RULE),
        ("[]", ClauseKind.RULE),
        ("{", ClauseKind.RULE),
    ],
)
def test_a_document_says_its_kind_and_anything_else_is_read_as_a_rule(source: object, kind: ClauseKind) -> None:
    assert kind_of(source) is kind  # type: ignore[arg-type]  # anything may come in a file


@pytest.mark.parametrize(
    ("of", "spoken"), [("rule", "mfpl-rules/1"), ("seats", "mfpl-seats/1"), ("text", "mfpl-text/1")]
)
def test_the_schema_of_each_kind_is_printed(run: Run, of: str, spoken: str) -> None:
    printed = json.loads(run("rules", "schema", "--of", of).out)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed["properties"]["language"]["const"] == spoken
