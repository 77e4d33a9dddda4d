"""Fixtures every test may ask for: a fresh database on each engine, and sessions on it."""

import os
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from mfpl.store.engine import Sessions, open_engine
from tests import demonstration
from tests.database import ENGINES, WITHOUT_POSTGRESQL, PostgreSQLTemplate, SQLiteTemplate, has_postgresql


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs PostgreSQL before it starts, so that the summary names the reason once for each file."""
    if has_postgresql():
        return
    for item in items:
        chosen = getattr(item, "callspec", None)
        if chosen and "postgresql" in chosen.params.values():
            item.add_marker(pytest.mark.skip(reason=WITHOUT_POSTGRESQL))


def worker() -> str:
    """Return the name of this test process, of which each has databases of its own."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SQLiteTemplate:
    """The migrated SQLite file of this worker."""
    return SQLiteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[PostgreSQLTemplate]:
    """The migrated PostgreSQL database of this worker; skips the test when there is no server."""
    if not has_postgresql():
        pytest.skip(WITHOUT_POSTGRESQL)
    template = PostgreSQLTemplate(worker())
    yield template
    template.close()


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh, migrated database; the test runs once on each engine."""
    template = request.getfixturevalue(f"{request.param}_template")
    with template.fresh() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_demonstration(tmp_path_factory: pytest.TempPathFactory) -> SQLiteTemplate:
    """The SQLite file of this worker with the demonstration in it."""
    return SQLiteTemplate(tmp_path_factory.mktemp("demonstration"), demonstration.fill)


@pytest.fixture(scope="session")
def postgresql_demonstration() -> Iterator[PostgreSQLTemplate]:
    """The PostgreSQL database of this worker with the demonstration in it; skips without a server."""
    if not has_postgresql():
        pytest.skip(WITHOUT_POSTGRESQL)
    template = PostgreSQLTemplate(f"{worker()}_demonstration", demonstration.fill)
    yield template
    template.close()


@pytest.fixture(params=ENGINES)
def demonstration_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh copy of the demonstration, as of ``tests.demonstration.NOW``, on each engine."""
    template = request.getfixturevalue(f"{request.param}_demonstration")
    with template.fresh() as url:
        yield url


@pytest.fixture
def sqlite_url(sqlite_template: SQLiteTemplate) -> Iterator[str]:
    """The address of a fresh SQLite database, for tests that are not about the engine."""
    with sqlite_template.fresh() as url:
        yield url


@pytest.fixture
def sessions(database_url: str) -> Iterator[Sessions]:
    """Reading and writing sessions on a fresh database."""
    engine = open_engine(database_url)
    yield Sessions(engine)
    engine.dispose()


@pytest.fixture
def session(sessions: Sessions) -> Iterator[Session]:
    """One writing session, rolled back when the test ends."""
    with sessions.writing() as writing:
        yield writing
        writing.rollback()
