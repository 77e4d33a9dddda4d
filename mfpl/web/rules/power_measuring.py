"""Measures the power of a rule while somebody waits for the page: counted where that is quick, else drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from threading import Lock

from werkzeug.exceptions import ServiceUnavailable

from mfpl.measures.power import PowerRefused, Roll, RollSection, RulePower, VoterClass, power_of_rule
from mfpl.rules import parse_rule
from mfpl.rules.errors import CountsInvalid
from mfpl.web.wording.power import word_power_refusal
from mfpl.web.wording.rule_errors import word_rule_error
from mfpl.web.wording.sections import CENTER

PAIR = 2
MOST_STATES, MOST_OF_A_PAIR, MOST_OF_SEVERAL = 100_000, 600_000_000, 3_000_000_000
"""Up to here counting took less than two seconds on the two cores this was measured on."""

MOST_SAMPLES, FEWEST_SAMPLES, SAMPLES_TOGETHER = 10_000, 1_000, 40_000
REMEMBERED = 128
PATIENCE, TRY_AGAIN = 2, 5
"""So many seconds somebody waits for another's measuring to end, and is asked to wait before trying again."""

Classes = tuple[tuple[str, int, int], ...]
Sizes = tuple[tuple[str, Classes], ...]

_KNOWN: dict[tuple[str, Sizes], RulePower] = {}
_MEASURING = Lock()


@dataclass(frozen=True)
class Measured:
    """The power of a rule over a roll, or the sentences that say why it cannot be measured."""

    power: RulePower | None
    refusals: tuple[str, ...] = ()


def measured(document: str, roll: Roll) -> Measured:
    """Return the power a rule gives over a roll; what was measured before, from memory.

    Raise ServiceUnavailable where something else is being measured and does not end soon.
    """
    sizes = tuple(
        (one.id, tuple((each.id, each.members, each.weight) for each in one.classes)) for one in roll.sections
    )
    try:
        return Measured(_power(document, sizes))
    except PowerRefused as refused:
        return Measured(None, (word_power_refusal(refused),))
    except CountsInvalid as refused:
        return Measured(None, tuple(dict.fromkeys(word_rule_error(error) for error in refused.errors)))


def _power(document: str, sizes: Sizes) -> RulePower:
    known = _KNOWN.get((document, sizes))
    if known is not None:
        return known
    with _alone():
        return _KNOWN.get((document, sizes)) or _measure(document, sizes)


def _measure(document: str, sizes: Sizes) -> RulePower:
    """Measure and remember, the oldest forgotten; only while alone."""
    sections = (RollSection(code, tuple(VoterClass(*one) for one in classes), CENTER) for code, classes in sizes)
    roll = Roll(tuple(sections))
    found = power_of_rule(parse_rule(document), roll, samples=samples_for(roll))
    if len(_KNOWN) >= REMEMBERED:
        del _KNOWN[next(iter(_KNOWN))]
    _KNOWN[document, sizes] = found
    return found


@contextmanager
def _alone() -> Iterator[None]:
    """Let one measuring run at a time, so that rolls nobody has asked for before leave a processor to the other pages.

    Raise ServiceUnavailable where another one takes too long.
    """
    if not _MEASURING.acquire(timeout=PATIENCE):
        raise ServiceUnavailable(retry_after=TRY_AGAIN)
    try:
        yield
    finally:
        _MEASURING.release()


def samples_for(roll: Roll) -> int | None:
    """Return how many votes to draw so that nobody waits long; None where every vote can be counted in that time."""
    if _is_quick(roll):
        return None
    return max(FEWEST_SAMPLES, min(MOST_SAMPLES, SAMPLES_TOGETHER // max(len(roll.sections), 1)))


def _is_quick(roll: Roll) -> bool:
    """Whether counting is quick: the work grows with the votes to tell apart and with the length of the numbers."""
    votes = sum(section.votes for section in roll.sections)
    states = sum(prod(one.members + 1 for one in section.classes) for section in roll.sections)
    if len(roll.sections) <= PAIR:
        return states <= MOST_STATES and votes * roll.voters**2 <= MOST_OF_A_PAIR
    return (votes * roll.voters) ** 2 <= MOST_OF_SEVERAL
