"""Mailed links: sent to an account for one purpose, checked when opened, used once."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from mfpl.domain.accounts import (
    LIFETIMES,
    LINKS_KEPT,
    Purpose,
    TokenState,
    email_key,
    require_usable,
    token_digest,
    token_for,
)
from mfpl.domain.refusals import Gone, NotFound
from mfpl.services import outbox
from mfpl.store.queries import accounts as queries
from mfpl.store.queries.accounts import AccountRecord, TokenRecord
from mfpl.store.tables import AccountToken

MAIL_TEMPLATES = {
    Purpose.INVITATION: "invitation",
    Purpose.SIGN_IN: "sign_in_link",
    Purpose.NEW_PASSWORD: "password_link",
}


def send_link(session: Session, *, account: AccountRecord, purpose: Purpose, now: datetime, secret: str) -> None:
    """Post a link to an account; only its digest is kept, and the outbox holds no more than its number."""
    token_id = uuid4()
    session.add(
        AccountToken(
            id=token_id,
            account_id=account.account_id,
            purpose=purpose.value,
            digest=token_digest(token_for(secret, token_id=token_id, purpose=purpose)),
            created_at=now,
            expires_at=now + LIFETIMES[purpose],
        )
    )
    outbox.post(
        session,
        to=account.email,
        language=account.language,
        template=MAIL_TEMPLATES[purpose],
        params={"name": account.called_name, "purpose": purpose.value, "token_id": token_id.hex},
        now=now,
    )


def request_link(session: Session, *, email: str, purpose: Purpose, now: datetime, secret: str) -> None:
    """Send a link to the account with an address; do nothing, and say nothing, where there is none or it is closed."""
    account = queries.find_account_by_email(session, email_key=email_key(email))
    if account is not None and not account.disabled:
        send_link(session, account=account, purpose=purpose, now=now, secret=secret)


def check_link(session: Session, *, token: str, purpose: Purpose, now: datetime) -> AccountRecord:
    """Return whose link it is, without using it; raise NotFound or Gone with the reason when it is good for nothing."""
    _token, owner = _good(session, token=token, purpose=purpose, now=now)
    return owner


def use_link(session: Session, *, token: str, purpose: Purpose, now: datetime) -> AccountRecord:
    """Use a link, once, and return whose it is; raise NotFound or Gone with the reason when it is good for nothing."""
    usable, owner = _good(session, token=token, purpose=purpose, now=now, lock=True)
    queries.mark_token_used(session, token_id=usable.token_id, now=now)
    return owner


def _good(
    session: Session, *, token: str, purpose: Purpose, now: datetime, lock: bool = False
) -> tuple[TokenRecord, AccountRecord]:
    found = queries.find_token(session, digest=token_digest(token), lock=lock)
    if found is None:
        raise NotFound("link_unknown")
    owner = queries.find_account(session, found.account_id)
    if owner is None or owner.disabled:
        raise Gone("account_disabled")
    state = TokenState(
        found.purpose,
        found.expires_at,
        used=found.used_at is not None,
        replaced=queries.count_newer_tokens(session, token=found) >= LINKS_KEPT[Purpose(found.purpose)],
        confirmed=owner.confirmed,
    )
    require_usable(state, purpose=purpose, now=now)
    return found, owner
