"""Ballots at the two levels: by name, and on a sheet that knows no voter, order or time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Digest, Identifier


class SheetBallot(Base):
    """A ballot without its voter; its key is random, so that neither key nor place tells an order."""

    __tablename__ = "sheet_ballots"
    __table_args__ = (
        Index("ix_sheet_ballots_count", "vote_id", "center_id", "weight", "choices"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    weight: Mapped[int]
    choices: Mapped[str] = mapped_column(String(512))
    receipt: Mapped[Digest] = mapped_column(unique=True)


class OpenBallot(Base):
    """A ballot by name, for bodies that answer for how they vote."""

    __tablename__ = "open_ballots"
    __table_args__ = (UniqueConstraint("vote_id", "voter_id"),)

    id: Mapped[Identifier]
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id"))
    voter_id: Mapped[UUID]
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    weight: Mapped[int]
    choices: Mapped[str] = mapped_column(String(512))
    receipt: Mapped[Digest] = mapped_column(unique=True)
    cast_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    cast_at: Mapped[datetime]
