"""A rule about seats in the reader's language."""

from dataclasses import dataclass

from mfpl.counting.apportionment import SeatRule
from mfpl.web.votes.bilingual import Said, said
from mfpl.web.wording.rulebook import in_force


@dataclass(frozen=True)
class ShownSeatRule:
    """Title, clause, version, and when the rule is in force."""

    code: str
    title: Said
    clause: Said
    version: int
    in_force: str


def shown_seat_rule(rule: SeatRule) -> ShownSeatRule:
    """Return a seat rule for this reader."""
    days = rule.in_force
    return ShownSeatRule(
        code=rule.id,
        title=said(rule.title.model_dump()),
        clause=said(rule.clause.model_dump() if rule.clause else {}),
        version=rule.version,
        in_force=in_force(days.from_ if days else None, days.until if days else None),
    )
