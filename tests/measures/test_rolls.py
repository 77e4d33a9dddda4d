"""Rolls as documents: sizes, classes, and everything wrong with them at once."""

from typing import Any

import pytest

from mfpl.measures.power import RollSection, VoterClass, parse_roll
from mfpl.rules import ErrorCode
from mfpl.rules.errors import CountsInvalid


def test_a_roll_gives_sections_with_classes_or_simply_their_size() -> None:
    roll = parse_roll(
        {
            "sections": [
                {"id": "mx", "kind": "center", "classes": [{"id": "organization", "members": 85, "weight": 2}]},
                {"id": "us", "kind": "center", "eligible": 508, "yes": 12, "attrs": {"stand": "1/2"}},
            ],
            "outside": [{"id": "individual", "members": 3}],
        }
    )
    assert roll.sections[0] == RollSection("mx", (VoterClass("organization", 85, 2),), "center", {})
    assert roll.sections[1].classes == (VoterClass("member", 508, 1),)
    assert (roll.voters, roll.sections[0].votes) == (596, 170)
    assert roll.outside == (VoterClass("individual", 3),)


@pytest.mark.parametrize(
    ("section", "code", "path"),
    [
        ({}, ErrorCode.KEY_MISSING, "/sections/0"),
        ({"id": "mx"}, ErrorCode.KEY_MISSING, "/sections/0"),
        ({"id": "mx", "members": {"eligible": 3}, "votes": {"eligible": 5}}, ErrorCode.KEY_MISSING, "/sections/0"),
        ({"id": "mx", "eligible": -1}, ErrorCode.COUNT_NEGATIVE, "/sections/0/eligible"),
        ({"id": "mx", "eligible": 3, "surprise": 1}, ErrorCode.KEY_UNKNOWN, "/sections/0/surprise"),
        ({"id": "mx", "classes": 3}, ErrorCode.TYPE_WRONG, "/sections/0/classes"),
        ({"id": "mx", "classes": [3]}, ErrorCode.TYPE_WRONG, "/sections/0/classes/0"),
        ({"id": "mx", "classes": [{"members": 3}]}, ErrorCode.KEY_MISSING, "/sections/0/classes/0"),
        ({"id": "mx", "classes": [{"id": "a"}]}, ErrorCode.KEY_MISSING, "/sections/0/classes/0"),
        (
            {"id": "mx", "classes": [{"id": "a", "members": 3, "weight": 0}]},
            ErrorCode.NUMBER_TOO_SMALL,
            "/sections/0/classes/0/weight",
        ),
        (
            {"id": "mx", "classes": [{"id": "a", "members": 10**9}]},
            ErrorCode.NUMBER_TOO_LARGE,
            "/sections/0/classes/0/members",
        ),
        (
            {"id": "mx", "classes": [{"id": "a", "members": "3"}]},
            ErrorCode.TYPE_WRONG,
            "/sections/0/classes/0/members",
        ),
        (
            {"id": "mx", "classes": [{"id": "a", "members": 1, "votes": 2}]},
            ErrorCode.KEY_UNKNOWN,
            "/sections/0/classes/0/votes",
        ),
    ],
)
def test_a_wrong_roll_is_refused_with_the_place(section: Any, code: ErrorCode, path: str) -> None:
    with pytest.raises(CountsInvalid) as refused:
        parse_roll({"sections": [section]})
    assert (code, path) in [(error.code, error.path) for error in refused.value.errors]


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"{}", b"\xff"])
def test_what_is_no_roll_is_refused(text: bytes) -> None:
    with pytest.raises(CountsInvalid):
        parse_roll(text)
