"""The demonstration as tests meet it: loaded once per worker at one fixed instant, and copied for each test."""

from datetime import UTC, datetime

from mfpl.services.demonstration import PASSWORD, load_demonstration
from mfpl.services.passwords import hash_password
from mfpl.store.backup import opened

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)


def fill(url: str) -> None:
    """Load the demonstration into the empty database of an address."""
    with opened(url) as sessions, sessions.transaction() as session:
        load_demonstration(session, now=NOW, password_hash=hash_password(PASSWORD))
