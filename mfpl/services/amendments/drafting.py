"""Puts forward proposals that amend the rules, and writes the change that they carry."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import Subject, require
from mfpl.domain.proposals import ProposalKind
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.rules import canonical
from mfpl.services import history
from mfpl.services.amendments.completing import AmendmentDraft, Change, change_of
from mfpl.services.amendments.guarding import problems_of
from mfpl.services.declarations import forget_declared, lock_votes
from mfpl.services.proposals import ProposalState, Text, create_proposal
from mfpl.store.queries.amendments import find_amendment, find_amendment_row
from mfpl.store.queries.bodies import get_body, list_centers
from mfpl.store.queries.bylaws import list_articles
from mfpl.store.queries.proposals import ProposalFacts, get_proposal
from mfpl.store.tables import Amendment, AmendmentDay

MEMBERSHIP = "membership"


def propose_amendment(
    session: Session,
    *,
    actor: Actor,
    body_id: UUID,
    source_language: str,
    text: Text,
    draft: AmendmentDraft,
    now: datetime,
) -> str:
    """Put a change of a clause forward and return the number of the proposal.

    Raise Forbidden; Conflict for any body but the whole membership; Invalid for the text, for days or articles there
    are not, for a change that changes nothing, and with code ``amendment_impossible`` and its problems for one that no
    vote could ever meet or undo; RuleInvalid with every error of the document.
    """
    require_whole_membership(session, body_id=body_id)
    number = create_proposal(
        session,
        actor=actor,
        body_id=body_id,
        source_language=source_language,
        text=text,
        now=now,
        kind=ProposalKind.AMEND_RULES,
    )
    save_amendment(session, actor=actor, number=number, draft=draft, now=now)
    return number


def require_whole_membership(session: Session, *, body_id: UUID) -> None:
    """Raise Conflict unless a body is the membership of all centers, which alone changes the by-laws of all."""
    body = get_body(session, body_id=body_id)
    if body.kind != MEMBERSHIP or body.center_id is not None:
        raise Conflict("amendment_needs_membership")


def save_amendment(
    session: Session, *, actor: Actor, number: str, draft: AmendmentDraft, now: datetime, expected: str | None = None
) -> None:
    """Write the change that a proposal to amend the rules carries, as long as it is a draft.

    ``expected`` is the fingerprint of the change the writer started from. Refuse as `propose_amendment`, and raise
    Conflict when the change has been rewritten since or the proposal is no longer a draft.
    """
    lock_votes(session, number=number)
    proposal = get_proposal(session, number=number, locked=True)
    require(actor, "proposals.write", Subject(body_id=proposal.body_id, sponsor_id=proposal.sponsor_id))
    if proposal.kind != ProposalKind.AMEND_RULES:
        raise Conflict("proposal_amends_nothing")
    if proposal.state != ProposalState.DRAFT:
        raise Conflict("proposal_not_draft")
    change = change_of(session, draft)
    problems = problems_of(session, change, kind=draft.kind, on=now.date())
    if problems:
        raise Invalid("amendment_impossible", problems=problems)
    mark = _write(session, proposal, draft=draft, change=change, actor=actor, now=now, expected=expected)
    forget_declared(session, version_id=proposal.version_id)
    _record(session, proposal, draft, mark=mark, actor=actor, now=now)


def _write(
    session: Session,
    proposal: ProposalFacts,
    *,
    draft: AmendmentDraft,
    change: Change,
    actor: Actor,
    now: datetime,
    expected: str | None,
) -> str:
    document = canonical(change.document) if change.document is not None else None
    article_id = _article(session, draft)
    row = find_amendment_row(session, version_id=proposal.version_id)
    if expected is not None and expected != (row.fingerprint if row else ""):
        raise Conflict("text_changed_meanwhile")
    if row is None:
        row = Amendment(proposal_version_id=proposal.version_id)
        session.add(row)
    row.kind, row.code, row.article_id = draft.kind, draft.code, article_id
    row.base_number, row.document = change.base.number if change.base else None, document
    row.fingerprint = fingerprint_of(draft, document)
    row.author_id, row.updated_at = actor.person_id, now
    session.flush()
    _write_days(session, row.id, draft)
    return row.fingerprint


def copy_amendment(session: Session, *, from_version: UUID, to_version: UUID) -> None:
    """Let a new version of a proposal carry the change that the earlier one carried, where it carried one."""
    carried = find_amendment(session, version_id=from_version)
    if carried is None:
        return
    row = find_amendment_row(session, version_id=from_version)
    names = ("kind", "code", "article_id", "base_number", "document", "fingerprint", "author_id", "updated_at")
    copy = Amendment(proposal_version_id=to_version, **{name: getattr(row, name) for name in names})
    session.add(copy)
    session.flush()
    _add_days(session, copy.id, carried.days)


def fingerprint_of(draft: AmendmentDraft, document: str | None) -> str:
    """Return the SHA-256, in hexadecimal, over everything that an adopted change would do."""
    days = {code: day.isoformat() for code, day in draft.days.items()}
    covered = [draft.kind, draft.code, draft.article, document, days]
    return hashlib.sha256(json.dumps(covered, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _article(session: Session, draft: AmendmentDraft) -> UUID | None:
    if draft.article is None:
        return None
    found = {article.code: article.id for article in list_articles(session)}
    if draft.article not in found:
        raise Invalid("article_unknown", article=draft.article)
    return found[draft.article]


def _write_days(session: Session, amendment_id: UUID, draft: AmendmentDraft) -> None:
    session.execute(delete(AmendmentDay).where(AmendmentDay.amendment_id == amendment_id))
    _add_days(session, amendment_id, draft.days)


def _add_days(session: Session, amendment_id: UUID, days: Mapping[str, date]) -> None:
    centers = {center.code: center.id for center in list_centers(session)}
    unknown = sorted(set(days) - set(centers))
    if unknown:
        raise Invalid("center_unknown", center=unknown[0])
    session.add_all(
        AmendmentDay(amendment_id=amendment_id, center_id=centers[code], from_on=day) for code, day in days.items()
    )
    session.flush()


def _record(
    session: Session, proposal: ProposalFacts, draft: AmendmentDraft, *, mark: str, actor: Actor, now: datetime
) -> None:
    history.record(
        session,
        stream=f"proposal:{proposal.id}",
        fact=Fact.AMENDMENT_SAVED,
        actor_id=actor.person_id,
        now=now,
        kind=draft.kind,
        rule=draft.code,
        retires=draft.document is None,
        fingerprint=mark,
    )
