"""Moves votes one way or the other in a record of counts, keeping every denominator where it is."""

import copy
from collections.abc import Callable

from mfpl.rules import Finding
from tests.rules.support import Json

ANSWERS = ("yes", "no", "abstain", "blank", "absent")
Move = Callable[[Json, str, int], int]


def levels_of(record: Json, finding: Finding) -> list[list[Json]]:
    """The pools where a move shows: those the finding was taken from, and with them the totals or the sections."""
    sections: list[Json] = record["sections"]
    own = [section for section in sections if finding.section in {None, section["id"]}]
    return [own, [record["totals"]]] if record.get("totals") else [own]


def moved(record: Json, finding: Finding, votes: int) -> Json:
    """A record in which so many more (or, if negative, fewer) are counted.

    Those who now answer yes answered something else before, or nothing; those who no longer do say no instead.
    """
    changed = copy.deepcopy(record)
    moves: tuple[Move, ...] = (_change_answer, _break_silence) if votes > 0 else (_take_back,)
    for pools in levels_of(changed, finding):
        rest = abs(votes)
        for move in moves:
            for pool in pools:
                rest -= move(pool, str(finding.measured), rest)
        assert rest == 0, "there was no room to move"
    return changed


def _change_answer(pool: Json, counted: str, votes: int) -> int:
    taken = 0
    others = [name for name in ANSWERS if name != counted] if counted in {"yes", "no"} else []
    for name in others:
        take = min(votes - taken, pool.get(name) or 0)
        if take:
            pool[name] -= take
            taken += take
    pool[counted] += taken
    return taken


def _break_silence(pool: Json, counted: str, votes: int) -> int:
    """Those who have not answered; where nobody counted them, as many as are asked for."""
    answered = pool[counted] if counted == "ballots" else sum(pool.get(name) or 0 for name in ANSWERS)
    wholes = [pool[name] for name in ("ballots", "present", "eligible") if name in pool and name != counted]
    taken = min(votes, min(wholes) - answered) if wholes else votes
    pool[counted] += taken
    return taken


def _take_back(pool: Json, counted: str, votes: int) -> int:
    taken = min(votes, pool[counted])
    other = {"yes": "no", "no": "yes"}[counted]
    pool[counted] -= taken
    pool[other] = (pool.get(other) or 0) + taken
    return taken
