"""Whatever makes a rule impossible is said in both languages, with the numbers and names it is about."""

import pytest

from mfpl.cli.speech import speaking
from mfpl.measures.possibility import PossibilityCode, Problem
from mfpl.web.wording.possibility import word_problem
from mfpl.web.wording.sections import Sections

PARAMS = {
    "section": "mx",
    "kind": "canton",
    "attribute": "stand",
    "needed": 3,
    "sections": 2,
    "members": 2,
    "rule": "bylaws",
    "limit": "share_per_voter",
    "body": "board",
    "seats": 3,
    "others": "/requires/all/1",
}
SAID = {
    PossibilityCode.NEVER_HOLDS: ["México"],
    PossibilityCode.SECTION_ABSENT: ["México"],
    PossibilityCode.SECTIONS_NONE: ["canton"],
    PossibilityCode.ATTRIBUTE_MISSING: ["México", "stand"],
    PossibilityCode.WEIGHT_ZERO: ["stand"],
    PossibilityCode.SPONSORS_TOO_MANY: ["3", "2"],
    PossibilityCode.DISCUSSION_TOO_MANY: ["México", "3", "2"],
    PossibilityCode.GOVERNING_MISSING: ["bylaws"],
    PossibilityCode.CAPS_INFEASIBLE: ["share_per_voter"],
    PossibilityCode.SEATS_INFEASIBLE: ["3", "board"],
    PossibilityCode.SEAT_RULE_MISSING: ["bylaws"],
}


def said(code: PossibilityCode, language: str, **params: str | int) -> str:
    with speaking(language):
        return word_problem(Problem(code, "example", "/requires", PARAMS | params), Sections({"mx": "México"}))


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("code", list(PossibilityCode))
def test_every_problem_is_said_with_what_it_is_about(code: PossibilityCode, language: str) -> None:
    sentence = said(code, language)
    assert sentence.endswith(".")
    assert "%(" not in sentence
    assert all(word in sentence for word in SAID.get(code, []))


@pytest.mark.parametrize("code", list(PossibilityCode))
def test_each_language_has_words_of_its_own(code: PossibilityCode) -> None:
    assert said(code, "es") != said(code, "en")


def test_the_whole_and_sections_of_any_kind_have_sentences_of_their_own() -> None:
    assert "in " not in said(PossibilityCode.NEVER_HOLDS, "en", section="").removeprefix("No vote")
    assert "kind" not in said(PossibilityCode.SECTIONS_NONE, "en", kind="")
