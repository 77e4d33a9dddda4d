"""Refuses a change of the rules that no possible vote could ever meet or undo, over the membership there is today."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

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
from mfpl.services.amendments.books import Book, standing_book
from mfpl.services.amendments.completing import Change
from mfpl.services.amendments.seating import missing_seat_rules, seat_problems, unshared_seats
from mfpl.services.clauses import read_clause
from mfpl.services.electorates import as_roll, preview_roll_of_rule, try_roll_of_rule
from mfpl.store.queries.amendments import list_under_vote
from mfpl.store.queries.bylaws import ClauseKey


def problems_of(
    session: Session, change: Change, *, kind: ClauseKind, on: date, vote_id: UUID | None = None
) -> tuple[Problem, ...]:
    """Return why a change of the rules must not be adopted; nothing: it can be met, and it can be undone.

    The clause as it would be must be possible to meet, and every clause must remain possible to amend: with the by-laws
    as they stand, and also if every other change under vote (all but that of `vote_id`) were adopted first.
    """
    book = standing_book(session)
    found = list(_problems(session, book, change, kind=kind, on=on))
    pending = _with_pending(session, book, vote_id=vote_id)
    if pending is not book:
        found += _problems(session, pending, change, kind=kind, on=on)
    return _once(found)


def _with_pending(session: Session, book: Book, *, vote_id: UUID | None) -> Book:
    for waiting in list_under_vote(session, other_than=vote_id):
        document = read_clause(waiting.kind, waiting.document) if waiting.document is not None else None
        book = book.changed((waiting.kind, waiting.code), document)
    return book


def _problems(session: Session, book: Book, change: Change, *, kind: ClauseKind, on: date) -> Iterator[Problem]:
    key = _key(change, kind)
    after = book.changed(key, change.document)
    before = list(book.ungoverned())
    yield from (problem for problem in after.ungoverned() if problem not in before)
    if isinstance(change.document, Rule):
        yield from _of_rule(session, change.document, after, on=on)
    elif isinstance(change.document, SeatRule):
        yield from seat_problems(session, change.document, after.rules().values(), on=on)
    elif kind is ClauseKind.SEATS:
        for rule in after.rules().values():
            yield from missing_seat_rules(rule, retired=key[1])
    elif kind is ClauseKind.RULE and not after.rules():
        yield Problem(PossibilityCode.NO_RULE_LEFT, key[1], "")


def _key(change: Change, kind: ClauseKind) -> ClauseKey:
    if change.document is not None:
        return kind, change.document.id
    return kind, change.base.code if change.base is not None else ""


def _of_rule(session: Session, changed: Rule, after: Book, *, on: date) -> Iterator[Problem]:
    """What is wrong with a changed rule itself, and what would keep it and those it governs from being amended."""
    try:
        roll = roll_under(session, changed, on=on)
    except CountsInvalid as refused:
        for error in refused.errors:
            yield Problem(PossibilityCode.CAPS_INFEASIBLE, changed.id, error.path, error.params)
        return
    yield from preconditions_possible(changed, roll)
    yield from can_be_met(changed, roll).problems
    yield from unshared_seats(session, changed, on=on)
    rules = after.rules()
    for name, rule in rules.items():
        governing = rule.amended_by.rule if rule.amended_by is not None else name
        if changed.id in {name, governing}:
            yield from can_be_amended(name, rules, _roll_of(session, rules.get(governing, changed), on=on))


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for problem in problems:
        if problem not in found:
            found.append(problem)
    return tuple(found)


def _roll_of(session: Session, rule: Rule, *, on: date) -> Roll:
    """Who would vote under a rule, with its caps left out where they cannot be met; that is a problem of its own."""
    return as_roll(try_roll_of_rule(session, rule=rule, roll_date=on).totals)


def roll_under(session: Session, rule: Rule, *, on: date) -> Roll:
    """Return who would be entitled under a rule in a vote of the whole membership on a day, for measuring."""
    return as_roll(preview_roll_of_rule(session, rule=rule, roll_date=on))
