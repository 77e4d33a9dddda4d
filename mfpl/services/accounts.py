"""Accounts: invite, confirm, sign in by password or by mailed link, change a password, end every session."""

import secrets
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from mfpl.domain import accounts as domain
from mfpl.domain.accounts import Purpose
from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import Subject, permits
from mfpl.domain.refusals import Conflict, Forbidden, Gone, Invalid
from mfpl.domain.texts import LANGUAGES
from mfpl.services import outbox
from mfpl.services.history import record
from mfpl.services.links import send_link, use_link
from mfpl.services.passwords import matches
from mfpl.store.queries import accounts as queries
from mfpl.store.queries.accounts import AccountRecord
from mfpl.store.queries.actors import load_actor
from mfpl.store.tables import Account

EPOCH_BYTES = 16


def create_account(
    session: Session, *, person_id: UUID, email: str, now: datetime, password_hash: str | None = None
) -> UUID:
    """Give a person an account, confirmed where it has a password already; return its id.

    Raise Invalid for an address no mail could reach, Conflict when somebody signs in with it or the person has one.
    """
    address = domain.require_email(email)
    if queries.find_account_by_email(session, email_key=domain.email_key(address)):
        raise Conflict("email_taken")
    if queries.find_account_of(session, person_id=person_id):
        raise Conflict("account_exists")
    account = Account(
        id=uuid4(),
        person_id=person_id,
        email=address,
        email_key=domain.email_key(address),
        password_hash=password_hash,
        epoch=_new_epoch(),
        created_at=now,
        confirmed_at=now if password_hash else None,
        disabled_at=None,
    )
    session.add(account)
    session.flush()
    return account.id


def invite(session: Session, *, actor: Actor, person_id: UUID, email: str, now: datetime, secret: str) -> None:
    """Send a person the invitation to open their account; a second one replaces the first.

    Raise Forbidden unless the actor administers a center of the person, Conflict when the account is confirmed,
    the address somebody else's, or the person belongs to a further center too and the address is not the one on
    record: whoever chooses the address could sign in as them there. Invalid for an address no mail could reach.
    """
    elsewhere = _centers_beyond(session, actor=actor, person_id=person_id, now=now)
    account = queries.find_account_of(session, person_id=person_id)
    if elsewhere and (account is None or domain.email_key(email) != domain.email_key(account.email)):
        raise Conflict("invitation_needs_both_centers")
    if account is None:
        account = _account(session, create_account(session, person_id=person_id, email=email, now=now))
    elif account.confirmed:
        raise Conflict("account_exists")
    else:
        _change_address(session, account, email, now=now)
        account = _account(session, account.account_id)
    send_link(session, account=account, purpose=Purpose.INVITATION, now=now, secret=secret)
    stream = f"person:{person_id}"
    record(session, stream=stream, fact=Fact.PERSON_INVITED, actor_id=actor.person_id, now=now)


def sign_in_by_link(session: Session, *, token: str, now: datetime) -> AccountRecord:
    """Use a sign-in link, once, and return its account, confirmed by it; raise NotFound or Gone with the reason."""
    account = use_link(session, token=token, purpose=Purpose.SIGN_IN, now=now)
    _confirm(session, account, now=now)
    return account


def accept_invitation(
    session: Session, *, token: str, password_hash: str, called_name: str, now: datetime
) -> AccountRecord:
    """Use an invitation: keep the name to be called by and the password; return the confirmed account.

    Raise Invalid without a name, NotFound or Gone with the reason when the link is good for nothing.
    """
    name = domain.require_called_name(called_name)
    account = use_link(session, token=token, purpose=Purpose.INVITATION, now=now)
    queries.update_person(session, account.person_id, called_name=name)
    _confirm(session, account, now=now)
    kept = _keep_password(session, account, password_hash=password_hash, now=now)
    return replace(kept, called_name=name, confirmed=True)


def set_password_by_link(session: Session, *, token: str, password_hash: str, now: datetime) -> AccountRecord:
    """Use a link for a new password; every session and link of before ends; raise NotFound or Gone with the reason."""
    account = use_link(session, token=token, purpose=Purpose.NEW_PASSWORD, now=now)
    _confirm(session, account, now=now)
    return _replace_password(session, account, password_hash=password_hash, now=now)


def change_password(
    session: Session, *, account_id: UUID, checked_hash: str | None, password_hash: str, now: datetime
) -> AccountRecord:
    """Keep a new password where the hash the old one was checked against still stands; end every session and link.

    Raise Conflict when the password was changed elsewhere in the meantime.
    """
    account = _account(session, account_id)
    if account.password_hash != checked_hash:
        raise Conflict("password_changed_meanwhile")
    return _replace_password(session, account, password_hash=password_hash, now=now)


def end_sessions(session: Session, *, account_id: UUID, now: datetime) -> None:
    """End every session of an account, this one too, and every link that could open another."""
    account = _account(session, account_id)
    queries.update_account(session, account_id, epoch=_new_epoch())
    queries.end_tokens(session, account_id=account_id, now=now)
    _record(session, Fact.SESSIONS_ENDED, account, now=now)


def change_settings(session: Session, *, actor: Actor, called_name: str, language: str, time_zone: str) -> None:
    """Keep how a person wants to be called, in which language and on which clock; raise Invalid for unknown ones."""
    name = domain.require_called_name(called_name)
    if language not in LANGUAGES:
        raise Invalid("language_unknown")
    zone = domain.require_time_zone(time_zone)
    queries.update_person(session, actor.identified(), called_name=name, language=language, time_zone=zone)


def find_signing_in(session: Session, *, email: str) -> AccountRecord | None:
    """Return the account that may sign in with an address, or None where there is none or it is closed."""
    account = queries.find_account_by_email(session, email_key=domain.email_key(email))
    return None if account is None or account.disabled else account


def knows_password(account: AccountRecord | None, *, password: str) -> bool:
    """Return whether this is the account's password; equally slow for no account. Never call it in a transaction."""
    known = account.password_hash if account is not None and account.confirmed else None
    return matches(password, password_hash=known)


def _centers_beyond(session: Session, *, actor: Actor, person_id: UUID, now: datetime) -> set[UUID]:
    """Return the centers of a person where the actor invites nobody; raise Forbidden when those are all."""
    held = load_actor(session, person_id=person_id, on=now.date())
    belongs = [membership.center_id for membership in held.memberships]
    belongs += [mandate.center_id for mandate in held.mandates]
    centers = {center_id for center_id in belongs if center_id is not None}
    beyond = {one for one in centers if not permits(actor, "accounts.invite", Subject(center_id=one))}
    if beyond == centers:
        raise Forbidden("not_permitted", action="accounts.invite")
    return beyond


def _change_address(session: Session, account: AccountRecord, email: str, *, now: datetime) -> None:
    address = domain.require_email(email)
    holder = queries.find_account_by_email(session, email_key=domain.email_key(address))
    if holder is not None and holder.account_id != account.account_id:
        raise Conflict("email_taken")
    if domain.email_key(address) != domain.email_key(account.email):
        queries.end_tokens(session, account_id=account.account_id, now=now)
    queries.update_account(session, account.account_id, email=address, email_key=domain.email_key(address))


def _confirm(session: Session, account: AccountRecord, *, now: datetime) -> None:
    if not account.confirmed:
        queries.update_account(session, account.account_id, confirmed_at=now)
        _record(session, Fact.ACCOUNT_CONFIRMED, account, now=now)


def _replace_password(session: Session, account: AccountRecord, *, password_hash: str, now: datetime) -> AccountRecord:
    kept = _keep_password(session, account, password_hash=password_hash, now=now)
    _record(session, Fact.PASSWORD_CHANGED, account, now=now)
    outbox.post(
        session,
        to=account.email,
        language=account.language,
        template="password_changed",
        params={"name": account.called_name},
        now=now,
    )
    return kept


def _keep_password(session: Session, account: AccountRecord, *, password_hash: str, now: datetime) -> AccountRecord:
    epoch = _new_epoch()
    queries.update_account(session, account.account_id, password_hash=password_hash, epoch=epoch)
    queries.end_tokens(session, account_id=account.account_id, now=now)
    return replace(account, epoch=epoch, password_hash=password_hash)


def _account(session: Session, account_id: UUID) -> AccountRecord:
    account = queries.find_account(session, account_id)
    if account is None or account.disabled:
        raise Gone("account_disabled")
    return account


def _record(session: Session, fact: Fact, account: AccountRecord, *, now: datetime) -> None:
    stream = f"person:{account.person_id}"
    record(session, stream=stream, fact=fact, actor_id=account.person_id, now=now)


def _new_epoch() -> str:
    return secrets.token_hex(EPOCH_BYTES)
