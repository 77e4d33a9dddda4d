"""One member as its page shows it: where and how it has stood, who speaks for it, what is on record about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mfpl.domain.actors import MandateKind
from mfpl.domain.members import MemberKind
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.members import (
    MandateLine,
    MemberFacts,
    Period,
    Spokesperson,
    list_affiliations,
    list_mandates,
    list_spokespeople,
    list_standings,
)
from mfpl.store.queries.people_names import list_names
from mfpl.web.transaction import reading
from mfpl.web.votes.chronicle import Event
from mfpl.web.votes.places import Place, places
from mfpl.web.wording.history import tell
from mfpl.web.wording.members import StatusWords, status_words
from mfpl.web.wording.people import MANDATES, MEMBER_KINDS


@dataclass(frozen=True)
class MemberFile:
    """Everything the page of a member shows."""

    facts: MemberFacts
    kind: str
    center: Place | None
    status: StatusWords | None
    affiliations: Sequence[tuple[Place, Period]]
    standings: Sequence[tuple[StatusWords, Period]]
    people: Sequence[Spokesperson]
    mandates: Sequence[tuple[str, MandateLine]]
    events: Sequence[Event]


def file_of(facts: MemberFacts, *, today: date) -> MemberFile:
    """Return what is kept about a member."""
    session = reading()
    centers = {place.code: place for place in places()}
    standings = list_standings(session, member_id=facts.id)
    people = list_spokespeople(session, member=facts)
    mandates = list_mandates(session, person_ids=[one.person_id for one in people]) if people else []
    return MemberFile(
        facts=facts,
        kind=str(MEMBER_KINDS[MemberKind(facts.kind)]),
        center=next((place for place in centers.values() if place.id == facts.center_id), None),
        status=next((status_words(one.what) for one in standings if _holds(one, today)), None),
        affiliations=[(centers[one.what], one) for one in list_affiliations(session, member_id=facts.id)],
        standings=[(status_words(one.what), one) for one in standings],
        people=people,
        mandates=[(str(MANDATES[MandateKind(one.kind)]), one) for one in mandates],
        events=_events(facts, centers),
    )


def _holds(period: Period, day: date) -> bool:
    return period.from_on <= day and (period.until_on is None or period.until_on > day)


def _events(facts: MemberFacts, centers: Mapping[str, Place]) -> list[Event]:
    entries = list_entries(reading(), stream=f"member:{facts.id}")
    actors = {one.actor_id for one in entries if one.actor_id}
    names = {str(person_id): name for person_id, name in list_names(reading(), person_ids=actors).items()}
    names |= {code: center.name for code, center in centers.items()}
    return [Event(one.at, tell(one, names=names), one.sequence, one.digest) for one in reversed(entries)]
