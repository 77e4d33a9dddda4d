"""Reference values, rolls, and power counted by trying every way to vote."""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import factorial
from pathlib import Path
from typing import Any

from mfpl.measures.power import Roll, RollSection, VoterClass
from mfpl.rules import CountName, Counts, Outcome, Rule, Section, Unit, decide, parse_rule

Json = dict[str, Any]
DATA = Path(__file__).parent / "data"
REFERENCE: Mapping[str, Any] = {entry["id"]: entry for entry in json.loads((DATA / "power.json").read_text())}
RULES = Path(__file__).parents[1] / "rules" / "data" / "rules"
YES = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}
SMALL = Roll(
    (
        RollSection(
            "A", (VoterClass("organization", 2, 2), VoterClass("individual", 2)), "center", {"stand": Fraction(1, 2)}
        ),
        RollSection(
            "B", (VoterClass("organization", 1, 2), VoterClass("individual", 2)), "center", {"stand": Fraction(3)}
        ),
    ),
    (VoterClass("individual", 1),),
)
"""Two centers with organizations that have two votes, and one voter outside."""

NOBODY = (CountName.ABSTAIN, CountName.BLANK, CountName.INVALID, CountName.ABSENT)


def rule(requires: Json, **fields: Any) -> Rule:
    """Return a rule that requires this."""
    title = {"en": "A rule", "es": "Una regla"}
    document = {"language": "mfpl-rules/1", "id": "a-rule", "version": 1, "title": title, "requires": requires}
    return parse_rule(document | fields)


def recorded_rule(name: str) -> Rule:
    """Return one of the rules written for the recorded votes."""
    return parse_rule((RULES / f"{name}.json").read_bytes())


def alike(**members: int) -> Roll:
    """Return a roll of centers whose members have one vote each."""
    return Roll(tuple(RollSection(name, (VoterClass("member", count),), "center") for name, count in members.items()))


def single_voters(attributes: Mapping[str, Mapping[str, int]], kind: str | None = None) -> Roll:
    """Return a roll of sections with one voter each, who may be weighed by these attributes."""
    return Roll(
        tuple(
            RollSection(name, (VoterClass("member", 1),), kind, {key: Fraction(value) for key, value in each.items()})
            for name, each in attributes.items()
        )
    )


def decimals(value: Fraction, shown: str) -> str:
    """Return a fraction rounded to as many decimals as are shown."""
    places = len(shown.partition(".")[2])
    scaled = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    return f"{scaled // 10**places}.{scaled % 10**places:0{places}}"


def every_vote(rule: Rule, roll: Roll) -> Iterator[tuple[tuple[bool, ...], bool]]:
    """Yield every way to vote yes or no, voter by voter, and whether the rules themselves say that it passes."""
    voters = [(pool.id, one.weight) for pool in roll.pools() for one in pool.classes for _ in range(one.members)]
    for answers in product((False, True), repeat=len(voters)):
        yield answers, decide(rule, _counts(roll, voters, answers)).outcome == Outcome.PASSED


def _counts(roll: Roll, voters: list[tuple[str, int]], answers: tuple[bool, ...]) -> Counts:
    sections = tuple(
        Section(one.id, _tallies(voters, answers, one.id), None, one.kind, one.attributes) for one in roll.sections
    )
    return Counts(sections, _tallies(voters, answers, None) if roll.outside else None)


def _tallies(voters: list[tuple[str, int]], answers: tuple[bool, ...], pool: str | None) -> Any:
    mine = [(weight, answer) for (where, weight), answer in zip(voters, answers, strict=True) if pool in {None, where}]
    tallies = {}
    for unit in Unit:
        worth = [(weight if unit is Unit.VOTES else 1, answer) for weight, answer in mine]
        whole, yes = sum(weight for weight, _ in worth), sum(weight for weight, answer in worth if answer)
        everybody = dict.fromkeys((CountName.ELIGIBLE, CountName.PRESENT, CountName.BALLOTS), whole)
        tallies[unit] = {**everybody, **dict.fromkeys(NOBODY, 0), CountName.YES: yes, CountName.NO: whole - yes}
    return tallies


def by_trying(rule: Rule, roll: Roll) -> tuple[int, list[tuple[int, Fraction]]]:
    """Return the winning votes, and each voter's swings and Shapley-Shubik index, from every way to vote."""
    results = dict(every_vote(rule, roll))
    voters = len(next(iter(results)))
    found = []
    for voter in range(voters):
        swings, orders = 0, 0
        for answers, passes in results.items():
            if passes and answers[voter] and not results[(*answers[:voter], False, *answers[voter + 1 :])]:
                swings += 1
                orders += factorial(sum(answers) - 1) * factorial(voters - sum(answers))
        found.append((swings, Fraction(orders, factorial(voters))))
    return sum(results.values()), found
