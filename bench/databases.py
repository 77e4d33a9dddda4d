"""Fresh migrated databases to measure on: an SQLite file, and PostgreSQL where the environment names a server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import create_engine, text

from mfpl.store.migrate import upgrade

SERVER = "postgresql+psycopg:///"


def engines() -> list[str]:
    """Return the engines that can be measured here."""
    return ["SQLite", "PostgreSQL"] if "PGHOST" in os.environ else ["SQLite"]


@contextmanager
def fresh_database(engine: str) -> Iterator[str]:
    """Yield the address of a migrated database that is gone afterwards."""
    with _on_server() if engine == "PostgreSQL" else _in_folder() as url:
        upgrade(url)
        yield url


def settle(url: str) -> None:
    """Let PostgreSQL look at what was just filled in, as it would by itself within a minute."""
    if url.startswith(SERVER):
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
        engine.dispose()


@contextmanager
def _in_folder() -> Iterator[str]:
    with TemporaryDirectory(prefix="mfpl-bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


@contextmanager
def _on_server() -> Iterator[str]:
    name = f"mfpl_bench_{uuid4().hex[:12]}"
    server = create_engine(f"{SERVER}postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield f"{SERVER}{name}"
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()
