"""Proposals: put forward, written in two languages, reviewed by a second person, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import Subject, require
from mfpl.domain.proposals import ProposalKind
from mfpl.domain.refusals import Conflict, Invalid, NotFound
from mfpl.domain.texts import LANGUAGES, TextStatus, fingerprint
from mfpl.services import history
from mfpl.services.declarations import forget_declared, lock_votes
from mfpl.store.queries import proposals as queries
from mfpl.store.queries.numbers import next_number
from mfpl.store.tables import Proposal, ProposalText, ProposalVersion

TITLE_LIMIT = 200
BODY_LIMIT = 100_000


class ProposalState(StrEnum):
    """Where a proposal stands before and after its vote."""

    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    DEADLOCK = "deadlock"
    VOTING = "voting"
    DECIDED = "decided"


@dataclass(frozen=True)
class Text:
    """A title of up to 200 and a body of up to 100,000 characters, in Markdown."""

    title: str
    body: str


def create_proposal(
    session: Session,
    *,
    actor: Actor,
    body_id: UUID,
    source_language: str,
    text: Text,
    now: datetime,
    scope_center_id: UUID | None = None,
    visibility: str = "public",
    kind: ProposalKind = ProposalKind.ORDINARY,
) -> str:
    """Put a proposal forward in its first language and return its number; raise Forbidden or Invalid."""
    require(actor, "proposals.write", Subject(body_id=body_id))
    _check(source_language, text)
    proposal = Proposal(
        number=next_number(session, Proposal, year=now.year),
        kind=kind,
        body_id=body_id,
        scope_center_id=scope_center_id,
        visibility=visibility,
        sponsor_id=actor.person_id,
        state=ProposalState.DRAFT,
        created_at=now,
    )
    session.add(proposal)
    session.flush()
    version = ProposalVersion(
        proposal_id=proposal.id, number=1, source_language=source_language, author_id=actor.person_id, created_at=now
    )
    session.add(version)
    session.flush()
    _write(session, version_id=version.id, language=source_language, text=text, actor=actor, now=now, source=None)
    _record(session, proposal.id, Fact.PROPOSAL_CREATED, actor, now, number=proposal.number, language=source_language)
    return proposal.number


def save_text(
    session: Session,
    *,
    actor: Actor,
    number: str,
    language: str,
    text: Text,
    now: datetime,
    expected: str | None = None,
    made_from: str | None = None,
) -> None:
    """Write a draft's text in one language; a translation keeps the fingerprint of the source it was made from.

    ``expected`` is the fingerprint the writer started from: raise Conflict when the text has changed since.
    ``made_from`` is the fingerprint of the source the translator had in view; the present one where not given.
    """
    lock_votes(session, number=number)
    facts = queries.get_proposal(session, number=number, locked=True)
    is_source = language == facts.source_language
    action = "proposals.write" if is_source else "proposals.translate"
    require(actor, action, Subject(body_id=facts.body_id, sponsor_id=facts.sponsor_id))
    _check(language, text)
    _require_draft(facts)
    stored = queries.find_text_row(session, version_id=facts.version_id, language=language)
    if expected is not None and expected != (stored.fingerprint if stored else ""):
        raise Conflict("text_changed_meanwhile")
    source = None if is_source else made_from or _source_fingerprint(session, facts)
    _write(session, version_id=facts.version_id, language=language, text=text, actor=actor, now=now, source=source)
    forget_declared(session, version_id=facts.version_id)
    _record(session, facts.id, Fact.TEXT_SAVED, actor, now, language=language)


def review_text(
    session: Session, *, actor: Actor, number: str, language: str, now: datetime, read: str | None = None
) -> None:
    """Mark a translation as read against its current source by someone other than who made it.

    ``read`` is the fingerprint of what was read: raise Conflict when the text has changed since.
    """
    require(actor, "proposals.review")
    facts = queries.get_proposal(session, number=number, locked=True)
    _require_draft(facts)
    stored = queries.find_text_row(session, version_id=facts.version_id, language=language)
    if stored is None or language == facts.source_language:
        raise NotFound("text_unknown")
    if stored.author_id == actor.person_id:
        raise Conflict("review_own_text")
    if read is not None and read != stored.fingerprint:
        raise Conflict("review_changed_text")
    if stored.source_fingerprint != _source_fingerprint(session, facts):
        raise Conflict("review_stale_text")
    stored.status = TextStatus.REVIEWED
    stored.reviewer_id = actor.person_id
    _record(session, facts.id, Fact.TEXT_REVIEWED, actor, now, language=language, fingerprint=stored.fingerprint)


def withdraw_proposal(session: Session, *, actor: Actor, number: str, now: datetime) -> None:
    """Take a draft back, which only its sponsor may."""
    facts = queries.get_proposal(session, number=number, locked=True)
    require(actor, "proposals.withdraw", Subject(sponsor_id=facts.sponsor_id))
    _require_draft(facts)
    set_state(session, proposal_id=facts.id, state=ProposalState.WITHDRAWN)
    _record(session, facts.id, Fact.PROPOSAL_WITHDRAWN, actor, now)


def begin_version(session: Session, *, proposal: queries.ProposalFacts, actor: Actor, now: datetime) -> UUID:
    """Begin the next version of a proposal with the texts of the last one, and return its id."""
    version = ProposalVersion(
        proposal_id=proposal.id,
        number=proposal.version_number + 1,
        source_language=proposal.source_language,
        author_id=actor.person_id,
        created_at=now,
    )
    session.add(version)
    session.flush()
    copied = ("language", "title", "body", "fingerprint", "status", "source_fingerprint", "author_id", "reviewer_id")
    for language in queries.list_texts(session, version_id=proposal.version_id):
        row = queries.find_text_row(session, version_id=proposal.version_id, language=language)
        text = {name: getattr(row, name) for name in copied}
        session.add(ProposalText(version_id=version.id, updated_at=now, **text))
    session.flush()
    return version.id


def set_state(session: Session, *, proposal_id: UUID, state: ProposalState) -> None:
    """Move a proposal on when its vote opens or closes."""
    session.get_one(Proposal, proposal_id).state = state


def _require_draft(facts: queries.ProposalFacts) -> None:
    if facts.state != ProposalState.DRAFT:
        raise Conflict("proposal_not_draft")


def _check(language: str, text: Text) -> None:
    if language not in LANGUAGES:
        raise Invalid("language_unknown")
    if not text.title.strip() or not text.body.strip():
        raise Invalid("text_empty")
    if len(text.title) > TITLE_LIMIT or len(text.body) > BODY_LIMIT:
        raise Invalid("text_too_long", title=TITLE_LIMIT, body=BODY_LIMIT)


def _source_fingerprint(session: Session, facts: queries.ProposalFacts) -> str:
    return queries.list_texts(session, version_id=facts.version_id)[facts.source_language].state.fingerprint


def _write(
    session: Session,
    *,
    version_id: UUID,
    language: str,
    text: Text,
    actor: Actor,
    now: datetime,
    source: str | None,
) -> None:
    values: Mapping[str, object] = {
        "title": text.title.strip(),
        "body": text.body,
        "fingerprint": fingerprint(text.title.strip(), text.body),
        "status": TextStatus.ORIGINAL if source is None else TextStatus.DRAFT,
        "source_fingerprint": source,
        "author_id": actor.person_id,
        "reviewer_id": None,
        "updated_at": now,
    }
    row = queries.find_text_row(session, version_id=version_id, language=language)
    if row is None:
        session.add(ProposalText(version_id=version_id, language=language, **values))
    else:
        for name, value in values.items():
            setattr(row, name, value)
    session.flush()


def _record(session: Session, proposal_id: UUID, fact: Fact, actor: Actor, now: datetime, **params: object) -> None:
    history.record(session, stream=f"proposal:{proposal_id}", fact=fact, actor_id=actor.person_id, now=now, **params)
