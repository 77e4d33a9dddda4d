"""Past votes a reader may decide again: which there are, and what of their counts nobody's ballot can be read from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from mfpl.rules import Unit
from mfpl.store.queries.decisions import PUBLIC, DecisionFilter, DecisionLine, list_decisions
from mfpl.store.queries.past_votes import PastCounts, list_past_counts
from mfpl.store.queries.results import ROLL
from mfpl.web.actor import current_actor
from mfpl.web.decisions.search import sight_of
from mfpl.web.languages import language
from mfpl.web.results.discretion import detail_of
from mfpl.web.results.tables import totals
from mfpl.web.transaction import reading
from mfpl.web.wording.findings import Detail

MOST = 1000
ADOPTED = frozenset({"approved", "all_passed", "passed_unanimously", "no_opposition"})
Counts = Mapping[str, Any]


@dataclass(frozen=True)
class PastVote:
    """A decision whose counts are known: what it was, what came out, and of its counts what may be told.

    `counts` is None where nothing may be told; `by_center` says whether there are counts of each center among them, and
    `kept_back` whether there would be if ballots were not so few. `public` says whether everyone may see the result.
    """

    number: str
    title: str
    question: str
    decided_on: date
    precision: str
    outcome: str
    counts: Counts | None
    by_center: bool
    kept_back: bool
    public: bool


def past_votes() -> list[PastVote]:
    """Return every vote this reader may see whose counts are known, the newest first."""
    wanted = DecisionFilter(counted=True, sight=sight_of(current_actor()))
    lines = list_decisions(reading(), wanted=wanted, language=language().code, limit=MOST, offset=0)
    told = _told(list_past_counts(reading()))
    found = [_voted(line, *told[line.number]) if line.number in told else _recorded(line) for line in lines]
    return [one for one in found if one is not None]


def _told(stored: Mapping[str, PastCounts]) -> dict[str, tuple[Counts, Detail]]:
    """Of each decision its counts and how much of them may be told, which is one for all questions of a vote."""
    told: dict[str, tuple[Counts, Detail]] = {}
    for _vote, group in groupby(stored.items(), key=lambda item: item[1].vote_number):
        of_vote = {decision: (json.loads(one.counts), one.smallest_cell) for decision, one in group}
        least = max(cell for _counts, cell in of_vote.values())
        detail = detail_of([counts for counts, _cell in of_vote.values()], least=least)
        told |= {decision: (counts, detail) for decision, (counts, _cell) in of_vote.items()}
    return told


def _voted(line: DecisionLine, counts: Counts, detail: Detail) -> PastVote:
    whole = {"totals": {str(unit): dict(totals(counts, unit)) for unit in Unit}, ROLL: counts.get(ROLL)}
    told = {Detail.EVERYTHING: counts, Detail.WHOLE: whole, Detail.NOTHING: None}[detail]
    return _past(line, told, question=line.note, by_center=detail is Detail.EVERYTHING)


def _recorded(line: DecisionLine) -> PastVote | None:
    """A vote of the public record, where its counts can be decided again; results by center were never published."""
    again = line.record.get("recompute")
    return _past(line, again["counts"], question="", by_center=False, kept_back=False) if again else None


def _past(
    line: DecisionLine, counts: Counts | None, *, question: str, by_center: bool, kept_back: bool | None = None
) -> PastVote:
    return PastVote(
        number=line.number,
        title=line.title,
        question=question,
        decided_on=line.decided_on,
        precision=line.precision,
        outcome="passed" if line.outcome in ADOPTED else line.outcome,
        counts=counts,
        by_center=by_center,
        kept_back=not by_center if kept_back is None else kept_back,
        public=line.visibility == PUBLIC,
    )


def kinds_of(counts: Counts) -> dict[str, int] | None:
    """Return the votes each kind of member on the roll of a vote had; None where that was not kept, or differed."""
    members, votes = dict[str, int](), dict[str, int]()
    for line in counts.get(ROLL) or ():
        if line["reason"] is None:
            members[line["kind"]] = members.get(line["kind"], 0) + line["members"]
            votes[line["kind"]] = votes.get(line["kind"], 0) + line["weight"]
    found = {kind: Fraction(votes[kind], members[kind]) for kind in members}
    whole = all(weight.denominator == 1 for weight in found.values())
    return {kind: int(weight) for kind, weight in found.items()} if found and whole else None


def entitled(counts: Counts, *, center: str | None, kind: str | None) -> int:
    """Return how many members of a kind were on the roll of a center; of all where none is named."""
    return sum(
        line["members"]
        for line in counts.get(ROLL) or ()
        if line["reason"] is None and center in {None, line["center_code"]} and kind in {None, line["kind"]}
    )


def by_kind(section: Counts, weights: Mapping[str, int]) -> dict[str, dict[str, int]] | None:
    """Return the counts of a center by kind of member, which two kinds of different weight leave no doubt about.

    None where they cannot be told apart, or the numbers do not come out whole.
    """
    members, votes = section[Unit.MEMBERS], section[Unit.VOTES]
    if len(weights) == 1:
        return {kind: dict(members) for kind in weights}
    if len(set(weights.values())) != len(weights) or len(weights) != len(("heavy", "light")):
        return None
    heavy, light = sorted(weights, key=lambda kind: -weights[kind])
    found: dict[str, dict[str, int]] = {heavy: {}, light: {}}
    for name, counted in members.items():
        many, rest = divmod(votes[name] - weights[light] * counted, weights[heavy] - weights[light])
        if rest or not 0 <= many <= counted:
            return None
        found[heavy][name], found[light][name] = many, counted - many
    return found


def weighed_anew(counts: Counts, weights: Mapping[str, int]) -> Counts | None:
    """Return counts with their votes as other weights would have made them; None where that cannot be known.

    Bodies whose seats have one vote each keep it, and so do counts without a roll of members.
    """
    before = kinds_of(counts)
    if before is None or not set(before) <= set(weights) or all(before[kind] == weights[kind] for kind in before):
        return counts
    if "totals" in counts:
        whole = _anew(counts, counts["totals"], weights, center=None)
        return whole and {**counts, "totals": whole}
    sections = [_anew(counts, section, weights, center=section["id"]) for section in counts["sections"]]
    return {**counts, "sections": sections} if all(sections) else None


def _anew(counts: Counts, part: Counts, weights: Mapping[str, int], *, center: str | None) -> Counts | None:
    before = kinds_of(counts) or {}
    found = by_kind(part, before)
    if found is None:
        return None
    known = {kind: {**found[kind], "eligible": entitled(counts, center=center, kind=kind)} for kind in before}
    votes = {name: sum(weights[kind] * known[kind][name] for kind in known) for name in part[Unit.MEMBERS]}
    return {**part, Unit.VOTES: votes}
