"""Seats for sections: what a seat rule gives to each, step by step, or why nothing can be given."""

from collections.abc import Mapping

from mfpl.counting.apportionment.codes import Excess, Method, Scope, SeatsRefusal, StepCode, Weighing
from mfpl.counting.apportionment.divisors import share_by_quotients
from mfpl.counting.apportionment.limits import Bounds, bounds_of, infeasible, limit_steps
from mfpl.counting.apportionment.remainders import Hamilton
from mfpl.counting.apportionment.rule import SeatRule
from mfpl.counting.apportionment.ties import Ties
from mfpl.counting.apportionment.working import Allocation, Seats, SeatsRefused, Step, TieNotSettled


def apportion(
    rule: SeatRule,
    members: Mapping[str, int],
    *,
    seats: int,
    continuing: Mapping[str, int] | None = None,
    seed: str | None = None,
) -> Allocation:
    """The seats of each section of a body of `seats` seats, by members of each; exact, with every step.

    `continuing` are the seats of those who stay; they count toward the body where the rule's scope is the resulting
    body. `seed` is the published text a lot is drawn from. Raises `SeatsRefused` for numbers nothing can follow from.
    Sources: Balinsky and Young, Fair Representation, 1982; the rule's own clause for everything it names.
    """
    stay = {section: (continuing or {}).get(section, 0) for section in members}
    _refuse_what_says_nothing(rule, members, seats, continuing or {})
    bounds = bounds_of(rule, whole=seats, continuing=stay)
    steps = [*limit_steps(rule, whole=seats), *_continuing_steps(stay)]
    reasons = infeasible(bounds, whole=seats, continuing=stay)
    if reasons:
        return Allocation(None, None, tuple(steps), reasons=reasons)
    ties = Ties(rule.ties, members, seed)
    try:
        result = _shared(rule, seats, bounds, ties, steps=steps)
    except TieNotSettled as open_tie:
        return Allocation(None, None, tuple(steps), tie=open_tie.tie)
    to_fill = {section: held - stay[section] for section, held in result.items()}
    final = [_final(section, held, stay[section], seats) for section, held in result.items()]
    return Allocation(result, to_fill, (*_with_binding(steps, bounds), *final))


def _refuse_what_says_nothing(
    rule: SeatRule, members: Mapping[str, int], seats: int, continuing: Mapping[str, int]
) -> None:
    if not members:
        raise SeatsRefused(SeatsRefusal.SECTIONS_NONE)
    numbers = [(None, seats), *members.items(), *continuing.items()]
    for section, number in numbers:
        if number < 0:
            raise SeatsRefused(SeatsRefusal.NUMBER_NEGATIVE, section)
    named = [*continuing, *(limit.section for limit in rule.limits if limit.section is not None)]
    for section in named:
        if section not in members:
            raise SeatsRefused(SeatsRefusal.SECTION_UNKNOWN, section)
    if rule.scope is Scope.ELECTION and any(continuing.values()):
        raise SeatsRefused(SeatsRefusal.CONTINUING_NOT_COUNTED)
    if rule.by is not Weighing.EQUAL and not any(members.values()):
        raise SeatsRefused(SeatsRefusal.MEMBERS_NONE)


def _continuing_steps(stay: Seats) -> list[Step]:
    return [Step(StepCode.CONTINUING, section, {"seats": held}) for section, held in stay.items() if held]


def _shared(rule: SeatRule, seats: int, bounds: Bounds, ties: Ties, *, steps: list[Step]) -> dict[str, int]:
    members = ties.members
    if rule.method is Method.LARGEST_REMAINDER:
        count = Hamilton(dict.fromkeys(members, 1) if rule.by is Weighing.EQUAL else members, ties, steps)
        return count.share_within(seats, bounds=bounds, excess=rule.excess or Excess.RERUN)
    squared = {section: _weight_squared(rule.by, number) for section, number in members.items()}
    free = _unlimited(rule.method, squared, seats, ties)
    if any(bounds.clamped(section, held) != held for section, held in free.items()):
        steps += [Step(StepCode.PROPORTIONAL, section, {"seats": held}) for section, held in free.items()]
    return share_by_quotients(rule.method, squared, whole=seats, bounds=bounds, ties=ties, steps=steps)


def _weight_squared(by: Weighing, members: int) -> int:
    return {Weighing.MEMBERS: members**2, Weighing.SQUARE_ROOT: members, Weighing.EQUAL: 1}[by]


def _unlimited(method: Method, squared: Mapping[str, int], seats: int, ties: Ties) -> dict[str, int]:
    """What the method would give without limits, to show what they change; nothing where a tie leaves that open."""
    anything = Bounds(dict.fromkeys(squared, 0), dict.fromkeys(squared, seats))
    try:
        return share_by_quotients(method, squared, whole=seats, bounds=anything, ties=ties, steps=[])
    except TieNotSettled:
        return {}


def _with_binding(steps: list[Step], bounds: Bounds) -> list[Step]:
    """The steps, with what binds said after the last section's proportional seats."""
    proportional = [step for step in steps if step.code is StepCode.PROPORTIONAL]
    if not proportional:
        return steps
    binding = [step for one in proportional for step in _binding(str(one.section), int(one.numbers["seats"]), bounds)]
    after = steps.index(proportional[-1]) + 1
    return [*steps[:after], *binding, *steps[after:]]


def _binding(section: str, proportional: int, bounds: Bounds) -> list[Step]:
    held = bounds.clamped(section, proportional)
    if held == proportional:
        return []
    code = StepCode.CAP_BINDS if held < proportional else StepCode.FLOOR_BINDS
    numbers = {"proportional": proportional, "limit": held, "difference": abs(proportional - held)}
    return [Step(code, section, numbers)]


def _final(section: str, held: int, stay: int, whole: int) -> Step:
    numbers = {"seats": held, "continuing": stay, "open": held - stay, "whole": whole}
    return Step(StepCode.FINAL, section, numbers)
