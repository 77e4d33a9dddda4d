"""Which ballots are too few to be counted out: those of one weight in one center, or of one weight in the whole.

Votes and ballots stand side by side on a result page, so that their difference tells how each weight voted. What must
not be small is therefore not a center's ballots but those of one weight in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

KEPT = "smallest"
BY_CENTER, WHOLE = "by_center", "whole"
CENTERS_NEEDED = 2


def smallest_cells(ballots: Iterable[tuple[str, int, int]]) -> dict[str, int | None]:
    """Return the fewest ballots of one weight in a center (``by_center``) and in all of them (``whole``).

    Takes center, weight and how many ballots, as often as there are piles. Who did not vote is in no cell: where nobody
    of a weight voted there is no ballot to read, and None where nobody voted at all.
    """
    by_center: Counter[tuple[str, int]] = Counter()
    whole: Counter[int] = Counter()
    for center, weight, number in ballots:
        by_center[center, weight] += number
        whole[weight] += number
    return {BY_CENTER: min(by_center.values(), default=None), WHOLE: min(whole.values(), default=None)}


def has_small_cell(counts: Sequence[Mapping[str, Any]], *, least: int) -> bool:
    """Return whether any center has fewer ballots of one weight than may be told, so that nothing is told by center.

    ``counts`` are those stored for each question. Stored before the smallest cell was, they are judged by the ballots
    of each center, none included.
    """
    if any(KEPT not in one for one in counts):
        return any(section["members"]["ballots"] < least for one in counts for section in one["sections"])
    return any(_is_small(one[KEPT][BY_CENTER], least) for one in counts)


def has_small_whole(counts: Sequence[Mapping[str, Any]], *, least: int) -> bool:
    """Return whether even all centers together have fewer ballots of one weight than may be told.

    Counts stored before the smallest cell was are judged by their centers: one alone is the whole.
    """
    if any(KEPT not in one for one in counts):
        alone = any(len(one["sections"]) < CENTERS_NEEDED for one in counts)
        return alone and has_small_cell(counts, least=least)
    return any(_is_small(one[KEPT][WHOLE], least) for one in counts)


def _is_small(cell: int | None, least: int) -> bool:
    return cell is not None and cell < least
