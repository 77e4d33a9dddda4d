"""Small readers behind the pages of votes: what abstaining does, hours as typed, paragraphs, checked ballots."""

from typing import Any

import pytest

from mfpl.rules import parse_rule
from mfpl.web.proposals.paragraphs import split
from mfpl.web.votes.abstaining import LIKE_A_NO, NEITHER, QUORUM_ONLY, abstention_help
from mfpl.web.votes.moments import Clock, read_time
from tests.cast import CONCURRENT
from tests.web.booth import ballot_path, open_vote, send
from tests.web.conftest import Site, Visitor

MAJORITY: dict[str, Any] = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}
OF_ALL = MAJORITY | {"of": "eligible"}
QUORUM: dict[str, Any] = {
    "quorum": {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/10"},
    "otherwise": "not_quorate",
}
AGAINST: dict[str, Any] = {"not": {"share": "no", "of": "valid", "comparison": "at_least", "value": "1/3"}}


@pytest.mark.parametrize(
    ("requires", "words"),
    [
        (MAJORITY, NEITHER),
        (MAJORITY | {"of": ["yes", "no"]}, NEITHER),
        ({"all": [QUORUM, MAJORITY]}, QUORUM_ONLY),
        ({"every_section": MAJORITY, "among": "center"}, NEITHER),
        (OF_ALL, LIKE_A_NO),
        (MAJORITY | {"of": ["yes", "no", "abstain"]}, LIKE_A_NO),
        ({"all": [MAJORITY, OF_ALL]}, ""),
        ({"all": [MAJORITY, AGAINST]}, ""),
        ({"count": "yes", "comparison": "at_least", "value": 3}, ""),
        ({"all": [QUORUM]}, ""),
    ],
)
def test_what_abstaining_does_follows_from_the_rule(requires: dict[str, Any], words: str) -> None:
    assert abstention_help(parse_rule(CONCURRENT | {"requires": requires})) == words


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("18:00", 18, 0),
        ("6:00 p. m.", 18, 0),
        ("6:30 PM", 18, 30),
        ("6 pm", 18, 0),
        ("12:00 a.m.", 0, 0),
        ("12:05 p.m.", 12, 5),
        ("09.15", 9, 15),
        ("23:59", 23, 59),
        ("18:00 hrs", 18, 0),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, hour: int, minute: int) -> None:
    assert read_time(typed) == Clock(hour, minute)


@pytest.mark.parametrize("typed", ["24:00", "12:60", "13 pm", "0 am", "noon", "", "18:0", "1:2:3"])
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert read_time(typed) is None


def test_paragraphs_are_what_blank_lines_set_apart() -> None:
    assert split("one\r\nstill one\r\n\r\n  \n\ntwo\n") == ("one\nstill one", "two")
    assert split("  \n ") == ()


@pytest.mark.parametrize("altered", ["", "nonsense", "eyJhIjoxfQ.c2lnbmF0dXJl"])
def test_a_checked_ballot_that_was_altered_is_refused(site: Site, visitor: Visitor, altered: str) -> None:
    number = open_vote(site)
    visitor.sign_in("Dana")
    check = send(visitor, visitor.get(ballot_path(site, number, "Dana")), q1="yes")
    page = send(visitor, check, sealed=altered)
    assert visitor.last.status_code == 422
    assert page.one("a", class_="btn")["href"] == ballot_path(site, number, "Dana")


def test_the_form_of_another_session_is_refused_and_says_that_nothing_was_kept(site: Site, visitor: Visitor) -> None:
    number = open_vote(site)
    visitor.sign_in("Dana")
    check = send(visitor, visitor.get(ballot_path(site, number, "Dana", language="en")), q1="yes")
    page = send(visitor, check, csrf_token="of another session")
    assert visitor.last.status_code == 422
    assert "nothing was kept" in page.one("main").text
    assert "No ballot of Dana was recorded" in page.one("main").text


def test_the_ballot_says_beside_the_answer_what_abstaining_does(site: Site, visitor: Visitor) -> None:
    number = open_vote(site)
    page = visitor.sign_in("Dana").get(ballot_path(site, number, "Dana"))
    assert [one.text for one in page.one("main").all("small") if "favor" in one.text] == [
        "No cuenta ni a favor ni en contra."
    ] * 2
