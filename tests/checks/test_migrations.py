"""The schema that migrations build is the schema the mappings describe, on both engines, up and down."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from mfpl.store.backup import count_rows, damage, opened
from mfpl.store.engine import open_engine
from mfpl.store.migrate import MIGRATIONS, downgrade, pending, upgrade
from mfpl.store.tables import Base, ClauseVersion, Enactment, RuleVersion
from tests import demonstration

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


def rows(url: str) -> dict[str, int]:
    with opened(url) as sessions:
        return count_rows(sessions)


def tables(url: str) -> set[str]:
    """Return the tables of the project there are now; what a migration brings goes when it is undone."""
    engine = open_engine(url)
    with engine.connect() as connection:
        found = set(sa.inspect(connection).get_table_names()) & set(Base.metadata.tables)
    engine.dispose()
    return found


def test_every_rule_taken_in_before_there_were_by_laws_becomes_a_clause_in_force(demonstration_url: str) -> None:
    with opened(demonstration_url) as sessions, sessions.reading() as session:
        adopted = set(session.execute(sa.select(RuleVersion.id, RuleVersion.in_force_from)).all())
    downgrade(demonstration_url, "20261121_02")
    upgrade(demonstration_url)
    with opened(demonstration_url) as sessions, sessions.reading() as session:
        enacted = (
            sa.select(ClauseVersion.rule_version_id, Enactment.from_on)
            .join(Enactment, Enactment.clause_version_id == ClauseVersion.id)
            .where(Enactment.effect == "in_force", ClauseVersion.rule_version_id.is_not(None))
        )
        assert set(session.execute(enacted).all()) == adopted


def test_migrations_keep_what_a_full_database_holds(demonstration_url: str) -> None:
    """Rebuilding a table on SQLite once emptied the tables that refer to it; only a full database shows that."""
    before = rows(demonstration_url)
    revisions = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    for earlier in revisions[1:]:
        downgrade(demonstration_url, earlier)
        kept = tables(demonstration_url)
        upgrade(demonstration_url)
        after = rows(demonstration_url)
        assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    with opened(demonstration_url) as sessions:
        assert damage(sessions) == []


def test_a_full_database_goes_down_to_nothing_and_up_again(demonstration_url: str) -> None:
    before = rows(demonstration_url)
    downgrade(demonstration_url, "base")
    upgrade(demonstration_url)
    demonstration.fill(demonstration_url)
    assert rows(demonstration_url) == before
