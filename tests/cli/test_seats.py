"""mfpl seats: seats for sections with every step, and the reason when there are none."""

import json
from pathlib import Path

import pytest

from mfpl.cli.seats import shipped_seat_rules
from mfpl.cli.speech import speaking
from mfpl.counting.apportionment import Reason, ReasonCode, SeatsRefusal, SeatsRefused, Step, StepCode, TieRule
from mfpl.web.wording.seats import REASONS, REFUSALS, STEPS, TIE_RULES, word_reason, word_seats_refusal, word_step
from tests.cli.conftest import Run

BODY = ("--members", "us=508,mx=127", "--seats", "15")
NUMBERS = (
    *("share", "whole", "seats", "members", "total", "quota", "floor", "remainder", "held", "proportional"),
    *("limit", "difference", "equal", "continuing", "open", "number"),
)


def test_the_answer_for_programs_has_seats_and_steps(run: Run) -> None:
    answer = run("seats", "structure-2015", *BODY, "--json")
    told = json.loads(answer.out)
    assert answer.code == 0
    assert told["seats"] == {"us": 9, "mx": 6}
    assert {"cap", "quota", "cap_binds", "moved_in", "final"} <= {step["code"] for step in told["steps"]}
    assert all(step["message"].endswith(".") for step in told["steps"])


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "es",
            ("Lugares según la Estructura de 2015", "Decide el tope: us tendría 12 y puede tener 9", "mx: 6 lugares."),
        ),
        (
            "en",
            ("Seats by the Structure of 2015", "The limit decides: us would have 12 and may have 9", "mx: 6 seats."),
        ),
    ],
)
def test_the_answer_for_people_is_in_their_language(run: Run, language: str, sentences: tuple[str, ...]) -> None:
    answer = run("seats", "structure-2015", *BODY, "--lang", language)
    assert answer.code == 0
    assert all(sentence in answer.out for sentence in sentences)


@pytest.mark.parametrize(("language", "word"), [("es", "solo se pueden ocupar 2 de 3"), ("en", "only 2 of 3 seats")])
def test_what_no_allocation_meets_ends_with_three_and_the_reason(run: Run, language: str, word: str) -> None:
    asked = ("seats", "structure-2015", "--members", "us=508,mx=127", "--seats", "3", "--lang", language)
    told = json.loads(run(*asked, "--json").out)
    assert told["seats"] is None
    assert word in told["infeasible"]
    assert told["reasons"][0]["inequality"] == "2 < 3"
    plain = run(*asked)
    assert plain.code == 3
    assert word in plain.out


def test_a_tie_is_settled_by_a_seed_and_by_nothing_else(run: Run) -> None:
    asked = ("seats", "structure-2015", "--members", "a=5,b=5,c=5", "--seats", "7", "--lang", "en")
    without = run(*asked)
    assert without.code == 3
    assert "exactly equal" in without.out
    assert json.loads(run(*asked, "--json").out)["tie"]["seats"] == 1
    with_seed = [run(*asked, "--seed", "noon") for _ in range(2)]
    assert with_seed[0].code == 0
    assert with_seed[0].out == with_seed[1].out
    assert "a lot was drawn" in with_seed[0].out


def test_those_who_continue_leave_the_rest_to_be_filled(run: Run) -> None:
    told = json.loads(run("seats", "structure-2015", *BODY, "--continuing", "us=6,mx=4", "--json").out)
    assert (told["seats"], told["open"]) == ({"us": 9, "mx": 6}, {"us": 3, "mx": 2})


@pytest.mark.parametrize("name", shipped_seat_rules())
def test_a_shipped_seat_rule_is_known_by_its_name(run: Run, name: str) -> None:
    assert run("seats", name, *BODY).code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--members", "us", "--seats", "3"), "«us» no es una sección y un número entero"),
        (("--members", "us=1.5", "--seats", "3"), "«us=1.5»"),
        (("--members", "us=1,us=2", "--seats", "3"), "se indica dos veces"),
        (("--members", "us=0", "--seats", "3"), "Ninguna sección tiene membresía"),
        (("--members", "", "--seats", "3"), "No se indicó ninguna sección"),
        (("--members", "us=1", "--seats", "3", "--continuing", "mx=1"), "No se indicó la membresía de «mx»"),
        (("--members", "us=1", "--seats", "-1"), "-1"),
        (("--members", "us=1"), "--seats"),
    ],
)
def test_bad_numbers_are_bad_input(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    answer = run("seats", "structure-2015", *arguments, "--lang", "es")
    assert answer.code == 2
    assert sentence in answer.err


@pytest.mark.parametrize("content", [b"", b"{}", b'{"method": "by_feeling"}'])
def test_a_wrong_rule_is_told_with_every_place(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wrong.json").write_bytes(content)
    answer = run("seats", tmp_path / "wrong.json", *BODY, "--json", "--lang", "es")
    assert answer.code == 2
    assert json.loads(answer.out)["errors"]
    assert run("seats", tmp_path / "wrong.json", *BODY).out == ""
    assert "wrong.json" in answer.err


def test_a_rule_that_is_not_there_is_bad_input(run: Run) -> None:
    assert run("seats", "nowhere.json", *BODY).code == 2


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_code_has_its_words_in_both_languages(language: str) -> None:
    assert (STEPS.keys(), REASONS.keys(), REFUSALS.keys(), TIE_RULES.keys()) == (
        set(StepCode),
        set(ReasonCode),
        set(SeatsRefusal),
        set(TieRule),
    )
    numbers = dict.fromkeys(NUMBERS, 1)
    with speaking(language):
        steps = [
            Step(code, "mx", {**numbers, "claim_squared": claim}, comparison="at_most", sections=("a",), winners=("a",))
            for code in StepCode
            for claim in (0, 2, 4)
        ]
        whole = [
            Step(code, None, {"number": 2, "whole": 3, "seats": 1}, comparison="at_least")
            for code in list(StepCode)[:2]
        ]
        sentences = [word_step(step) for step in (*steps, *whole)]
        sentences += [word_reason(Reason(code, "mx", 1, 2)) for code in ReasonCode]
        sentences += [word_seats_refusal(SeatsRefused(code, "mx")) for code in SeatsRefusal]
    assert all(sentence.endswith(".") for sentence in sentences)
