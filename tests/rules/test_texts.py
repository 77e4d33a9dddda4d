"""A clause that is text only is read with every error at once, like the others."""

import json
from typing import Any

import pytest

from mfpl.rules import RuleInvalid, TextClause, canonical, fingerprint, parse_text_clause

TEXT: dict[str, Any] = {
    "language": "mfpl-text/1",
    "id": "dues",
    "version": 1,
    "title": {"en": "Dues", "es": "Cuotas"},
    "clause": {"en": "Each center collects its dues.", "es": "Cada centro cobra sus cuotas."},
    "sources": {"S5": {"name": "Structure of 2015"}},
    "provenance": [{"field": "/clause", "mark": "stated", "source": "S5"}],
}


def refused(document: object) -> set[tuple[str, str]]:
    with pytest.raises(RuleInvalid) as errors:
        parse_text_clause(document)  # type: ignore[arg-type]  # anything may come in a file
    return {(str(error.code), error.path) for error in errors.value.errors}


def test_a_text_is_read_whole() -> None:
    read = parse_text_clause(TEXT)
    assert isinstance(read, TextClause)
    assert (read.id, read.clause.es) == ("dues", "Cada centro cobra sus cuotas.")


def test_the_same_text_in_another_layout_has_the_same_fingerprint() -> None:
    spread = json.dumps(TEXT, indent=4, sort_keys=True)
    assert fingerprint(parse_text_clause(spread)) == fingerprint(parse_text_clause(TEXT))
    assert parse_text_clause(canonical(parse_text_clause(TEXT))) == parse_text_clause(TEXT)


def test_what_is_no_document_is_refused() -> None:
    assert {code for code, _path in refused("{")} == {"not_json"}


def test_every_error_is_told_at_once_in_the_order_of_their_places() -> None:
    wrong = TEXT | {
        "clause": {"en": "Only English."},
        "surprise": 1,
        "provenance": [{"field": "/no", "mark": "assumed"}],
    }
    assert {path for _code, path in refused(wrong)} == {"/clause", "/provenance/0/field", "/surprise"}
    with pytest.raises(RuleInvalid) as errors:
        parse_text_clause(wrong)
    paths = [error.path for error in errors.value.errors]
    assert paths == sorted(paths)


def test_errors_of_meaning_alone_are_enough() -> None:
    assert refused(TEXT | {"provenance": [{"field": "/clause", "mark": "stated", "source": "S9"}]})


@pytest.mark.parametrize("missing", ["title", "clause", "id", "version", "language"])
def test_a_text_says_all_that_it_must(missing: str) -> None:
    assert refused({name: value for name, value in TEXT.items() if name != missing})
