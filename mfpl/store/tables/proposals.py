"""Proposals, their versions, and each version's text in each language."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Digest, Identifier, Language, LongText


class Proposal(Base):
    """A matter put to one body, common to all centers or belonging to one."""

    __tablename__ = "proposals"

    id: Mapped[Identifier]
    number: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[str] = mapped_column(String(16), server_default="ordinary")
    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    scope_center_id: Mapped[UUID | None] = mapped_column(ForeignKey("centers.id"))
    visibility: Mapped[str] = mapped_column(String(16))
    sponsor_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    state: Mapped[Code]
    created_at: Mapped[datetime]


class ProposalVersion(Base):
    """One version of a proposal; endorsements and votes belong to a version."""

    __tablename__ = "proposal_versions"
    __table_args__ = (UniqueConstraint("proposal_id", "number"),)

    id: Mapped[Identifier]
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id", ondelete="CASCADE"))
    number: Mapped[int]
    source_language: Mapped[Language]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]


class ProposalText(Base):
    """A version's text in one language, and the fingerprint of the source it was made from."""

    __tablename__ = "proposal_texts"
    __table_args__ = (
        UniqueConstraint("version_id", "language"),
        CheckConstraint("status IN ('original', 'draft', 'reviewed', 'certified')", name="status"),
    )

    id: Mapped[Identifier]
    version_id: Mapped[UUID] = mapped_column(ForeignKey("proposal_versions.id", ondelete="CASCADE"))
    language: Mapped[Language]
    title: Mapped[str]
    body: Mapped[LongText]
    fingerprint: Mapped[Digest]
    status: Mapped[str] = mapped_column(String(16))
    source_fingerprint: Mapped[str | None] = mapped_column(String(64))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    updated_at: Mapped[datetime]
