"""Finds accounts, their one-purpose links and the counters that slow guessing down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, Executable, Select, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from mfpl.store.tables import Account, AccountToken, Person, Throttle


@dataclass(frozen=True)
class AccountRecord:
    """An account with what a page needs of its person."""

    account_id: UUID
    person_id: UUID
    called_name: str
    full_name: str
    language: str
    time_zone: str
    email: str
    password_hash: str | None
    epoch: str
    confirmed: bool
    disabled: bool


@dataclass(frozen=True)
class TokenRecord:
    """A mailed link as it is kept: for whom, for what, until when, whether used, whether a newer one replaced it."""

    token_id: UUID
    account_id: UUID
    purpose: str
    expires_at: datetime
    used_at: datetime | None


def find_account(session: Session, account_id: UUID) -> AccountRecord | None:
    """Return the account, or None."""
    return _one(session, _BY_ID, given=account_id)


def find_account_by_email(session: Session, *, email_key: str) -> AccountRecord | None:
    """Return the account that signs in with an address (given casefolded), or None."""
    return _one(session, _BY_EMAIL, given=email_key)


def find_account_of(session: Session, *, person_id: UUID) -> AccountRecord | None:
    """Return the account of a person, or None."""
    return _one(session, _BY_PERSON, given=person_id)


def find_token(session: Session, *, digest: str, lock: bool = False) -> TokenRecord | None:
    """Return the link with a digest, or None; ``lock`` holds it until the transaction ends."""
    found = select(AccountToken).where(AccountToken.digest == digest)
    row = session.scalar(found.with_for_update() if lock else found)
    return TokenRecord(row.id, row.account_id, row.purpose, row.expires_at, row.used_at) if row else None


def count_newer_tokens(session: Session, *, token: TokenRecord) -> int:
    """Return how many links of the same purpose were sent to the same account after this one."""
    this = select(AccountToken.created_at).where(AccountToken.id == token.token_id).scalar_subquery()
    newer = select(func.count()).where(
        AccountToken.account_id == token.account_id,
        AccountToken.purpose == token.purpose,
        AccountToken.id != token.token_id,
        AccountToken.created_at > this,
    )
    return session.scalar(newer) or 0


def mark_token_used(session: Session, *, token_id: UUID, now: datetime) -> None:
    """Mark a link, found with a lock, as used."""
    session.execute(update(AccountToken).where(AccountToken.id == token_id).values(used_at=now))


def update_account(session: Session, account_id: UUID, **values: object) -> None:
    """Write columns of an account."""
    session.execute(update(Account).where(Account.id == account_id).values(values))


def update_person(session: Session, person_id: UUID, **values: object) -> None:
    """Write columns of a person."""
    session.execute(update(Person).where(Person.id == person_id).values(values))


def end_tokens(session: Session, *, account_id: UUID, now: datetime) -> None:
    """Let every link of an account that is still good expire now, whatever it was for."""
    open_still = (AccountToken.account_id == account_id, AccountToken.expires_at > now)
    session.execute(update(AccountToken).where(*open_still).values(expires_at=now))


def count_attempt(session: Session, *, kind: str, origin: str, window_start: datetime) -> int:
    """Add one attempt to its counter and return how many there now are; safe for two at once."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    added = insert(Throttle).values(kind=kind, origin=origin, window_start=window_start, attempts=1)
    counted = added.on_conflict_do_update(
        index_elements=[Throttle.kind, Throttle.origin, Throttle.window_start],
        set_={"attempts": Throttle.attempts + 1},
    ).returning(Throttle.attempts)
    return session.execute(counted).scalar_one()


def forget_attempts(session: Session, *, kind: str, origin: str) -> None:
    """Empty the counters of one origin, as after a successful sign-in."""
    session.execute(delete(Throttle).where(Throttle.kind == kind, Throttle.origin == origin))


def delete_old_attempts(session: Session, *, before: datetime) -> int:
    """Delete counters whose window began before an instant; return how many."""
    return _changed(session, delete(Throttle).where(Throttle.window_start < before))


def delete_old_tokens(session: Session, *, before: datetime) -> int:
    """Delete links that expired before an instant; return how many."""
    return _changed(session, delete(AccountToken).where(AccountToken.expires_at < before))


def _changed(session: Session, statement: Executable) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _one(session: Session, wanted: Select[Any], **given: object) -> AccountRecord | None:
    row = session.execute(wanted, given).one_or_none()
    return AccountRecord(*row) if row is not None else None


_account, _person = Account.table().c, Person.table().c
_ACCOUNTS: Select[Any] = (
    select(_account.id, _person.id, _person.called_name, _person.full_name, _person.language, _person.time_zone)
    .add_columns(_account.email, _account.password_hash, _account.epoch)
    .add_columns(_account.confirmed_at.is_not(None), _account.disabled_at.is_not(None))
    .join_from(Account.table(), Person.table(), _person.id == _account.person_id)
)
_BY_ID = _ACCOUNTS.where(_account.id == bindparam("given"))
_BY_EMAIL = _ACCOUNTS.where(_account.email_key == bindparam("given"))
_BY_PERSON = _ACCOUNTS.where(_account.person_id == bindparam("given"))
