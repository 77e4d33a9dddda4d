"""The outbox keeps no hour beside who is told that their ballot was recorded, and nothing once they have been told."""

import smtplib
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.services.mail import Mail, MailWords, MemoryTransport
from mfpl.services.outbox import MOST_ATTEMPTS, Delivery, deliver_due, post
from mfpl.store.engine import Sessions
from mfpl.store.queries.outbox import WaitingMessage
from mfpl.store.tables import OutboxMessage

MIDNIGHT = datetime(2026, 11, 21, tzinfo=UTC)
LATE = datetime(2026, 11, 21, 21, 43, 17, tzinfo=UTC)
TOLD = "ballot_recorded"


class Refusing:
    """A transport that never succeeds."""

    def send(self, mail: Mail) -> None:
        raise smtplib.SMTPServerDisconnected(mail.recipient)


def render(message: WaitingMessage) -> MailWords:
    return MailWords(message.template, "", "")


def put(sessions: Sessions) -> None:
    with sessions.transaction() as session:
        for template in (TOLD, "vote_open"):
            post(session, to=f"{template}@example.org", language="es", template=template, params={}, now=LATE)


def kept(session: Session, template: str) -> OutboxMessage | None:
    return session.scalar(select(OutboxMessage).where(OutboxMessage.template == template))


def test_it_waits_as_if_it_were_of_midnight(sessions: Sessions) -> None:
    put(sessions)
    with sessions.reading() as session:
        told, other = kept(session, TOLD), kept(session, "vote_open")
        assert told is not None
        assert other is not None
        assert (told.created_at, told.due_at) == (MIDNIGHT, MIDNIGHT)
        assert (other.created_at, other.due_at) == (LATE, LATE)


def test_nothing_of_it_stays_once_it_has_left(sessions: Sessions) -> None:
    put(sessions)
    transport = MemoryTransport()
    assert deliver_due(sessions, transport=transport, render=render, now=LATE) == Delivery(2, 0, 0)
    assert {mail.recipient for mail in transport.sent} == {f"{TOLD}@example.org", "vote_open@example.org"}
    with sessions.reading() as session:
        assert kept(session, TOLD) is None
        other = kept(session, "vote_open")
        assert other is not None
        assert other.sent_at == LATE


def test_after_a_failure_it_waits_for_midnight_and_given_up_it_is_forgotten(sessions: Sessions) -> None:
    put(sessions)
    assert deliver_due(sessions, transport=Refusing(), render=render, now=LATE) == Delivery(0, 2, 0)
    with sessions.reading() as session:
        told = kept(session, TOLD)
        assert told is not None
        assert told.due_at == MIDNIGHT + timedelta(days=1)
    for day in range(1, 2 * MOST_ATTEMPTS):
        deliver_due(sessions, transport=Refusing(), render=render, now=LATE + timedelta(days=day))
    with sessions.reading() as session:
        assert kept(session, TOLD) is None
