"""Slows guessing down: attempts are counted per client, per address, and per both, before they are judged."""

from datetime import datetime

from sqlalchemy.orm import Session

from mfpl.domain import accounts as domain
from mfpl.domain.accounts import Limit
from mfpl.store.queries import accounts as queries


def count_sign_in(session: Session, *, email: str, client: str, now: datetime, secret: str) -> None:
    """Count an attempt to sign in; raise TooMany beyond what a client has, at one address or at all, or an address.

    What one client has too many is not counted against the address: nobody shuts its owner out from one place.
    """
    _count(session, domain.SIGN_IN_BY_CLIENT, origin=client, now=now, secret=secret)
    _count(session, domain.SIGN_IN_BY_BOTH, origin=domain.from_both(email, client), now=now, secret=secret)
    _count(session, domain.SIGN_IN_BY_ADDRESS, origin=domain.email_key(email), now=now, secret=secret)


def count_link_request(session: Session, *, email: str, client: str, now: datetime, secret: str) -> None:
    """Count a request for a link; raise TooMany beyond what a client has, for one address or at all, or an address."""
    _count(session, domain.LINK_BY_CLIENT, origin=client, now=now, secret=secret)
    _count(session, domain.LINK_BY_BOTH, origin=domain.from_both(email, client), now=now, secret=secret)
    _count(session, domain.LINK_BY_ADDRESS, origin=domain.email_key(email), now=now, secret=secret)


def forget_attempts(session: Session, *, email: str, client: str, secret: str) -> None:
    """Forget the attempts of a client to sign in with an address, as after one that succeeded; nobody else's."""
    origin = domain.origin_digest(secret, domain.from_both(email, client))
    queries.forget_attempts(session, kind=domain.SIGN_IN_BY_BOTH.kind, origin=origin)


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
