"""Outcomes in words: what a decision came to, in two or three words, with the tone it is shown in."""

from collections.abc import Mapping
from dataclasses import dataclass

from mfpl.web.words import lazy as _l


@dataclass(frozen=True)
class Outcome:
    """An outcome as it is shown: good, bad or wait, and its words."""

    tone: str
    words: str


@dataclass(frozen=True)
class OutcomeGroup:
    """Outcomes that people look for together, and what they are called."""

    words: str
    codes: tuple[str, ...]


OUTCOMES: Mapping[str, Outcome] = {
    "passed": Outcome("good", _l("Adopted")),
    "failed": Outcome("bad", _l("Rejected")),
    "not_quorate": Outcome("wait", _l("No quorum")),
    "undecided": Outcome("wait", _l("Undecided")),
    "suspended": Outcome("wait", _l("Suspended")),
    "per_section": Outcome("wait", _l("Decided by each center")),
    "not_ready": Outcome("wait", _l("Not ready")),
    "approved": Outcome("good", _l("Adopted")),
    "all_passed": Outcome("good", _l("All adopted")),
    "passed_unanimously": Outcome("good", _l("Adopted unanimously")),
    "no_opposition": Outcome("good", _l("Adopted without opposition")),
    "elected": Outcome("good", _l("Elected")),
    "elected_with_tie": Outcome("good", _l("Elected, with a tie")),
    "ranked": Outcome("wait", _l("Put in order")),
    "input_to_workshop": Outcome("wait", _l("Taken to a workshop")),
    "noted_as_proposal": Outcome("wait", _l("Noted as a proposal")),
    "not_found": Outcome("wait", _l("Outcome not found")),
}
OTHER = Outcome("wait", _l("Recorded"))

GROUPS: Mapping[str, OutcomeGroup] = {
    "adopted": OutcomeGroup(_l("Adopted"), ("passed", "approved", "all_passed", "passed_unanimously", "no_opposition")),
    "rejected": OutcomeGroup(_l("Rejected"), ("failed",)),
    "no-quorum": OutcomeGroup(_l("No quorum"), ("not_quorate",)),
    "elected": OutcomeGroup(_l("Elected"), ("elected", "elected_with_tie")),
    "ranked": OutcomeGroup(_l("Put in order"), ("ranked",)),
    "open": OutcomeGroup(
        _l("Without a decision"),
        ("not_found", "undecided", "suspended", "not_ready", "per_section", "input_to_workshop", "noted_as_proposal"),
    ),
}


def outcome(code: str) -> Outcome:
    """Return how an outcome is shown; grades and options are only said to be recorded."""
    return OUTCOMES.get(code, OTHER)
