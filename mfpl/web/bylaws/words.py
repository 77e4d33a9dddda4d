"""Tells the words that two texts share from those in one of them only, paragraph by paragraph, with bounded work."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

PARAGRAPHS = re.compile(r"[^\n]*\n+|[^\n]+")
WORDS = re.compile(r"\s*\S+\s*|\s+")
MOST_WORDS = 300
"""A longer stretch of changed words is shown whole, the old one gone and the new one new."""

MOST_COMPARISONS = 3_000_000
"""So much may be compared in a text; what would take more is shown whole as well."""


class Fate(StrEnum):
    """What becomes of a piece of text or of a thing said."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A stretch of words that is in one version only, or in both."""

    fate: Fate
    text: str


Pieces = tuple[Piece, ...]
Stretch = tuple[bool, int, int, int, int]
"""Whether a stretch is the same on both sides, and from where to where it goes on each."""


@dataclass
class _Work:
    """What may still be compared."""

    left: int = MOST_COMPARISONS

    def allows(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Take what comparing two lists costs at most; false where it is not there.

        Each search for the longest match meets every pair of equal items once at most, and there are no more searches
        inside one another than the shorter list has items.
        """
        there = Counter(new)
        pairs = sum(there[one] for one in old)
        cost = (len(old) + len(new) + pairs) * (min(len(old), len(new)) + 1)
        if cost > self.left:
            return False
        self.left -= cost
        return True


@dataclass
class _Sides:
    """The pieces found so far on each side; what follows of the same fate goes into one piece."""

    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)

    def add(self, old: Sequence[str], new: Sequence[str], *, same: bool) -> None:
        _append(self.before, Fate.SAME if same else Fate.GONE, "".join(old))
        _append(self.after, Fate.SAME if same else Fate.ADDED, "".join(new))


def _append(found: list[Piece], fate: Fate, text: str) -> None:
    if text and found and found[-1].fate is fate:
        found[-1] = Piece(fate, found[-1].text + text)
    elif text:
        found.append(Piece(fate, text))


def pieces(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces, telling words that are only in one of them from words in both."""
    work, sides = _Work(), _Sides()
    old, new = PARAGRAPHS.findall(before), PARAGRAPHS.findall(after)
    for same, i1, i2, j1, j2 in _stretches(old, new, work=work):
        if same:
            sides.add(old[i1:i2], new[j1:j2], same=True)
            continue
        for one, other in _matched(old[i1:i2], new[j1:j2]):
            _words(one, other, work=work, sides=sides)
    return tuple(sides.before), tuple(sides.after)


def _matched(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """The paragraphs that took one another's place: one for one where there are as many, else all for all."""
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    return [("".join(old), "".join(new))]


def _words(before: str, after: str, *, work: _Work, sides: _Sides) -> None:
    old, new = WORDS.findall(before), WORDS.findall(after)
    for same, i1, i2, j1, j2 in _stretches(old, new, work=work, most=MOST_WORDS):
        sides.add(old[i1:i2], new[j1:j2], same=same)


def _stretches(old: Sequence[str], new: Sequence[str], *, work: _Work, most: int | None = None) -> Iterator[Stretch]:
    """Yield what is the same and what is not, but for the space around; the beginning and the end without a search."""
    left, right = [one.strip() for one in old], [one.strip() for one in new]
    shorter = min(len(left), len(right))
    head = next((place for place in range(shorter) if left[place] != right[place]), shorter)
    shorter -= head
    tail = next((place for place in range(shorter) if left[-1 - place] != right[-1 - place]), shorter)
    last, end = len(left) - tail, len(right) - tail
    yield True, 0, head, 0, head
    changed, changed_to = left[head:last], right[head:end]
    if (most is None or max(len(changed), len(changed_to)) <= most) and work.allows(changed, changed_to):
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, changed, changed_to, autojunk=False).get_opcodes():
            yield tag == "equal", head + i1, head + i2, head + j1, head + j2
    else:
        yield False, head, last, head, end
    yield True, last, len(left), end, len(right)
