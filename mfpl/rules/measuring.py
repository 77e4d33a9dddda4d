"""In which unit a change is measured: what must turn together, the counts to look at, and the unit of its moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mfpl.rules.codes import Unit
from mfpl.rules.conditions import Condition
from mfpl.rules.counts import Counts
from mfpl.rules.moves import Move, alike, has_one_vote_each, in_unit, with_totals
from mfpl.rules.places import Place
from mfpl.rules.surveying import Test, Threshold, apart, survey, unit_of

Part = tuple[Condition, Place]


@dataclass(frozen=True)
class Task:
    """Parts of a requirement that must turn together, what they ask, over which counts, and the unit to measure it in.

    The unit is None where each voter has one vote. Where it is votes although members are asked about as well
    (`bound`), what is found is the least that can be enough, each vote being that of another member.
    """

    parts: tuple[Part, ...]
    asked: tuple[Threshold | Test, ...]
    counts: Counts
    unit: Unit | None = None
    bound: bool = False

    def measured(self, move: Move) -> Move:
        """A move found for this task, with its unit, and whether it may have to be more votes than that."""
        votes = self.unit is Unit.VOTES
        exact = not self.bound and has_one_vote_each(self.counts, move.section, move.origin)
        return replace(move, unit=self.unit, at_least=votes and not exact)


def tasks(parts: Sequence[Part], counts: Counts, *, together: bool) -> Iterator[Task]:
    """What must turn: each part by itself, or `together` those that are counted in one unit.

    Where each voter has one vote, all parts are. Where they do not, those counted in votes and those counted in members
    are apart, and if a part asks about both, all are taken together and measured in votes. Raises `NotYesOrNoError` as
    `survey` does.
    """
    equal = alike(counts)
    split = parts if equal else [one for part in parts for one in apart(*part)]
    each = [Task((part,), tuple(survey(*part)), counts) for part in split]
    if equal:
        yield from [_joined(each)] if together else each
        return
    units = [unit_of(one.asked) for one in each]
    if together and None not in units:
        for unit in dict.fromkeys(units):
            yield replace(_joined([one for one, own in zip(each, units, strict=True) if own is unit]), unit=unit)
    elif together:
        yield replace(_joined(each), unit=Unit.VOTES, bound=True)
    else:
        for one, unit in zip(each, units, strict=True):
            yield replace(one, unit=unit or Unit.VOTES, bound=unit is None)


def searched(task: Task) -> Counts:
    """The counts to look for moves in: with totals, and of one unit alone where nothing else is asked about."""
    alone = task.unit is None or task.bound
    return with_totals(task.counts if alone or task.unit is None else in_unit(task.counts, task.unit))


def _joined(found: Sequence[Task]) -> Task:
    parts = tuple(part for one in found for part in one.parts)
    return Task(parts, tuple(asked for one in found for asked in one.asked), found[0].counts)
