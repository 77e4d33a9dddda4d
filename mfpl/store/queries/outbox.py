"""Finds, leases and marks messages of the outbox."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from mfpl.store.tables import OutboxMessage

UNTIMED = frozenset({"ballot_recorded"})
"""Templates beside whose recipient no hour may stay: it would tell when somebody voted."""


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
    """Keep a message that is due at once; one that must not tell its hour as if it were of midnight."""
    since = _day_of(now) if template in UNTIMED else now
    message = {"id": uuid4(), "recipient": to, "language": language, "template": template, "parameters": params}
    session.execute(_PUT, {**message, "created_at": since, "due_at": since, "attempts": 0})


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
    """Record that a message has left, and forget what it said; one that must not tell its hour is forgotten whole."""
    if not _forget_untimed(session, message_id):
        session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(sent_at=now, parameters={}))


def mark_failed(
    session: Session, *, message_id: UUID, error: str, due_at: datetime, abandoned_at: datetime | None
) -> None:
    """Record that a message could not leave, and when to try again or that nobody will.

    One that must not tell its hour waits for the next midnight, and is forgotten once it is given up.
    """
    if abandoned_at is not None and _forget_untimed(session, message_id):
        return
    template = session.scalar(select(OutboxMessage.template).where(OutboxMessage.id == message_id))
    again = _day_of(due_at) + timedelta(days=1) if template in UNTIMED else due_at
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id)
        .values(last_error=error, due_at=again, abandoned_at=abandoned_at)
    )


def list_waiting(session: Session) -> list[UUID]:
    """Return the ids of messages that have neither left nor been abandoned, the oldest first."""
    waiting = select(OutboxMessage.id).where(OutboxMessage.sent_at.is_(None), OutboxMessage.abandoned_at.is_(None))
    return list(session.scalars(waiting.order_by(OutboxMessage.created_at)))


def _forget_untimed(session: Session, message_id: UUID) -> bool:
    """Delete a message whose hour may not stay, and return whether it is one."""
    untimed = delete(OutboxMessage).where(OutboxMessage.id == message_id, OutboxMessage.template.in_(UNTIMED))
    return session.scalar(untimed.returning(OutboxMessage.id)) is not None


def _day_of(instant: datetime) -> datetime:
    return datetime.combine(instant.astimezone(UTC).date(), time(), tzinfo=UTC)


_PUT = insert(OutboxMessage.table())
