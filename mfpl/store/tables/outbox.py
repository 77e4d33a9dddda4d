"""Mail that waits to leave, written in the transaction of what it tells about."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Identifier, Language, Parameters


class OutboxMessage(Base):
    """A message as a template's name and its parameters; worded when it leaves, in the reader's language."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index(None, "sent_at", "due_at"),)

    id: Mapped[Identifier]
    recipient: Mapped[str]
    language: Mapped[Language]
    template: Mapped[Code]
    parameters: Mapped[Parameters]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int]
    sent_at: Mapped[datetime | None]
    abandoned_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(String(255))
