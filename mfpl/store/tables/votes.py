"""Votes, their questions, the texts and the rule pinned at opening, and the frozen roll."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Digest, Identifier, Language, LongText, Parameters


class Vote(Base):
    """One ballot on one version of one proposal, under one rule, pinned when it opens."""

    __tablename__ = "votes"
    __table_args__ = (
        CheckConstraint("level IN ('open', 'sheet')", name="level"),
        CheckConstraint("closes_at > opens_at", name="hours"),
        CheckConstraint("frozen_at IS NULL OR rule_document IS NOT NULL", name="pinned"),
    )

    id: Mapped[Identifier]
    number: Mapped[str] = mapped_column(String(16), unique=True)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("proposal_versions.id"))
    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id"))
    level: Mapped[str] = mapped_column(String(16))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    roll_date: Mapped[date]
    tie_rule: Mapped[str | None] = mapped_column(String(32))
    smallest_cell: Mapped[int]
    rule_version_id: Mapped[UUID] = mapped_column(ForeignKey("rule_versions.id"))
    rule_document: Mapped[str | None] = mapped_column(Text())
    rule_fingerprint: Mapped[str | None] = mapped_column(String(64))
    frozen_at: Mapped[datetime | None]
    ended_early_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    example: Mapped[bool]
    declared: Mapped[Parameters | None]


class VoteText(Base):
    """The proposal's text in one language as it stood when the vote opened."""

    __tablename__ = "vote_texts"
    __table_args__ = (UniqueConstraint("vote_id", "language"),)

    id: Mapped[Identifier]
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"))
    language: Mapped[Language]
    status: Mapped[str] = mapped_column(String(16))
    title: Mapped[str]
    body: Mapped[LongText]
    fingerprint: Mapped[Digest]


class Question(Base):
    """One question of a vote, which may take effect only if an earlier one passed."""

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("vote_id", "position"),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("effective_if IS NULL OR effective_if < position", name="effective_if"),
    )

    id: Mapped[Identifier]
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"))
    position: Mapped[int]
    effective_if: Mapped[int | None]


class QuestionText(Base):
    """The wording of a question in one language."""

    __tablename__ = "question_texts"
    __table_args__ = (UniqueConstraint("question_id", "language"),)

    id: Mapped[Identifier]
    question_id: Mapped[UUID] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"))
    language: Mapped[Language]
    wording: Mapped[LongText]


class RollEntry(Base):
    """A line of the frozen roll: who, in which center, with what weight, or why not.

    ``voter_id`` is the member's id, or the person's where a body votes by seats. ``voted`` says only that a
    ballot was cast: never when, and never which.
    """

    __tablename__ = "roll_entries"
    __table_args__ = (
        CheckConstraint("weight >= 0", name="weight"),
        CheckConstraint("included = (reason IS NULL)", name="reason"),
        Index(None, "voter_id"),
        {"sqlite_with_rowid": False},
    )

    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"), primary_key=True)
    voter_id: Mapped[UUID] = mapped_column(primary_key=True)
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("centers.id"))
    kind: Mapped[str] = mapped_column(String(16))
    label: Mapped[str]
    weight: Mapped[int]
    included: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(64))
    voted: Mapped[bool]
