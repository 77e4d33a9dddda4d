"""The page of a proposal: how far it is, what is missing for its vote, its text in both languages, its history."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.policy import Subject
from mfpl.domain.proposals import ProposalKind
from mfpl.domain.texts import LANGUAGES
from mfpl.domain.votes import VoteState, missing_texts, state
from mfpl.services.proposals import ProposalState
from mfpl.services.votes import check_opening
from mfpl.store.queries.amendments import find_amendment
from mfpl.store.queries.bodies import get_body
from mfpl.store.queries.decisions import list_numbers_of_vote
from mfpl.store.queries.proposals import ProposalFacts, TextFacts
from mfpl.store.queries.votes import VoteFacts, find_vote_of_version
from mfpl.web.access import action, may
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.pages import page
from mfpl.web.proposals.carrying import carried
from mfpl.web.proposals.deadlock import way_out
from mfpl.web.proposals.paragraphs import BOTH, columns, rows
from mfpl.web.proposals.section import find_permitted, pages, subject_of, texts_of
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.chronicle import of_proposal
from mfpl.web.votes.places import places
from mfpl.web.votes.requirements import Requirement, opening_requirements, text_requirements
from mfpl.web.wording.votes import STATES
from mfpl.web.words import lazy as _l

STAGES = (_l("Draft"), _l("Vote prepared"), _l("Being voted on"), _l("Decided"))


@dataclass(frozen=True)
class Permitted:
    """What this reader may do with a proposal now, and in which languages."""

    write: tuple[str, ...]
    review: tuple[str, ...]
    withdraw: bool
    prepare: bool
    open: bool


@pages.get("/<number>")
@action("proposals.view")
def show(number: str) -> ResponseReturnValue:
    """Show a proposal to who may see it."""
    proposal = find_permitted(number, action="proposals.view")
    texts, vote = texts_of(proposal), _vote_on(proposal)
    view = request.args.get("show", BOTH)
    show_languages = view if view in LANGUAGES else BOTH
    shown = columns(texts, source_language=proposal.source_language, show=show_languages)
    return page(
        "proposals/show.html",
        proposal=proposal,
        title=said({code: text.title for code, text in texts.items()}),
        body=said(get_body(reading(), body_id=proposal.body_id).names).text,
        centers=places(),
        stages=STAGES,
        stage=_stage(proposal, vote),
        vote=vote,
        vote_state=STATES[state(vote.times, now())] if vote else None,
        requirements=_requirements(proposal, texts, vote),
        show=show_languages,
        columns=shown,
        rows=rows(shown),
        permitted=_permitted(proposal, texts, vote),
        events=of_proposal(proposal.id),
        **_change(proposal, vote),
    )


def _change(proposal: ProposalFacts, vote: VoteFacts | None) -> dict[str, object]:
    """Return the change of the by-laws that a proposal carries, what came of it, and the way out of a deadlock."""
    found = find_amendment(reading(), version_id=proposal.version_id)
    to_come = {ProposalState.DRAFT, ProposalState.VOTING}
    return {
        "amends": proposal.kind is ProposalKind.AMEND_RULES,
        "carried": carried(found, decided=proposal.state not in to_come) if found else None,
        "way_out": way_out(proposal),
        "decision": list_numbers_of_vote(reading(), vote_id=vote.id).get(1) if vote is not None else None,
    }


def _vote_on(proposal: ProposalFacts) -> VoteFacts | None:
    """Return the vote on the newest version; the vote that left the centers apart over an earlier one is told apart."""
    return find_vote_of_version(reading(), version_id=proposal.version_id)


def _stage(proposal: ProposalFacts, vote: VoteFacts | None) -> int:
    reached = {ProposalState.VOTING: 3, ProposalState.DEADLOCK: 3, ProposalState.DECIDED: 4}
    return reached.get(ProposalState(proposal.state), 2 if vote is not None else 1)


def _requirements(proposal: ProposalFacts, texts: Mapping[str, TextFacts], vote: VoteFacts | None) -> list[Requirement]:
    if proposal.state != ProposalState.DRAFT:
        return []
    if vote is not None:
        return opening_requirements(check_opening(reading(), vote=vote, now=now()))
    states = {code: text.state for code, text in texts.items()}
    missing = missing_texts(states, source_language=proposal.source_language, languages=LANGUAGES)
    return [
        *text_requirements(missing),
        Requirement(False, _("A prepared vote"), _("an election officer must still choose the rule and the hours.")),
    ]


def _permitted(proposal: ProposalFacts, texts: Mapping[str, TextFacts], vote: VoteFacts | None) -> Permitted:
    if proposal.state != ProposalState.DRAFT:
        return Permitted((), (), withdraw=False, prepare=False, open=False)
    about, office = subject_of(proposal), Subject(center_id=proposal.body_center_id)
    writable = tuple(code for code in LANGUAGES if may(_writing(proposal, code), about))
    prepared = vote is not None and state(vote.times, now()) is VoteState.PREPARED
    return Permitted(
        write=writable,
        review=tuple(
            code for code, text in texts.items() if may("proposals.review") and _awaits(proposal, text, texts)
        ),
        withdraw=may("proposals.withdraw", Subject(sponsor_id=proposal.sponsor_id)),
        prepare=may("votes.prepare", office),
        open=prepared and may("votes.open", office),
    )


def _writing(proposal: ProposalFacts, language: str) -> str:
    return "proposals.write" if language == proposal.source_language else "proposals.translate"


def _awaits(proposal: ProposalFacts, text: TextFacts, texts: Mapping[str, TextFacts]) -> bool:
    source = texts.get(proposal.source_language)
    return (
        source is not None
        and text.language != proposal.source_language
        and text.state.status == "draft"
        and text.state.source_fingerprint == source.state.fingerprint
        and text.author_id != current_actor().person_id
    )
