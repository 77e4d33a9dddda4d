"""Past votes are decided again, and a change is only called one where it is sure."""

import pytest

from mfpl.rules.replaying import replay
from tests.rules.support import MAJORITY, Json, rule


@pytest.mark.parametrize(
    ("record", "recorded", "outcome", "changed"),
    [
        ({"totals": {"yes": 2, "no": 1}, "outcome": "passed"}, "passed", "passed", False),
        ({"totals": {"yes": 2, "no": 1}, "official_outcome": "failed"}, "failed", "passed", True),
        ({"totals": {"yes": 2, "no": None}, "outcome": "failed"}, "failed", "undecided", False),
        ({"totals": {"yes": 2, "no": None}, "outcome": "not_quorate"}, "not_quorate", "undecided", True),
        ({"totals": {"yes": 2, "no": 1}}, None, "passed", False),
        ({"totals": {"yes": 2, "no": 1}, "outcome": 3}, None, "passed", False),
        ({"outcome": "passed"}, "passed", None, False),
    ],
)
def test_a_vote_again(record: Json, recorded: str | None, outcome: str | None, changed: bool) -> None:
    first, second = replay(rule(MAJORITY), [record, {**record, "id": "v"}])
    assert (first.id, second.id) == ("1", "v")
    assert (first.recorded, first.outcome, first.changed) == (recorded, outcome, changed)
    assert bool(first.errors) is (outcome is None)
