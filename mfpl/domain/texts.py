"""Texts in two languages: their status, their fingerprint, and when a translation has fallen behind."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = ("es", "en")


class TextStatus(StrEnum):
    """How far a text has come: written first, translated, read by a second person, declared authentic."""

    ORIGINAL = "original"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    CERTIFIED = "certified"


READY = frozenset({TextStatus.ORIGINAL, TextStatus.REVIEWED, TextStatus.CERTIFIED})


@dataclass(frozen=True)
class TextState:
    """What opening a vote needs to know of a text: language, status, own fingerprint, fingerprint of its source."""

    language: str
    status: TextStatus
    fingerprint: str
    source_fingerprint: str | None


def fingerprint(title: str, body: str) -> str:
    """Return the SHA-256, in hexadecimal, of a text as people read it: line ends and Unicode forms made one."""
    canonical = json.dumps([_canonical(title), _canonical(body)], ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_stale(text: TextState, source: TextState) -> bool:
    """Return whether a translation was made from something else than the source as it stands."""
    return text.language != source.language and text.source_fingerprint != source.fingerprint


def _canonical(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
