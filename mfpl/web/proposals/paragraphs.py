"""Lays two languages of a text beside each other, paragraph by paragraph."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from mfpl.domain.texts import is_stale
from mfpl.store.queries.proposals import TextFacts
from mfpl.web.votes.bilingual import in_reader_order
from mfpl.web.wording.votes import FALLEN_BEHIND, TEXT_STATUSES, Toned

BLANK_LINES = re.compile(r"\n[ \t]*\n+")
BOTH = "both"


@dataclass(frozen=True)
class Column:
    """One language of a text: what it is, how far it has come, what it was made from; None where nobody wrote it."""

    language: str
    text: TextFacts | None
    status: Toned | None
    behind: bool
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One paragraph in one language; empty where this language has fewer."""

    language: str
    paragraph: str


def split(body: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: what blank lines set apart."""
    return tuple(part for part in BLANK_LINES.split(body.replace("\r\n", "\n").strip()) if part.strip())


def columns(texts: Mapping[str, TextFacts], *, source_language: str, show: str) -> list[Column]:
    """Return the languages to show, the reader's first: both, or the one asked for."""
    wanted = [code for code in in_reader_order() if show in {BOTH, code}]
    return [_column(texts, code, source_language) for code in wanted]


def _column(texts: Mapping[str, TextFacts], code: str, source_language: str) -> Column:
    text, source = texts.get(code), texts.get(source_language)
    if text is None:
        return Column(code, None, None, behind=False, paragraphs=())
    behind = source is not None and is_stale(text.state, source.state)
    status = FALLEN_BEHIND if behind else TEXT_STATUSES[text.state.status]
    return Column(code, text, status, behind=behind, paragraphs=split(text.body))


def rows(shown: Sequence[Column]) -> list[list[Cell]]:
    """Return the paragraphs of all columns, the first of each side by side, then the second, to the end."""
    return [
        [Cell(column.language, paragraph) for column, paragraph in zip(shown, together, strict=True)]
        for together in zip_longest(*(column.paragraphs for column in shown), fillvalue="")
    ]
