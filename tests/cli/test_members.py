"""mfpl members roll tells who was a member on any day, with how many votes and why."""

import json

import pytest

from mfpl.store.backup import opened
from tests import cast as c
from tests.cli.conftest import Run


@pytest.fixture
def register(database: str) -> str:
    with opened(database) as sessions, sessions.transaction() as session:
        cast = c.build_cast(session)
        c.move_member(cast, "Radio Bosque", "US")
    return database


def lines(run: Run, *arguments: str) -> dict[str, dict[str, object]]:
    answer = run("members", "roll", *arguments, "--json")
    assert answer.code == 0
    return {line["name"]: line for line in map(json.loads, answer.out.splitlines())}


def test_each_member_of_a_day_is_told_with_center_votes_and_reason(run: Run, register: str) -> None:
    told = lines(run, "--on", "2026-11-20", "--rule", "both-centers")
    assert set(told) == {"Radio Bosque", "Itzel", "Telar", "River Press", "Dana"}
    assert (told["Radio Bosque"]["center_code"], told["Radio Bosque"]["weight"]) == ("MX", 2)
    assert (told["Telar"]["has_vote"], told["Telar"]["reason"]) == (False, "not_in_standing")
    assert (told["Telar"]["status"], told["Dana"]["kind"]) == ("at_risk", "individual")


def test_a_member_who_moved_is_in_each_center_on_its_days(run: Run, register: str) -> None:
    before, after = lines(run, "--on", "2026-11-20"), lines(run, "--on", "2026-11-21")
    assert (before["Radio Bosque"]["center_code"], after["Radio Bosque"]["center_code"]) == ("MX", "US")


def test_who_joined_later_was_no_member_then(run: Run, register: str) -> None:
    assert "Lale" not in lines(run, "--on", "2026-11-20")
    assert "Lale" in lines(run, "--on", "2026-11-21")


def test_people_read_it_in_their_language_with_the_sums(run: Run, register: str) -> None:
    answer = run("members", "roll", "--on", "20 de noviembre de 2026", "--rule", "both-centers", "--lang", "es")
    assert "MX · Radio Bosque · organización · al corriente · votos: 2" in answer.out
    assert "MX: membresías con voto 2, votos 3." in answer.out
    assert "US: membresías con voto 2, votos 3." in answer.out


@pytest.mark.parametrize(("day", "rule"), [("someday", "both-centers"), ("2026-11-20", "nowhere")])
def test_a_day_or_a_rule_there_is_not_is_refused(run: Run, register: str, day: str, rule: str) -> None:
    answer = run("members", "roll", "--on", day, "--rule", rule)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_caps_that_the_members_of_that_day_cannot_meet_are_said(run: Run, register: str) -> None:
    electorate = {
        "statuses": ["good_standing"],
        "weights": {"organization": 2, "individual": 1},
        "caps": {"share_per_voter": "1/1000"},
    }
    with opened(register) as sessions, sessions.transaction() as session:
        c.add_rule(session, {**c.CONCURRENT, "id": "capped", "electorate": electorate})
    answer = run("members", "roll", "--on", "2026-11-20", "--rule", "capped", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert "There are too few voters for its cap" in answer.err
