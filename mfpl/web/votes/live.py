"""What a vote still lacks while it is open: each requirement of taking part in heads, as far as it may be told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mfpl.domain.policy import Subject
from mfpl.domain.votes import Level, VoteState, state
from mfpl.rules import CountsInvalid, Finding, Rule, decide, parse_counts, parse_rule
from mfpl.store.queries.rolls import RollTotal
from mfpl.store.queries.votes import VoteFacts
from mfpl.web.access import may
from mfpl.web.centers import in_reader_order
from mfpl.web.clock import now
from mfpl.web.votes.places import Place, places
from mfpl.web.wording.awaiting import Awaited, awaited, caveat
from mfpl.web.wording.conditions import TURNOUT
from mfpl.web.wording.findings import Line, lines
from mfpl.web.wording.sections import CENTER, Sections


@dataclass(frozen=True)
class Spot:
    """What one center, or the whole (no center), lacks of a requirement: in words, and the numbers of its bar."""

    center: Place | None
    awaited: Awaited
    came: Fraction
    whole: Fraction
    needed: Fraction


@dataclass(frozen=True)
class Asked:
    """A requirement while a vote is open: its name and sentence; where taking part is what it asks, how far it is.

    `caveat` says which ballots will not count for it, and that this is known only after the close.
    """

    name: str
    text: str
    caveat: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Live:
    """The requirements of which something is known, those asked at the close, and in what steps centers are told."""

    known: tuple[Asked, ...]
    later: tuple[Asked, ...]
    step: int


@dataclass(frozen=True)
class _Telling:
    """The centers, in what steps their ballots are told, and whether anything is told by center."""

    places: Mapping[str, Place]
    step: int
    by_center: bool


def live(rule: Rule, totals: Iterable[RollTotal], centers: Sequence[Place], *, least: int, exact: bool) -> Live | None:
    """Return what a vote still lacks; None where the rule cannot be asked of this roll.

    Ballots of a center are told in whole steps of the smallest cell, so that nobody can be followed to the ballot box,
    and only where each center has at least so many members of each weight; `exact` where who has voted is told by name
    anyway. The engine is asked as if every ballot were an answer: a blank one is known only after the close.
    """
    included = [one for one in totals if one.reason is None and one.center_code is not None]
    step = 1 if exact else max(least, 1)
    telling = _Telling(
        places={place.code: place for place in centers},
        step=step,
        by_center=exact or all(one.members >= least for one in included if one.members),
    )
    try:
        verdict = decide(rule, parse_counts(_document(included, least=1 if exact else least, step=step)))
    except CountsInvalid:
        return None
    names = Sections({place.code: place.name for place in centers}, kind=CENTER)
    found = [one for top in lines(rule, verdict.finding, sections=names) for one in top.walk() if not one.parts]
    asked = [_asked(line, telling) for line in found]
    return Live(tuple(one for one in asked if one.spots), tuple(one for one in asked if not one.spots), step)


def _document(included: Sequence[RollTotal], *, least: int, step: int) -> dict[str, Any]:
    """The counts of each center in whole steps, and of everyone; votes too, where each is one head."""
    by_center: dict[str, Counter[str]] = {}
    for one in included:
        by_center.setdefault(str(one.center_code), Counter()).update(eligible=one.members, ballots=one.voted)
    alike = all(one.weight == one.members for one in included)
    everyone: Counter[str] = sum(by_center.values(), Counter())
    everyone["ballots"] *= everyone["ballots"] >= least
    return {
        "sections": [
            {"id": code, "kind": CENTER, **_tallies(counted, counted["ballots"] // step * step, alike=alike)}
            for code, counted in sorted(by_center.items())
        ],
        "totals": _tallies(everyone, everyone["ballots"], alike=alike),
    }


def _tallies(counted: Counter[str], ballots: int, *, alike: bool) -> dict[str, dict[str, int]]:
    answered = {"yes": ballots, "no": 0, "abstain": 0, "blank": 0, "ballots": ballots, "eligible": counted["eligible"]}
    return {"members": answered, "votes": answered if alike else {}}


def _asked(line: Line, telling: _Telling) -> Asked:
    """A requirement with its centers in the reader's order."""
    order = list(telling.places)
    spots = [spot for finding in line.found for spot in _spots(finding, telling)]
    spots.sort(key=lambda spot: order.index(spot.center.code) if spot.center else 0)
    measured = line.found[0].measured
    return Asked(line.name, line.text, caveat(measured) if spots and measured else "", tuple(spots))


def _spots(finding: Finding, telling: _Telling) -> list[Spot]:
    """What a finding about taking part came to so far; nothing for others, and where it may not be told."""
    if finding.measured not in TURNOUT or finding.actual is None or finding.needed is None or finding.whole is None:
        return []
    if finding.section is not None and not telling.by_center:
        return []
    step = 1 if finding.section is None and finding.actual else telling.step
    return [
        Spot(
            center=telling.places.get(finding.section or ""),
            awaited=awaited(int(finding.actual), int(finding.needed), step=step),
            came=finding.actual,
            whole=finding.whole,
            needed=finding.needed,
        )
    ]


def live_of(vote: VoteFacts, totals: Iterable[RollTotal], *, exact: bool) -> Live | None:
    """Return what a vote still lacks while it is open; None before and after."""
    if state(vote.times, now()) is not VoteState.OPEN:
        return None
    rule = parse_rule(vote.rule_document)
    return live(rule, totals, in_reader_order(places()), least=vote.smallest_cell, exact=exact)


def names_told(vote: VoteFacts) -> bool:
    """Return whether this reader is told by name who has voted, so that nothing more is told by exact numbers."""
    return vote.level is Level.OPEN and may("votes.named", Subject(body_id=vote.body_id))
