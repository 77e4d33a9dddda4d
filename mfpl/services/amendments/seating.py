"""Whether the seats that rules speak of could be shared out at all, with the members each center has today."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import Session

from mfpl.counting.apportionment import SeatRule, SeatsRefused, apportion, parse_seat_rule
from mfpl.domain.bylaws import ClauseKind
from mfpl.measures.possibility import PossibilityCode, Problem
from mfpl.rules import Rule
from mfpl.rules.circumstances import SeatsOf
from mfpl.services.electorates import try_roll_of_rule
from mfpl.store.queries.bylaws import find_clause_text


def seat_problems(session: Session, changed: SeatRule, rules: Iterable[Rule], *, on: date) -> Iterator[Problem]:
    """Yield each body whose seats, by the rules there are, a changed seat rule could not share out."""
    for rule in rules:
        members = members_by_center(session, rule, on=on)
        for body in rule.seats:
            if body.rule == changed.id and not _can_share(changed, members, body):
                yield _infeasible(changed.id, "/limits", body)


def unshared_seats(session: Session, rule: Rule, *, on: date) -> Iterator[Problem]:
    """Yield each body of a rule whose seat rule is not there, or could not share out so many seats."""
    for place, body in enumerate(rule.seats):
        path = f"/seats/{place}"
        found = find_clause_text(session, kind=ClauseKind.SEATS, code=body.rule)
        if found is None:
            yield Problem(PossibilityCode.SEAT_RULE_MISSING, rule.id, f"{path}/rule", {"rule": body.rule})
        elif not _can_share(parse_seat_rule(found.document), members_by_center(session, rule, on=on), body):
            yield _infeasible(rule.id, f"{path}/seats", body)


def missing_seat_rules(rule: Rule, *, retired: str) -> Iterator[Problem]:
    """Yield each body of a rule whose seats a retired seat rule shares out."""
    for place, body in enumerate(rule.seats):
        if body.rule == retired:
            yield Problem(PossibilityCode.SEAT_RULE_MISSING, rule.id, f"/seats/{place}/rule", {"rule": retired})


def members_by_center(session: Session, rule: Rule, *, on: date) -> dict[str, int]:
    """Return how many members with a vote under a rule each center has on a day, whatever its caps leave of a vote."""
    members: dict[str, int] = {}
    for total in try_roll_of_rule(session, rule=rule, roll_date=on).totals:
        if total.reason is None and total.center_code is not None:
            members[total.center_code] = members.get(total.center_code, 0) + total.members
    return members


def _can_share(seat_rule: SeatRule, members: dict[str, int], body: SeatsOf) -> bool:
    """Whether an allocation exists; one that a tie leaves open does."""
    try:
        return not apportion(seat_rule, members, seats=body.seats).reasons
    except SeatsRefused:
        return False


def _infeasible(rule: str, path: str, body: SeatsOf) -> Problem:
    return Problem(PossibilityCode.SEATS_INFEASIBLE, rule, path, {"body": body.body, "seats": body.seats})
