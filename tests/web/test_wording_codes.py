"""Every code a verdict, a rule or the register can carry has words in both languages."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from mfpl.cli.speech import speaking
from mfpl.rules import (
    Comparison,
    CountName,
    Finding,
    FindingKind,
    FindingUnit,
    Mark,
    Outcome,
    Rule,
    Unit,
    decide,
    parse_counts,
)
from mfpl.rules.procedures import FORMS
from mfpl.web.wording import conditions, counts
from mfpl.web.wording.comparisons import mixed, share_in_words, small_number, threshold
from mfpl.web.wording.dates import as_known
from mfpl.web.wording.findings import FORBIDDEN, STATES
from mfpl.web.wording.marks import mark_words
from mfpl.web.wording.members import TONES, status_words
from mfpl.web.wording.numbers import numbers
from mfpl.web.wording.outcomes import GROUPS, OTHER, OUTCOMES, outcome
from mfpl.web.wording.record import FIELDS, METHODS, score
from mfpl.web.wording.sections import WHOLE, Sections, Where, all_of, placed, spread
from mfpl.web.wording.verdicts import explain, outcome_words
from tests.rules.support import document, pool, rule

LANGUAGES = ("es", "en")
COUNTED = {
    "sections": [{"id": "A", "yes": 5, "no": 3}, {"id": "B", "yes": 9, "no": 1}],
    "options": [{"n": 1}, {"n": 2}, {"n": 3}, {"n": 4, "is_default": True}],
    "pairwise": [[None, 7, 3, 8], [2, None, 6, 8], [5, 4, None, 8], [1, 1, 1, None]],
}
ENGLISH = (" the ", " of ", "votes", " least", "members")
HALF = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}
OF_EACH_KIND: dict[FindingKind, object] = {
    FindingKind.ALL: {"any": [{"all": [HALF, HALF]}, HALF]},
    FindingKind.ANY: {"any": [HALF, HALF]},
    FindingKind.NOT: {"not": {"count": "no", "comparison": "more_than", "value": 0}},
    FindingKind.AT_LEAST: {"at_least": 1, "of": [HALF, HALF]},
    FindingKind.SHARE: HALF,
    FindingKind.COUNT: {"count": "yes", "comparison": "at_least", "value": 9},
    FindingKind.EVERY_SECTION: {"every_section": HALF},
    FindingKind.SHARE_OF_SECTIONS: {"share_of_sections": HALF, "comparison": "at_least", "value": "2/3"},
    FindingKind.NUMBER_OF_SECTIONS: {"number_of_sections": HALF, "comparison": "at_least", "value": 1},
    FindingKind.IN_SECTION: {"in_section": "A", "require": HALF},
    FindingKind.QUORUM: {"quorum": HALF, "otherwise": "not_quorate"},
    FindingKind.REFERENCE: {"reference": "half"},
    FindingKind.PER_SECTION: {"per_section": HALF},
    FindingKind.ROOT_COUNT: {"root_count": "yes", "comparison": "at_least", "times": "3/2", "square_root_of": "valid"},
    FindingKind.RANKED: {
        "ranked": "schwartz_sequential_dropping",
        "option_quorum": {"comparison": "at_least", "times": "3/2", "square_root_of": "yes"},
        "option_ratio": {"comparison": "at_least", "majority": "more_than"},
        "tie": "casting_vote",
    },
    FindingKind.RULE: {"rule": "other"},
    FindingKind.CASE: {
        "case": [
            {"when": {"not": HALF}, "then": {"outcome": "no-opinion"}},
            {"when": HALF, "then": {"any": [HALF, {"all": [HALF, HALF]}]}},
        ],
        "otherwise": {"outcome": "failed"},
    },
    FindingKind.STAGES: {
        "stages": [
            {
                "name": "first",
                "title": {"en": "First call", "es": "Primera convocatoria"},
                "requires": {"not": HALF},
                "continue_on": ["failed", "no-opinion"],
            },
            {"name": "second", "requires": HALF, "mediation": {"by": {"en": "chairs", "es": "presidencia"}, "days": 3}},
        ]
    },
    FindingKind.PETITION: {
        "petition": {"count": "signed", "comparison": "at_least", "value": 3},
        "suspends": {"days": 30},
        "requires": HALF,
    },
    FindingKind.OUTCOME: {"outcome": "failed"},
    FindingKind.CLASS_SHARE: {
        "class_share": "yes",
        "of": "valid",
        "classes": {"A": "1/3", "B": "2/3"},
        "scaled_by": "votes_cast",
        "comparison": "more_than",
        "value": "1/2",
    },
}
PARTS = set(FindingKind) - OF_EACH_KIND.keys()
"""Kinds of findings about a part of a condition; they come with the condition."""


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


def require_words(language: str, *said: str) -> None:
    for words in said:
        assert words.strip()
        assert "%(" not in words
        assert language == "en" or not any(piece in f" {words} " for piece in ENGLISH), words


def of_kind(kind: FindingKind) -> Rule:
    more: dict[str, object] = {"definitions": {"half": HALF}}
    if kind is FindingKind.RULE:
        more = {"rules": {"other": document({"reference": "half"}, id="other", **more)}}
    return rule(OF_EACH_KIND[kind], **more)


def test_an_example_of_every_kind_of_condition_is_at_hand() -> None:
    assert {condition.key for condition in FORMS} == {str(kind) for kind in OF_EACH_KIND}


@pytest.mark.parametrize("kind", list(OF_EACH_KIND))
def test_every_kind_of_condition_is_explained(kind: FindingKind, language: str) -> None:
    asked = of_kind(kind)
    said = explain(asked, decide(asked, parse_counts(COUNTED)))
    require_words(language, *said)
    assert len(said) >= 2


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("name", list(CountName))
def test_every_count_is_said_as_a_whole_an_amount_and_a_share(name: CountName, unit: Unit, language: str) -> None:
    of = counts.whole((name,), unit)
    shares = [counts.shared(name, unit, threshold="1/2", of=(of_what,)) for of_what in CountName]
    require_words(language, of, *shares)
    assert all(share.startswith("1/2 ") for share in shares)
    one, several = counts.amount(1, name, unit), counts.amount(2, name, unit)
    require_words(language, one, several)
    assert one.startswith("1 ")
    assert several.startswith("2 ")


@pytest.mark.parametrize("comparison", list(Comparison))
def test_every_comparison_carries_its_strictness(comparison: Comparison, language: str) -> None:
    said = {threshold(one, Fraction(1, 3)) for one in Comparison}
    assert len(said) == len(Comparison)
    require_words(language, threshold(comparison, Fraction(1, 3)))


@pytest.mark.parametrize(
    ("share", "spanish", "english"),
    [
        (Fraction(1, 2), "la mitad", "half"),
        (Fraction(2, 3), "dos terceras partes", "two thirds"),
        (Fraction(3, 4), "tres cuartas partes", "three quarters"),
        (Fraction(4, 5), "cuatro quintas partes", "four fifths"),
        (Fraction(1, 10), "la décima parte", "one tenth"),
        (Fraction(11, 20), "55\N{NO-BREAK SPACE}%", "55%"),
        (Fraction(333, 1000), "33.3\N{NO-BREAK SPACE}%", "33.3%"),
        (Fraction(4321, 10_000), "43.21\N{NO-BREAK SPACE}%", "43.21%"),
        (Fraction(5, 9), "5/9", "5/9"),
    ],
)
def test_a_share_is_said_exactly(share: Fraction, spanish: str, english: str) -> None:
    with speaking("es"):
        assert share_in_words(share) == spanish
    with speaking("en"):
        assert share_in_words(share) == english


def test_all_is_not_at_least_all() -> None:
    with speaking("en"):
        assert threshold(Comparison.AT_LEAST, Fraction(1)) == "all"
        assert threshold(Comparison.LESS_THAN, Fraction(1)) == "less than all"


@pytest.mark.parametrize("code", [*Outcome, "graded:eight_years", "option_3"])
def test_every_outcome_of_the_engine_has_a_sentence(code: str, language: str) -> None:
    words = outcome_words(code)
    require_words(language, words.sentence)
    assert words.tone in {"good", "no", "wait"}
    assert words.sentence.endswith(".")


def test_every_outcome_of_the_register_has_words(language: str) -> None:
    recorded = json.loads(Path("mfpl/presets/demo/decisions.json").read_text(encoding="utf-8"))["decisions"]
    for record in recorded:
        assert outcome(record["outcome"]) is not OTHER
        require_words(language, str(outcome(record["outcome"]).words), str(METHODS[record["method"]]))
        require_words(language, *(str(FIELDS[field]) for field in record["marks"]))
        require_words(language, as_known_of(record))
        require_words(language, *(score(**one["score"]) for one in record["options"] or ()))
    assert {str(one) for one in Outcome} <= OUTCOMES.keys()


def as_known_of(record: dict[str, str]) -> str:
    return as_known(date.fromisoformat(record["decided_on"]), record["date_precision"])


def test_every_outcome_can_be_looked_for() -> None:
    assert {code for group in GROUPS.values() for code in group.codes} == OUTCOMES.keys()


@pytest.mark.parametrize("mark", [*Mark, "partial", "not_found", "never_published", "example"])
def test_every_mark_has_a_word_and_a_meaning(mark: str, language: str) -> None:
    words = mark_words(mark)
    require_words(language, str(words.word), str(words.meaning))


def test_every_state_has_words(language: str) -> None:
    require_words(language, *(state.words for state in [*STATES.values(), *FORBIDDEN.values()]))


def test_every_standing_has_words(language: str) -> None:
    require_words(language, *(status_words(status).words for status in [*TONES, None]))


@pytest.mark.parametrize("key", list(conditions.NAMES))
@pytest.mark.parametrize("where", [WHOLE, Where(each=True), Where(section="A"), Where(each=True, among=("A", "B"))])
def test_every_name_of_a_condition_can_be_placed_anywhere(key: str, where: Where, language: str) -> None:
    heading, inside = conditions.NAMES[key]
    require_words(language, placed(str(heading), where, Sections()), spread(str(inside), where, Sections()))


@pytest.mark.parametrize("kind", ["center", "state", "territory", "canton", "province", "house", "country", "tribe"])
def test_sections_of_every_kind_are_named(kind: str, language: str) -> None:
    where = Where(each=True, among=kind)
    require_words(language, placed("X", where, Sections()), spread("X", where, Sections()), all_of(where, Sections()))


@pytest.mark.parametrize("comparison", list(Comparison))
@pytest.mark.parametrize("holds", [True, False])
def test_numbers_are_said_for_every_comparison(comparison: Comparison, holds: bool, language: str) -> None:
    finding = Finding(
        path="/requires",
        kind=FindingKind.COUNT,
        holds=holds,
        unit=FindingUnit.VOTES,
        measured=CountName.YES,
        comparator=comparison,
        actual=Fraction(7),
        needed=Fraction(5),
        missing=Fraction(0) if holds else Fraction(2),
        spare=Fraction(2) if holds else None,
    )
    require_words(language, numbers(finding).line)


def test_numbers_beyond_the_whole_and_small_ones_inside_a_sentence() -> None:
    with speaking("en"):
        assert mixed(Fraction(23, 2)) == "11 1/2"
        assert mixed(Fraction(1, 2)) == "1/2"
        assert mixed(Fraction(1200)) == "1,200"
        assert (small_number(4), small_number(11)) == ("four", "11")


def test_counts_that_are_not_known_are_said_so(language: str) -> None:
    asked = rule({"all": [HALF, {"count": "yes", "comparison": "at_least", "value": 9}]})
    require_words(language, *explain(asked, decide(asked, pool(yes=5, no=None))))
