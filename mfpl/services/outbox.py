"""The outbox: a message is written with the fact it tells about, and leaves afterwards, at least once."""

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.services.mail import Mail, MailWords, Transport
from mfpl.store.engine import Sessions
from mfpl.store.queries import outbox as queries
from mfpl.store.queries.outbox import WaitingMessage

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_DOUBLINGS = 10
MOST_ATTEMPTS = 12

Render = Callable[[WaitingMessage], MailWords]


@dataclass(frozen=True)
class Delivery:
    """What one run of the outbox did."""

    sent: int
    failed: int
    abandoned: int


def post(session: Session, *, to: str, language: str, template: str, params: dict[str, Any], now: datetime) -> None:
    """Put a message into the outbox; it leaves only if the transaction is kept.

    ``params`` hold plain values for the mail's template and no secret: a link is named by its token's id.
    """
    queries.put(session, to=to, language=language, template=template, params=params, now=now)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after a number of failed attempts: doubling from a minute up to six hours."""
    doublings = min(max(attempts - 1, 0), MOST_DOUBLINGS)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def deliver_due(
    sessions: Sessions, *, transport: Transport, render: Render, now: datetime, limit: int = 100
) -> Delivery:
    """Send up to ``limit`` messages that are due; each is claimed, sent outside any transaction, then marked.

    Whoever is killed between sending and marking leaves a message that is sent once more when its lease ends,
    under the same Message-ID.
    """
    counts = {"sent": 0, "failed": 0, "abandoned": 0}
    for _attempt in range(limit):
        message = claim(sessions, now=now)
        if message is None:
            break
        counts[_deliver(sessions, message, transport=transport, render=render, now=now)] += 1
    return Delivery(**counts)


def claim(sessions: Sessions, *, now: datetime) -> WaitingMessage | None:
    """Return one due message, leased so that no other runner takes it, or None."""
    with sessions.transaction() as session:
        return queries.claim_due(session, now=now, until=now + LEASE)


def _deliver(
    sessions: Sessions, message: WaitingMessage, *, transport: Transport, render: Render, now: datetime
) -> str:
    words = render(message)
    try:
        transport.send(Mail(message.id, message.recipient, message.language, message.created_at, words))
    except (OSError, smtplib.SMTPException) as error:
        return _note_failure(sessions, message, error=type(error).__name__, now=now)
    with sessions.transaction() as session:
        queries.mark_sent(session, message_id=message.id, now=now)
    return "sent"


def _note_failure(sessions: Sessions, message: WaitingMessage, *, error: str, now: datetime) -> str:
    giving_up = message.attempts >= MOST_ATTEMPTS
    log.warning("mail not sent message=%s attempt=%s error=%s", message.id, message.attempts, error)
    with sessions.transaction() as session:
        queries.mark_failed(
            session,
            message_id=message.id,
            error=error,
            due_at=now + pause_after(message.attempts),
            abandoned_at=now if giving_up else None,
        )
    return "abandoned" if giving_up else "failed"


def waiting(session: Session) -> list[UUID]:
    """Return the ids of messages that have neither left nor been abandoned."""
    return queries.list_waiting(session)
