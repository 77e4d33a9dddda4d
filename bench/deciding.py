"""What deciding a question costs by a rule that is data: two centers, 26 cantons, 28 states, and bare arithmetic."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mfpl.presets
from bench.telling import tell
from mfpl.rules import Counts, Rule, decide, parse_counts, parse_rule

RULE = Path(mfpl.presets.__file__).parent / "rules" / "concurrent-majorities.json"
RECORDED = Path(__file__).parents[1] / "tests" / "rules" / "data"
"""The votes on record, and the rules they were decided by."""

SECTIONS = (("MX", 127, 40, 20, 3), ("US", 508, 120, 60, 9))
SECONDS, QUICK_SECONDS = 2.0, 0.5


@dataclass(frozen=True)
class Decision:
    """One question: how many sections answer it, the findings of its verdict, and the microseconds of one processor."""

    what: str
    sections: int
    findings: int
    microseconds: float


@dataclass(frozen=True)
class Deciding:
    """Each question by its rule, the first being the one whose bare arithmetic takes so many microseconds."""

    decisions: tuple[Decision, ...]
    bare: float

    @property
    def ratio(self) -> float:
        """How many times the bare arithmetic the rule takes."""
        return self.decisions[0].microseconds / self.bare


def measure(*, quick: bool) -> Deciding:
    """Decide the same counts again and again: by the rules, and by arithmetic written as code."""
    tell("deciding by rules, and by bare arithmetic")
    seconds = QUICK_SECONDS if quick else SECONDS
    decisions = []
    for what, rule, counts in _questions():
        findings = len(decide(rule, counts).findings)
        taken = _microseconds(lambda rule=rule, counts=counts: decide(rule, counts), seconds)
        decisions.append(Decision(what, len(counts.sections), findings, taken))
    return Deciding(tuple(decisions), _microseconds(_bare, seconds))


def _questions() -> Iterator[tuple[str, Rule, Counts]]:
    yield "two centers", parse_rule(RULE.read_text(encoding="utf-8")), _counts()
    recorded = json.loads((RECORDED / "cases.json").read_text(encoding="utf-8"))
    for what, rule_id, sections in (("26 cantons", "ch_double_majority", 26), ("28 states", "eu_qmv_2014", 28)):
        case = next(case for case in recorded if case["rule_id"] == rule_id and len(case["sections"]) == sections)
        document = (RECORDED / "rules" / f"{rule_id}.json").read_text(encoding="utf-8")
        yield what, parse_rule(document), parse_counts(case)


def _microseconds(work: Callable[[], Any], seconds: float) -> float:
    done, started = 0, time.process_time()
    while time.process_time() - started < seconds:
        work()
        done += 1
    return (time.process_time() - started) / done * 1_000_000


def _counts() -> Counts:
    sections = [
        {
            "id": code,
            "kind": "center",
            **{unit: _unit(all_, yes, no, abstain) for unit in ("votes", "members")},
        }
        for code, all_, yes, no, abstain in SECTIONS
    ]
    return parse_counts(json.dumps({"sections": sections}))


def _unit(eligible: int, yes: int, no: int, abstain: int) -> dict[str, int]:
    given = {"yes": yes, "no": no, "abstain": abstain, "blank": 0}
    return {"eligible": eligible, "ballots": yes + no + abstain, **given}


def _bare() -> bool:
    quorate = all(10 * (yes + no + abstain) >= all_ for _, all_, yes, no, abstain in SECTIONS)
    yes, no = sum(section[2] for section in SECTIONS), sum(section[3] for section in SECTIONS)
    return quorate and yes > no and all(section[2] > section[3] for section in SECTIONS)
