"""Outcomes in words: what a decision came to, in two or three words, with the tone it is shown in."""

from dataclasses import dataclass

from mfpl.web.words import lazy as _l


@dataclass(frozen=True)
class Outcome:
    """An outcome as it is shown: good, bad or wait, and its words."""

    tone: str
    words: str


OUTCOMES = {
    "passed": Outcome("good", _l("Adopted")),
    "failed": Outcome("bad", _l("Rejected")),
    "not_quorate": Outcome("wait", _l("No quorum")),
    "undecided": Outcome("wait", _l("Undecided")),
    "suspended": Outcome("wait", _l("Suspended")),
    "per_section": Outcome("wait", _l("Decided by each center")),
}
OTHER = Outcome("wait", _l("Recorded"))


def outcome(code: str) -> Outcome:
    """Return how an outcome is shown; grades and options are only said to be recorded."""
    return OUTCOMES.get(code, OTHER)
