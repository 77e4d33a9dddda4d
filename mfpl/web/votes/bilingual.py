"""Shows what exists in two languages: the reader's own where there is one, else the other, marked as such."""

from collections.abc import Mapping
from dataclasses import dataclass

from mfpl.domain.texts import LANGUAGES
from mfpl.web.languages import language


@dataclass(frozen=True)
class Said:
    """A text with the language it is in."""

    language: str
    text: str

    @property
    def foreign(self) -> str | None:
        """Return the language to mark the text with, or None where it is the page's own."""
        return None if self.language == language().code else self.language


def said(texts: Mapping[str, str]) -> Said:
    """Return a text for this reader; an empty one where nobody has written any."""
    spoken = language().code
    for code in (spoken, *LANGUAGES):
        if texts.get(code):
            return Said(code, texts[code])
    return Said(spoken, "")


def in_reader_order() -> tuple[str, ...]:
    """Return the languages of texts, the reader's first."""
    spoken = language().code
    return tuple(sorted(LANGUAGES, key=lambda code: code != spoken))
