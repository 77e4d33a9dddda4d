"""mfpl rules power: what a rule gives to each section and member, in words and in exact numbers."""

import json
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest

from mfpl.cli.speech import speaking
from mfpl.measures.power import PowerRefusal, PowerRefused, Sampling, SectionPower
from mfpl.web.wording.power import REFUSALS, word_blocking, word_power_refusal, word_sampling
from tests.cli.conftest import Run

ROLL = {
    "sections": [
        {"id": "us", "kind": "center", "classes": [{"id": "organization", "members": 3, "weight": 2}]},
        {"id": "mx", "kind": "center", "eligible": 5},
    ]
}


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    """A roll of two centers in a file."""
    file = tmp_path / "roll.json"
    file.write_text(json.dumps(ROLL))
    return file


def test_the_answer_for_programs_is_exact(run: Run, roll: Path) -> None:
    told = json.loads(run("rules", "power", "concurrent-majorities", roll, "--json").out)
    assert told["power_to_act"] == {"fraction": "1/4", "decimal": "0.250000000000"}
    assert (told["model"], told["voters"], told["winning"], told["sampled"]) == ("yes_no", 8, "64", None)
    assert {name: section["blocking"] for name, section in told["sections"].items()} == {"us": 2, "mx": 3}
    organization = told["sections"]["us"]["classes"]["organization"]
    assert organization["penrose"]["fraction"] == "1/4"
    assert organization["success"]["fraction"] == "5/8"
    shares = [Fraction(section["banzhaf"]["fraction"]) for section in told["sections"].values()]
    assert sum(shares) == 1


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("es", ("Mayoría en cada centro", "se aprueba 25", "2 integrantes bastan", "los números son exactos")),
        ("en", ("Majority in each center", "25% of all possible votes pass", "2 of them are enough", "are exact")),
    ],
)
def test_the_answer_for_people_is_in_their_language(
    run: Run, roll: Path, language: str, sentences: tuple[str, ...]
) -> None:
    answer = run("rules", "power", "concurrent-majorities", roll, "--lang", language)
    assert answer.code == 0
    assert all(sentence in answer.out for sentence in sentences)


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_was_drawn_says_so_with_its_error(run: Run, roll: Path, language: str) -> None:
    asked = ("rules", "power", "simple-majority", roll, "--samples", "200", "--seed", "3", "--lang", language)
    assert "200" in run(*asked).out
    told = json.loads(run(*asked, "--json").out)
    assert (told["winning"], told["sampled"]["seed"], told["sampled"]["samples"]) == (None, 3, 200)
    assert Fraction(told["sampled"]["error"]["fraction"]) > 0
    assert told["sections"]["us"]["banzhaf"] is None


def test_numbers_too_long_to_write_are_given_as_decimals(run: Run, roll: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("mfpl.cli.rules.power"), "MOST_BITS_WRITTEN", 1)
    told = json.loads(run("rules", "power", "concurrent-majorities", roll, "--json").out)
    assert told["winning"] is None
    assert told["power_to_act"] == {"fraction": None, "decimal": "0.250000000000"}


@pytest.mark.parametrize(
    ("requires", "sentence"),
    [
        ({"per_section": {"count": "yes", "comparison": "at_least", "value": 1}}, "cada sección decide por sí misma"),
        ({"count": "no", "comparison": "at_least", "value": 1}, "un voto más a favor puede hacer que no se apruebe"),
        ({"count": "blocks", "comparison": "less_than", "value": 1}, "«blocks»"),
    ],
)
def test_a_rule_that_cannot_be_measured_is_bad_input(
    run: Run, roll: Path, tmp_path: Path, requires: object, sentence: str
) -> None:
    rule = {"language": "mfpl-rules/1", "id": "a", "version": 1, "title": {"en": "A", "es": "A"}, "requires": requires}
    (tmp_path / "rule.json").write_text(json.dumps(rule))
    answer = run("rules", "power", tmp_path / "rule.json", roll, "--lang", "es")
    assert answer.code == 2
    assert sentence in answer.err


@pytest.mark.parametrize(("document", "code"), [("rule", "key_missing"), ("roll", "key_missing")])
def test_everything_wrong_with_either_is_told(run: Run, roll: Path, tmp_path: Path, document: str, code: str) -> None:
    (tmp_path / "wrong.json").write_text('{"sections": [{"id": "us"}]}')
    given = {"rule": "simple-majority", "roll": roll} | {document: tmp_path / "wrong.json"}
    answer = run("rules", "power", given["rule"], given["roll"], "--json", "--lang", "es")
    assert answer.code == 2
    told = json.loads(answer.out)
    assert told["document"] == document
    assert code in {error["code"] for error in told["errors"]}
    assert "wrong.json" in answer.err
    plain = run("rules", "power", given["rule"], given["roll"], "--lang", "es")
    assert (plain.code, plain.out) == (2, "")


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_code_has_its_words_in_both_languages(language: str) -> None:
    assert REFUSALS.keys() == set(PowerRefusal)
    params = {"name": "blocks", "key": "ranked", "limit": 3}
    samplings = [
        Sampling(0, None, None, 10, Fraction(1, 3)),
        Sampling(0, 10, Fraction(1, 3), 10, Fraction(1, 3)),
    ]
    sections = [SectionPower("mx", 3, 3, None, None, blocking, ()) for blocking in (None, 0, 1, 2)]
    with speaking(language):
        sentences = [word_power_refusal(PowerRefused(code, **params)) for code in PowerRefusal]
        sentences += [sentence for sampling in samplings for sentence in word_sampling(sampling)]
        sentences += [word_blocking(section) for section in sections]
    assert all(sentence.endswith(".") for sentence in sentences)
