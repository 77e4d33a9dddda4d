"""What a result keeps back where ballots are so few that its numbers would tell how somebody voted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from mfpl.domain.cells import has_small_cell, has_small_whole
from mfpl.rules import Outcome, Verdict
from mfpl.web.results.centers import VotedCenter
from mfpl.web.wording.findings import TALLIES, Detail, Line
from mfpl.web.wording.sections import CENTER, Sections
from mfpl.web.wording.verdicts import Explanation


def detail_of(counts: Sequence[Mapping[str, Any]], *, least: int) -> Detail:
    """Return which numbers may be told: where a cell of a center is small only the whole's, unless it is small too."""
    if not has_small_cell(counts, least=least):
        return Detail.EVERYTHING
    return Detail.NOTHING if has_small_whole(counts, least=least) else Detail.WHOLE


def unnamed(centers: Sequence[VotedCenter]) -> Sections:
    """Return what centers are called where none may be told from another."""
    return Sections({center.code: _("one of the centers") for center in centers}, kind=CENTER)


def without_centers(told: Explanation, verdict: Verdict) -> Explanation:
    """Return an explanation that says of no center what it came to, nor of how many: the whole alone remains.

    Whether a center of few ballots met a requirement can be the ballot of one of its members.
    """
    by_center = verdict.outcome == Outcome.PER_SECTION
    return replace(
        told,
        sentence=told.outcome.sentence if by_center else told.sentence,
        reason="" if by_center else told.reason,
        lines=tuple(_of_the_whole(line) for line in told.lines),
        decider=told.decider if told.decider and told.decider.told else None,
    )


def _of_the_whole(line: Line) -> Line:
    counts_centers = any(one.kind in TALLIES or one.children for one in line.found)
    return replace(
        line,
        state=None if line.where.section else line.state,
        numbers=None if counts_centers else line.numbers,
        cells=(),
        parts=tuple(_of_the_whole(part) for part in line.parts),
    )
