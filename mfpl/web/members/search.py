"""What an admin looks for among the members of a center, read from the address, which keeps it."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from flask import request, url_for

from mfpl.domain.actors import Actor, MandateKind
from mfpl.domain.members import MemberKind, Status
from mfpl.domain.names import search_key
from mfpl.domain.refusals import Invalid
from mfpl.store.queries.members import MemberFilter
from mfpl.web.members.days import read_day
from mfpl.web.votes.places import Place, places
from mfpl.web.wording.refusals import sentence

LONGEST = 100


@dataclass(frozen=True)
class Search:
    """The filters as chosen, "" where left open; `on` is the day meant, and `problem` what is wrong with it."""

    center: Place
    text: str
    status: str
    kind: str
    day: str
    on: date
    problem: str = ""
    after: UUID | None = None
    before: UUID | None = None

    @property
    def chosen(self) -> dict[str, str]:
        """Return what narrows the list, as the address carries it; the center always."""
        filters = {"q": self.text, "status": self.status, "kind": self.kind, "on": self.day}
        return {"center": self.center.code} | {name: value for name, value in filters.items() if value}

    def address(self, **edge: UUID) -> str:
        """Return the address of the page that begins or ends beside a member."""
        query = self.chosen | {name: str(value) for name, value in edge.items()}
        return f"{url_for('members.index')}?{urlencode(query)}"

    def wanted(self) -> MemberFilter:
        """Return the search as the store reads it."""
        return MemberFilter(
            center_id=self.center.id,
            on=self.on,
            search=search_key(self.text),
            status=self.status or None,
            kind=self.kind or None,
            after=self.after,
            before=self.before,
        )


def own_centers(actor: Actor) -> list[Place]:
    """Return the centers an actor administers, those of the reader's language first."""
    own = actor.centers_of(MandateKind.CENTER_ADMIN)
    return [place for place in places() if place.id in own]


def asked(centers: list[Place], *, today: date) -> Search:
    """Return what the address asks for among one's own centers; what it cannot mean is left out."""
    given = request.args
    center = next((one for one in centers if one.code == given.get("center")), centers[0])
    day = given.get("on", "").strip()[:LONGEST]
    on, problem = _read(day, today)
    return Search(
        center=center,
        text=given.get("q", "").strip()[:LONGEST],
        status=given["status"] if given.get("status") in set(Status) else "",
        kind=given["kind"] if given.get("kind") in set(MemberKind) else "",
        day=day,
        on=on,
        problem=problem,
        after=_member(given.get("after", "")),
        before=_member(given.get("before", "")),
    )


def _read(day: str, today: date) -> tuple[date, str]:
    if not day:
        return today, ""
    try:
        return read_day(day), ""
    except Invalid as refusal:
        return today, sentence(refusal)


def _member(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
