"""Says how far something is known: stated, inferred, assumed, not found, never published, an example."""

from dataclasses import dataclass
from types import MappingProxyType

from mfpl.web.words import lazy as _l


@dataclass(frozen=True)
class MarkWords:
    """A mark as it is shown: its tone, its word, and what the word means."""

    tone: str
    word: str
    meaning: str


MARKS = MappingProxyType({
    "stated": MarkWords("good", _l("stated"), _l("A source says so.")),
    "inferred": MarkWords("wait", _l("inferred"), _l("Concluded from what a source says.")),
    "assumed": MarkWords("warn", _l("assumed"), _l("No source says so: it is an assumption of ours.")),
    "partial": MarkWords("wait", _l("in part"), _l("The source gives only part of it.")),
    "not_found": MarkWords("wait", _l("not found"), _l("Looked for and not found in the pages read.")),
    "never_published": MarkWords("wait", _l("never published"), _l("This was never published.")),
    "example": MarkWords("warn", _l("example"), _l("Invented for the demonstration.")),
})  # fmt: skip


def mark_words(mark: str) -> MarkWords:
    """Return how a mark is shown; raise KeyError for one without words."""
    return MARKS[mark]
