"""Who can stop a decision: the fewest members of a section whose no is enough while everyone else says yes."""

from bisect import bisect_left

from mfpl.measures.power.demands import Demands
from mfpl.measures.power.rolls import Roll, RollSection


def fewest_to_block(section: RollSection, roll: Roll, demands: Demands) -> int | None:
    """The smallest number of a section's members whose no stops a decision all others want; None if all cannot.

    Those with most votes say no first: more yes can only help a rule measured here, so no other choice stops it sooner.
    0 means that the rule passes nothing.
    """
    others = [0] * len(demands.sums)
    for pool in roll.pools():
        if pool.id != section.id:
            added = demands.readers(pool.id)(pool.votes, pool.members)
            others = [one + other for one, other in zip(others, added, strict=True)]
    read = demands.readers(section.id)

    def passes(saying_no: int) -> bool:
        return demands.met([one + other for one, other in zip(others, read(*_left(section, saying_no)), strict=True)])

    found = bisect_left(range(section.members + 1), True, key=lambda saying_no: not passes(saying_no))
    return found if found <= section.members else None


def _left(section: RollSection, saying_no: int) -> tuple[int, int]:
    """The section's yes votes and yes members when so many say no, those with most votes first."""
    votes, left = section.votes, saying_no
    for one in sorted(section.classes, key=lambda one: -one.weight):
        turned = min(left, one.members)
        votes, left = votes - turned * one.weight, left - turned
    return votes, section.members - saying_no
