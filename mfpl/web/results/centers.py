"""The centers of a closed vote as they were called when it closed, so that a later change of name alters no result."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mfpl.web.centers import in_reader_order
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.places import places
from mfpl.web.wording.sections import CENTER, Sections

KEPT = "centers"


@dataclass(frozen=True)
class VotedCenter:
    """A center in the reader's language: code, full and short name, own language and clock."""

    code: str
    name: str
    short_name: str
    language: str
    time_zone: str


def centers_of(counts: Mapping[str, Any]) -> list[VotedCenter]:
    """Return the centers that stored counts are about, those of the reader's language first.

    Their names are those kept with the counts; counts without any are told with the names of today.
    """
    kept = counts.get(KEPT) or _of_today()
    shown = [_center(section["id"], kept.get(section["id"], {})) for section in counts["sections"]]
    return in_reader_order(shown)


def sections_of(centers: list[VotedCenter]) -> Sections:
    """Return what the sections of a vote are called in its explanation."""
    return Sections({center.code: center.name for center in centers}, kind=CENTER)


def _center(code: str, kept: Mapping[str, Any]) -> VotedCenter:
    return VotedCenter(
        code=code,
        name=said(kept.get("names", {})).text or code,
        short_name=said(kept.get("short_names", {})).text or code,
        language=kept.get("language", ""),
        time_zone=kept.get("time_zone", "UTC"),
    )


def _of_today() -> dict[str, dict[str, Any]]:
    return {
        place.code: {
            "names": dict.fromkeys(("es", "en"), place.name),
            "short_names": dict.fromkeys(("es", "en"), place.short_name),
            "language": place.language,
            "time_zone": place.time_zone,
        }
        for place in places()
    }
