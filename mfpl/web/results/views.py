"""The result of a vote and the pack with which anyone recounts it."""

from flask import Response
from flask.typing import ResponseReturnValue

from mfpl.domain.cells import has_small_cell
from mfpl.domain.policy import Subject
from mfpl.domain.votes import VoteState, state
from mfpl.services.recount import build_pack, pack_fingerprint, pack_text
from mfpl.store.queries.rolls import list_totals
from mfpl.store.queries.votes import VoteFacts, get_vote
from mfpl.web.access import action, authorize
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.results.captions import held, held_by, weights
from mfpl.web.results.facts import result_of, stored_counts
from mfpl.web.results.section import pages
from mfpl.web.transaction import reading
from mfpl.web.votes.facts import title_of, turnout_of
from mfpl.web.votes.live import live_of, names_told
from mfpl.web.votes.places import places, zones


@pages.get("/<number>/result")
@action("results.view")
def result(number: str) -> ResponseReturnValue:
    """Show what a vote came to and why; before it is closed, when that will be and how many have voted."""
    vote = _visible(number)
    if vote.times.closed_at is None:
        return page("results/pending.html", **_pending(vote))
    found = result_of(vote)
    return page(
        "results/result.html",
        result=found,
        held_by=held_by(vote),
        held=held(vote, found.centers),
        weights=weights(found.rule, by_members=vote.body_kind != "committee"),
        command=f"mfpl recount {pack_name(vote)}",
        about=Subject(small_cell=found.small_cell),
        pack=pack_fingerprint(pack_text(build_pack(reading(), vote=vote))),
    )


@pages.get("/<number>/recount.json")
@action("results.recount")
def recount(number: str) -> ResponseReturnValue:
    """Hand out the recount pack of a closed vote."""
    vote = _visible(number)
    authorize("results.recount", Subject(small_cell=_small_cell(vote)))
    answer = Response(pack_text(build_pack(reading(), vote=vote)), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{pack_name(vote)}"'
    return answer


def pack_name(vote: VoteFacts) -> str:
    """Return the name under which a recount pack is downloaded."""
    return f"recount-{vote.number}.json"


def _visible(number: str) -> VoteFacts:
    vote = get_vote(reading(), number=number)
    authorize("results.view", Subject(body_id=vote.body_id, visibility=vote.visibility))
    return vote


def _small_cell(vote: VoteFacts) -> bool:
    return has_small_cell(stored_counts(vote), least=vote.smallest_cell)


def _pending(vote: VoteFacts) -> dict[str, object]:
    totals = list_totals(reading(), vote_id=vote.id)
    return {
        "vote": vote,
        "live": live_of(vote, totals, exact=names_told(vote)),
        "title": title_of(vote),
        "standing": state(vote.times, now()),
        "states": VoteState,
        "zones": zones(places()),
        "turnout": turnout_of(vote, totals, counts=[]),
    }
