"""Refusals while voting: what happened, when in every center's city, what was kept, what to do."""

from datetime import datetime
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Invalid, NotFound, Refusal
from mfpl.store.queries.rolls import RollLine, find_line
from mfpl.store.queries.votes import VoteFacts, get_vote
from mfpl.web import errors
from mfpl.web.access import SignInNeededError, may
from mfpl.web.intake import is_text
from mfpl.web.transaction import SAFE_METHODS, reading
from mfpl.web.votes.facts import title_of
from mfpl.web.votes.places import places, zones
from mfpl.web.votes.section import pages
from mfpl.web.wording.refusals import sentence

KEYS = frozenset({"votes.ask", "votes.confirm"})
INSTANTS = ("closed_at", "opens_at", "closes_at")


@pages.errorhandler(Refusal)
def refused(refusal: Refusal) -> ResponseReturnValue:
    """Answer a refusal about a vote; where it is about a ballot of one's own, say what of it is kept."""
    vote = _vote()
    if vote is None:
        return errors.refused(refusal)
    line = _own_line(vote)
    answer = render_template(
        "votes/refused.html",
        sentence=sentence(refusal),
        code=refusal.code,
        moment=_moment(refusal),
        vote=vote,
        title=title_of(vote) if _may_see(vote) else None,
        line=line,
        zones=zones(places()),
    )
    return answer, refusal.status


@pages.errorhandler(CSRFError)
def session_over(error: CSRFError) -> ResponseReturnValue:
    """Say that a session ended between two pages of a ballot, and that nothing was kept; give back other forms."""
    of_a_ballot = "voter_id" in (request.view_args or {})
    return refused(Invalid("ballot_page_ended")) if of_a_ballot else errors.stale_form(error)


@pages.errorhandler(SignInNeededError)
def sign_in_first(_needed: SignInNeededError) -> ResponseReturnValue:
    """Lead to the sign-in page and from there to where the thing is begun, never to an address that only acts."""
    back = request.full_path.rstrip("?") if request.method in SAFE_METHODS else _beginning()
    return redirect(url_for("accounts.sign_in", next=back), 303)


def _beginning() -> str:
    given = request.view_args or {}
    if "voter_id" in given:
        return url_for("votes.ballot", number=given["number"], voter_id=given["voter_id"])
    return url_for("votes.closing", number=given["number"]) if request.endpoint in KEYS else request.path


def _vote() -> VoteFacts | None:
    number = (request.view_args or {}).get("number")
    if not number or not is_text(number):
        return None
    try:
        return get_vote(reading(), number=number)
    except NotFound:
        return None


def _own_line(vote: VoteFacts) -> RollLine | None:
    voter_id = (request.view_args or {}).get("voter_id")
    if not isinstance(voter_id, UUID) or not may("votes.cast", Subject(voter_id=voter_id)):
        return None
    return find_line(reading(), vote_id=vote.id, voter_id=voter_id)


def _may_see(vote: VoteFacts) -> bool:
    return may("proposals.view", Subject(body_id=vote.body_id, visibility=vote.visibility))


def _moment(refusal: Refusal) -> datetime | None:
    found = [refusal.params[name] for name in INSTANTS if name in refusal.params]
    return found[0] if found else None
