"""What a clause that does not stand yet begins with, for each kind."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mfpl.domain.bylaws import ClauseKind

STARTS: Mapping[ClauseKind, str] = MappingProxyType({
    ClauseKind.RULE: """{
        "language": "mfpl-rules/1",
        "electorate": {
            "statuses": ["good_standing", "grace"],
            "weights": {"organization": 2, "individual": 1},
            "roll_date": "opening"
        },
        "requires": {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2", "unit": "votes"}
    }""",
    ClauseKind.SEATS: """{
        "language": "mfpl-seats/1",
        "method": "largest_remainder",
        "by": "members",
        "excess": "order_of_remainder",
        "ties": ["fewer_members", "lot"],
        "scope": "resulting_body"
    }""",
    ClauseKind.TEXT: """{"language": "mfpl-text/1"}""",
})  # fmt: skip


def starting_document(kind: ClauseKind) -> dict[str, Any]:
    """Return the parts of a document that a new clause of a kind begins with, to be changed."""
    found: dict[str, Any] = json.loads(STARTS[kind])
    return found
