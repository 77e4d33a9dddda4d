"""Accounts: what a password and an address must be, what mailed links are good for, how guessing is slowed down."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mfpl.domain.refusals import Gone, Invalid, NotFound, TooMany

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
LONGEST_EMAIL = 254
LONGEST_NAME = 120
TOKEN_BYTES = 24
ADDRESS = re.compile(r"[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\.]+(\.[^@\s<>\"(),:;\[\]\\.]+)+")

TIME_ZONES = (
    "America/Mexico_City", "America/Tijuana", "America/Hermosillo", "America/Mazatlan", "America/Chihuahua",
    "America/Ciudad_Juarez", "America/Monterrey", "America/Matamoros", "America/Merida", "America/Cancun",
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "America/Guatemala", "America/Bogota",
    "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Europe/Madrid", "Europe/London", "Europe/Berlin",
)  # fmt: skip


class Purpose(StrEnum):
    """The one thing a mailed link is good for."""

    INVITATION = "invitation"
    SIGN_IN = "sign_in"
    NEW_PASSWORD = "new_password"  # noqa: S105 - the name of a purpose, not a secret


LIFETIMES = {
    Purpose.INVITATION: timedelta(days=14),
    Purpose.SIGN_IN: timedelta(minutes=15),
    Purpose.NEW_PASSWORD: timedelta(minutes=60),
}


LINKS_KEPT = {Purpose.INVITATION: 1, Purpose.SIGN_IN: 2, Purpose.NEW_PASSWORD: 2}
"""How many of the newest links of a purpose are good: asking for one must not spoil the one just received."""


@dataclass(frozen=True)
class Limit:
    """How many attempts of a kind one origin has in one window of time."""

    kind: str
    attempts: int
    window: timedelta


QUARTER_HOUR = timedelta(minutes=15)
HOUR = timedelta(hours=1)
# A limit by address alone is one that anybody can use up for its owner, so it is far above that of one client.
SIGN_IN_BY_BOTH = Limit("sign_in.both", 10, QUARTER_HOUR)
SIGN_IN_BY_ADDRESS = Limit("sign_in.address", 100, HOUR)
SIGN_IN_BY_CLIENT = Limit("sign_in.client", 60, QUARTER_HOUR)
LINK_BY_BOTH = Limit("link.both", 5, HOUR)
LINK_BY_ADDRESS = Limit("link.address", 20, HOUR)
LINK_BY_CLIENT = Limit("link.client", 30, HOUR)
OLD_ATTEMPTS = timedelta(days=1)
OLD_TOKENS = timedelta(days=30)


@dataclass(frozen=True)
class TokenState:
    """What is known of a link when it is followed."""

    purpose: str
    expires_at: datetime
    used: bool
    replaced: bool
    confirmed: bool


def email_key(address: str) -> str:
    """Return the form in which addresses are compared: without spaces around and without capitals."""
    return address.strip().casefold()


def require_email(address: str) -> str:
    """Return the address as it was typed, trimmed; raise Invalid when no mail could reach it."""
    trimmed = address.strip()
    if len(trimmed) > LONGEST_EMAIL or not ADDRESS.fullmatch(trimmed):
        raise Invalid("email_invalid")
    return trimmed


def require_called_name(name: str) -> str:
    """Return the name somebody wants to be called by, on one line; raise Invalid when there is none."""
    line = " ".join(name.split())
    if not line or len(line) > LONGEST_NAME:
        raise Invalid("name_missing")
    return line


def require_time_zone(name: str) -> str:
    """Return the name of a time zone; raise Invalid for one that is not known."""
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise Invalid("zone_unknown") from None


def require_password(password: str, *, email: str, name: str) -> None:
    """Raise Invalid for a password under 12 or over 256 characters, or one that is the person's address or name."""
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid("password_too_short", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise Invalid("password_too_long", most=LONGEST_PASSWORD)
    if password.casefold().strip() in {email_key(email), name.casefold().strip()}:
        raise Invalid("password_is_address")


def token_for(secret: str, *, token_id: UUID, purpose: str) -> str:
    """Return what a mailed link carries; only who knows the secret can make it from what the database keeps."""
    mark = hmac.new(secret.encode(), f"link:{purpose}:{token_id.hex}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(mark[:TOKEN_BYTES]).decode()


def token_digest(token: str) -> str:
    """Return the SHA-256, in hexadecimal, under which a link is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def require_usable(state: TokenState, *, purpose: Purpose, now: datetime) -> None:
    """Raise NotFound or Gone, with the reason, unless a link is good for this purpose now.

    An invitation opens an account and is good for nothing once that is open, however it was opened.
    """
    if state.purpose != purpose:
        raise NotFound("link_foreign")
    if state.used:
        raise Gone("link_used")
    if state.replaced:
        raise Gone("link_replaced")
    if now >= state.expires_at:
        raise Gone("link_expired")
    if state.confirmed and purpose is Purpose.INVITATION:
        raise Gone("link_account_open")


def origin_digest(secret: str, origin: str) -> str:
    """Return the keyed digest, in hexadecimal, by which an address or a client is counted without being kept."""
    return hmac.new(secret.encode(), f"origin:{origin}".encode(), hashlib.sha256).hexdigest()


def from_both(email: str, client: str) -> str:
    """Return the origin of attempts at one address from one client."""
    return f"{client} {email_key(email)}"


def window_start(limit: Limit, now: datetime) -> datetime:
    """Return when the window that holds an instant began."""
    seconds = int(limit.window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def require_within(limit: Limit, *, attempts: int, now: datetime) -> None:
    """Raise TooMany, with the whole minutes until the window ends, when there were more attempts than allowed."""
    if attempts > limit.attempts:
        left = window_start(limit, now) + limit.window - now
        raise TooMany("too_many_attempts", minutes=max(1, -(-int(left.total_seconds()) // 60)))
