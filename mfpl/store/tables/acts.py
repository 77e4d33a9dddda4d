"""Acts that touch more than one center and so need one person from each of two."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Identifier, Parameters


class JointAct(Base):
    """An act asked for by one center and done only when a person of another center confirms it."""

    __tablename__ = "joint_acts"
    __table_args__ = (
        CheckConstraint("confirmed_center_id IS NULL OR confirmed_center_id <> asked_center_id", name="two_centers"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> asked_by", name="two_people"),
        Index(None, "kind", "object_id"),
    )

    id: Mapped[Identifier]
    kind: Mapped[Code]
    object_id: Mapped[UUID]
    parameters: Mapped[Parameters]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    asked_center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    asked_at: Mapped[datetime]
    lapses_at: Mapped[datetime]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    confirmed_center_id: Mapped[UUID | None] = mapped_column(ForeignKey("centers.id"))
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
