"""mfpl rules try: the verdict on numbers by center, and every example that was kept held against the rule."""

import json
from typing import Any

import pytest

from mfpl.rules import canonical
from mfpl.services.examples import keep_example, retire_example
from mfpl.services.founding import OPERATOR
from mfpl.services.rulebook import adopt_rule
from mfpl.store.backup import opened
from mfpl.store.queries.examples import list_examples
from tests.cast import NOW
from tests.cli.conftest import Run
from tests.rules.support import preset

MOST = ("--center", "us=508:140:131:9", "--center", "mx=127:13:7:6")
RULE = "concurrent-majorities"


def answered(run: Run, *arguments: str) -> Any:
    answer = run("rules", "try", RULE, *arguments, "--json")
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)


def test_the_rest_abstains_and_one_vote_decides(run: Run) -> None:
    told = answered(run, *MOST)
    assert told["verdict"]["outcome"] == "passed"
    assert told["counts"]["sections"][0] == {
        "id": "us", "kind": "center", "eligible": 508, "ballots": 140, "yes": 131, "no": 9, "abstain": 0
    }  # fmt: skip
    fewer = answered(run, "--center", "us=508:140:131:9", "--center", "mx=127:13:6:7")
    assert fewer["verdict"]["outcome"] == "failed"
    assert fewer["verdict"]["decider"] == {"path": "/requires/all/2/every_section", "section": "mx"}


def test_kinds_of_members_weigh_what_the_rule_says(run: Run) -> None:
    told = answered(run, "--center", "us/organization=10:4:2:1", "--center", "us/individual=20:5:1:4")
    assert told["counts"]["sections"] == [
        {
            "id": "us",
            "kind": "center",
            "votes": {"eligible": 40, "ballots": 13, "yes": 5, "no": 6, "abstain": 2},
            "members": {"eligible": 30, "ballots": 9, "yes": 3, "no": 5, "abstain": 1},
        }
    ]


def test_what_is_not_known_leaves_it_open(run: Run) -> None:
    told = answered(run, "--center", "us=508:140:131:9", "--center", "mx=127:13:?:6")
    assert told["verdict"]["outcome"] == "undecided"
    unknown = {(one["section"], one["count"]) for one in told["verdict"]["unknown"]}
    assert ("mx", "yes") in unknown
    kinds = answered(run, "--center", "us/organization=10:4:?:1", "--center", "us/individual=20:5:1:4")
    assert "yes" not in kinds["counts"]["sections"][0]["votes"]


@pytest.mark.parametrize(
    ("language", "first", "closest"),
    [
        ("es", "Se aprobó.", "el quórum en mx"),
        ("en", "Adopted.", "the quorum in mx"),
    ],
)
def test_the_answer_for_people_explains(run: Run, language: str, first: str, closest: str) -> None:
    answer = run("--lang", language, "rules", "try", RULE, *MOST)
    assert answer.code == 0
    assert answer.out.startswith(first)
    assert closest in answer.out


def test_sections_of_another_kind_are_named(run: Run) -> None:
    told = run("rules", "try", RULE, *MOST, "--kind", "house")
    assert (told.code, told.out) == (2, "")
    assert "center" in told.err


@pytest.mark.parametrize(
    "given",
    [
        ("us=508:140:131",),
        ("us=508:140:131:x",),
        ("us=508:140:131:-1",),
        ("us=508:140:131:9999999999",),
        ("=1:1:1:0",),
        ("us/=1:1:1:0",),
        ("us",),
        ("us=5:3:9:9",),
        ("us=5:3:1:1", "us=5:3:1:1"),
        ("us=5:3:1:1", "us/organization=5:3:1:1"),
        ("us/organization=5:3:1:1", "us=5:3:1:1"),
        ("us/house=5:3:1:1",),
    ],
)
def test_numbers_that_cannot_be_used_are_refused(run: Run, given: tuple[str, ...]) -> None:
    answer = run("rules", "try", RULE, *(part for one in given for part in ("--center", one)))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Error:")


def counts(yes: int) -> dict[str, Any]:
    each = {"eligible": 100, "ballots": 50, "yes": yes, "no": 50 - yes, "abstain": 0}
    return {"sections": [{"id": code, "kind": "center", **each} for code in ("mx", "us")]}


def test_every_kept_example_is_held_against_the_rule(run: Run, database: str) -> None:
    with opened(database) as sessions, sessions.transaction() as session:
        adopt_rule(session, document=canonical(preset("simple-majority")), actor=OPERATOR, now=NOW)
        for title, yes in (("Justo la mitad", 25), ("Uno más", 26), ("Retirado", 1)):
            keep_example(
                session, actor=OPERATOR, code="simple-majority", number=1, title=title, language="es",
                counts=counts(yes), now=NOW,
            )  # fmt: skip
        retired = next(one for one in list_examples(session, code="simple-majority") if one.title == "Retirado")
        retire_example(session, actor=OPERATOR, example_id=retired.id, now=NOW)
    answer = run("rules", "try", "simple-majority")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "✓ Justo la mitad: Not adopted.",
        "✓ Uno más: Adopted.",
        "2 examples were tried; 0 gave another outcome than they should.",
    ]


def test_an_example_that_breaks_fails_the_command(run: Run, database: str, tmp_path: Any) -> None:
    with opened(database) as sessions, sessions.transaction() as session:
        adopt_rule(session, document=canonical(preset("simple-majority")), actor=OPERATOR, now=NOW)
        for title, yes in (("One more", 26), ("Everyone", 50)):
            keep_example(
                session, actor=OPERATOR, code="simple-majority", number=1, title=title, language="en",
                counts=counts(yes), now=NOW,
            )  # fmt: skip
    stricter = json.loads(canonical(preset("simple-majority")))
    stricter["version"] = 2
    stricter["requires"]["value"] = "2/3"
    stricter["provenance"] = []
    file = tmp_path / "stricter.json"
    file.write_text(json.dumps(stricter))
    answer = run("rules", "try", file)
    assert answer.code == 1
    assert "✗ One more: Adopted. → Not adopted." in answer.out
    told = json.loads(run("rules", "try", file, "--json").out)
    assert told["broken"] == 1
    assert {one["title"]: one["holds"] for one in told["examples"]} == {"Everyone": True, "One more": False}
    stricter["requires"] = {"in_section": "ca", "require": stricter["requires"]}
    file.write_text(json.dumps(stricter))
    assert "✗ Everyone: Adopted. → It cannot be decided." in run("rules", "try", file).out


def test_without_a_database_there_are_no_examples(run: Run) -> None:
    answer = run("rules", "try", "simple-majority")
    assert (answer.code, answer.out) == (3, "")
