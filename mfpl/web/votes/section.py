"""The section of votes: its blueprint, and a vote found for whom the policy lets see it."""

from datetime import date

from mfpl.domain.policy import Subject
from mfpl.store.queries.proposals import ProposalFacts, get_proposal_by_id
from mfpl.store.queries.votes import VoteFacts, get_vote
from mfpl.web.access import authorize, section
from mfpl.web.formatting import day
from mfpl.web.transaction import reading
from mfpl.web.wording import votes as wording

pages = section("votes", __name__, path="/votes")
pages.add_app_template_filter(lambda text: day(date.fromisoformat(text)), "iso_day")
pages.add_app_template_global(wording.answer_words, "answer_words")
pages.add_app_template_global(wording.exclusion, "exclusion_words")
pages.add_app_template_global(wording.members_count, "members_count")
pages.add_app_template_global(wording.kind_word, "kind_word")
pages.add_app_template_global(wording.tie_rule_words, "tie_rule_words")
pages.add_app_template_global(wording.votes_count, "votes_count")
pages.add_app_template_global(wording.weight_sentence, "weight_words")


def find_vote(number: str) -> tuple[VoteFacts, ProposalFacts]:
    """Return a vote with its proposal for who may see the proposal; raise NotFound, Forbidden or SignInNeeded."""
    vote = get_vote(reading(), number=number)
    proposal = get_proposal_by_id(reading(), proposal_id=vote.proposal_id)
    about = Subject(body_id=vote.body_id, sponsor_id=proposal.sponsor_id, visibility=vote.visibility)
    authorize("proposals.view", about)
    return vote, proposal
