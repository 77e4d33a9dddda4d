"""Turns a frozen roll and piles of ballots into the counts a rule is decided from, per center, in votes and members."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from mfpl.domain.votes import Answer, read_choices
from mfpl.rules import Counts, parse_counts
from mfpl.store.queries.ballots import Pile
from mfpl.store.queries.rolls import RollTotal

UNITS = ("votes", "members")
BLANK = "blank"


def count(totals: Iterable[RollTotal], piles: Iterable[Pile], *, position: int) -> dict[str, Any]:
    """Return the counts of one question as the document the rules read, one section per center with a voter.

    Eligible voters come from the roll, answers from the ballots; a question left out is a blank.
    """
    sections = _eligible(totals)
    for pile in piles:
        answer = read_choices(pile.choices).get(position)
        for unit, number in (("votes", pile.ballots * pile.weight), ("members", pile.ballots)):
            counted = sections[pile.center_code][unit]
            counted["ballots"] += number
            counted[str(answer) if answer else BLANK] += number
    return _document(sections)


def best_case(totals: Iterable[RollTotal]) -> Counts:
    """Return the counts of a vote in which everyone on the roll says yes: all that a vote here can know is known."""
    sections = _eligible(totals)
    for units in sections.values():
        for counted in units.values():
            counted["ballots"] = counted[Answer.YES] = counted["eligible"]
    return parse_counts(_document(sections))


def _eligible(totals: Iterable[RollTotal]) -> dict[str, dict[str, Counter[str]]]:
    sections: dict[str, dict[str, Counter[str]]] = {}
    for total in totals:
        if total.reason is None and total.center_code is not None:
            units = sections.setdefault(total.center_code, {unit: Counter() for unit in UNITS})
            units["votes"]["eligible"] += total.weight
            units["members"]["eligible"] += total.members
    return sections


def _document(sections: Mapping[str, Mapping[str, Mapping[str, int]]]) -> dict[str, Any]:
    names = ("eligible", "ballots", *(str(answer) for answer in Answer), BLANK)
    return {
        "sections": [
            {
                "id": code,
                "kind": "center",
                **{unit: {name: counted.get(name, 0) for name in names} for unit, counted in units.items()},
            }
            for code, units in sorted(sections.items())
        ]
    }
