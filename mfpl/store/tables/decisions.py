"""Verdicts as they were computed at closing, and the register of decisions, old and new."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Digest, Identifier, Language, LongText, Parameters


class StoredVerdict(Base):
    """The verdict on one question with the counts it was computed from; written once, at closing."""

    __tablename__ = "verdicts"
    __table_args__ = (UniqueConstraint("vote_id", "position"),)

    id: Mapped[Identifier]
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id"))
    position: Mapped[int]
    outcome: Mapped[Code]
    took_effect: Mapped[bool]
    counts: Mapped[LongText]
    verdict: Mapped[LongText]
    fingerprint: Mapped[Digest]
    decided_at: Mapped[datetime]


class Decision(Base):
    """An entry of the register: decided here by a vote, or taken from the public record with its sources."""

    __tablename__ = "decisions"
    __table_args__ = (CheckConstraint("kind IN ('vote', 'record')", name="kind"),)

    id: Mapped[Identifier]
    number: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    vote_id: Mapped[UUID | None] = mapped_column(ForeignKey("votes.id"))
    position: Mapped[int | None]
    body_id: Mapped[UUID | None] = mapped_column(ForeignKey("bodies.id"))
    decided_on: Mapped[date]
    precision: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[Code]
    record: Mapped[Parameters]
    verdict: Mapped[LongText | None]


class DecisionText(Base):
    """The title and the note of a decision in one language."""

    __tablename__ = "decision_texts"
    __table_args__ = (UniqueConstraint("decision_id", "language"),)

    id: Mapped[Identifier]
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    language: Mapped[Language]
    title: Mapped[LongText]
    note: Mapped[LongText]
