"""Refuses a change of the rules that no possible vote could ever meet or undo, over the membership there is today."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from mfpl.counting.apportionment import SeatRule
from mfpl.domain.bylaws import ClauseKind
from mfpl.measures.possibility import (
    PossibilityCode,
    Problem,
    can_be_amended,
    can_be_met,
    preconditions_possible,
)
from mfpl.measures.power import Roll
from mfpl.rules import CountsInvalid, Rule
from mfpl.services.amendments.completing import Change
from mfpl.services.amendments.governing import governed
from mfpl.services.amendments.seating import missing_seat_rules, seat_problems, unshared_seats
from mfpl.services.electorates import as_roll, preview_roll_of_rule
from mfpl.services.rulebook import newest_rules
from mfpl.store.queries.bylaws import find_governing


def problems_of(session: Session, change: Change, *, kind: ClauseKind, on: date) -> tuple[Problem, ...]:
    """Return why a change of the rules must not be adopted; nothing: it can be met, and it can be undone.

    The clause as it would be must be possible to meet, and every rule must remain possible to amend with it in force.
    """
    rulebook = governed(newest_rules(session), by=find_governing(session))
    if isinstance(change.document, Rule):
        return _once(_of_rule(session, change.document, rulebook, on=on))
    if isinstance(change.document, SeatRule):
        return _once(seat_problems(session, change.document, rulebook.values(), on=on))
    if change.document is not None or change.base is None:
        return ()
    left = {code: rule for code, rule in rulebook.items() if (kind, code) != (ClauseKind.RULE, change.base.code)}
    return _once(_orphaned(session, left, kind=kind, retired=change.base.code, on=on))


def _of_rule(session: Session, changed: Rule, rulebook: Mapping[str, Rule], *, on: date) -> Iterator[Problem]:
    try:
        roll = roll_under(session, changed, on=on)
    except CountsInvalid as refused:
        for error in refused.errors:
            yield Problem(PossibilityCode.CAPS_INFEASIBLE, changed.id, error.path, error.params)
        return
    yield from preconditions_possible(changed, roll)
    yield from can_be_met(changed, roll).problems
    yield from unshared_seats(session, changed, on=on)
    later = {**rulebook, **governed({changed.id: changed}, by=find_governing(session))}
    yield from _still_amendable(session, changed.id, later, on=on)


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for problem in problems:
        if problem not in found:
            found.append(problem)
    return tuple(found)


def roll_under(session: Session, rule: Rule, *, on: date) -> Roll:
    """Return who would be entitled under a rule in a vote of the whole membership on a day, for measuring."""
    return as_roll(preview_roll_of_rule(session, rule=rule, roll_date=on))


def _still_amendable(session: Session, code: str, rulebook: Mapping[str, Rule], *, on: date) -> Iterator[Problem]:
    """What would keep the changed rule, and those it governs, from being amended again."""
    for name, rule in rulebook.items():
        if name == code or (rule.amended_by is not None and rule.amended_by.rule == code):
            yield from can_be_amended(name, rulebook, roll_under(session, rule, on=on))


def _orphaned(
    session: Session, left: Mapping[str, Rule], *, kind: ClauseKind, retired: str, on: date
) -> Iterator[Problem]:
    """What of the rules that stay leans on the retired clause: the amendment of some, the seats of others."""
    for name, rule in left.items():
        if kind is ClauseKind.RULE and rule.amended_by is not None and rule.amended_by.rule == retired:
            yield from can_be_amended(name, left, roll_under(session, rule, on=on))
        if kind is ClauseKind.SEATS:
            yield from missing_seat_rules(rule, retired=retired)
