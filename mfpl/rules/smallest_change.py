"""The smallest change that would have changed a result: how few voters, in which sections, answering what instead."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mfpl.rules.codes import CountName, Outcome
from mfpl.rules.conditions import Condition
from mfpl.rules.counts import Counts
from mfpl.rules.evaluation import evaluate
from mfpl.rules.language import Rule
from mfpl.rules.moves import AWAY, Move, moved, room, with_totals
from mfpl.rules.outcomes import possible_outcomes
from mfpl.rules.places import Place
from mfpl.rules.surveying import NotYesOrNoError, Test, Threshold, parted, survey

MOST_STATES = 4000
MOST_COMING = 300
_ENDLESS = 1 << 40
_PASSED = frozenset({str(Outcome.PASSED)})
_OTHERWISE = frozenset({str(Outcome.FAILED), str(Outcome.NOT_QUORATE)})
_YES, _NO, _ABSTAIN = CountName.YES, CountName.NO, CountName.ABSTAIN
_Sources = tuple[tuple[CountName, CountName], ...]


def smallest_change(rule: Rule, counts: Counts) -> tuple[Move, ...] | None:
    """The fewest voters whose moves turn the result of a yes or no rule, and what they would do instead.

    Of a proposal that did not pass, voters who said no or abstained and say yes, and others who did not vote and do:
    yes, or whatever they like (`abstain`) where taking part is enough. Of one that passed, voters who said yes and say
    no, and others who stay away, those who said yes before those who abstained or said no. Blank and invalid papers
    stay as they are. What is least is the number of voters, each with one vote (see `moved`); where several sets are
    equally small, one of them. A move of no section is needed somewhere, no matter where.

    None where the result is not passed, failed or not quorate, or unknown counts leave a condition open; where no such
    moves turn it; where the rule is no question of yes or no (stages, branches, petitions, ranked options, classes,
    each section for itself), or asks something that more support could turn the other way; where a proposal passed and
    one and the same test, or one of several ways, counts both taking part and votes against; where the whole lacks more
    than 300 ballots while sections are asked too; and where more than 4,000 combinations of sections would have to be
    weighed.
    """
    place = Place(rule=rule, counts=counts, path="/requires", rules=rule.rules)
    finding = evaluate(rule.requires, place)
    possible = possible_outcomes(finding)
    unknown = any(one.unknown and one.holds is None for _, one in finding.walk())
    if unknown or not (possible == _PASSED or possible <= _OTHERWISE):
        return None
    toward = _Direction(passing=possible != _PASSED)
    try:
        each = [tuple(survey(*part)) for part in _to_turn(rule, place, passing=toward.passing)]
        if not toward.passing and any(_mixes(asked) for asked in each):
            return None
        found = [_Search(rule, with_totals(counts), asked, toward).least() for asked in each]
    except (NotYesOrNoError, _TooManyError):
        return None
    known = [_gathered(_easier(rule, counts, moves)) for moves in found if moves is not None]
    return min(known, key=_voters, default=None)


class _TooManyError(Exception):
    """There are too many ways to look through."""


def _to_turn(rule: Rule, place: Place, *, passing: bool) -> Iterator[tuple[Condition, Place]]:
    """What must turn: toward passing all of it together, away from it any one of several that must all hold."""
    if passing:
        yield rule.requires, place
    else:
        yield from parted(rule.requires, place)


def _voters(moves: Sequence[Move]) -> int:
    return sum(one.voters for one in moves)


def _mixes(asked: Sequence[Threshold | Test]) -> bool:
    """Whether thresholds of taking part stand beside limits of votes against: who stays away then serves both ways."""
    found = [one for each in asked for one in (each.thresholds if isinstance(each, Test) else (each,))]
    return any(one.turnout for one in found) and any(one.limits for one in found)


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

    def reached(self, rule: Rule, counts: Counts) -> bool:
        """Whether the result has surely turned."""
        found = possible_outcomes(evaluate(rule.requires, Place(rule, counts, "/requires", rules=rule.rules)))
        return found == _PASSED if self.passing else found <= _OTHERWISE

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

    rule: Rule
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
                if self.toward.reached(self.rule, moved(counts, rest)):
                    cost = state.cost + sum(one.voters for one in some) + more
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


def _easier(rule: Rule, counts: Counts, moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """The moves with those who come answering as they like, where that is enough."""
    freely = tuple(replace(one, to=_ABSTAIN) if one.origin is AWAY else one for one in moves)
    return freely if _Direction(passing=True).reached(rule, moved(counts, freely)) else moves


def _gathered(moves: Sequence[Move]) -> tuple[Move, ...]:
    """The moves with those of the same kind in one section together."""
    kinds = dict.fromkeys((one.section, one.origin, one.to) for one in moves)
    return tuple(
        Move(*kind, sum(one.voters for one in moves if (one.section, one.origin, one.to) == kind)) for kind in kinds
    )
