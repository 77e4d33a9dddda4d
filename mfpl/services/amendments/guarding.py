"""Refuses a change of the rules that no possible vote could ever meet or undo, over the membership there is today."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.measures.possibility import Problem, can_be_amended, can_be_met, preconditions_possible
from mfpl.measures.power import Roll, RollSection, VoterClass
from mfpl.rules import Rule
from mfpl.services.amendments.completing import Change
from mfpl.services.amendments.governing import governed
from mfpl.services.clauses import newest_rules
from mfpl.services.electorates import preview_roll_of_rule
from mfpl.store.queries.bylaws import find_governing
from mfpl.store.queries.rolls import RollTotal

CENTER = "center"


def problems_of(session: Session, change: Change, *, kind: ClauseKind, on: date) -> tuple[Problem, ...]:
    """Return why a change of the rules must not be adopted; nothing: it can be met, and it can be undone.

    The clause as it would be must be possible to meet, and every rule must remain possible to amend with it in force.
    """
    if kind is not ClauseKind.RULE:
        return ()
    rulebook = governed(newest_rules(session), by=find_governing(session))
    if isinstance(change.document, Rule):
        rulebook |= governed({change.document.id: change.document}, by=find_governing(session))
        roll = roll_under(session, change.document, on=on)
        found = [*preconditions_possible(change.document, roll), *can_be_met(change.document, roll).problems]
        return _once([*found, *_still_amendable(session, change.document.id, rulebook, on=on)])
    if change.base is None:
        return ()
    retired = change.base.code
    left = {code: rule for code, rule in rulebook.items() if code != retired}
    return _once(_orphaned(session, left, retired=retired, on=on))


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for problem in problems:
        if problem not in found:
            found.append(problem)
    return tuple(found)


def roll_under(session: Session, rule: Rule, *, on: date) -> Roll:
    """Return who would be entitled under a rule in a vote of the whole membership on a day, for measuring."""
    return as_roll(preview_roll_of_rule(session, rule=rule, roll_date=on))


def as_roll(totals: Iterable[RollTotal]) -> Roll:
    """Return a roll as measures read it: one section per center, one class per kind of member."""
    classes: dict[str, list[VoterClass]] = {}
    for total in totals:
        if total.reason is None and total.center_code is not None and total.members:
            weight = total.weight // total.members
            classes.setdefault(total.center_code, []).append(VoterClass(total.kind, total.members, weight))
    return Roll(tuple(RollSection(code, tuple(found), CENTER) for code, found in sorted(classes.items())))


def _still_amendable(session: Session, code: str, rulebook: Mapping[str, Rule], *, on: date) -> Iterator[Problem]:
    """What would keep the changed rule, and those it governs, from being amended again."""
    for name, rule in rulebook.items():
        if name == code or (rule.amended_by is not None and rule.amended_by.rule == code):
            yield from can_be_amended(name, rulebook, roll_under(session, rule, on=on))


def _orphaned(session: Session, left: Mapping[str, Rule], *, retired: str, on: date) -> Iterator[Problem]:
    """What would keep rules that the retired one governs from being amended again."""
    for name, rule in left.items():
        if rule.amended_by is not None and rule.amended_by.rule == retired:
            yield from can_be_amended(name, left, roll_under(session, rule, on=on))
