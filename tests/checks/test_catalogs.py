"""Both catalogs hold exactly what is said, all of it translated, with the same placeholders, in our own words."""

import json
import re
import unicodedata
from collections.abc import Iterator
from operator import itemgetter

import pytest
from babel.messages.catalog import Catalog

from mfpl.cli.catalog_files import extracted, flaws, read_catalog, said
from mfpl.web.languages import LANGUAGES
from tests.checks.project import PACKAGE

UNWANTED = {
    "es": {
        r"[¡!](?!r\})": "no exclamation marks",
        r"\bpor favor\b": "no “por favor”",
        r"\w@(?:s)?\b(?!\S*\.)|\b\w+(?:xs|les?)@": "inclusive without symbols",
        r"\busted(?:es)?\b": "the person is tú",
        r"(?:^|[.:;] )(?:Haga|Ingrese|Introduzca|Seleccione|Presione|Escriba|Revise|Elija)\b": "the person is tú",
        r"\bvosotr[oa]s\b|\bvuestr": "Spanish of Mexico",
        r"\b(?:ordenador|móvil|contraseña incorrecta)\b": "Spanish of Mexico",
        r"\b[Ll]íder(?:es)?\b": "a committee leads, not a leader",
        r"\btodxs\b|\btodes\b|\bmiembr[oa]s?\b": "membresía, personas, quienes integran",
    },
    "en": {
        r"!(?!r\})": "no exclamation marks",
        r"\b[Pp]lease\b": "no “please”",
        r"\b[Ii]nvalid (?:email|password|date)\b": "no blame",
    },
}
LIBRARY_ENGLISH = {"Aborted!"}


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Everything that code and templates say now."""
    return extracted()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_holds_exactly_what_is_said_and_all_of_it_translated(template: Catalog, language: str) -> None:
    assert flaws(language, template) == []


def texts(language: str) -> Iterator[str]:
    for message in said(read_catalog(language)):
        yield from [message.string] if isinstance(message.string, str) else message.string


@pytest.mark.parametrize(
    ("language", "pattern"), [(language, pattern) for language, patterns in UNWANTED.items() for pattern in patterns]
)
def test_the_voice_is_ours(language: str, pattern: str) -> None:
    unwanted = [text for text in texts(language) if re.search(pattern, text) and text not in LIBRARY_ENGLISH]
    assert unwanted == [], UNWANTED[language][pattern]


GLOSSARY = json.loads((PACKAGE / "presets" / "glossary.json").read_text(encoding="utf-8"))["terms"]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
WATCHED = {
    *("amendment", "ballot", "ballot-box", "board", "by-laws", "center", "decision-register", "dues", "endorsement"),
    *("fingerprint", "history", "leadership-committee", "organization", "proposal", "quorum", "receipt"),
    *("record-date", "recount", "recount-pack", "roll", "rule", "scrutineer", "translation"),
}
"""Terms whose English is never anything else; the others are ordinary words too, and depend on their sentence."""
LONGEST_LABEL = 60
"""In longer sentences a pronoun may stand for the term."""
SAID_OTHERWISE = {"Ballots: %(level)s."}
"""Where Spanish names the same thing by another part of it."""
OTHER_WORDS = ("papeleta", "junta directiva", "Comité de Liderazgo", "en regla", "minuta", "mandato")
"""Other words for the same things, which people may write and the interface never does."""


def plain(text: str) -> str:
    """Return a text in small letters without accents, so that plurals of accented words are found."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@pytest.mark.parametrize("term", [term for term in GLOSSARY if term["id"] in WATCHED], ids=itemgetter("id"))
def test_a_term_of_the_glossary_is_translated_by_its_own_word(term: dict[str, str]) -> None:
    """Two words for one thing make two things of it: a ballot is never also a papeleta."""
    english = re.compile(rf"\b{re.escape(term['en'])}s?\b", re.IGNORECASE)
    stem = plain(term["es"])[:-1]
    for message in said(read_catalog("es")):
        sentence, _ = (message.id, "") if isinstance(message.id, str) else message.id
        translations = [message.string] if isinstance(message.string, str) else message.string
        short = len(sentence) <= LONGEST_LABEL and sentence not in SAID_OTHERWISE
        if short and english.search(PLACEHOLDER.sub("", sentence)) and all(translations):
            assert all(stem in plain(translation) for translation in translations), message


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_the_interface_leaves_other_words_to_what_people_write(word: str) -> None:
    assert [text for text in texts("es") if re.search(rf"\b{word}s?\b", text)] == []
