"""What a command finds around it: settings, a database that is there and at the newest schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask_babel import gettext

from mfpl.cli.command import Unfit
from mfpl.config import Config, ConfigError, from_environment

SQLITE = "sqlite:///"


def settings() -> Config:
    """Return the settings of the environment; fail when they cannot be used."""
    try:
        return from_environment()
    except ConfigError as wrong:
        raise Unfit(gettext("The settings cannot be used: %(reason)s", reason=wrong)) from wrong


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite address; None for another engine."""
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


def make_place(url: str) -> None:
    """Make the folder of an SQLite database, so that the database can be made in it."""
    file = sqlite_file(url)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)


@contextmanager
def database_answering() -> Iterator[None]:
    """Say in one sentence that the database cannot be used, instead of showing where in the code it failed."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as failed:
        raise Unfit(gettext("The database cannot be used: %(reason)s", reason=failed.orig)) from failed


def require_current_schema(url: str) -> None:
    """Fail unless the database is there and its schema is the newest."""
    from mfpl.store.migrate import pending

    file = sqlite_file(url)
    if (file and not file.exists()) or pending(url):
        raise Unfit(gettext("The database is not at the newest schema. Run: mfpl db upgrade"))
