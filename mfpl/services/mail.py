"""Mail as it leaves: one message with text and HTML, into a directory, to a verified SMTP server, or into memory."""

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

SMTP_PORT = 587
SMTPS_PORT = 465
SECONDS = 30


class MailAddressError(ValueError):
    """The setting that says where mail goes cannot be used."""


@dataclass(frozen=True)
class MailWords:
    """A message in words: its subject, and its body as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Mail:
    """A message with whom it goes to; ``id`` makes its Message-ID, the same on every attempt."""

    id: UUID
    recipient: str
    language: str
    created_at: datetime
    words: MailWords


class Transport(Protocol):
    """A way for mail to leave; raises OSError or SMTPException when it does not."""

    def send(self, mail: Mail) -> None:
        """Send one message."""


def compose(mail: Mail, *, sender: str) -> EmailMessage:
    """Return the message with its headers and both bodies."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = mail.words.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.id}@{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.words.text)
    message.add_alternative(mail.words.html, subtype="html")
    message["Content-Language"] = mail.language
    return message


@dataclass(frozen=True)
class FileTransport:
    """Writes each message as one ``.eml`` file; for demonstrations and development."""

    directory: Path
    sender: str

    def send(self, mail: Mail) -> None:
        """Write the message under the instant it was made and its id."""
        self.directory.mkdir(parents=True, exist_ok=True)
        name = f"{mail.created_at:%Y%m%dT%H%M%S}-{mail.id}.eml"
        (self.directory / name).write_bytes(compose(mail, sender=self.sender).as_bytes())


@dataclass(frozen=True)
class SMTPTransport:
    """Sends through a server whose certificate is verified."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    encrypted_at_once: bool = False
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def send(self, mail: Mail) -> None:
        """Hand one message over."""
        with self._connect() as server:
            if self.user:
                server.login(self.user, self.password)
            server.send_message(compose(mail, sender=self.sender))

    def _connect(self) -> smtplib.SMTP:
        if self.encrypted_at_once:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=self.context)
        server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            server.starttls(context=self.context)
        except BaseException:
            server.close()
            raise
        return server


@dataclass(frozen=True)
class MemoryTransport:
    """Keeps messages in a list; for tests."""

    sent: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        """Keep the message."""
        self.sent.append(mail)


def open_transport(address: str, *, sender: str) -> Transport:
    """Return the transport for ``file:DIRECTORY`` or ``smtp://user:password@host:port``; raise MailAddressError."""
    if address.startswith("file:"):
        return FileTransport(Path(address.removeprefix("file:")), sender)
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise MailAddressError("MFPL_MAIL must be file:DIRECTORY, smtp://HOST:PORT or smtps://HOST.")
    at_once = parts.scheme == "smtps"
    return SMTPTransport(
        parts.hostname,
        parts.port or (SMTPS_PORT if at_once else SMTP_PORT),
        sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encrypted_at_once=at_once,
    )
