"""Finds, leases and marks messages of the outbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from mfpl.store.tables import OutboxMessage


@dataclass(frozen=True)
class WaitingMessage:
    """A message that is to leave: to whom, in which language, which template with which values, on which attempt."""

    id: UUID
    recipient: str
    language: str
    template: str
    params: dict[str, Any]
    created_at: datetime
    attempts: int


def put(session: Session, *, to: str, language: str, template: str, params: dict[str, Any], now: datetime) -> None:
    """Keep a message that is due at once."""
    message = {"id": uuid4(), "recipient": to, "language": language, "template": template, "parameters": params}
    session.execute(_PUT, {**message, "created_at": now, "due_at": now, "attempts": 0})


def claim_due(session: Session, *, now: datetime, until: datetime) -> WaitingMessage | None:
    """Return the message that has been due longest, put off until its lease ends; None when nothing is due."""
    due = (
        select(OutboxMessage)
        .where(OutboxMessage.sent_at.is_(None), OutboxMessage.abandoned_at.is_(None), OutboxMessage.due_at <= now)
        .order_by(OutboxMessage.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session.scalar(due)
    if row is None:
        return None
    row.due_at = until
    row.attempts += 1
    return WaitingMessage(
        row.id, row.recipient, row.language, row.template, row.parameters, row.created_at, row.attempts
    )


def mark_sent(session: Session, *, message_id: UUID, now: datetime) -> None:
    """Record that a message has left, and forget what it said."""
    session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(sent_at=now, parameters={}))


def mark_failed(
    session: Session, *, message_id: UUID, error: str, due_at: datetime, abandoned_at: datetime | None
) -> None:
    """Record that a message could not leave, and when to try again or that nobody will."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id)
        .values(last_error=error, due_at=due_at, abandoned_at=abandoned_at)
    )


def list_waiting(session: Session) -> list[UUID]:
    """Return the ids of messages that have neither left nor been abandoned, the oldest first."""
    waiting = select(OutboxMessage.id).where(OutboxMessage.sent_at.is_(None), OutboxMessage.abandoned_at.is_(None))
    return list(session.scalars(waiting.order_by(OutboxMessage.created_at)))


_PUT = insert(OutboxMessage.table())
