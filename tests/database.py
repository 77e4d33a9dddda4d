"""Fresh databases for tests: one migrated template per worker, one quick copy per test, on either engine."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

from mfpl.store.migrate import upgrade

ENGINES = ("sqlite", "postgresql")
Fill = Callable[[str], None]
WITHOUT_POSTGRESQL = "PostgreSQL: no server in PGHOST; make test starts one with pg_virtualenv"


def has_postgresql() -> bool:
    """State whether the environment names a PostgreSQL server, as pg_virtualenv does."""
    return "PGHOST" in os.environ


def leave_empty(_url: str) -> None:
    """Fill a template with nothing."""


class SQLiteTemplate:
    """A migrated SQLite file that is copied for each test."""

    def __init__(self, folder: Path, fill: Fill = leave_empty) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._file = folder / "template.sqlite"
        upgrade(f"sqlite:///{self._file}")
        fill(f"sqlite:///{self._file}")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Yield the address of a database nobody has used."""
        copy = self._folder / f"{next(self._numbers)}.sqlite"
        shutil.copyfile(self._file, copy)
        yield f"sqlite:///{copy}"
        for leftover in self._folder.glob(f"{copy.name}*"):
            leftover.unlink()


class PostgreSQLTemplate:
    """A migrated PostgreSQL database that the server itself copies for each test."""

    def __init__(self, worker: str, fill: Fill = leave_empty) -> None:
        self._name = f"mfpl_{worker}"
        self._numbers = count(1)
        self._server = create_engine("postgresql+psycopg:///postgres", isolation_level="AUTOCOMMIT")
        self._run(f"DROP DATABASE IF EXISTS {self._name}")
        self._run(f"CREATE DATABASE {self._name}")
        upgrade(f"postgresql+psycopg:///{self._name}")
        fill(f"postgresql+psycopg:///{self._name}")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Yield the address of a database nobody has used."""
        copy = f"{self._name}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {copy} TEMPLATE {self._name}")
        try:
            yield f"postgresql+psycopg:///{copy}"
        finally:
            self._run(f"DROP DATABASE {copy} WITH (FORCE)")

    def close(self) -> None:
        """Drop the template and let go of the server."""
        self._run(f"DROP DATABASE {self._name}")
        self._server.dispose()

    def _run(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.execute(text(statement))
