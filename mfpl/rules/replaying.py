"""Past votes decided again under another rule, to see which outcomes change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mfpl.rules.counts_reading import parse_counts
from mfpl.rules.deciding import decide
from mfpl.rules.errors import CountsInvalid, DocumentError
from mfpl.rules.language import Rule

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Replayed:
    """One vote again: its recorded outcome (None: not on record), and what the rule says, or why it cannot say it."""

    id: str
    recorded: str | None
    outcome: str | None
    possible: tuple[str, ...] = ()
    errors: tuple[DocumentError, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the rule surely gives another outcome than the one on record."""
        return bool(self.recorded and self.possible) and self.recorded not in self.possible


def replay(rule: Rule, records: Iterable[Record]) -> tuple[Replayed, ...]:
    """Each record decided under the rule, in the order given.

    A record is a document of counts with an `id`, and the recorded outcome under `official_outcome` or `outcome`.
    Counts that the rule cannot decide (a section or a table it asks for is missing) are told by their errors.
    """
    return tuple(_replayed(rule, record, place) for place, record in enumerate(records, start=1))


def _replayed(rule: Rule, record: Record, place: int) -> Replayed:
    name = str(record.get("id") or place)
    recorded = record.get("official_outcome") or record.get("outcome")
    past = recorded if isinstance(recorded, str) else None
    try:
        verdict = decide(rule, parse_counts(record))
    except CountsInvalid as refused:
        return Replayed(name, past, None, errors=refused.errors)
    return Replayed(name, past, verdict.outcome, verdict.possible)
