"""Versions of the rules, kept as the canonical documents the engine reads."""

from datetime import date

from sqlalchemy import String, UniqueConstraint
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
