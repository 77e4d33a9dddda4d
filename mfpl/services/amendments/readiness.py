"""What keeps a vote on a change of the rules from opening."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from mfpl.domain.proposals import ProposalKind
from mfpl.domain.votes import Gap, Missing
from mfpl.services.amendments.completing import Change
from mfpl.services.amendments.drafting import MEMBERSHIP
from mfpl.services.amendments.governing import governing_rule
from mfpl.services.amendments.guarding import problems_of
from mfpl.services.clauses import read_clause
from mfpl.store.queries.amendments import AmendmentFacts, find_amendment, find_vote_amending
from mfpl.store.queries.bylaws import find_clause_text
from mfpl.store.queries.proposals import ProposalFacts
from mfpl.store.queries.votes import VoteFacts


def missing_amendment(
    session: Session, *, vote: VoteFacts, proposal: ProposalFacts, now: datetime
) -> tuple[Missing, ...]:
    """Return what is missing of the change that a proposal to amend the rules carries; nothing for other proposals.

    It must still start from the newest version, be alone under vote, be governed by the rule of the vote, and be
    possible to meet and to undo over the membership there is now.
    """
    if proposal.kind is not ProposalKind.AMEND_RULES:
        return ()
    amendment = find_amendment(session, version_id=vote.version_id)
    if amendment is None:
        return (Missing(Gap.AMENDMENT),)
    return tuple(_missing(session, vote, amendment, now=now))


def _missing(session: Session, vote: VoteFacts, amendment: AmendmentFacts, *, now: datetime) -> Iterator[Missing]:
    if vote.body_kind != MEMBERSHIP or vote.body_center_id is not None:
        yield Missing(Gap.AMENDMENT_NEEDS_MEMBERSHIP)
    base = find_clause_text(session, kind=amendment.kind, code=amendment.code)
    if (base.number if base else None) != amendment.base_number:
        yield Missing(Gap.AMENDMENT_OUTDATED)
        return
    governing = governing_rule(session, amendment)
    if governing != vote.rule_code:
        yield Missing(Gap.RULE_DOES_NOT_GOVERN, named=governing)
    other = find_vote_amending(session, kind=amendment.kind, code=amendment.code, other_than=vote.id)
    if other is not None:
        yield Missing(Gap.AMENDMENT_UNDER_VOTE, named=other)
    document = read_clause(amendment.kind, amendment.document) if amendment.document is not None else None
    if problems_of(session, Change(base, document), kind=amendment.kind, on=now.date(), vote_id=vote.id):
        yield Missing(Gap.AMENDMENT_IMPOSSIBLE)
