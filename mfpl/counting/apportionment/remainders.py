"""The largest remainder (Hamilton): whole parts of each quota first, then one seat each by the largest remainder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from mfpl.counting.apportionment.codes import Excess, StepCode
from mfpl.counting.apportionment.limits import Bounds
from mfpl.counting.apportionment.ties import Ties
from mfpl.counting.apportionment.working import Numbers, Step

Seats = dict[str, int]


@dataclass
class Hamilton:
    """A count by largest remainders; `steps` grows as it goes."""

    weights: Mapping[str, int]
    ties: Ties
    steps: list[Step] = field(default_factory=list)

    def share(self, whole: int, *, among: tuple[str, ...]) -> Seats:
        """The seats of each section without any limit; raises `TieNotSettled` for equal remainders."""
        quotas = self._quotas(whole, among)
        seats = {section: quota.numerator // quota.denominator for section, quota in quotas.items()}
        for section in among:
            self.steps.append(self._quota_step(section, whole, quotas, seats[section]))
        remainders = {section: quotas[section] - seats[section] for section in among}
        for section in self._by_remainder(remainders, places=whole - sum(seats.values())):
            seats[section] += 1
            self.steps.append(Step(StepCode.REMAINDER_SEAT, section, {"remainder": remainders[section]}))
        return seats

    def share_within(self, whole: int, *, bounds: Bounds, excess: Excess) -> Seats:
        """The seats of each section within bounds that some allocation meets."""
        seats = self.share(whole, among=tuple(self.weights))
        outside = {section for section, held in seats.items() if bounds.clamped(section, held) != held}
        if not outside:
            return seats
        self.steps += [Step(StepCode.PROPORTIONAL, section, {"seats": held}) for section, held in seats.items()]
        if excess is Excess.ORDER_OF_REMAINDER:
            return self._moved(seats, whole, bounds)
        return self._shared_again(seats, whole, bounds)

    def _quotas(self, whole: int, among: tuple[str, ...]) -> dict[str, Fraction]:
        total = sum(self.weights[section] for section in among)
        if not total:
            return {section: Fraction(whole, len(among)) for section in among}
        return {section: Fraction(self.weights[section] * whole, total) for section in among}

    def _quota_step(self, section: str, whole: int, quotas: Mapping[str, Fraction], floor: int) -> Step:
        quota = quotas[section]
        numbers: Numbers = {
            "members": self.weights[section],
            "total": sum(self.weights[one] for one in quotas),
            "whole": whole,
            "quota": quota,
            "floor": floor,
            "remainder": quota - floor,
        }
        return Step(StepCode.QUOTA, section, numbers)

    def _by_remainder(self, remainders: Mapping[str, Fraction], *, places: int) -> tuple[str, ...]:
        """So many sections with the largest remainders, exact ties settled by the tie rules and shown."""
        if not places:
            return ()
        order = sorted(remainders, key=lambda section: -remainders[section])
        if len(order) == places or remainders[order[places - 1]] != remainders[order[places]]:
            return tuple(order[:places])
        edge = remainders[order[places]]
        sure = tuple(section for section in order if remainders[section] > edge)
        equal = tuple(section for section in order if remainders[section] == edge)
        left = places - len(sure)
        ties_before = sum(step.code is StepCode.TIE for step in self.steps)
        chosen, by = self.ties.first(equal, places=left, at=ties_before + 1)
        numbers = {"seats": left, "equal": len(equal)}
        self.steps.append(Step(StepCode.TIE, None, numbers, sections=equal, winners=chosen, by=by))
        return sure + chosen

    def _shared_again(self, seats: Seats, whole: int, bounds: Bounds) -> Seats:
        """Fixes the side with more seats out of bounds and shares the rest, until nothing is out of bounds.

        The larger side goes first because the smaller one may come right by itself; what is left stays feasible.
        """
        fixed: Seats = {}
        while True:
            above = {section: held for section, held in seats.items() if held > bounds.caps[section]}
            below = {section: held for section, held in seats.items() if held < bounds.floors[section]}
            surplus = sum(held - bounds.caps[section] for section, held in above.items())
            deficit = sum(bounds.floors[section] - held for section, held in below.items())
            if not above and not below:
                return {section: {**fixed, **seats}[section] for section in self.weights}
            if surplus >= deficit:
                fixed |= {section: bounds.caps[section] for section in above}
            if deficit >= surplus:
                fixed |= {section: bounds.floors[section] for section in below}
            newly = [section for section in seats if section in fixed]
            self.steps += [Step(StepCode.FIXED, section, {"seats": fixed[section]}) for section in newly]
            rest = tuple(section for section in seats if section not in fixed)
            seats = self.share(whole - sum(fixed.values()), among=rest) if rest else {}

    def _moved(self, seats: Seats, whole: int, bounds: Bounds) -> Seats:
        """Seats out of bounds move one by one: to the largest remainders, or from the smallest."""
        result = {section: bounds.clamped(section, held) for section, held in seats.items()}
        quotas = self._quotas(whole, tuple(seats))
        while (left := whole - sum(result.values())) != 0:
            direction = 1 if left > 0 else -1
            remainders = {
                section: direction * (quota - quota.numerator // quota.denominator)
                for section, quota in quotas.items()
                if bounds.clamped(section, result[section] + direction) != result[section]
            }
            for section in self._by_remainder(remainders, places=min(abs(left), len(remainders))):
                result[section] += direction
                code = StepCode.MOVED_IN if direction > 0 else StepCode.MOVED_OUT
                numbers: Numbers = {"seats": result[section], "remainder": abs(remainders[section])}
                self.steps.append(Step(code, section, numbers))
        return result
