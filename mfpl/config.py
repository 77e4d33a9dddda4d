"""Settings: read from the environment once, checked, and then never changed."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from mfpl.domain.texts import LANGUAGES

SHORTEST_SECRET = 32
SMALLEST_CELL = 5
ORGANIZATION = {"es": "Primero de Mayo", "en": "May First"}


class Mode(StrEnum):
    """Whether the data is invented, or people's own."""

    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"


class ConfigError(Exception):
    """The settings cannot be used; the message is one sentence for whoever runs the server."""


def utc_now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Config:
    """Everything the application is told from outside."""

    database: str
    secret_key: str
    mail: str
    sender: str = "votes@localhost"
    mode: Mode = Mode.DEMONSTRATION
    default_language: str = "es"
    public_address: str = "http://127.0.0.1:8000"
    proxy_hops: int = 0
    smallest_cell: int = SMALLEST_CELL
    organization: tuple[tuple[str, str], ...] = tuple(ORGANIZATION.items())
    clock: Callable[[], datetime] = utc_now

    def __post_init__(self) -> None:
        """Refuse what cannot be right."""
        if self.default_language not in LANGUAGES:
            raise ConfigError(f"MFPL_DEFAULT_LANGUAGE must be one of {', '.join(LANGUAGES)}.")
        if not self.public_address.startswith(("http://", "https://")):
            raise ConfigError("MFPL_PUBLIC_ADDRESS must begin with http:// or https://.")
        if self.mode is Mode.PRODUCTION:
            self._require_safe_production()

    def _require_safe_production(self) -> None:
        if len(self.secret_key) < SHORTEST_SECRET or len(set(self.secret_key)) < SHORTEST_SECRET // 4:
            raise ConfigError(
                f"MFPL_SECRET_KEY must be a random text of at least {SHORTEST_SECRET} characters in production."
            )
        if not self.public_address.startswith("https://"):
            raise ConfigError("MFPL_PUBLIC_ADDRESS must begin with https:// in production.")


def from_environment(environment: Mapping[str, str] | None = None) -> Config:
    """Return the settings named MFPL_… in the environment; raise ConfigError when they cannot be used.

    Where a demonstration names no secret, one is drawn and kept beside its database.
    """
    given = os.environ if environment is None else environment
    instance = Path(given.get("MFPL_INSTANCE", "instance")).absolute()
    mode = _mode(given.get("MFPL_MODE", Mode.DEMONSTRATION))
    port = given.get("PORT", "8000")
    return Config(
        database=given.get("MFPL_DATABASE") or f"sqlite:///{instance / 'mfpl.sqlite3'}",
        secret_key=given.get("MFPL_SECRET_KEY") or _own_secret(instance, mode),
        mail=given.get("MFPL_MAIL") or f"file:{instance / 'mail'}",
        sender=given.get("MFPL_MAIL_FROM", "votes@localhost"),
        mode=mode,
        default_language=given.get("MFPL_DEFAULT_LANGUAGE", "es"),
        public_address=given.get("MFPL_PUBLIC_ADDRESS", f"http://127.0.0.1:{port}").rstrip("/"),
        smallest_cell=_cell(given.get("MFPL_SMALLEST_CELL", str(SMALLEST_CELL))),
        proxy_hops=_hops(given.get("MFPL_PROXY_HOPS", "0")),
        organization=tuple((code, given.get(f"MFPL_NAME_{code.upper()}", ORGANIZATION[code])) for code in LANGUAGES),
    )


def _mode(text: str) -> Mode:
    try:
        return Mode(text)
    except ValueError:
        raise ConfigError(f"MFPL_MODE must be demonstration or production, not {text}.") from None


def _hops(text: str) -> int:
    if not text.isdecimal():
        raise ConfigError(f"MFPL_PROXY_HOPS must be a number of proxies, not {text}.")
    return int(text)


def _cell(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ConfigError(f"MFPL_SMALLEST_CELL must be a number of ballots, 1 or more, not {text}.")
    return int(text)


def _own_secret(instance: Path, mode: Mode) -> str:
    if mode is Mode.PRODUCTION:
        raise ConfigError(
            f"MFPL_SECRET_KEY must be a random text of at least {SHORTEST_SECRET} characters in production."
        )
    kept = instance / "secret.key"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return kept.read_text(encoding="ascii").strip()
