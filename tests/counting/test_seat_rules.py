"""Seat rules as documents: what is refused, and that what ships says where each field comes from."""

from pathlib import Path
from typing import Any

import pytest

import mfpl.presets
from mfpl.counting.apportionment import parse_seat_rule
from mfpl.rules import ErrorCode, Mark
from mfpl.rules.errors import RuleInvalid
from tests.counting.support import document

SHIPPED = sorted((Path(mfpl.presets.__file__).parent / "seats").glob("*.json"))
DECIDING = ("method", "by", "limits", "excess", "ties", "scope")


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"method": "by_feeling"}, ErrorCode.VALUE_NOT_ALLOWED, "/method"),
        ({"surprise": 1}, ErrorCode.KEY_UNKNOWN, "/surprise"),
        ({"ties": []}, ErrorCode.LIST_TOO_SHORT, "/ties"),
        ({"excess": "rerun"}, ErrorCode.KEY_UNKNOWN, "/excess"),
        ({"method": "largest_remainder"}, ErrorCode.KEY_MISSING, ""),
        (
            {"method": "largest_remainder", "excess": "rerun", "by": "square_root"},
            ErrorCode.VALUE_NOT_ALLOWED,
            "/by",
        ),
        ({"limits": [{"comparison": "at_most", "share": 0.5}]}, ErrorCode.NUMBER_NOT_EXACT, "/limits/0/share"),
        ({"limits": [{"comparison": "at_most", "share": "3/2"}]}, ErrorCode.SHARE_OUT_OF_RANGE, "/limits/0/share"),
        ({"limits": [{"share": "1/2"}]}, ErrorCode.COMPARISON_MISSING, "/limits/0"),
        ({"limits": [{"comparison": "at_most"}]}, ErrorCode.KEY_MISSING, "/limits/0"),
        (
            {"limits": [{"comparison": "at_most", "share": "1/2", "seats": 3}]},
            ErrorCode.CONDITION_AMBIGUOUS,
            "/limits/0",
        ),
        ({"limits": [{"comparison": "less_than", "seats": 0}]}, ErrorCode.THRESHOLD_UNREACHABLE, "/limits/0"),
        ({"limits": [{"comparison": "more_than", "share": 1}]}, ErrorCode.THRESHOLD_UNREACHABLE, "/limits/0"),
        ({"limits": ["two thirds"]}, ErrorCode.TYPE_WRONG, "/limits/0"),
        (
            {"provenance": [{"field": "/nowhere", "mark": "assumed"}]},
            ErrorCode.PROVENANCE_DANGLING,
            "/provenance/0/field",
        ),
        ({"provenance": [{"field": "/method", "mark": "stated"}]}, ErrorCode.SOURCE_MISSING, "/provenance/0"),
        ({"in_force": {"from": "2020-01-02", "until": "2020-01-01"}}, ErrorCode.DATES_REVERSED, "/in_force"),
    ],
)
def test_a_wrong_document_is_refused_with_the_place(changes: dict[str, Any], code: ErrorCode, path: str) -> None:
    with pytest.raises(RuleInvalid) as refused:
        parse_seat_rule(document() | changes)
    assert (code, path) in [(error.code, error.path) for error in refused.value.errors]


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(RuleInvalid) as refused:
        parse_seat_rule(document(scope="world", by="height", limits=[{"comparison": "at_most", "share": 0.5}, {}]))
    assert {error.path for error in refused.value.errors} >= {"/scope", "/by", "/limits/0/share", "/limits/1"}


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"\xff", b'{"id": 1, "id": 2}'])
def test_what_is_no_document_is_refused(text: bytes) -> None:
    with pytest.raises(RuleInvalid):
        parse_seat_rule(text)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_part_of_a_shipped_seat_rule_says_how_far_it_is_known(file: Path) -> None:
    """A way of rounding that no source gives must not pass for one that does."""
    rule = parse_seat_rule(file.read_bytes())
    assert rule.id == file.stem
    marks = {one.field.split("/")[1]: one.mark for one in rule.provenance}
    used = {name for name in ("title", "clause", *DECIDING) if getattr(rule, name)}
    assert used <= marks.keys()
    assert marks["method"] is Mark.ASSUMED
    assert all(one.source for one in rule.provenance if one.mark is not Mark.ASSUMED)


def test_the_promised_seat_rules_ship() -> None:
    assert {file.stem for file in SHIPPED} >= {"structure-2015", "bylaws-2019"}
