"""Ranked options against a default option: who is eliminated, who beats whom, and which option that leaves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from mfpl.rules.codes import Comparison, ErrorCode, Fact, FindingKind, FindingUnit, Unit
from mfpl.rules.conditions import OptionQuorum, Ranked
from mfpl.rules.contests import Contest
from mfpl.rules.dropping import Defeat, Dropping, Table, drop_sequentially
from mfpl.rules.errors import CountsInvalid, DocumentError
from mfpl.rules.groups import group
from mfpl.rules.judging import judge
from mfpl.rules.margins import count_margin
from mfpl.rules.places import Ask, Place
from mfpl.rules.ranges import Range
from mfpl.rules.roots import root_holds, with_root_numbers
from mfpl.rules.thresholds import range_over, unknown_in
from mfpl.rules.verdicts import Finding

_MOST_DOUBTS = 10
"""How many options may be in doubt before every combination of them is no longer tried."""


@dataclass(frozen=True)
class Field:
    """The places of the options that surely stay in the contest, and of those of which it is not known."""

    certain: tuple[int, ...]
    doubtful: tuple[int, ...]

    def ways(self) -> Iterator[tuple[int, ...]]:
        """Each set of options that may be left, in the order of the options."""
        for size in range(len(self.doubtful) + 1):
            for more in combinations(self.doubtful, size):
                yield tuple(sorted((*self.certain, *more)))


def ranked(condition: Ranked, place: Place, _ask: Ask) -> Finding:
    """The option chosen; it has no result of its own but the outcomes that the table allows."""
    contest = place.counts.contest
    if contest is None:
        raise CountsInvalid([DocumentError(ErrorCode.CONTEST_MISSING, place.path)])
    options = [_option(condition, place, contest, option) for option in contest.others]
    field = _field(contest, options)
    table = _known(contest, (*field.certain, *field.doubtful))
    possible, facts = _possible(condition, contest, field, table)
    defeats = _dropping(field, table)
    decided = len(possible) == 1
    finding = Finding(
        path=place.path,
        kind=FindingKind.RANKED,
        holds=True if decided else None,
        unit=FindingUnit.OPTIONS,
        name=possible[0] if decided else None,
        whole=Fraction(len(contest.options)),
        actual=Fraction(len(field.certain)) if not field.doubtful else None,
        results=possible,
        facts=facts,
    )
    beaten = () if defeats is None else _defeats(place, contest, defeats)
    return replace(finding, children=(*options, *beaten))


def _option(condition: Ranked, place: Place, contest: Contest, option: int) -> Finding:
    """Whether one option stays in the contest: its quorum, its ratio, and its majority over the default."""
    above, below = contest.prefer[option][contest.default], contest.prefer[contest.default][option]
    tests = []
    if condition.option_quorum is not None:
        tests.append(_quorum(condition.option_quorum, place, above))
    ratio = contest.options[option].ratio
    tests.append(_against_default(place, condition.option_ratio.comparison, (above, below), ratio))
    if condition.option_ratio.majority is not None:
        majority = _against_default(place, condition.option_ratio.majority, (above, below), Fraction(1))
        tests.append(replace(majority, kind=FindingKind.OPTION_MAJORITY))
    name, default = str(contest.options[option].number), str(contest.options[contest.default].number)
    named = [replace(test, name=name, against=default) for test in tests]
    return replace(group(place, FindingKind.OPTION, named, needed=len(named)), name=name)


def _quorum(condition: OptionQuorum, place: Place, above: int | None) -> Finding:
    pools = place.pools(Unit.VOTES, "everyone")
    base = range_over(pools, (condition.square_root_of,))
    counted = Range(above or 0, above)
    finding = Finding(
        path=place.below("option_quorum").path,
        kind=FindingKind.OPTION_QUORUM,
        holds=root_holds(counted, base, comparison=condition.comparison, times=condition.times),
        unit=FindingUnit.VOTES,
        of=(condition.square_root_of,),
        comparator=condition.comparison,
        squared=True,
    )
    if above is not None and base.known:
        return with_root_numbers(finding, above, square=condition.times**2 * base.low)
    facts = (Fact.PAIRWISE,) if above is None else ()
    return replace(finding, unknown=unknown_in(pools, Unit.VOTES, (condition.square_root_of,)), facts=facts)


def _against_default(
    place: Place, comparison: Comparison, votes: tuple[int | None, int | None], ratio: Fraction
) -> Finding:
    above, below = votes
    finding = Finding(
        path=place.below("option_ratio").path,
        kind=FindingKind.OPTION_RATIO,
        holds=None,
        unit=FindingUnit.VOTES,
        comparator=comparison,
    )
    if above is None or below is None:
        return replace(finding, facts=(Fact.PAIRWISE,))
    target = ratio * below
    margin = count_margin(above, comparison=comparison, target=target)
    return replace(
        finding,
        holds=judge(Fraction(above), Fraction(above), comparison, target),
        left=Fraction(above),
        right=target,
        actual=Fraction(above),
        needed=margin.needed,
        missing=margin.missing,
        spare=margin.spare,
    )


def _field(contest: Contest, options: list[Finding]) -> Field:
    holds = dict(zip(contest.others, (finding.holds for finding in options), strict=True))
    return Field(
        certain=tuple(place for place in range(len(contest.options)) if holds.get(place, True) is True),
        doubtful=tuple(place for place, stays in holds.items() if stays is None),
    )


def _known(contest: Contest, places: tuple[int, ...]) -> Table | None:
    """The table, with zeros outside these places; None where one of their pairs is not known."""
    prefer = contest.prefer
    if any(prefer[one][other] is None for one in places for other in places if one != other):
        return None
    return [[cell or 0 for cell in row] for row in prefer]


def _dropping(field: Field, table: Table | None) -> Dropping | None:
    return None if table is None or field.doubtful else drop_sequentially(field.certain, table)


def _possible(
    condition: Ranked, contest: Contest, field: Field, table: Table | None
) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    """The outcomes that are possible, and what other than counts would settle it."""
    if table is None or len(field.doubtful) > _MOST_DOUBTS:
        places = sorted((*field.certain, *field.doubtful))
        return _outcomes(contest, places), () if table else (Fact.PAIRWISE,)
    chosen: set[int] = set()
    tied = False
    for options in field.ways():
        left = _winners(condition, contest, drop_sequentially(options, table).remaining)
        tied = tied or len(left) > 1
        chosen.update(left)
    return _outcomes(contest, sorted(chosen)), (Fact.CASTING_VOTE,) if tied else ()


def _outcomes(contest: Contest, places: list[int]) -> tuple[str, ...]:
    return tuple(contest.options[place].outcome for place in places)


def _winners(condition: Ranked, contest: Contest, remaining: tuple[int, ...]) -> tuple[int, ...]:
    if len(remaining) == 1:
        return remaining
    if condition.tie == "default_option":
        return (contest.default,)
    cast = tuple(place for place in remaining if contest.options[place].number == contest.casting_vote)
    return cast or remaining


def _defeats(place: Place, contest: Contest, found: Dropping) -> tuple[Finding, ...]:
    """First the defeats that were dropped, the weakest first, then those that stand."""
    dropped = [_defeat(place, contest, defeat, stands=False) for defeat in found.dropped]
    standing = [_defeat(place, contest, defeat, stands=True) for defeat in found.standing]
    return (*dropped, *standing)


def _defeat(place: Place, contest: Contest, defeat: Defeat, *, stands: bool) -> Finding:
    return Finding(
        path=place.below("ranked").path,
        kind=FindingKind.DEFEAT,
        holds=stands,
        unit=FindingUnit.VOTES,
        name=str(contest.options[defeat.winner].number),
        against=str(contest.options[defeat.loser].number),
        comparator=Comparison.MORE_THAN,
        left=Fraction(defeat.votes),
        right=Fraction(defeat.against),
        actual=Fraction(defeat.votes),
    )
