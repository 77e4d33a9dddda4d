"""Journeys walk on the site of the web tests, on each engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.conftest import Site, make_site, password_hash, signed_in

__all__ = ["password_hash", "signed_in", "site"]


@pytest.fixture
def site(database_url: str, password_hash: str, tmp_path: Path) -> Iterator[Site]:
    """A site on each engine."""
    made = make_site(database_url, password_hash, mail=tmp_path / "mail")
    yield made
    made.sessions.engine.dispose()
