"""National centers and their names in each language."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Identifier, Language


class Center(Base):
    """A peer national center: its legal entity, its money, its clock, its language."""

    __tablename__ = "centers"

    id: Mapped[Identifier]
    code: Mapped[str] = mapped_column(String(8), unique=True)
    legal_entity: Mapped[str]
    country: Mapped[str] = mapped_column(String(2))
    currency: Mapped[str] = mapped_column(String(3))
    time_zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[Language]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class CenterName(Base):
    """What a center is called in one language, in full and in short."""

    __tablename__ = "center_names"
    __table_args__ = (UniqueConstraint("center_id", "language"),)

    id: Mapped[Identifier]
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id", ondelete="CASCADE"))
    language: Mapped[Language]
    name: Mapped[str]
    short_name: Mapped[str]
