"""A verdict is said at three lengths from one tree: a sentence, a line for each requirement, and the full working."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mfpl.cli.speech import speaking
from mfpl.rules import Counts, FindingKind, Outcome, decide, parse_counts
from mfpl.rules.codes import Fact
from mfpl.web.wording.findings import Detail
from mfpl.web.wording.sections import CENTER, Sections
from mfpl.web.wording.unknowns import FACTS
from mfpl.web.wording.verdicts import Explanation, requirements
from tests.rules.support import MAJORITY, Json, pool, recorded_cases, recorded_rule, rule, sections
from tests.web.test_wording_codes import COUNTED, OF_EACH_KIND, of_kind, require_words
from tests.web.test_wording_verdicts import (
    CONCURRENT,
    ENGLISH,
    NO_QUORUM,
    ONE_SAYS_NO,
    PASSES,
    SPANISH,
    center,
    centers,
)

UNNAMED = Sections({"MX": "one of the centers", "US": "one of the centers"}, kind=CENTER)
BOTH_LACK = centers(center(127, 9, 12), center(508, 40, 54))


@pytest.fixture(autouse=True)
def voice() -> Iterator[None]:
    """Words need catalogs; which language is spoken each test says itself."""
    with speaking("en"):
        yield


def told(counts: Counts, language: str, *, detail: Detail = Detail.EVERYTHING) -> Explanation:
    names = SPANISH if language == "es" else ENGLISH
    with speaking(language):
        verdict = decide(CONCURRENT, counts)
        return requirements(CONCURRENT, verdict, sections=names, detail=detail, counts=counts)


@pytest.mark.parametrize(
    ("counts", "spanish", "english"),
    [
        (
            PASSES,
            (
                "Se aprobó: la condición más cerrada fue el quórum en el Centro México; con 9 boletas menos ahí no se "
                "habría aprobado."
            ),
            (
                "Adopted: the closest condition was the quorum in the Mexico center; with 9 ballots fewer "
                "there it would "
                "not have been adopted."
            ),
        ),
        (
            ONE_SAYS_NO,
            "No se aprobó por no alcanzar la mayoría en el Centro México: faltaron 2 votos más a favor ahí.",
            "Not adopted for lack of the majority in the Mexico center: 2 more votes in favor there were missing.",
        ),
        (
            NO_QUORUM,
            "No hubo quórum: faltó 1 participación más en el Centro México.",
            "There was no quorum: 1 more person taking part in the Mexico center was missing.",
        ),
        (
            BOTH_LACK,
            (
                "No se aprobó: faltaron 2 votos más a favor en el Centro México y 8 votos más a favor en "
                "el Centro Estados "
                "Unidos."
            ),
            (
                "Not adopted: 2 more votes in favor in the Mexico center and 8 more votes in favor in the "
                "United States "
                "center were missing."
            ),
        ),
    ],
)
def test_one_sentence_says_the_outcome_what_decided_and_the_smallest_change(
    counts: Counts, spanish: str, english: str
) -> None:
    assert told(counts, "es").sentence == spanish
    assert told(counts, "en").sentence == english


def test_what_was_missing_stands_beside_what_decided_where_more_than_that_was_missing() -> None:
    words = told(BOTH_LACK, "en")
    assert words.decider is not None
    assert "It alone would not have been enough" in words.decider.change
    assert words.decider.change.endswith("8 more votes in favor in the United States center were missing.")
    assert words.gist == words.change
    assert (
        told(PASSES, "en").gist == "All three requirements were met; the closest was the quorum in the Mexico center."
    )


def working(counts: Counts, language: str = "en") -> list[tuple[int, str, str]]:
    steps = [pair for step in told(counts, language).working for pair in step.walk()]
    return [(depth, step.name, " ".join(step.sentences)) for depth, step in steps]


def test_the_working_does_the_sum_and_says_how_strict_the_comparison_is() -> None:
    assert (
        2,
        "Majority in the Mexico center",
        (
            "More than half of the votes for or against are for. Counted: the votes for, 9. Held "
            "against: the votes for or "
            "against, 21. 9 of 21 = 3/7 (42.8%). Asked: more than 1/2; exactly 1/2 is not enough. That is at least 11. "
            "2 missing."
        ),
    ) in working(ONE_SAYS_NO)
    assert (
        3,
        "Quórum en el Centro México",
        (
            "Al menos la décima parte de quienes integran el padrón participan. Lo que se contó: las "
            "boletas a favor, en "
            "contra y de abstención, 21. Se compara con: quienes integran el padrón, 127. 21 de 127 "
            "(16.5\N{NO-BREAK SPACE}"
            "%). Se pide al menos 1/10; con exactamente 1/10 basta. Es decir, al menos 13. Sobraron 8."
        ),
    ) in working(ONE_SAYS_NO, "es")


def test_the_working_lists_what_each_section_weighs() -> None:
    case = next(one for one in recorded_cases() if one["id"] == "ch-410")
    asked, counts = recorded_rule(case["rule_id"]), parse_counts(case)
    steps = requirements(asked, decide(asked, counts), counts=counts).working[0].steps
    cantons = next(step for step in steps if step.name == "Majority by sections")
    assert any("OW 1/2, NW 1/2" in sentence for sentence in cantons.sentences)
    assert "11 of 23 (47.8%)." in cantons.sentences
    assert len(cantons.steps) == 26


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("kind", list(OF_EACH_KIND))
@pytest.mark.parametrize("known", [True, False])
def test_every_kind_of_condition_is_worked_out(kind: FindingKind, known: bool, language: str) -> None:
    asked = of_kind(kind)
    partly = [{"id": "A", "yes": 5, "no": None}, {"id": "B", "yes": 9, "no": None}]
    record: Json = dict(COUNTED) if known else {**COUNTED, "sections": partly}
    counts = parse_counts(record)
    with speaking(language):
        words = requirements(asked, decide(asked, counts), counts=counts)
        require_words(language, words.sentence, *words.unknown)
        for step in words.working:
            for _, one in step.walk():
                require_words(language, one.name, *one.sentences)
                assert all(sentence.endswith(".") for sentence in one.sentences)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("case", recorded_cases(), ids=lambda case: str(case["id"]))
def test_every_recorded_vote_is_worked_out(case: Json, language: str) -> None:
    asked, counts = recorded_rule(case["rule_id"]), parse_counts(case)
    verdict = decide(asked, counts)
    with speaking(language):
        words = requirements(asked, verdict, counts=None if len(counts.sections) > 20 else counts)
    assert words.sentence
    assert sum(1 for step in words.working for _ in step.walk()) == len(verdict.findings)
    assert all(
        "None" not in sentence.removeprefix("None to spare")
        for step in words.working
        for _, one in step.walk()
        for sentence in one.sentences
    )


CASES: Json = {
    "case": [
        {"when": {"count": "yes", "comparison": "at_least", "value": 9}, "then": {"outcome": "eight-years"}},
        {"when": MAJORITY, "then": {"outcome": "four-years"}},
    ],
    "otherwise": {"outcome": "failed"},
}
TITLES = {
    "eight-years": {"en": "Eight years", "es": "Ocho años"},
    "four-years": {"en": "Four years", "es": "Cuatro años"},
}


@pytest.mark.parametrize(
    ("yes", "way"),
    [
        (9, "Case 1 applies; those after it are not asked."),
        (5, "Case 2 applies; those after it are not asked."),
        (1, "No case applies: what stands for all others decides."),
    ],
)
def test_the_working_says_which_case_was_taken(yes: int, way: str) -> None:
    asked, counts = rule(CASES, titles=TITLES), pool(yes=yes, no=2)
    assert way in requirements(asked, decide(asked, counts), counts=counts).working[0].sentences


def test_a_grade_is_called_by_its_title() -> None:
    asked = rule(CASES, titles=TITLES)
    for language, said in {"es": "Resultado: Cuatro años.", "en": "Outcome: Four years."}.items():
        with speaking(language):
            words = requirements(asked, decide(asked, pool(yes=5, no=2)))
        assert words.outcome.sentence == said
    untitled = rule(CASES)
    assert requirements(untitled, decide(untitled, pool(yes=5, no=2))).outcome.sentence == "Outcome: four-years."


def test_what_is_not_known_names_its_stage() -> None:
    stages = {
        "stages": [
            {"name": "first", "title": {"en": "First call", "es": "Primera"}, "requires": MAJORITY,
             "continue_on": ["failed"]},
            {"name": "second", "requires": MAJORITY},
        ]
    }  # fmt: skip
    asked = rule(stages, titles={"second": {"en": "Second call", "es": "Segunda"}})
    held = parse_counts({"stages": {"first": {"totals": {"yes": 1, "no": 2}}, "second": {"totals": {"yes": 4}}}})
    unknown = requirements(asked, decide(asked, held)).unknown
    assert unknown == ("At the stage “Second call”: Not known: the votes against in the whole.",)
    once = requirements(asked, decide(asked, parse_counts({"totals": {"yes": 1, "no": 2}})))
    assert once.unknown == (str(FACTS[Fact.STAGE]),)
    assert set(FACTS) == set(Fact)


def test_nothing_by_section_is_told_at_any_length_where_it_is_kept_back() -> None:
    for detail in (Detail.WHOLE, Detail.NOTHING):
        for counts in (PASSES, NO_QUORUM, ONE_SAYS_NO, BOTH_LACK):
            verdict = decide(CONCURRENT, counts)
            words = requirements(CONCURRENT, verdict, sections=UNNAMED, detail=detail, counts=counts)
            worked = [sentence for step in words.working for _, one in step.walk() for sentence in one.sentences]
            said = " ".join([words.sentence, words.change, *worked])
            assert "MX" not in said
            assert "US" not in said
            assert not re.search(
                r"[0-9]+ (?:more|missing|to spare|votes against instead|ballots fewer)", words.sentence
            )
    whole = told(PASSES, "en", detail=Detail.WHOLE).working
    assert [step.name for step in whole] == ["Majority in the whole"]
    assert not told(PASSES, "en", detail=Detail.NOTHING).working


def test_the_whole_alone_is_told_where_it_alone_decided() -> None:
    asked, counts = rule(MAJORITY), sections(A={"yes": 3, "no": 4}, B={"yes": 1, "no": 2})
    kept_back = requirements(asked, decide(asked, counts), counts=counts, detail=Detail.WHOLE)
    assert (
        kept_back.sentence == "Not adopted for lack of the majority in the whole: 2 more votes in favor were missing."
    )
    nothing = requirements(asked, decide(asked, counts), counts=counts, detail=Detail.NOTHING)
    assert nothing.sentence == "Not adopted. The only requirement was not met."


def test_a_verdict_that_the_counts_no_longer_lead_to_is_told_without_a_change() -> None:
    kept = replace(decide(CONCURRENT, ONE_SAYS_NO), outcome="passed")
    assert requirements(CONCURRENT, kept, sections=ENGLISH, counts=ONE_SAYS_NO).change == ""


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.NOT_READY])
def test_every_outcome_has_a_sentence_without_any_counts(outcome: Outcome) -> None:
    asked = {Outcome.PASSED: pool(yes=3, no=1), Outcome.FAILED: pool(yes=1, no=3), Outcome.UNDECIDED: pool(yes=1)}
    other: Json = {Outcome.NOT_QUORATE: {"quorum": MAJORITY, "otherwise": "not_quorate"}}
    requires = other.get(outcome, {"outcome": str(outcome)} if outcome is Outcome.SUSPENDED else MAJORITY)
    if outcome is Outcome.PER_SECTION:
        requires = {"per_section": MAJORITY}
    tried, counts = rule(requires), asked.get(outcome, sections(A={"yes": 1, "no": 3}))
    verdict = decide(tried, counts)
    assert verdict.outcome == outcome
    assert requirements(tried, verdict, sections=Sections()).sentence.endswith(".")
