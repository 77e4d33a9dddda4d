"""Texts keep one fingerprint however they are typed; names are found and sorted as people expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.domain.names import search_key, sort_key
from mfpl.domain.texts import TextState, TextStatus, fingerprint, is_stale
from mfpl.domain.votes import Gap, Missing, missing_questions, missing_texts

SOURCE = TextState("es", TextStatus.ORIGINAL, "a", None)


def translation(status: TextStatus, made_from: str = "a") -> TextState:
    return TextState("en", status, "b", made_from)


@pytest.mark.parametrize("body", ["Sí\r\nno", "Sí\rno", "Sí  \nno\n", "Si\u0301\nno"])
def test_line_ends_and_unicode_forms_leave_the_fingerprint(body: str) -> None:
    assert fingerprint("Título", body) == fingerprint("Título", "Sí\nno")


@pytest.mark.parametrize(("title", "body"), [("Titulo", "x"), ("Título", "y"), ("Título\nx", "")])
def test_any_other_letter_changes_the_fingerprint(title: str, body: str) -> None:
    assert fingerprint(title, body) != fingerprint("Título", "x")


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        ({}, (Missing(Gap.TEXT, "es"), Missing(Gap.TEXT, "en"))),
        ({"es": SOURCE}, (Missing(Gap.TEXT, "en"),)),
        ({"en": translation(TextStatus.REVIEWED)}, (Missing(Gap.TEXT, "es"), Missing(Gap.TEXT, "en"))),
        ({"es": SOURCE, "en": translation(TextStatus.DRAFT)}, (Missing(Gap.REVIEW, "en"),)),
        ({"es": SOURCE, "en": translation(TextStatus.REVIEWED, "old")}, (Missing(Gap.STALE, "en"),)),
        ({"es": SOURCE, "en": translation(TextStatus.REVIEWED)}, ()),
        ({"es": SOURCE, "en": translation(TextStatus.CERTIFIED)}, ()),
    ],
)
def test_what_a_text_lacks_is_named(texts: dict[str, TextState], missing: tuple[Missing, ...]) -> None:
    assert missing_texts(texts, source_language="es", languages=("es", "en")) == missing


def test_a_source_is_never_behind_itself() -> None:
    assert not is_stale(SOURCE, SOURCE)


def test_every_question_needs_every_language() -> None:
    assert missing_questions({1: ["es", "en"], 2: ["es"]}, languages=("es", "en")) == (Missing(Gap.QUESTION, "en", 2),)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("jose", "José"), ("NUNEZ", "núñez"), ("radio  bosque", "Radio Bosque"), ("strasse", "Straße")],
)
def test_a_name_is_found_without_accents_or_capitals(typed: str, name: str) -> None:
    assert search_key(typed) == search_key(name)


def test_names_sort_with_accents_among_their_letters_and_enye_after_n() -> None:
    names = ["Zúñiga", "Ñuu", "Nube", "Álvarez", "Alma", "Oaxaca"]
    assert sorted(names, key=sort_key) == ["Alma", "Álvarez", "Nube", "Ñuu", "Oaxaca", "Zúñiga"]


@given(st.text())
def test_a_key_of_a_key_is_itself(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
