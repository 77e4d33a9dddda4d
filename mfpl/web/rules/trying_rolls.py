"""Whom a rule is tried with: today's membership, those of a past vote with their answers, or a roll that is typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask_babel import gettext as _

from mfpl.rules import Rule, Unit
from mfpl.services.electorates import try_roll_of_rule
from mfpl.store.queries.rolls import RollTotal
from mfpl.web.clock import now
from mfpl.web.rules.past import Counts, PastVote, by_kind, entitled, kinds_of
from mfpl.web.rules.trying_numbers import BALLOTS, MAIN, NO, NOT_ANSWERS, PLAIN, YES, Numbers, Pool
from mfpl.web.transaction import reading

TODAY, TYPED = "today", "typed"
MADE_UP = 100


@dataclass(frozen=True)
class Roll:
    """Who is entitled in each pool, and the numbers to begin with; `public` says whether everyone may read them."""

    code: str
    entitled: Mapping[Pool, int]
    start: Numbers
    public: bool = True


def kinds_asked(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return the kinds of members that rules tell apart by their weight; one without a name where they do not."""
    found = [kind for rule in rules if rule.electorate for kind, _weight in _heavier_first(rule.electorate.weights)]
    return tuple(dict.fromkeys(found)) or (PLAIN,)


def weights_of(rule: Rule, kinds: Sequence[str]) -> dict[str, int]:
    """Return how many votes a member of each kind has: one where the rule is silent, none where it names others."""
    if rule.electorate is None:
        return dict.fromkeys(kinds, 1)
    return {kind: 1 if kind == PLAIN else rule.electorate.weights.get(kind, 0) for kind in kinds}


def _heavier_first(weights: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(weights.items(), key=lambda item: -item[1])


def todays_roll(rule: Rule, kinds: Sequence[str], *, typed: bool) -> Roll:
    """Return the membership of today under a rule, with a neutral example to begin with."""
    found = try_roll_of_rule(reading(), rule=rule, roll_date=now().date()).totals
    members = _members(found, kinds)
    return Roll(TYPED if typed else TODAY, members, {pool: _neutral(number) for pool, number in members.items()})


def made_up_roll(codes: Iterable[str], kinds: Sequence[str]) -> Roll:
    """Return a roll of as many members in each pool of some sections, for rules that ask about others than centers."""
    members = dict.fromkeys(product(codes, kinds), MADE_UP)
    return Roll(TYPED, members, {pool: _neutral(number) for pool, number in members.items()})


def _members(totals: Sequence[RollTotal], kinds: Sequence[str]) -> dict[Pool, int]:
    members: dict[Pool, int] = {}
    for total in totals:
        kind = total.kind if total.kind in kinds else PLAIN
        if total.reason is None and total.center_code is not None and kind in kinds:
            members[total.center_code, kind] = members.get((total.center_code, kind), 0) + total.members
    return members


def _neutral(number: int) -> dict[str, int]:
    """Three of ten take part; of them six of ten are in favor, and one of twenty abstains."""
    ballots = -(-number * 3 // 10)
    yes = -(-ballots * 6 // 10)
    return {BALLOTS: ballots, YES: yes, NO: ballots - yes - ballots // 20}


def roll_of_vote(past: PastVote, kinds: Sequence[str]) -> Roll | None:
    """Return the roll and the answers of a past vote by the kinds asked; None where they cannot be told apart."""
    if not past.by_center or past.counts is None:
        return None
    found = {section["id"]: _by_kinds(past.counts, section, kinds) for section in past.counts["sections"]}
    if not all(found.values()):
        return None
    start = {(code, kind): _typed(numbers) for code, pools in found.items() for kind, numbers in (pools or {}).items()}
    return Roll(past.number, {pool: numbers["eligible"] for pool, numbers in start.items()}, start, past.public)


def _by_kinds(counts: Counts, section: Mapping[str, Any], kinds: Sequence[str]) -> dict[str, dict[str, int]] | None:
    if tuple(kinds) == (PLAIN,):
        return {PLAIN: dict(section[Unit.MEMBERS])}
    weights = kinds_of(counts)
    if weights is None or not set(weights) <= set(kinds):
        return None
    found = by_kind(section, weights)
    if found is None:
        return None
    roll = {kind: {"eligible": entitled(counts, center=section["id"], kind=kind)} for kind in found}
    return {kind: numbers | roll[kind] for kind, numbers in found.items()}


def _typed(numbers: Mapping[str, int]) -> dict[str, int]:
    """The numbers that have a field; a blank ballot is told apart only where there was one."""
    names = ("eligible", *MAIN, *(name for name in NOT_ANSWERS if numbers.get(name)))
    return {name: numbers.get(name, 0) for name in names}


def words_of(votes: Sequence[PastVote]) -> list[tuple[str, str]]:
    """Return the rolls to choose from, each with its words."""
    past = [(one.number, _("%(number)s: %(title)s", number=one.number, title=one.title)) for one in votes]
    return [(TODAY, _("Today's membership")), (TYPED, _("A roll you type")), *past]
