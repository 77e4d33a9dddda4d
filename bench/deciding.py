"""What deciding a question costs by a rule that is data, beside the same arithmetic written as code."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import mfpl.presets
from bench.telling import tell
from mfpl.rules import Counts, decide, parse_counts, parse_rule

RULE = Path(mfpl.presets.__file__).parent / "rules" / "concurrent-majorities.json"
SECTIONS = (("MX", 127, 40, 20, 3), ("US", 508, 120, 60, 9))
SECONDS, QUICK_SECONDS = 2.0, 0.5


@dataclass(frozen=True)
class Deciding:
    """Verdicts per second by the rule, and answers per second by the bare arithmetic."""

    by_rule: float
    bare: float


def measure(*, quick: bool) -> Deciding:
    """Decide the same counts again and again, both ways."""
    tell("deciding by a rule, and by bare arithmetic")
    rule, counts = parse_rule(RULE.read_text(encoding="utf-8")), _counts()
    seconds = QUICK_SECONDS if quick else SECONDS
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        decide(rule, counts)
        done += 1
    by_rule = done / (time.perf_counter() - started)
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        _bare()
        done += 1
    return Deciding(by_rule, done / (time.perf_counter() - started))


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
