"""The main menu: which sections there are, and which of them this reader may enter."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, request, url_for

from mfpl.web.access import may
from mfpl.web.words import lazy as _l


@dataclass(frozen=True)
class Place:
    """An entry of the menu: where it leads, what it is called, the action that opens it."""

    endpoint: str
    label: str
    action: str


PLACES = (
    Place("overview.home", _l("Home"), "home.view"),
    Place("votes.index", _l("My votes"), "votes.mine"),
    Place("proposals.index", _l("Proposals"), "proposals.list"),
    Place("decisions.index", _l("Decisions"), "decisions.view"),
    Place("bylaws.index", _l("By-laws"), "bylaws.view"),
    Place("rules.index", _l("Rules"), "rules.view"),
    Place("overview.organization", _l("Organization"), "overview.view"),
    Place("members.index", _l("Members"), "members.list"),
    Place("acts.index", _l("Two keys"), "acts.view"),
)


@dataclass(frozen=True)
class Link:
    """An entry as it is shown."""

    url: str
    label: str
    current: bool


def menu() -> Iterator[Link]:
    """Yield the entries that exist and that the reader may enter."""
    for place in PLACES:
        if place.endpoint in current_app.view_functions and may(place.action):
            yield Link(url_for(place.endpoint), place.label, _is_here(place.endpoint))


def _is_here(endpoint: str) -> bool:
    here = request.endpoint or ""
    return here == endpoint or (
        not endpoint.startswith("overview.") and request.blueprint == endpoint.partition(".")[0]
    )
