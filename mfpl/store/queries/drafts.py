"""Finds the texts of proposals still being written, for those who translate and review them."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mfpl.store.queries.proposals import TextFacts, text_facts
from mfpl.store.tables import Proposal, ProposalText, ProposalVersion


@dataclass(frozen=True)
class DraftTexts:
    """A proposal in some state with the texts of its newest version by language."""

    number: str
    body_id: UUID
    sponsor_id: UUID | None
    source_language: str
    texts: dict[str, TextFacts]


def list_draft_texts(session: Session, *, state: str) -> list[DraftTexts]:
    """Return the proposals in a state with the texts of their newest version, the oldest first; one statement."""
    newest = (
        select(ProposalVersion.proposal_id, func.max(ProposalVersion.number).label("number"))
        .group_by(ProposalVersion.proposal_id)
        .subquery()
    )
    rows = session.execute(
        select(Proposal, ProposalVersion, ProposalText)
        .join(newest, newest.c.proposal_id == Proposal.id)
        .join(
            ProposalVersion,
            (ProposalVersion.proposal_id == Proposal.id) & (ProposalVersion.number == newest.c.number),
        )
        .join(ProposalText, ProposalText.version_id == ProposalVersion.id)
        .where(Proposal.state == state)
        .order_by(Proposal.created_at, Proposal.number)
    )
    texts: defaultdict[str, dict[str, TextFacts]] = defaultdict(dict)
    kept: dict[str, tuple[Proposal, ProposalVersion]] = {}
    for proposal, version, text in rows:
        kept[proposal.number] = (proposal, version)
        texts[proposal.number][text.language] = text_facts(text)
    return [
        DraftTexts(number, proposal.body_id, proposal.sponsor_id, version.source_language, texts[number])
        for number, (proposal, version) in kept.items()
    ]
