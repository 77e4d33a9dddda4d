"""People, the account with which a person signs in, its one-purpose links, and what slows guessing down."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Identifier, Language


class Person(Base):
    """A human being: one full name as the person writes it, and the name they are called by."""

    __tablename__ = "people"

    id: Mapped[Identifier]
    full_name: Mapped[str]
    called_name: Mapped[str]
    search_key: Mapped[str] = mapped_column(index=True)
    language: Mapped[Language]
    time_zone: Mapped[str] = mapped_column(String(64))


class Account(Base):
    """The one sign-in of a person; a new epoch ends every session opened under the earlier one."""

    __tablename__ = "accounts"

    id: Mapped[Identifier]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    epoch: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class AccountToken(Base):
    """A mailed link, kept only as its digest, good for one purpose, once, until it expires."""

    __tablename__ = "account_tokens"
    __table_args__ = (Index(None, "account_id", "purpose"),)

    id: Mapped[Identifier]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Throttle(Base):
    """How often one kind of attempt was made from one origin, known only by its digest, in one window of time."""

    __tablename__ = "throttles"

    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    origin: Mapped[str] = mapped_column(String(64), primary_key=True)
    window_start: Mapped[datetime] = mapped_column(primary_key=True)
    attempts: Mapped[int]
