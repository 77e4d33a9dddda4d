"""The schema that migrations build is the schema the mappings describe, on both engines, up and down."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from mfpl.store.engine import open_engine
from mfpl.store.migrate import downgrade, pending, upgrade
from mfpl.store.tables import Base

pytestmark = pytest.mark.slow


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    """An engine on a fresh, migrated database."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def test_the_mappings_equal_the_head_of_the_migrations(engine: sa.Engine) -> None:
    """A mapping without its migration works on a developer's machine and nowhere else."""
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert differences == []


def test_a_migrated_database_has_nothing_pending(database_url: str) -> None:
    assert not pending(database_url)


def test_every_migration_goes_down_and_up_again(database_url: str, engine: sa.Engine) -> None:
    """A way back that nobody has walked is not a way back."""
    downgrade(database_url, "base")
    with engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}
    assert pending(database_url)
    upgrade(database_url)
    assert not pending(database_url)
