"""The append-only history: one chain of entries per stream, and seals over all chains."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Digest, LongText, Parameters


class HistoryHead(Base):
    """The last entry of a stream, locked while an entry is added, and the last that a seal covers."""

    __tablename__ = "history_heads"

    stream: Mapped[str] = mapped_column(String(80), primary_key=True)
    sequence: Mapped[int]
    digest: Mapped[Digest]
    sealed_sequence: Mapped[int] = mapped_column(default=0)


class HistoryEntry(Base):
    """One fact: a code with parameters, who did it, when, and the digest that ties it to the one before."""

    __tablename__ = "history_entries"

    stream: Mapped[str] = mapped_column(String(80), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[Code]
    parameters: Mapped[Parameters]
    actor_id: Mapped[UUID | None]
    at: Mapped[datetime]
    previous: Mapped[Digest]
    digest: Mapped[Digest]


class HistorySeal(Base):
    """The heads of the streams that grew since the seal before, sealed onto it."""

    __tablename__ = "history_seals"

    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    heads: Mapped[LongText]
    previous: Mapped[Digest]
    digest: Mapped[Digest]
