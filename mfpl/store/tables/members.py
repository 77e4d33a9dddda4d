"""Members, the center and the standing they had on each day, and who speaks for an organization."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Identifier


class Member(Base):
    """A membership: an organization, or an individual bound to one person."""

    __tablename__ = "members"
    __table_args__ = (
        CheckConstraint("kind IN ('organization', 'individual')", name="kind"),
        CheckConstraint("(kind = 'individual') = (person_id IS NOT NULL)", name="person"),
        Index("ix_members_sort_key_id", "sort_key", "id"),
    )

    id: Mapped[Identifier]
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str]
    search_key: Mapped[str]
    sort_key: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), unique=True)
    joined_on: Mapped[date]
    left_on: Mapped[date | None]


class Affiliation(Base):
    """The center a member belongs to from one day until, not including, another."""

    __tablename__ = "affiliations"
    __table_args__ = (
        Index(None, "member_id", "from_on"),
        Index(None, "center_id", "member_id"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="days"),
    )

    id: Mapped[Identifier]
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[Code]


class Standing(Base):
    """The standing of a member from one day until, not including, another."""

    __tablename__ = "standings"
    __table_args__ = (
        Index(None, "member_id", "from_on"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="days"),
    )

    id: Mapped[Identifier]
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(32))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    reason: Mapped[Code]


class Representative(Base):
    """A person who speaks for an organization on given days, and may or may not cast its ballot."""

    __tablename__ = "representatives"
    __table_args__ = (
        Index(None, "person_id"),
        Index(None, "member_id"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="days"),
    )

    id: Mapped[Identifier]
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    votes: Mapped[bool]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
