"""Divisor methods: each seat goes to the section with the highest quotient, from the floors up, past the full ones.

Balinsky and Young, Fair Representation (1982): begun at the floors and never above the caps, this is the one
allocation within the limits that the method would not change by any transfer.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from mfpl.counting.apportionment.codes import Method, StepCode
from mfpl.counting.apportionment.limits import Bounds
from mfpl.counting.apportionment.ties import Ties
from mfpl.counting.apportionment.working import Numbers, Step

Claim = tuple[int, Fraction]
"""How strongly a section claims its next seat: first by kind (nobody to represent, some, none yet where all must
have one), then by the square of its quotient, so that square roots stay exact."""

_NOBODY, _SOME, _FIRST = range(3)

DIVISORS_SQUARED: Mapping[Method, Callable[[int], Fraction]] = {
    Method.DHONDT: lambda held: Fraction(held + 1) ** 2,
    Method.SAINTE_LAGUE: lambda held: Fraction(2 * held + 1) ** 2,
    Method.HUNTINGTON_HILL: lambda held: Fraction(held * (held + 1)),
    Method.ADAMS: lambda held: Fraction(held) ** 2,
    Method.DEAN: lambda held: Fraction(2 * held * (held + 1), 2 * held + 1) ** 2,
}
"""The square of the divisor for one seat more, with so many held; 0 where everybody gets one seat before any second."""


def share_by_quotients(
    method: Method, weights_squared: Mapping[str, int], *, whole: int, bounds: Bounds, ties: Ties, steps: list[Step]
) -> dict[str, int]:
    """The seats of each section; each seat given is added to the steps with the claim that won it, and who was next.

    Needs bounds that some allocation meets; raises `TieNotSettled` for equal claims to fewer seats.
    """
    held = dict(bounds.floors)
    while (left := whole - sum(held.values())) > 0:
        equal, claim = _strongest(method, weights_squared, held, bounds)
        winners = list(equal)
        if len(equal) > left:
            chosen, by = ties.first(equal, places=left, at=1)
            winners = list(chosen)
            numbers = {"seats": left, "equal": len(equal)}
            steps.append(Step(StepCode.TIE, None, numbers, sections=tuple(equal), winners=chosen, by=by))
        for section in winners:
            steps.append(_given(section, ties.members[section], held, DIVISORS_SQUARED[method](held[section]), claim))
            held[section] += 1
    steps += _next_in_line(method, weights_squared, held, bounds, ties)
    return held


def _claim(method: Method, weight_squared: int, held: int) -> Claim:
    divisor = DIVISORS_SQUARED[method](held)
    if not weight_squared:
        return _NOBODY, Fraction(-held)
    return (_SOME, weight_squared / divisor) if divisor else (_FIRST, Fraction(weight_squared))


def _strongest(
    method: Method, weights_squared: Mapping[str, int], held: Mapping[str, int], bounds: Bounds
) -> tuple[Sequence[str], Claim]:
    claims = {
        section: _claim(method, weights_squared[section], held[section])
        for section in held
        if held[section] < bounds.caps[section]
    }
    highest = max(claims.values())
    return [section for section, claim in claims.items() if claim == highest], highest


def _given(section: str, members: int, held: Mapping[str, int], divisor: Fraction, claim: Claim) -> Step:
    numbers: Numbers = {
        "number": sum(held.values()) + 1,
        "held": held[section],
        "members": members,
        "divisor_squared": divisor,
        "claim_squared": claim[1] if claim[0] == _SOME else Fraction(0),
    }
    return Step(StepCode.QUOTIENT_SEAT, section, numbers)


def _next_in_line(
    method: Method, weights_squared: Mapping[str, int], held: Mapping[str, int], bounds: Bounds, ties: Ties
) -> list[Step]:
    if all(held[section] >= bounds.caps[section] for section in held):
        return []
    equal, _ = _strongest(method, weights_squared, held, bounds)
    return [
        Step(StepCode.NEXT_IN_LINE, section, {"members": ties.members[section], "held": held[section]})
        for section in equal
    ]
