"""Seat rules for tests, and every allocation there is within bounds."""

from collections.abc import Iterator, Mapping
from typing import Any

from mfpl.counting.apportionment import SeatRule, parse_seat_rule

DIVISORS = ("dhondt", "sainte_lague", "huntington_hill", "adams", "dean")
METHODS = (*DIVISORS, "largest_remainder")
Json = dict[str, Any]


def document(method: str = "sainte_lague", **fields: Any) -> Json:
    """Return the document of a seat rule of one election whose ties go to the section with more members, then a lot."""
    needed = {"excess": "rerun"} if method == "largest_remainder" else {}
    return {
        "language": "mfpl-seats/1",
        "id": "a-rule",
        "version": 1,
        "title": {"en": "A rule", "es": "Una regla"},
        "method": method,
        "ties": ["more_members", "lot"],
        "scope": "election",
        **needed,
        **fields,
    }


def seat_rule(method: str = "sainte_lague", **fields: Any) -> SeatRule:
    """Return a seat rule."""
    return parse_seat_rule(document(method, **fields))


def every_allocation(sections: tuple[str, ...], seats: int) -> Iterator[Mapping[str, int]]:
    """Yield every way to give so many seats to the sections."""
    if len(sections) == 1:
        yield {sections[0]: seats}
        return
    for first in range(seats + 1):
        for rest in every_allocation(sections[1:], seats - first):
            yield {sections[0]: first, **rest}
