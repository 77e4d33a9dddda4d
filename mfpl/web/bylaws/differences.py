"""Holds two versions of a clause against each other: words gone and new in each language, and what it says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mfpl.services.clauses import ClauseDocument
from mfpl.web.bylaws.saying import InOneLanguage, says, texts_of
from mfpl.web.bylaws.words import Fate, Piece, pieces
from mfpl.web.votes.places import Place
from mfpl.web.wording.electorates import Clause
from mfpl.web.words import lazy as _l

FATES: Mapping[Fate, str] = {
    Fate.SAME: _l("as before"),
    Fate.CHANGED: _l("changed"),
    Fate.GONE: _l("left out"),
    Fate.ADDED: _l("added"),
}


@dataclass(frozen=True)
class TextDifference:
    """Title and text in one language, before and after; nothing on a side where there is no such version."""

    language: str
    title_before: tuple[Piece, ...]
    title_after: tuple[Piece, ...]
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    same: bool


@dataclass(frozen=True)
class RowDifference:
    """One thing the clause says, before and after."""

    fate: Fate
    before: Clause | None
    after: Clause | None

    @property
    def name(self) -> str:
        """Return what it is about."""
        found = self.after or self.before
        return found.name if found else ""

    @property
    def words(self) -> str:
        """Return what became of it."""
        return str(FATES[self.fate])


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two versions of a clause; one of them may not be there."""

    texts: tuple[TextDifference, ...]
    rows: tuple[RowDifference, ...]

    @property
    def changed_rows(self) -> tuple[RowDifference, ...]:
        """Return what is not said as before."""
        return tuple(row for row in self.rows if row.fate is not Fate.SAME)


def difference(before: ClauseDocument | None, after: ClauseDocument | None, centers: list[Place]) -> Difference:
    """Return what differs between two versions; None stands for no version: a clause begun, or retired."""
    old = {one.language: one for one in texts_of(before)} if before else {}
    new = {one.language: one for one in texts_of(after)} if after else {}
    languages = [one.language for one in texts_of(after or before)] if after or before else []  # type: ignore[arg-type]  # one of them is there
    said_before = _lasting(says(before, centers)) if before else []
    said_after = _lasting(says(after, centers)) if after else []
    return Difference(
        texts=tuple(_texts(code, old.get(code), new.get(code)) for code in languages),
        rows=tuple(_rows(said_before, said_after)),
    )


def _texts(code: str, old: InOneLanguage | None, new: InOneLanguage | None) -> TextDifference:
    title_before, title_after = pieces(old.title if old else "", new.title if new else "")
    before, after = pieces(old.text if old else "", new.text if new else "")
    return TextDifference(code, title_before, title_after, before, after, same=old == new)


def _lasting(said: list[Clause]) -> list[Clause]:
    """Without what follows from the place of a version among the others: its days, and which one it replaces."""
    return [clause for clause in said if clause.path not in {"/in_force", "/supersedes"}]


def _rows(before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[RowDifference]:
    names = [one.name for one in before], [one.name for one in after]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_row(old, new) for old, new in zip(before[i1:i2], after[j1:j2], strict=True))
            continue
        yield from _replaced(before[i1:i2], after[j1:j2])


def _replaced(before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[RowDifference]:
    """What took the place of what: the same place of the document, even where it goes by another name now."""
    places = {one.path: one for one in after}
    kept = {one.path for one in before}
    for old in before:
        new = places.get(old.path)
        yield RowDifference(Fate.CHANGED if new else Fate.GONE, old, new)
    yield from (RowDifference(Fate.ADDED, None, new) for new in after if new.path not in kept)


def _row(old: Clause, new: Clause) -> RowDifference:
    return RowDifference(Fate.SAME if _said(old) == _said(new) else Fate.CHANGED, old, new)


def _said(clause: Clause) -> tuple[object, ...]:
    """What a clause says, wherever in its document it stands."""
    return (clause.name, clause.text, tuple(_said(part) for part in clause.parts))
