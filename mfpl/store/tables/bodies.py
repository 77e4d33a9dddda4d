"""Bodies that decide, and the dated mandates people hold in them."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Identifier, Language


class Body(Base):
    """Who decides: the whole membership, a committee, or the assembly of one center."""

    __tablename__ = "bodies"
    __table_args__ = (CheckConstraint("(kind = 'assembly') = (center_id IS NOT NULL)", name="center"),)

    id: Mapped[Identifier]
    code: Mapped[Code] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("centers.id"))
    seats: Mapped[int | None]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class BodyName(Base):
    """What a body is called in one language."""

    __tablename__ = "body_names"
    __table_args__ = (UniqueConstraint("body_id", "language"),)

    id: Mapped[Identifier]
    body_id: Mapped[UUID] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    language: Mapped[Language]
    name: Mapped[str]


class Mandate(Base):
    """What a person is charged with, for which body or center, from one day until, not including, another."""

    __tablename__ = "mandates"
    __table_args__ = (
        Index(None, "person_id"),
        Index(None, "body_id", "kind"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="days"),
    )

    id: Mapped[Identifier]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(32))
    body_id: Mapped[UUID | None] = mapped_column(ForeignKey("bodies.id"))
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("centers.id"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
