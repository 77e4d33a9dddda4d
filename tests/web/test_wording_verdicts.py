"""A verdict reads well: the outcome, the reasons with their margins, what decided, and what would have changed it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from mfpl.cli.speech import speaking
from mfpl.rules import Counts, Rule, decide, parse_counts
from mfpl.web.wording.findings import Detail
from mfpl.web.wording.sections import CENTER, Sections
from mfpl.web.wording.verdicts import Explanation, explain, requirements
from tests.rules.support import pool, preset, recorded_cases, recorded_rule, rule, sections

CONCURRENT = preset("concurrent-majorities")
SPANISH = Sections({"MX": "Centro México", "US": "Centro Estados Unidos"}, kind=CENTER)
ENGLISH = Sections({"MX": "Mexico center", "US": "United States center"}, kind=CENTER)
HALF = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}


@pytest.fixture(autouse=True)
def voice() -> Iterator[None]:
    """Words need catalogs; which language is spoken each test says itself."""
    with speaking("en"):
        yield


def center(eligible: int, yes: int, no: int, abstain: int = 0) -> dict[str, Any]:
    counted = {"eligible": eligible, "ballots": yes + no + abstain, "yes": yes, "no": no, "abstain": abstain}
    return {"kind": "center", "votes": {**counted, "blank": 0}, "members": {**counted, "blank": 0}}


def centers(mx: Mapping[str, Any], us: Mapping[str, Any]) -> Counts:
    return parse_counts({"sections": [{"id": "MX", **mx}, {"id": "US", **us}]})


def told(asked: Rule, counts: Counts, *, detail: Detail = Detail.EVERYTHING) -> Explanation:
    return requirements(asked, decide(asked, counts), sections=SPANISH, detail=detail)


PASSES = centers(center(127, 20, 1), center(508, 92, 2))
NO_QUORUM = centers(center(127, 6, 5, 1), center(508, 42, 15, 3))
ONE_SAYS_NO = centers(center(127, 9, 12), center(508, 92, 2))


def test_the_reference_verdict_reads_as_in_the_design() -> None:
    said = explain(CONCURRENT, decide(CONCURRENT, PASSES), language="es", sections=SPANISH)
    assert said == [
        "Se aprobó. Las tres condiciones se cumplieron; la más cerrada fue el quórum en el Centro México.",
        "✓ Se cumplió — Quórum en cada centro: al menos la décima parte de quienes integran el padrón participan.",
        "  ✓ Centro México: 21 de 127 (16.5\N{NO-BREAK SPACE}%) · se necesitaban 13 · sobraron 8",
        "  ✓ Centro Estados Unidos: 94 de 508 (18.5\N{NO-BREAK SPACE}%) · se necesitaban 51 · sobraron 43",
        "✓ Se cumplió — Mayoría en el conjunto: más de la mitad de los votos a favor o en contra son a favor.",
        "  112 de 115 (97.3\N{NO-BREAK SPACE}%) · se necesitaban 58 · sobraron 54",
        "✓ Se cumplió — Mayoría en cada centro: más de la mitad de los votos a favor o en contra son a favor.",
        "  ✓ Centro México: 20 de 21 (95.2\N{NO-BREAK SPACE}%) · se necesitaban 11 · sobraron 9",
        "  ✓ Centro Estados Unidos: 92 de 94 (97.8\N{NO-BREAK SPACE}%) · se necesitaban 48 · sobraron 44",
        (
            "La condición que decidió: el quórum en el Centro México. Con 9 boletas menos ahí, la votación habría "
            "quedado sin quórum, aunque nadie más cambiara su voto."
        ),
    ]


def test_the_same_verdict_in_english() -> None:
    said = explain(CONCURRENT, decide(CONCURRENT, PASSES), language="en", sections=ENGLISH)
    assert said[0] == "Adopted. All three requirements were met; the closest was the quorum in the Mexico center."
    assert said[1] == "✓ Met — Quorum in each center: at least one tenth of the members on the roll take part."
    assert said[-1] == (
        "What decided: the quorum in the Mexico center. With 9 ballots fewer there, the vote would have had no quorum, "
        "whatever everyone else did."
    )


@pytest.mark.parametrize(
    ("counts", "outcome", "decided"),
    [
        (
            NO_QUORUM,
            "No hubo quórum. La participación no alcanzó. Lo que faltó: el quórum en el Centro México.",
            "Con 1 boleta más ahí, la participación habría bastado.",
        ),
        (
            ONE_SAYS_NO,
            "No se aprobó. De tres condiciones se cumplieron dos. Lo que faltó: la mayoría en el Centro México.",
            "Con 2 votos que ahí pasaran a favor, se habría aprobado.",
        ),
        (
            centers(center(127, 9, 12), center(508, 2, 92)),
            "No se aprobó. De tres condiciones se cumplió una. Lo que faltó: la mayoría en el Centro Estados Unidos.",
            "Por sí sola no habría bastado: tampoco se cumplió otra condición.",
        ),
    ],
)
def test_a_failure_says_what_was_missing_and_what_would_have_sufficed(
    counts: Counts, outcome: str, decided: str
) -> None:
    said = explain(CONCURRENT, decide(CONCURRENT, counts), language="es", sections=SPANISH)
    assert said[0] == outcome
    assert said[-1].endswith(decided)


@pytest.mark.parametrize("yes", range(6, 12))
def test_the_smallest_change_is_the_one_that_changes_the_outcome(yes: int) -> None:
    """What is said of moving votes is done: that many turn the outcome, one fewer does not."""
    asked = rule({"every_section": HALF})
    before = decide(asked, sections(A={"yes": yes, "no": 17 - yes}, B={"yes": 90, "no": 9}))
    finding = before.decided_by
    assert finding is not None
    moves = int(finding.missing or (finding.spare or 0) + 1)
    with speaking("en"):
        change = requirements(asked, before).decider
    assert change is not None
    assert f" {moves} vote" in change.change

    def after(moved: int) -> str:
        now = yes - moved if before.outcome == "passed" else yes + moved
        return decide(asked, sections(A={"yes": now, "no": 17 - now}, B={"yes": 90, "no": 9})).outcome

    assert after(moves) != before.outcome
    assert after(moves - 1) == before.outcome


@pytest.mark.parametrize("case", recorded_cases(), ids=lambda case: str(case["id"]))
def test_every_recorded_vote_is_explained_in_both_languages(case: dict[str, Any]) -> None:
    asked = recorded_rule(case["rule_id"])
    verdict = decide(asked, parse_counts(case))
    for language in ("es", "en"):
        said = explain(asked, verdict, language=language)
        assert all(line.strip() and "%(" not in line and "None" not in line for line in said)
        assert "  ." not in " ".join(said)
        if verdict.decider is not None:
            assert any(line.startswith(("La condición que decidió:", "What decided:")) for line in said)


def test_a_weighted_majority_of_cantons_says_its_halves() -> None:
    case = next(one for one in recorded_cases() if one["id"] == "ch-174_1")
    asked = recorded_rule(case["rule_id"])
    said = "\n".join(explain(asked, decide(asked, parse_counts(case)), language="es"))
    assert "7 de 22 (31.8\N{NO-BREAK SPACE}%) · se necesitaban 11 1/2 · faltaron 4 1/2" in said


def test_what_must_not_happen_is_said_to_have_happened_or_not() -> None:
    veto = {"not": {"in_section": "P5", "require": {"count": "no", "comparison": "more_than", "value": 0}}}
    asked = rule({"all": [{"count": "yes", "comparison": "at_least", "value": 9}, veto]})
    counts = sections(P5={"yes": 4, "no": 1}, E10={"yes": 10, "no": 0})
    said = explain(asked, decide(asked, counts), language="en")
    assert "  ✗ It happened — Votes against in P5: at least 1 vote against." in said
    assert said[0].startswith("Not adopted.")


def test_unknown_counts_leave_it_open_and_are_named() -> None:
    asked = rule({"all": [HALF, {"share": "yes", "of": "eligible", "comparison": "at_least", "value": "2/5"}]})
    said = explain(asked, decide(asked, pool(yes=50, no=20)), language="es")
    assert said[0].startswith("Todavía no se puede saber. Faltan cuentas que decidirían.")
    assert "No se saben todos los votos del padrón en el conjunto." in said


def test_sections_that_decide_for_themselves_are_listed() -> None:
    asked = rule({"per_section": HALF})
    verdict = decide(asked, sections(Yap={"yes": 9, "no": 1}, Palau={"yes": 1, "no": 9}))
    assert explain(asked, verdict, language="es")[0] == "Cada sección decidió por su cuenta. Sí: Yap. No: Palau."


def test_a_small_center_keeps_its_numbers_but_not_its_answer() -> None:
    with speaking("es"):
        shown = told(CONCURRENT, PASSES, detail=Detail.WHOLE)
    quorum, whole, each = shown.lines
    assert quorum.numbers is None
    assert [cell.numbers for line in (quorum, each) for cell in line.cells] == [None] * 4
    assert [str(cell.state.code) for cell in quorum.cells] == ["met", "met"]
    assert whole.numbers is not None
    assert shown.decider is not None
    assert shown.decider.change == ""
    assert "Centro" not in shown.reason


def test_of_a_single_small_center_no_number_is_told() -> None:
    asked = rule({"all": [{"every_section": HALF}, HALF]})
    with speaking("es"):
        shown = requirements(asked, decide(asked, sections(MX={"yes": 3, "no": 1})), detail=Detail.NOTHING)
    assert all(line.numbers is None for line in shown.lines)
    assert all(cell.numbers is None for line in shown.lines for cell in line.cells)


def test_parts_of_a_choice_are_listed_below_it() -> None:
    case = next(one for one in recorded_cases() if one["rule_id"] == "ni_cross_community")
    asked = recorded_rule(case["rule_id"])
    with speaking("en"):
        (line,) = requirements(asked, decide(asked, parse_counts(case))).lines
    assert line.name == "One of these conditions"
    assert [len(part.parts) for part in line.parts] == [2, 2]
    assert sum(1 for _ in line.walk()) == 7


TENTH = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/10", "unit": "members"}
LENIENT = {"share": "yes", "of": "valid", "comparison": "at_least", "value": "1/10"}
NINE = {"count": "yes", "comparison": "at_least", "value": 9}


@pytest.mark.parametrize(
    ("requires", "yes", "no", "said"),
    [
        (
            {"all": [{"quorum": TENTH, "otherwise": "not_quorate"}, LENIENT]},
            12,
            1,
            "With 4 ballots fewer, the vote would have had no quorum.",
        ),
        (
            {"all": [{"quorum": TENTH, "otherwise": "failed"}, LENIENT]},
            10,
            0,
            "With 1 ballot fewer, it would not have been adopted.",
        ),
        (
            {"all": [{"quorum": TENTH, "otherwise": "not_quorate"}, LENIENT]},
            7,
            1,
            "With 2 ballots more, enough members would have taken part.",
        ),
        ({"all": [NINE, LENIENT]}, 7, 1, "With 2 more votes for, it would have been adopted."),
        ({"all": [NINE, LENIENT]}, 10, 0, "Had 2 votes for been against, it would not have been adopted."),
        (HALF, 10, 30, "With 11 votes moving to the side in favor, it would have been adopted."),
        (HALF, 30, 10, "Had 10 votes for been against, it would not have been adopted."),
        (
            {"share": "no", "of": "valid", "comparison": "at_most", "value": "1/4"},
            30,
            10,
            "A difference of 1 there would have changed the outcome.",
        ),
    ],
)
def test_the_change_is_said_in_the_words_of_what_decided(requires: object, yes: int, no: int, said: str) -> None:
    asked = rule(requires)
    verdict = decide(asked, pool(eligible=100, ballots=yes + no, yes=yes, no=no, abstain=0, blank=0))
    decided = requirements(asked, verdict).decider
    assert decided is not None
    assert decided.change == said


@pytest.mark.parametrize(
    ("requires", "a", "said"),
    [
        (
            {"quorum": {"every_section": TENTH}, "otherwise": "failed"},
            (12, 1),
            "With 4 ballots fewer there, it would not have been adopted, whatever everyone else did.",
        ),
        ({"in_section": "A", "require": NINE}, (8, 0), "With 1 more vote for there, it would have been adopted."),
        (
            {"number_of_sections": HALF, "comparison": "at_least", "value": 1},
            (12, 1),
            "2 sections the other way would have changed the outcome.",
        ),
        (
            {"number_of_sections": HALF, "comparison": "at_least", "value": 2},
            (12, 1),
            "One section the other way would have changed the outcome.",
        ),
    ],
)
def test_the_change_in_a_section_is_said_there(requires: object, a: tuple[int, int], said: str) -> None:
    asked = rule(requires)
    yes, no = a
    counted = {"eligible": 100, "ballots": yes + no, "yes": yes, "no": no, "abstain": 0, "blank": 0}
    other = {"eligible": 100, "ballots": 60, "yes": 50, "no": 10, "abstain": 0, "blank": 0}
    decided = requirements(asked, decide(asked, sections(A=counted, B=other))).decider
    assert decided is not None
    assert decided.change == said


def test_sections_may_all_say_the_same() -> None:
    asked = rule({"per_section": HALF})
    everyone = decide(asked, sections(Yap={"yes": 9, "no": 1}))
    nobody = decide(asked, sections(Yap={"yes": 1, "no": 9}))
    assert explain(asked, everyone, language="en")[0] == "Each section decided for itself. All said yes: Yap."
    assert explain(asked, nobody, language="en")[0] == "Each section decided for itself. None said yes: Yap."
