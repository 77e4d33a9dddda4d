"""Closing a vote: early with two keys, one of each center, or when its time is over with one."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.actors import MandateKind
from mfpl.domain.refusals import Conflict
from mfpl.domain.votes import VoteState, state
from mfpl.services.votes import ask_early_close, close_vote, confirm_early_close
from mfpl.services.votes.closing import EARLY_CLOSE
from mfpl.store.queries.acts import find_waiting
from mfpl.store.queries.people_names import OfficeHolder, list_names, list_office_holders
from mfpl.store.queries.votes import VoteFacts, get_vote
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.transaction import reading, writing
from mfpl.web.votes.facts import title_of
from mfpl.web.votes.places import Place, places, zones
from mfpl.web.votes.section import pages


@dataclass(frozen=True)
class Key:
    """One center's key to an early close: whether it was turned, by whom, and who could turn it."""

    place: Place
    turned_by: str | None
    holders: tuple[str, ...]
    mine: bool


@pages.get("/<number>/close")
@action("votes.close")
def closing(number: str) -> ResponseReturnValue:
    """Show where the closing of a vote stands, who can do what, and the one thing this officer can do."""
    authorize("votes.close")
    vote = get_vote(reading(), number=number)
    found = state(vote.times, now())
    if found is VoteState.CLOSED:
        raise Conflict("vote_already_closed")
    act = find_waiting(reading(), kind=EARLY_CLOSE, object_id=vote.id, now=now())
    keys = _keys(vote)
    return page(
        "votes/closing.html",
        vote=vote,
        title=title_of(vote),
        found=found,
        act=act,
        keys=keys,
        confirmable=act is not None and any(key.mine and key.turned_by is None for key in keys),
        zones=zones(places()),
    )


@pages.post("/<number>/close")
@action("votes.close")
def close(number: str) -> ResponseReturnValue:
    """Close a vote whose time is over and count it."""
    authorize("votes.close")
    close_vote(writing(), actor=current_actor(), number=number, now=now())
    return redirect(url_for("results.result", number=number), 303)


@pages.post("/<number>/close/ask")
@action("votes.close_early")
def ask(number: str) -> ResponseReturnValue:
    """Turn the first key of an early close."""
    authorize("votes.close_early")
    ask_early_close(writing(), actor=current_actor(), number=number, now=now())
    flash(_("You used your key. The vote stays open until an election officer of the other center uses theirs."))
    return redirect(url_for("votes.closing", number=number), 303)


@pages.post("/<number>/close/confirm")
@action("votes.close_early")
def confirm(number: str) -> ResponseReturnValue:
    """Turn the second key, of the other center, and close the vote at once."""
    authorize("votes.close_early")
    confirm_early_close(writing(), actor=current_actor(), number=number, now=now())
    return redirect(url_for("results.result", number=number), 303)


def _keys(vote: VoteFacts) -> list[Key]:
    act = find_waiting(reading(), kind=EARLY_CLOSE, object_id=vote.id, now=now())
    asker = list_names(reading(), person_ids=[act.asked_by]).get(act.asked_by, "") if act else None
    officers = list_office_holders(reading(), kind=MandateKind.ELECTION_OFFICER, on=now().date())
    own = current_actor().centers_of(MandateKind.ELECTION_OFFICER)
    return [
        Key(
            place=place,
            turned_by=asker if act is not None and act.asked_center_id == place.id else None,
            holders=_holders(officers, place.id),
            mine=place.id in own,
        )
        for place in places()
    ]


def _holders(officers: list[OfficeHolder], center_id: UUID) -> tuple[str, ...]:
    return tuple(officer.name for officer in officers if officer.center_id == center_id)
