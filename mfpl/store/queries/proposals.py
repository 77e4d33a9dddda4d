"""Finds proposals, their newest version and its texts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mfpl.domain.proposals import ProposalKind
from mfpl.domain.refusals import NotFound
from mfpl.domain.texts import TextState, TextStatus
from mfpl.store.tables import Body, Center, Person, Proposal, ProposalText, ProposalVersion

FRESH = {"populate_existing": True}


@dataclass(frozen=True)
class ProposalFacts:
    """A proposal with its newest version."""

    id: UUID
    number: str
    kind: ProposalKind
    body_id: UUID
    body_code: str
    body_center_id: UUID | None
    scope_center_code: str | None
    visibility: str
    sponsor_id: UUID | None
    sponsor_name: str | None
    state: str
    created_at: datetime
    version_id: UUID
    version_number: int
    source_language: str


@dataclass(frozen=True)
class TextFacts:
    """A version's text in one language."""

    language: str
    title: str
    body: str
    state: TextState
    author_id: UUID | None
    reviewer_id: UUID | None
    updated_at: datetime


def get_proposal(session: Session, *, number: str, locked: bool = False) -> ProposalFacts:
    """Return the proposal with a number and its newest version, kept from changing if asked; raise NotFound."""
    if locked:
        session.scalars(
            select(Proposal).where(Proposal.number == number).with_for_update(), execution_options=FRESH
        ).all()
    for facts in _list(session, Proposal.number == number):
        return facts
    raise NotFound("proposal_unknown")


def get_proposal_by_id(session: Session, *, proposal_id: UUID, locked: bool = False) -> ProposalFacts:
    """Return the proposal with an id and its newest version, kept from changing if asked; raise NotFound."""
    if locked:
        session.scalars(
            select(Proposal).where(Proposal.id == proposal_id).with_for_update(), execution_options=FRESH
        ).all()
    for facts in _list(session, Proposal.id == proposal_id):
        return facts
    raise NotFound("proposal_unknown")


def _lock(session: Session, condition: ColumnElement[bool]) -> None:
    session.scalars(select(Proposal).where(condition).with_for_update(), execution_options=FRESH).all()


def list_proposals(session: Session) -> list[ProposalFacts]:
    """Return all proposals with their newest version, the newest first."""
    return _list(session)


def list_texts(session: Session, *, version_id: UUID) -> dict[str, TextFacts]:
    """Return a version's texts by language."""
    rows = session.scalars(select(ProposalText).where(ProposalText.version_id == version_id))
    return {row.language: text_facts(row) for row in rows}


def list_titles(session: Session) -> dict[UUID, dict[str, str]]:
    """Return the titles of all versions: version id to language to title."""
    titles: dict[UUID, dict[str, str]] = {}
    for version_id, language, title in session.execute(
        select(ProposalText.version_id, ProposalText.language, ProposalText.title)
    ):
        titles.setdefault(version_id, {})[language] = title
    return titles


def find_text_row(session: Session, *, version_id: UUID, language: str) -> ProposalText | None:
    """Return a text as a row to change, locked, or None."""
    return session.scalar(
        select(ProposalText)
        .where(ProposalText.version_id == version_id, ProposalText.language == language)
        .with_for_update()
    )


def text_facts(row: ProposalText) -> TextFacts:
    """Return a stored text as facts."""
    state = TextState(row.language, TextStatus(row.status), row.fingerprint, row.source_fingerprint)
    return TextFacts(row.language, row.title, row.body, state, row.author_id, row.reviewer_id, row.updated_at)


def _list(session: Session, *conditions: object) -> list[ProposalFacts]:
    newest = (
        select(ProposalVersion.proposal_id, func.max(ProposalVersion.number).label("number"))
        .group_by(ProposalVersion.proposal_id)
        .subquery()
    )
    rows = session.execute(
        select(Proposal, ProposalVersion, Body, Center.code, Person.full_name)
        .join(newest, newest.c.proposal_id == Proposal.id)
        .join(
            ProposalVersion,
            (ProposalVersion.proposal_id == Proposal.id) & (ProposalVersion.number == newest.c.number),
        )
        .join(Body, Body.id == Proposal.body_id)
        .outerjoin(Center, Center.id == Proposal.scope_center_id)
        .outerjoin(Person, Person.id == Proposal.sponsor_id)
        .where(*conditions)  # type: ignore[arg-type]  # conditions are columns; the star loses their type
        .order_by(Proposal.created_at.desc(), Proposal.number.desc())
    )
    return [_facts(*row) for row in rows]


def _facts(
    proposal: Proposal, version: ProposalVersion, body: Body, center: str | None, sponsor: str | None
) -> ProposalFacts:
    return ProposalFacts(
        id=proposal.id,
        number=proposal.number,
        kind=ProposalKind(proposal.kind),
        body_id=proposal.body_id,
        body_code=body.code,
        body_center_id=body.center_id,
        scope_center_code=center,
        visibility=proposal.visibility,
        sponsor_id=proposal.sponsor_id,
        sponsor_name=sponsor,
        state=proposal.state,
        created_at=proposal.created_at,
        version_id=version.id,
        version_number=version.number,
        source_language=version.source_language,
    )
