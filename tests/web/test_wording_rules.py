"""Nothing a rule document can say is without words: every field of the schema is told in both languages."""

from collections.abc import Iterator
from typing import Any

import pytest

from mfpl.cli.speech import speaking
from mfpl.rules import Rule, schema
from mfpl.rules.conditions import CONDITIONS
from mfpl.rules.procedures import FORMS
from mfpl.web.rules.card import card_of
from mfpl.web.wording.conditions import NAMES
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.rule_parts import card, disagreeing, rule_clauses
from mfpl.web.wording.sections import CENTER, Sections
from tests.rules.support import MAJORITY, Json, document, rule
from tests.web.test_wording_codes import OF_EACH_KIND, of_kind, require_words

LANGUAGES = ("es", "en")
OFFICE: Json = {"office": "coordinator", "cycle": ["MX", "US"], "starts": "2020-01-01", "term_years": 3,
                "when_unable": "next_section"}  # fmt: skip
AROUND: Json = {
    "electorate": {
        "statuses": ["good_standing"],
        "weights": {"organization": 2, "individual": 1},
        "joined": {"comparison": "before", "date": "06-01"},
        "roll_date": "closing",
        "caps": {"votes_per_voter": 5, "share_per_voter": "31/100", "share_of_class": {"investor": "1/4"}},
    },
    "preconditions": {
        "notice_days": 14,
        "languages_certified": ["en", "es"],
        "sponsors_from_sections": 2,
        "people_of_each_section_in_discussion": 7,
        "resources_estimated": True,
    },
    "amended_by": {"rule": "amending-rule"},
    "supersedes": {"id": "old-rule", "version": 4},
    "deadlock": {
        "steps": [{"step": "joint_committee", "days": 41}, {"step": "revised_text", "days": 43},
                  {"step": "second_vote", "days": 47}],
        "lapses_after_days": 150,
    },
    "offices": [OFFICE, {**OFFICE, "office": "vice", "when_unable": "vacant", "differs_from": "coordinator"}],
    "seats": [{"body": "committee", "seats": 15, "rule": "structure-2015"}],
    "titles": {"coordinator": {"en": "Coordination", "es": "Coordinación"}},
    "definitions": {"half": MAJORITY},
}  # fmt: skip
STEPS: Json = {
    "petition": {"count": "signed", "comparison": "at_least", "value": 31},
    "suspends": {"days": 37, "refer_to": "XYZ"},
    "window": {"from": "report", "until": "final"},
    "limits": {"per_matter": 53, "per_section": 59},
    "reflection_days": 61,
    "requires": {
        "stages": [
            {"name": "one", "requires": {"not": MAJORITY}, "continue_on": ["failed"],
             "title": {"en": "T1", "es": "T1"}},
            {"name": "two", "requires": MAJORITY, "earliest_after_days": 67, "latest_after_days": 71,
             "mediation": {"by": {"en": "M1", "es": "M1"}, "days": 73}},
        ]
    },
}  # fmt: skip
SWITCHING: Json = {
    "petition": {"root_count": "signed", "comparison": "at_least", "times": 3, "square_root_of": "eligible"},
    "switches_to": {"share": "no", "of": ["yes", "no"], "comparison": "less_than", "value": "1/3", "unit": "members"},
    "requires": MAJORITY,
}
WHOLE_PAGE = "page"
"""Said in the head of the page of a rule and in the list of its sources, not among its clauses."""

SAID: dict[str, dict[str, str]] = {
    "OtherRule": dict.fromkeys(
        ("language", "id", "version", "title", "clause", "article", "in_force", "sources", "provenance", "notes"),
        WHOLE_PAGE,
    )
    | {
        "electorate": "2", "preconditions": "14", "amended_by": "amending-rule", "supersedes": "old-rule",
        "deadlock": "150", "offices": "Coordina", "seats": "15", "titles": "Coordina", "definitions": "half",
        "requires": "T1",
    },
    "Electorate": {"statuses": "", "weights": "2", "joined": "1", "roll_date": "", "caps": "5"},
    "Joined": {"comparison": "", "date": "1"},
    "Caps": {"votes_per_voter": "5", "share_per_voter": "31", "share_of_class": "investor"},
    "Preconditions": {"notice_days": "14", "languages_certified": "", "sponsors_from_sections": "2",
                      "people_of_each_section_in_discussion": "7", "resources_estimated": ""},
    "AmendedBy": {"rule": "amending-rule", "itself": ""},
    "Supersedes": {"id": "old-rule", "version": "4"},
    "Deadlock": {"steps": "41", "lapses_after_days": "150"},
    "DeadlockStep": {"step": "43", "days": "47"},
    "Office": {"office": "Coordina", "cycle": "MX", "starts": "2020", "term_years": "3", "when_unable": "",
               "differs_from": "Coordina"},
    "SeatsOf": {"body": "committee", "seats": "15", "rule": "structure-2015"},
    "Stage": {"name": "two", "title": "T1", "requires": "", "continue_on": "", "earliest_after_days": "67",
              "latest_after_days": "71", "mediation": "73"},
    "Mediation": {"by": "M1", "days": "73"},
    "Window": {"from": "report", "until": "final"},
    "Limits": {"per_matter": "53", "per_section": "59"},
    "Suspension": {"days": "37", "refer_to": "XYZ"},
    "Petition": {"petition": "31", "suspends": "37", "switches_to": "", "window": "report", "limits": "53",
                 "reflection_days": "61", "requires": ""},
    "Stages": {"stages": "T1"},
    **dict.fromkeys(("InForce", "Source", "Provenance", "BilingualLine", "BilingualProse"), dict.fromkeys(
        ("from", "until", "name", "url", "field", "mark", "source", "note", "en", "es"), WHOLE_PAGE)),
}  # fmt: skip
"""What stands in the words of the sample rules for each field; "" where its words are counted by another test."""

OF_CONDITIONS = {condition.__name__ for condition in (*CONDITIONS, *FORMS)} | {"OptionQuorum", "OptionRatio", "Branch"}


def fields() -> list[tuple[str, str]]:
    """Every part of the language that is no condition, with each of its fields, as the schema has them."""
    published: dict[str, Any] = schema()
    parts = published["$defs"] | {"OtherRule": published["$defs"]["OtherRule"]}
    found = [(name, key) for name, part in parts.items() for key in part.get("properties", {})]
    own = {"Petition", "Stage", "Stages"}
    return [(name, key) for name, key in found if name not in OF_CONDITIONS - own]


def sample(requires: object = STEPS) -> Rule:
    return rule(requires, **AROUND)


def words(clauses: list[Clause]) -> Iterator[str]:
    for one in clauses:
        yield f"{one.name}: {one.text}"
        yield from words(list(one.parts))


def said_of(asked: Rule) -> str:
    return "\n".join(words(rule_clauses(asked, year=2026)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("part", "field"), fields())
def test_every_field_of_the_schema_has_words(part: str, field: str, language: str) -> None:
    token = SAID[part][field]
    with speaking(language):
        said = said_of(sample())
    assert token == WHOLE_PAGE or token in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_rule_says_is_said_in_the_readers_language(language: str) -> None:
    with speaking(language):
        for asked in (sample(), sample(SWITCHING)):
            for one in [*card(asked), *rule_clauses(asked, year=2026)]:
                require_words(language, *words([one]))
            assert all(row.clause.name for row in card_of(asked, year=2026).rows)


OPTIONAL: list[tuple[str, object]] = [
    ("electorate", {**AROUND["electorate"], "statuses": ["good_standing", "grace"]}),
    ("electorate", {**AROUND["electorate"], "roll_date": "opening"}),
    ("electorate", {**AROUND["electorate"], "joined": {"comparison": "on_or_before", "date": "06-01"}}),
    ("preconditions", {**AROUND["preconditions"], "languages_certified": ["es"]}),
    ("preconditions", {key: value for key, value in AROUND["preconditions"].items() if key != "resources_estimated"}),
    ("amended_by", {"rule": "example", "itself": True}),
    ("offices", [OFFICE]),
    ("offices", [{**OFFICE, "when_unable": "vacant"}]),
    ("deadlock", {**AROUND["deadlock"], "steps": AROUND["deadlock"]["steps"][:1]}),
]
"""Fields whose words hold no number of their own, each with another value: the words must not stay the same."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("field", "value"), OPTIONAL)
def test_another_value_is_said_with_other_words(field: str, value: object, language: str) -> None:
    with speaking(language):
        assert said_of(rule(STEPS, **{**AROUND, field: value})) != said_of(sample())


def changed(kind: Json) -> Iterator[Json]:
    """The example of a condition with each word of a closed list replaced by every other."""
    closed = {
        "comparison": ["more_than", "at_least", "less_than", "at_most"],
        "unit": ["votes", "members"],
        "scaled_by": ["votes_cast", "members"],
        "tie": ["casting_vote", "default_option"],
        "otherwise": ["not_quorate", "failed"],
    }
    for key, options in closed.items():
        if isinstance(kind.get(key), str):
            yield from ({**kind, key: one} for one in options)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(OF_EACH_KIND))
def test_every_word_of_a_condition_changes_what_is_said(kind: str, language: str) -> None:
    example = OF_EACH_KIND[kind]  # type: ignore[index]  # the kinds are its keys
    assert isinstance(example, dict)
    with speaking(language):
        for key in {key for one in changed(example) for key in one if one.get(key) != example.get(key)}:
            variants = [one for one in changed(example) if one[key] != example[key] or one == example]
            said = {said_of(rule(one, definitions={"half": MAJORITY})) for one in variants}
            assert len(said) == len({str(one[key]) for one in variants}), key
        require_words(language, said_of(of_kind(kind)))  # type: ignore[arg-type]  # as above


def test_what_is_asked_of_everyone_inside_a_section_is_not_said_to_be_of_the_section() -> None:
    asked = rule({"in_section": "MX", "require": {"all": [MAJORITY, {**MAJORITY, "pool": "everyone"}]}})
    with speaking("en"):
        assert [one.name for one in rule_clauses(asked)] == ["Majority in MX", "Majority in the whole"]


NEEDS_EACH = "It is not adopted: it needs the yes of each center. The document foresees no further step."


def test_every_form_has_a_name_and_every_name_a_form() -> None:
    unwrapped = {"every_section", "in_section", "reference", "share", "count", "root_count", "per_section",
                 "share_of_sections", "number_of_sections"}  # fmt: skip
    assert {form.key for form in FORMS} - unwrapped <= {str(name) for name in NAMES}


@pytest.mark.parametrize(
    ("requires", "said"),
    [
        ({"per_section": MAJORITY}, "Each center decides for itself: it applies where it said yes."),
        ({"every_section": MAJORITY}, NEEDS_EACH),
        ({"reference": "each"}, NEEDS_EACH),
        ({"rule": "other"}, NEEDS_EACH),
        ({"number_of_sections": MAJORITY, "comparison": "at_least", "value": 1},
         "It depends on which sections say yes and on how many: see below."),
        (MAJORITY, "The votes of all centers are counted together: no center is asked by itself."),
        (STEPS, "The votes of all centers are counted together: no center is asked by itself."),
    ],
)  # fmt: skip
def test_the_card_says_what_follows_when_centers_disagree(requires: Json, said: str) -> None:
    other = document({"reference": "each"}, id="other", definitions={"each": {"every_section": MAJORITY}})
    more: Json = {"rules": {"other": other}} if "rule" in requires else {}
    asked = rule(requires, definitions={"each": {"every_section": MAJORITY}}, **more)
    with speaking("en"):
        assert disagreeing(asked).text == said
        assert [one.name for one in card(asked)][:2] == ["Who may vote", "What passes"]
        assert disagreeing(sample()).parts[-1].text == "Without an agreement the matter lapses after 150 days."


def test_who_holds_an_office_this_year_is_said() -> None:
    names = Sections({"MX": "Mexico center", "US": "United States center"}, kind=CENTER)
    with speaking("en"):
        for year, said in {
            2019: "has not begun",
            2022: "held by: Mexico center",
            2024: "held by: United States center",
        }.items():
            office = next(one for one in rule_clauses(sample(), sections=names, year=year) if one.path == "/offices/0")
            assert said in office.text
        alone = rule(MAJORITY, offices=[{**OFFICE, "cycle": ["MX"]}, {**OFFICE, "office": "vice", "cycle": ["MX"],
                                                                    "differs_from": "coordinator"}])  # fmt: skip
        assert "In 2026 it is vacant." in rule_clauses(alone, year=2026)[-1].text
        assert "2026" not in "".join(words(rule_clauses(sample())))
