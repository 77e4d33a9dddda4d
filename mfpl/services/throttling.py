"""Slows guessing down: attempts are counted per address and per client, before they are judged."""

from datetime import datetime

from sqlalchemy.orm import Session

from mfpl.domain import accounts as domain
from mfpl.domain.accounts import Limit
from mfpl.store.queries import accounts as queries


def count_sign_in(session: Session, *, email: str, client: str, now: datetime, secret: str) -> None:
    """Count an attempt to sign in; raise TooMany beyond what an address or a client has."""
    _count(session, domain.SIGN_IN_BY_CLIENT, origin=client, now=now, secret=secret)
    _count(session, domain.SIGN_IN_BY_ADDRESS, origin=domain.email_key(email), now=now, secret=secret)


def count_link_request(session: Session, *, email: str, client: str, now: datetime, secret: str) -> None:
    """Count a request for a link; raise TooMany beyond what an address or a client has."""
    _count(session, domain.LINK_BY_CLIENT, origin=client, now=now, secret=secret)
    _count(session, domain.LINK_BY_ADDRESS, origin=domain.email_key(email), now=now, secret=secret)


def forget_attempts(session: Session, *, email: str, secret: str) -> None:
    """Forget the attempts to sign in with an address, as after one that succeeded."""
    origin = domain.origin_digest(secret, domain.email_key(email))
    queries.forget_attempts(session, kind=domain.SIGN_IN_BY_ADDRESS.kind, origin=origin)


def delete_expired(session: Session, *, now: datetime) -> int:
    """Delete counters of past windows and links long expired; return how many rows went."""
    attempts = queries.delete_old_attempts(session, before=now - domain.OLD_ATTEMPTS)
    return attempts + queries.delete_old_tokens(session, before=now - domain.OLD_TOKENS)


def _count(session: Session, limit: Limit, *, origin: str, now: datetime, secret: str) -> None:
    attempts = queries.count_attempt(
        session,
        kind=limit.kind,
        origin=domain.origin_digest(secret, origin),
        window_start=domain.window_start(limit, now),
    )
    domain.require_within(limit, attempts=attempts, now=now)
