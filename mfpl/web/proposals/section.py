"""The section of proposals: its blueprint, and what the policy is asked about a proposal."""

from collections.abc import Mapping

from mfpl.domain.policy import Subject
from mfpl.store.queries.proposals import ProposalFacts, TextFacts, get_proposal, list_texts
from mfpl.web.access import authorize, section
from mfpl.web.transaction import reading
from mfpl.web.wording.votes import language_name

pages = section("proposals", __name__, path="/proposals")
pages.add_app_template_global(language_name, "language_name")


def subject_of(proposal: ProposalFacts) -> Subject:
    """Return a proposal as far as permission depends on it."""
    return Subject(body_id=proposal.body_id, sponsor_id=proposal.sponsor_id, visibility=proposal.visibility)


def find_permitted(number: str, *, action: str) -> ProposalFacts:
    """Return a proposal about which an action is permitted; raise NotFound, Forbidden or SignInNeeded."""
    proposal = get_proposal(reading(), number=number)
    authorize(action, subject_of(proposal))
    return proposal


def texts_of(proposal: ProposalFacts) -> Mapping[str, TextFacts]:
    """Return the texts of a proposal's newest version by language."""
    return list_texts(reading(), version_id=proposal.version_id)
