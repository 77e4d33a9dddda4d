"""Centers as the pages of votes name them: in the reader's language and order, with their clocks."""

from dataclasses import dataclass
from uuid import UUID

from mfpl.store.queries.bodies import CenterFacts, list_centers
from mfpl.web.centers import in_reader_order
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import said


@dataclass(frozen=True)
class Place:
    """A center with its names in the reader's language."""

    id: UUID
    code: str
    name: str
    short_name: str
    language: str
    time_zone: str


def places() -> list[Place]:
    """Return all centers, those of the reader's language first."""
    return in_reader_order([_place(facts) for facts in list_centers(reading())])


def places_by_id() -> dict[UUID, Place]:
    """Return all centers by id."""
    return {place.id: place for place in places()}


def zones(shown: list[Place]) -> list[str]:
    """Return the clocks of the centers in their order, each once."""
    return list(dict.fromkeys(place.time_zone for place in shown))


def _place(facts: CenterFacts) -> Place:
    return Place(
        id=facts.id,
        code=facts.code,
        name=said(facts.names).text,
        short_name=said(facts.short_names).text,
        language=facts.language,
        time_zone=facts.time_zone,
    )
