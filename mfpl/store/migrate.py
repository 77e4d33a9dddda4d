"""Brings a database to the newest schema, and says whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from mfpl.store.engine import open_engine

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate the database at an address up to a revision, all in one transaction."""
    command.upgrade(_configuration(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take the database at an address back to a revision; ``base`` empties it."""
    command.downgrade(_configuration(url), revision)


def pending(url: str) -> bool:
    """Return whether the database at an address is not at the newest schema."""
    engine = open_engine(url)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return current != ScriptDirectory.from_config(_configuration(url)).get_current_head()


def _configuration(url: str) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    configuration.attributes["url"] = url
    return configuration
