"""Where the pages find the rules about seats."""

from pathlib import Path

import mfpl.presets
from mfpl.counting.apportionment import SeatRule, parse_seat_rule
from mfpl.domain.refusals import NotFound

SHIPPED = Path(mfpl.presets.__file__).parent / "seats"


def seat_rules() -> list[SeatRule]:
    """Return the rules about seats, by code; those that ship with the program."""
    return [parse_seat_rule(file.read_bytes()) for file in sorted(SHIPPED.glob("*.json"))]


def get_seat_rule(code: str) -> SeatRule:
    """Return the rule about seats with a code; raise NotFound."""
    for rule in seat_rules():
        if rule.id == code:
            return rule
    raise NotFound("rule_unknown")
