"""The page of a vote for everyone who may see it, and "my votes" for who is signed in."""

from typing import Any

from flask import current_app, url_for
from flask.typing import ResponseReturnValue

from mfpl.domain.votes import Answer, VoteState, read_choices, state
from mfpl.services.electorates import RollPreview, try_roll
from mfpl.store.queries.ballots import NamedBallot, list_named
from mfpl.store.queries.bodies import get_body
from mfpl.store.queries.results import list_roll_totals
from mfpl.store.queries.rolls import list_totals
from mfpl.store.queries.votes import PinnedText, VoteFacts, list_pinned_texts
from mfpl.web.access import action, authorize, may
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.results.facts import stored_counts
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import in_reader_order, said
from mfpl.web.votes.chronicle import of_vote
from mfpl.web.votes.facts import (
    questions_of,
    rolls_by_center,
    rule_of,
    title_of,
    turnout_of,
    without_center,
)
from mfpl.web.votes.live import live_of, names_told
from mfpl.web.votes.mine import MyBallot, ballots_in, ballots_of
from mfpl.web.votes.places import places, places_by_id, zones
from mfpl.web.votes.section import find_vote, pages
from mfpl.web.wording.votes import LEVELS, STATES

NamedLine = tuple[NamedBallot, list[tuple[int, Answer]] | None]


@pages.get("")
@action("votes.mine")
def index() -> ResponseReturnValue:
    """List the reader's ballots: open, to come, over."""
    authorize("votes.mine")
    ballots = ballots_of(reading(), current_actor(), now=now())
    return page(
        "votes/index.html",
        open_ballots=ballots_in(ballots, VoteState.OPEN),
        coming=ballots_in(ballots, VoteState.SCHEDULED),
        ended=ballots_in(ballots, VoteState.ENDED),
        past=ballots_in(ballots, VoteState.CLOSED)[::-1],
        centers=places_by_id(),
        zones=zones(places()),
    )


@pages.get("/<number>")
@action("proposals.view")
def show(number: str) -> ResponseReturnValue:
    """Show the public facts of a vote, and the reader's own ballots in it."""
    vote, proposal = find_vote(number)
    named = names_told(vote)
    mine = _mine(vote)
    return page(
        "votes/show.html",
        vote=vote,
        proposal=proposal,
        mine=mine,
        named=_named(vote, mine) if named else [],
        events=of_vote(vote.id, shows_ballots=named and vote.times.closed_at is not None),
        **_facts(vote),
        **_roll(vote),
    )


def _facts(vote: VoteFacts) -> dict[str, Any]:
    found = state(vote.times, now())
    return {
        "title": title_of(vote),
        "body": said(get_body(reading(), body_id=vote.body_id).names).text,
        "found": found,
        "state": STATES[found],
        "level": LEVELS[vote.level],
        "questions": questions_of(vote),
        "rule": rule_of(vote),
        "texts": _texts(vote),
        "permitted_office": may("votes.close"),
        "rule_url": _rule_url(vote),
    }


def _rule_url(vote: VoteFacts) -> str | None:
    exists = "rules.show" in current_app.view_functions
    return url_for("rules.show", code=vote.rule_code) if exists else None


def _roll(vote: VoteFacts) -> dict[str, Any]:
    centers, roll = places(), _previewed(vote)
    totals = roll.totals
    counts = stored_counts(vote) if vote.times.closed_at else []
    return {
        "rolls": rolls_by_center(totals, centers),
        "uncapped": bool(roll.refused),
        "turnout": turnout_of(vote, totals, counts),
        "live": live_of(vote, totals, exact=names_told(vote)),
        "without_center": without_center(totals),
        "zones": zones(centers),
        "centers": {center.id: center for center in centers},
    }


def _mine(vote: VoteFacts) -> list[MyBallot]:
    if not current_actor().signed_in:
        return []
    ballots = ballots_of(reading(), current_actor(), now=now())
    return [ballot for ballot in ballots if ballot.line.vote_id == vote.id]


def _previewed(vote: VoteFacts) -> RollPreview:
    if vote.times.closed_at:
        return RollPreview(list_roll_totals(reading(), vote_id=vote.id))
    if vote.times.frozen_at:
        return RollPreview(list_totals(reading(), vote_id=vote.id))
    return try_roll(reading(), vote=vote)


def _texts(vote: VoteFacts) -> list[PinnedText]:
    pinned = list_pinned_texts(reading(), vote_id=vote.id)
    return [pinned[code] for code in in_reader_order() if code in pinned]


def _named(vote: VoteFacts, mine: list[MyBallot]) -> list[NamedLine]:
    """Who has voted, by name; how, of others only once the vote is closed."""
    own = {ballot.line.voter_id for ballot in mine}
    return [
        (ballot, list(read_choices(ballot.choices).items()) if vote.times.closed_at or ballot.voter_id in own else None)
        for ballot in list_named(reading(), vote_id=vote.id)
    ]
