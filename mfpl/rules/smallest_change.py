"""The smallest change that would have changed a result: how few, in which sections, answering what instead."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mfpl.rules.codes import CountName, Outcome
from mfpl.rules.conditions import Condition
from mfpl.rules.counts import Counts
from mfpl.rules.evaluation import evaluate
from mfpl.rules.language import Rule
from mfpl.rules.measuring import Part, searched, tasks
from mfpl.rules.moves import AWAY, Move, gathered, moved, room, with_totals
from mfpl.rules.outcomes import possible_outcomes
from mfpl.rules.places import Place
from mfpl.rules.surveying import NotYesOrNoError, Test, Threshold, mixes, parted

MOST_STATES = 4000
MOST_COMING = 300
_ENDLESS = 1 << 40
_PASSED = frozenset({str(Outcome.PASSED)})
_OTHERWISE = frozenset({str(Outcome.FAILED), str(Outcome.NOT_QUORATE)})
_YES, _NO, _ABSTAIN = CountName.YES, CountName.NO, CountName.ABSTAIN
_Sources = tuple[tuple[CountName, CountName], ...]


def smallest_change(rule: Rule, counts: Counts) -> tuple[Move, ...] | None:
    """The least that must move to turn the result of a yes or no rule, and what would be answered instead.

    Of a proposal that did not pass, those who said no or abstained and say yes, and others who did not vote and do:
    yes, or whatever they like (`abstain`) where taking part is enough. Of one that passed, those who said yes and say
    no, and others who stay away, those who said yes before those who abstained or said no. Blank and invalid papers
    stay as they are. A move of no section is needed anywhere. Of several sets that are equally small, one.

    Where each voter has one vote, what is least is the number of voters. Where they do not, the counts do not tell
    whose votes can move, and each requirement is turned in the unit it is counted in: the moves toward those counted in
    members are the fewest members; the moves toward those counted in votes are the fewest votes, `at_least` so many
    because the votes of one member move together. Both may be given by the same members. Where one requirement asks
    about both, all is measured in votes, as if each were that of another member: fewer are never enough. Of a proposal
    that passed, the requirement with the least number is turned; where that is one of members, fewer of them might turn
    one of votes, if they have enough.

    None where the result is not passed, failed or not quorate, or unknown counts leave a condition open; where no such
    moves turn it; where the rule is no question of yes or no (stages, branches, petitions, ranked options, classes,
    each section for itself), or asks something that more support could turn the other way; where a proposal passed and
    one and the same test, or one of several ways, counts both taking part and votes against; where the whole lacks more
    than 300 who take part while sections are asked too; and where more than 4,000 sets of sections are to weigh.
    """
    place = Place(rule=rule, counts=counts, path="/requires", rules=rule.rules)
    finding = evaluate(rule.requires, place)
    possible = possible_outcomes(finding)
    unknown = any(one.unknown and one.holds is None for _, one in finding.walk())
    if unknown or not (possible == _PASSED or possible <= _OTHERWISE):
        return None
    parts = tuple(parted(rule.requires, place))
    try:
        return _least_upward(parts, counts) if possible != _PASSED else _least_downward(parts, counts)
    except (NotYesOrNoError, _TooManyError):
        return None


class _TooManyError(Exception):
    """There are too many ways to look through."""


def _least_upward(parts: Sequence[Part], counts: Counts) -> tuple[Move, ...] | None:
    """All that must turn for all parts to hold, each in its unit."""
    toward = _Direction(passing=True)
    found: list[Move] = []
    for task in tasks(parts, counts, together=True):
        moves = _Search(task.parts, searched(task), task.asked, toward).least()
        if moves is None:
            return None
        found.extend(task.measured(one) for one in moves)
    return gathered(_easier(parts, counts, tuple(found)))


def _least_downward(parts: Sequence[Part], counts: Counts) -> tuple[Move, ...] | None:
    """What must turn for any one of the parts not to hold."""
    each = list(tasks(parts, counts, together=False))
    if any(mixes(task.asked) for task in each):
        return None
    toward = _Direction(passing=False)
    found = [(task, _Search(task.parts, searched(task), task.asked, toward).least()) for task in each]
    known = [gathered([task.measured(one) for one in moves]) for task, moves in found if moves is not None]
    return min(known, key=_together_moved, default=None)


def _together_moved(moves: Sequence[Move]) -> int:
    return sum(one.number for one in moves)


@dataclass(frozen=True)
class _Direction:
    """Toward passing, or away from it: from where voters are taken who come or stay away, or answer otherwise."""

    passing: bool

    @property
    def turnout(self) -> _Sources:
        return ((AWAY, _YES),) if self.passing else ((_YES, AWAY), (_ABSTAIN, AWAY), (_NO, AWAY))

    @property
    def answers(self) -> _Sources:
        return ((_NO, _YES), (_ABSTAIN, _YES), (AWAY, _YES)) if self.passing else ((_YES, _NO),)

    def reached(self, parts: Sequence[Part], counts: Counts) -> bool:
        """Whether the result has surely turned, as far as these parts of the requirement go."""
        found = [evaluate(condition, replace(place, counts=counts)).holds for condition, place in parts]
        return all(one is True for one in found) if self.passing else any(one is False for one in found)

    def turned(self, condition: Condition, place: Place, *, helps: bool) -> bool:
        """Whether a condition has the result that serves the direction."""
        holds = evaluate(condition, place).holds
        return holds is (helps if self.passing else not helps)


@dataclass(frozen=True)
class _Option:
    """What may be changed in a section, what it costs, how many come or stay away, and what it brings to each test."""

    moves: tuple[Move, ...]
    cost: int
    coming: int
    brings: tuple[Fraction, ...]


@dataclass(frozen=True)
class _Search:
    """The search for the fewest moves in one direction."""

    parts: Sequence[Part]
    counts: Counts
    asked: Sequence[Threshold | Test]
    toward: _Direction

    @property
    def tests(self) -> list[Test]:
        return [one for one in self.asked if isinstance(one, Test)]

    def least(self) -> tuple[Move, ...] | None:
        """The fewest moves; None where there are none. Raises `_TooManyError` where too many would have to be tried."""
        comings = self._comings()
        most = max(comings)
        if self.tests and most > MOST_COMING:
            raise _TooManyError
        best: _Option | None = None
        for state in sorted(self._states(most), key=lambda one: one.cost):
            if best is not None and state.cost >= best.cost:
                break
            for completed in self._completed(state, comings):
                best = completed if best is None or completed.cost < best.cost else best
        return None if best is None else best.moves

    def _comings(self) -> list[int]:
        """How many would have to come or stay away for each threshold of taking part that the whole is held to."""
        found = {0}
        for one in self.asked:
            if isinstance(one, Threshold) and one.turnout:
                found.add(self._least_for(self.counts, None, self.toward.turnout, one) or 0)
        return sorted(found)

    def _least_for(self, counts: Counts, section: str | None, sources: _Sources, one: Threshold) -> int | None:
        def turned(voters: int) -> bool:
            after = moved(counts, _taken(counts, section, sources, voters))
            place = replace(one.place, counts=after, section=section if section is None else after.section(section))
            return self.toward.turned(one.condition, place, helps=one.helps)

        return _least(turned, _together(counts, section, sources))

    def _states(self, most: int) -> list[_Option]:
        """Every set of changes in the sections that no other set beats."""
        names = [one.id for one in self.counts.sections if any(one.id in test.weights for test in self.tests)]
        states = [_Option((), 0, 0, (Fraction(0),) * len(self.tests))]
        for name in names:
            options = list(self._options(name, most))
            states = _best([_joined(state, option) for state in states for option in options])
            if len(states) > MOST_STATES:
                raise _TooManyError
        return states

    def _options(self, section: str, most: int) -> Iterator[_Option]:
        """What can be changed in one section: just so many as turn one of the thresholds it is held to."""
        own = tuple(one for one in self.counts.sections if one.id == section)
        alone = replace(self.counts, sections=own, totals=None)
        held = [threshold for one in self.tests if section in one.weights for threshold in one.thresholds]
        for coming in self._worth_trying(alone, section, [one for one in held if one.turnout], most):
            before = _taken(alone, section, self.toward.turnout, coming)
            counts = moved(alone, before)
            for answering in self._worth_trying(counts, section, [one for one in held if not one.turnout], 0):
                moves = (*before, *_taken(counts, section, self.toward.answers, answering))
                after = moved(alone, moves)
                yield _Option(moves, coming + answering, coming, tuple(self._brings(after, section)))

    def _worth_trying(self, counts: Counts, section: str, held: Sequence[Threshold], most: int) -> list[int]:
        """How many may have to move: none, just enough for each threshold, or any number that the whole may lack."""
        sources = self.toward.turnout if most or (held and held[0].turnout) else self.toward.answers
        enough = {self._least_for(counts, section, sources, one) or 0 for one in held}
        there = _together(counts, section, sources)
        return sorted({0, *enough, *range(1, min(most, there) + 1)})

    def _brings(self, counts: Counts, section: str) -> Iterator[Fraction]:
        for test in self.tests:
            asked = section in test.weights
            place = replace(test.place, counts=counts, section=counts.section(section))
            serves = asked and self.toward.turned(test.condition, place, helps=test.helps)
            yield test.weights[section] if serves else Fraction(0)

    def _completed(self, state: _Option, comings: Sequence[int]) -> Iterator[_Option]:
        """A state with the moves anywhere that the whole still lacks, for each number that may have to come."""
        for coming in comings:
            before = moved(self.counts, state.moves)
            some = _taken(before, None, self.toward.turnout, max(0, coming - state.coming))
            counts = moved(before, some)
            for more in self._worth_trying_anywhere(counts):
                rest = _taken(counts, None, self.toward.answers, more)
                if self.toward.reached(self.parts, moved(counts, rest)):
                    cost = state.cost + sum(one.number for one in some) + more
                    yield _Option((*state.moves, *some, *rest), cost, coming, ())
                    break

    def _worth_trying_anywhere(self, counts: Counts) -> list[int]:
        """How many may have to answer otherwise: none, or just enough for each threshold of the whole."""
        held = [one for one in self.asked if isinstance(one, Threshold) and not one.turnout]
        return sorted({0, *(self._least_for(counts, None, self.toward.answers, one) or 0 for one in held)})


def _least(turned: Callable[[int], bool], most: int) -> int | None:
    """The least number from 0 to `most` from which on something is so; None where it never is."""
    reach = 1
    while reach < most and not turned(reach):
        reach *= 2
    low, high = 0, min(reach, most)
    if not turned(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if turned(middle) else (middle + 1, high)
    return low


def _together(counts: Counts, section: str | None, sources: _Sources) -> int:
    """How many can be taken from these sources, one after the other."""
    each = [room(counts, section, origin) for origin, _ in sources]
    return sum(_ENDLESS if there is None else there for there in each)


def _taken(counts: Counts, section: str | None, sources: _Sources, voters: int) -> tuple[Move, ...]:
    """The moves of so many voters, from the first source as far as it goes."""
    found, rest = [], voters
    for origin, to in sources:
        there = room(counts, section, origin)
        taken = rest if there is None else min(rest, there)
        if taken:
            found.append(Move(section, origin, to, taken))
        rest -= taken
    return tuple(found)


def _joined(state: _Option, option: _Option) -> _Option:
    brings = tuple(one + other for one, other in zip(state.brings, option.brings, strict=True))
    return _Option((*state.moves, *option.moves), state.cost + option.cost, state.coming + option.coming, brings)


def _best(options: Sequence[_Option]) -> list[_Option]:
    """The options that none beats: none is as cheap, with as many who come, and brings as much to each test.

    Those with fewer who come are kept beside cheaper ones, because their answers serve the whole as well.
    """
    found: list[_Option] = []
    for one in sorted(options, key=lambda option: (option.cost, [-each for each in option.brings])):
        if not any(_beats(other, one) for other in found):
            found.append(one)
    return found


def _beats(other: _Option, one: _Option) -> bool:
    return other.coming == one.coming and all(a >= b for a, b in zip(other.brings, one.brings, strict=True))


def _easier(parts: Sequence[Part], counts: Counts, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """The moves with those who come answering as they like, where that is enough however many votes they have."""
    toward = _Direction(passing=True)
    freely = tuple(replace(one, to=_ABSTAIN) if one.origin is AWAY else one for one in moves)
    heavily = tuple(replace(one, number=_most(counts, one)) for one in freely)
    enough = all(toward.reached(parts, moved(counts, each)) for each in (freely, heavily))
    return freely if enough else moves


def _most(counts: Counts, move: Move) -> int:
    """The most votes that those in a move may have: as many as they are, or all there are where they may have more."""
    there = room(with_totals(counts), move.section, move.origin)
    heavy = move.unit is not None and move.to is _ABSTAIN
    return there if heavy and there is not None else move.number
