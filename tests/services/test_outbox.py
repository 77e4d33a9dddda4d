"""The outbox: nothing lost, nothing sent for what was not kept, nobody waits for a slow mail server."""

import smtplib
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from sqlalchemy import select

from mfpl.services.mail import (
    FileTransport,
    Mail,
    MailAddressError,
    MailWords,
    MemoryTransport,
    SMTPTransport,
    compose,
    open_transport,
)
from mfpl.services.outbox import LEASE, MOST_ATTEMPTS, Delivery, claim, deliver_due, pause_after, post, waiting
from mfpl.store.engine import Sessions
from mfpl.store.queries.outbox import WaitingMessage
from mfpl.store.tables import OutboxMessage
from tests.cast import NOW

MAIL = Mail(
    id=UUID(int=5),
    recipient="itzel@example.org",
    language="es",
    created_at=NOW,
    words=MailWords("Votación abierta: ¿qué sigue?", "Hola, Ñandú.\n", "<p>Hola, Ñandú.</p>"),
)


def render(message: WaitingMessage) -> MailWords:
    return MailWords(f"{message.template} {message.language}", str(message.params), "<p></p>")


def put(sessions: Sessions, number: int = 1) -> None:
    with sessions.transaction() as session:
        for count in range(number):
            post(session, to=f"{count}@example.org", language="es", template="t", params={"n": count}, now=NOW)


class Refusing:
    """A transport that never succeeds."""

    def send(self, mail: Mail) -> None:
        raise smtplib.SMTPServerDisconnected(f"gone {mail.recipient}")


def test_what_was_not_kept_is_not_sent(sessions: Sessions) -> None:
    with sessions.writing() as session:
        post(session, to="a@example.org", language="es", template="t", params={}, now=NOW)
        session.flush()
        session.rollback()
    assert deliver_due(sessions, transport=MemoryTransport(), render=render, now=NOW) == Delivery(0, 0, 0)


def test_everything_due_is_sent_once_and_what_it_said_is_forgotten(sessions: Sessions) -> None:
    put(sessions, 3)
    transport = MemoryTransport()
    assert deliver_due(sessions, transport=transport, render=render, now=NOW) == Delivery(3, 0, 0)
    assert deliver_due(sessions, transport=transport, render=render, now=NOW) == Delivery(0, 0, 0)
    assert sorted(mail.recipient for mail in transport.sent) == ["0@example.org", "1@example.org", "2@example.org"]
    with sessions.reading() as session:
        assert session.scalars(select(OutboxMessage.parameters)).all() == [{}, {}, {}]
        assert waiting(session) == []


def test_a_run_sends_no_more_than_its_limit(sessions: Sessions) -> None:
    put(sessions, 3)
    assert deliver_due(sessions, transport=MemoryTransport(), render=render, now=NOW, limit=2) == Delivery(2, 0, 0)


def test_no_transaction_is_open_while_a_mail_is_sent(sessions: Sessions) -> None:
    put(sessions)

    class Writing:
        def send(self, mail: Mail) -> None:
            put(sessions)
            assert mail.recipient

    assert deliver_due(sessions, transport=Writing(), render=render, now=NOW, limit=1) == Delivery(1, 0, 0)


def test_a_failure_waits_longer_each_time_and_is_given_up_at_last(
    sessions: Sessions, caplog: pytest.LogCaptureFixture
) -> None:
    put(sessions)
    now, outcomes = NOW, []
    for attempt in range(1, MOST_ATTEMPTS + 1):
        outcomes.append(deliver_due(sessions, transport=Refusing(), render=render, now=now))
        assert deliver_due(sessions, transport=Refusing(), render=render, now=now) == Delivery(0, 0, 0)
        now += pause_after(attempt)
    assert outcomes == [Delivery(0, 1, 0)] * (MOST_ATTEMPTS - 1) + [Delivery(0, 0, 1)]
    assert deliver_due(sessions, transport=Refusing(), render=render, now=now + timedelta(days=9)) == Delivery(0, 0, 0)
    with sessions.reading() as session:
        assert session.scalars(select(OutboxMessage.last_error)).one() == "SMTPServerDisconnected"
    assert "@example.org" not in caplog.text


def test_pauses_double_up_to_six_hours() -> None:
    minutes = [pause_after(attempt).total_seconds() / 60 for attempt in (0, 1, 2, 3, 9, 10, 50)]
    assert minutes == [1, 1, 2, 4, 256, 360, 360]


def test_a_runner_killed_after_claiming_delays_its_message_by_the_lease(sessions: Sessions) -> None:
    put(sessions)
    taken = claim(sessions, now=NOW)
    assert taken is not None
    assert claim(sessions, now=NOW + LEASE - timedelta(seconds=1)) is None
    again = claim(sessions, now=NOW + LEASE)
    assert again is not None
    assert (again.id, again.attempts) == (taken.id, 2)


def test_a_message_has_both_bodies_and_the_same_id_on_every_attempt() -> None:
    first, second = (compose(MAIL, sender="Primero de Mayo <votes@site.test>") for _attempt in range(2))
    assert first["Message-ID"] == second["Message-ID"] == f"<{MAIL.id}@site.test>"
    assert first["Date"] == "Sat, 21 Nov 2026 12:00:00 +0000"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Content-Language"] == "es"
    assert [part.get_content_type() for part in first.iter_parts()] == ["text/plain", "text/html"]


def test_a_recipient_cannot_add_headers() -> None:
    with pytest.raises(ValueError, match="linefeed"):
        compose(replace(MAIL, recipient="a@example.org\nBcc: b@example.org"), sender="votes@site.test")


def test_the_file_transport_writes_one_readable_file_per_message(tmp_path: Path) -> None:
    FileTransport(tmp_path / "mail", "votes@site.test").send(MAIL)
    (file,) = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml"
    message: Any = message_from_bytes(file.read_bytes(), policy=default)
    assert message["Subject"] == MAIL.words.subject
    assert message.get_body(("plain",)).get_content().strip() == "Hola, Ñandú."


def test_addresses_of_transports_are_read_and_wrong_ones_refused(tmp_path: Path) -> None:
    assert open_transport(f"file:{tmp_path}", sender="s") == FileTransport(tmp_path, "s")
    opened = open_transport("smtp://us%40er:p%2Fw@mail.test:2525", sender="s")
    assert isinstance(opened, SMTPTransport)
    assert (opened.host, opened.port, opened.user, opened.password) == ("mail.test", 2525, "us@er", "p/w")
    secure = open_transport("smtps://mail.test", sender="s")
    assert isinstance(secure, SMTPTransport)
    assert (secure.port, secure.encrypted_at_once) == (465, True)
    for wrong in ("", "mail.test", "http://mail.test", "smtp://"):
        with pytest.raises(MailAddressError):
            open_transport(wrong, sender="s")


class Box:
    """What a mail server received."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.received.append(envelope.content)
        return "250 OK"


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.create_server(("localhost", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody vouches for."""
    folder = tmp_path_factory.mktemp("tls")
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    files = ["-keyout", str(folder / "both.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([*new, *files, *subject], check=True, capture_output=True)
    with (folder / "both.pem").open("a") as both:
        both.write((folder / "cert.pem").read_text())
    return folder


@pytest.fixture
def server(certificate: Path) -> Iterator[tuple[Controller, Box]]:
    """A mail server on this machine that offers STARTTLS with that certificate."""
    box, context = Box(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "both.pem")
    controller = Controller(box, hostname="localhost", port=free_port(), tls_context=context, require_starttls=True)
    controller.start()
    yield controller, box
    controller.stop()


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_mail(
    sessions: Sessions, server: tuple[Controller, Box]
) -> None:
    controller, box = server
    put(sessions)
    transport = SMTPTransport("localhost", controller.port, "votes@site.test")
    assert deliver_due(sessions, transport=transport, render=render, now=NOW) == Delivery(0, 1, 0)
    assert box.received == []
    with sessions.reading() as session:
        assert session.scalars(select(OutboxMessage.last_error)).one() == "SSLCertVerificationError"


def test_a_server_that_is_vouched_for_gets_the_mail(server: tuple[Controller, Box], certificate: Path) -> None:
    controller, box = server
    trusted = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    SMTPTransport("localhost", controller.port, "votes@site.test", context=trusted).send(MAIL)
    (received,) = box.received
    assert b"Auto-Submitted: auto-generated" in received


def test_a_server_that_encrypts_at_once_and_asks_who_we_are_gets_the_mail(certificate: Path) -> None:
    def recognize(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"us", b"secret"), handled=False)

    box, context = Box(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "both.pem")
    options: dict[str, Any] = {"authenticator": recognize, "auth_require_tls": False}
    controller = Controller(box, hostname="localhost", port=free_port(), ssl_context=context, **options)
    controller.start()
    trusted = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    transport = SMTPTransport("localhost", controller.port, "votes@site.test", encrypted_at_once=True, context=trusted)
    try:
        with pytest.raises(smtplib.SMTPAuthenticationError):
            replace(transport, user="us", password="guessed").send(MAIL)
        replace(transport, user="us", password="secret").send(MAIL)
    finally:
        controller.stop()
    assert len(box.received) == 1


def test_a_server_without_encryption_gets_no_mail() -> None:
    box = Box()
    controller = Controller(box, hostname="localhost", port=free_port())
    controller.start()
    try:
        with pytest.raises(smtplib.SMTPNotSupportedError):
            SMTPTransport("localhost", controller.port, "votes@site.test").send(MAIL)
    finally:
        controller.stop()
    assert box.received == []
