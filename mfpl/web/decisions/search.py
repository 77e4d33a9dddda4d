"""What somebody looks for in the register, read from the address, which keeps it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

from mfpl.domain.actors import Actor, MandateKind
from mfpl.store.queries.decisions import DecisionFilter, Sight
from mfpl.web.wording.outcomes import GROUPS

PER_PAGE = 20
LAST_YEAR = 9998
KNOWN, UNKNOWN = "known", "unknown"


@dataclass(frozen=True)
class Search:
    """The filters of the register as chosen, "" where left open, and the page, counted from 1."""

    year: str
    body: str
    outcome: str
    counts: str
    page: int

    @property
    def chosen(self) -> dict[str, str]:
        """Return the filters that narrow anything."""
        filters = {"year": self.year, "body": self.body, "outcome": self.outcome, "counts": self.counts}
        return {name: value for name, value in filters.items() if value}

    def address(self, page: int) -> str:
        """Return the address of another page of the same search."""
        query = self.chosen | ({"page": str(page)} if page > 1 else {})
        return url_for("decisions.index") + (f"?{urlencode(query)}" if query else "")


def asked() -> Search:
    """Return what the address asks for; what it cannot mean is left out."""
    given = request.args
    year, page = given.get("year", ""), given.get("page", "")
    return Search(
        year=year if len(year) == len("2019") and year.isdecimal() and 1 <= int(year) <= LAST_YEAR else "",
        body=given.get("body", ""),
        outcome=given["outcome"] if given.get("outcome") in GROUPS else "",
        counts=given["counts"] if given.get("counts") in {KNOWN, UNKNOWN} else "",
        page=max(int(page), 1) if page.isdecimal() and len(page) < len("100000") else 1,
    )


def narrowed(search: Search, actor: Actor) -> DecisionFilter:
    """Return the search as the store reads it, for what this reader may see."""
    return DecisionFilter(
        year=int(search.year) if search.year else None,
        body=search.body or None,
        outcomes=GROUPS[search.outcome].codes if search.outcome else (),
        counted=search.counts == KNOWN if search.counts else None,
        sight=sight_of(actor),
    )


def sight_of(actor: Actor) -> Sight | None:
    """Return whose decisions a reader may see: the rows of the policy for results, as one question to the store."""
    if actor.holds(MandateKind.ELECTION_OFFICER):
        return None
    shown = {"public", "members"} if actor.memberships or actor.mandates else {"public"}
    bodies = {held.body_id for held in actor.mandates if held.body_id is not None}
    return Sight(frozenset(shown), frozenset(bodies))
