"""What stands in the way of an allocation is told to programs in the same words every time."""

from mfpl.counting.apportionment.working import OpenTie, Reason, ReasonCode


def test_a_reason_says_which_inequality_fails_and_which_way() -> None:
    too_few = Reason(next(iter(ReasonCode)), "mx", 2, 3)
    assert too_few.to_json() == {"code": str(too_few.code), "section": "mx", "inequality": "2 < 3"}
    assert Reason(too_few.code, None, 4, 3).to_json()["inequality"] == "4 > 3"


def test_an_open_tie_names_who_is_tied_for_how_many_seats() -> None:
    assert OpenTie(("mx", "us"), 1).to_json() == {"sections": ["mx", "us"], "seats": 1}
