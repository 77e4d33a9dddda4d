"""What measuring power costs: 27 states, two centers, and one weighted game beside the package powerindex."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import mfpl.presets
from bench.telling import tell
from mfpl.measures.power import (
    Roll,
    RollSection,
    VoterClass,
    all_of,
    any_of,
    criteria_power,
    power_of_rule,
    weighted_power,
)
from mfpl.rules import Rule, parse_rule

REFERENCE = Path(__file__).parents[1] / "tests" / "measures" / "data" / "power.json"
RULE = Path(mfpl.presets.__file__).parent / "rules" / "concurrent-majorities.json"
CENTERS = (("us", 333, 167), ("mx", 87, 43))
PEER = "powerindex"
ROUNDS, QUICK_ROUNDS = 5, 2


@dataclass(frozen=True)
class Measuring:
    """Seconds of one processor for each game, the fastest of some rounds; `peer` is None without the package.

    `union` is 27 states with two criteria and a blocking clause, 2 to the power of 27 ways to vote. `centers` is 500
    and 130 members in two centers, organizations with two votes. `college` is the electoral college of 2024, 51 voters,
    by this project, and `peer` the same game by the package, both for Banzhaf and Shapley-Shubik; the package measures
    games of one weight for each voter, and so neither of the two before.
    """

    union: float
    centers: float
    college: float
    peer: float | None

    @property
    def ratio(self) -> float | None:
        """How many times the package's time is ours on the same game; None where it is not installed."""
        return None if self.peer is None else self.peer / self.college


def measure(*, quick: bool) -> Measuring:
    """Measure each game in one run, and check the answers against the reference values."""
    tell("measuring the power that rules give")
    known = {entry["id"]: entry for entry in json.loads(REFERENCE.read_text(encoding="utf-8"))}
    rounds = QUICK_ROUNDS if quick else ROUNDS
    rule = parse_rule(RULE.read_text(encoding="utf-8"))
    weights = list(known["us_electoral_college_2024"]["weights"].values())
    return Measuring(
        union=_fastest(rounds, lambda: _union(known["eu27_lisbon_pop2000"])),
        centers=_fastest(rounds, lambda: _centers(rule)),
        college=_fastest(rounds, lambda: weighted_power(weights, quota=270)),
        peer=_fastest(rounds, lambda: _peer(weights)) if find_spec(PEER) else None,
    )


def _fastest(rounds: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def _union(entry: dict[str, Any]) -> None:
    states, people = entry["criteria"].values()
    quotas = [15, -(-65 * sum(people) // 100), 24]
    power = criteria_power([states, people, states], quotas=quotas, wins=any_of(all_of(0, 1), 2))
    if power.winning != entry["winning_coalitions"]:
        raise ArithmeticError(power.winning)


def _centers(rule: Rule) -> None:
    sections = [
        RollSection(name, (VoterClass("organization", many, 2), VoterClass("individual", few)), "center")
        for name, many, few in CENTERS
    ]
    power = power_of_rule(rule, Roll(tuple(sections)))
    if sum((section.shapley or Fraction(0) for section in power.sections), Fraction(0)) != 1:
        raise ArithmeticError(power.to_act)


def _peer(weights: list[int]) -> None:
    game = import_module(PEER).Game(270, weights)
    game.calc_banzhaf()
    game.calc_shapley_shubik()


def main() -> None:
    """Measure and print, for whoever runs this module alone."""
    found = measure(quick=False)
    print(f"27 states: {found.union:.2f} s; two centers: {found.centers:.2f} s; college: {found.college:.3f} s")
    if found.ratio is not None:
        print(f"{PEER} needs {found.ratio:.1f} times as long on the college")


if __name__ == "__main__":
    main()
