"""Versions of the rules as the canonical documents the engine reads, and the examples they are held against."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Digest, Identifier, LongText


class RuleVersion(Base):
    """One version of one rule: never edited, retired by the day it stops being in force."""

    __tablename__ = "rule_versions"
    __table_args__ = (UniqueConstraint("code", "number"),)

    id: Mapped[Identifier]
    code: Mapped[Code]
    number: Mapped[int]
    document: Mapped[LongText]
    fingerprint: Mapped[Digest] = mapped_column(String(64), index=True)
    in_force_from: Mapped[date | None]
    in_force_until: Mapped[date | None]


class RuleExample(Base):
    """Counts that somebody tried a rule with and named; a later version of the rule is held against them."""

    __tablename__ = "rule_examples"
    __table_args__ = (UniqueConstraint("code", "title"),)

    id: Mapped[Identifier]
    code: Mapped[Code]
    title: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8))
    counts: Mapped[LongText]
    outcome: Mapped[Code]
    made_under: Mapped[int]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
