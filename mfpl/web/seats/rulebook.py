"""Where the pages find the rules about seats: in the by-laws, and, for what is not there, among those that ship."""

from pathlib import Path

import mfpl.presets
from mfpl.counting.apportionment import SeatRule, parse_seat_rule
from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import NotFound
from mfpl.store.queries.bylaws import list_clause_texts
from mfpl.web.transaction import reading

SHIPPED = Path(mfpl.presets.__file__).parent / "seats"


def seat_rules() -> list[SeatRule]:
    """Return the rules about seats, each by its newest version, in the order of their codes."""
    shipped = {file.stem: parse_seat_rule(file.read_bytes()) for file in SHIPPED.glob("*.json")}
    newest_last = reversed(list_clause_texts(reading(), kind=ClauseKind.SEATS))
    kept = {text.code: parse_seat_rule(text.document) for text in newest_last}
    return [rule for _code, rule in sorted((shipped | kept).items())]


def get_seat_rule(code: str) -> SeatRule:
    """Return the newest version of the rule about seats with a code; raise NotFound."""
    for rule in seat_rules():
        if rule.id == code:
            return rule
    raise NotFound("rule_unknown")
