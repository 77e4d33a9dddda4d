"""Copies of a whole database, and the checks a copy must pass: the parts that speak each engine's own language."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Engine, func, inspect, make_url, select, table, text
from sqlalchemy.exc import OperationalError

from mfpl.store.engine import Sessions, open_engine
from mfpl.store.migrate import MIGRATIONS

SQLITE = "sqlite"
CONNECTION_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "username": "PGUSER",
    "password": "PGPASSWORD",
    "database": "PGDATABASE",
}


class ProgramFailed(RuntimeError):  # noqa: N818 - named as the sentence says it
    """One of PostgreSQL's own programs is missing or stopped; the message is what it said."""


class InUse(RuntimeError):  # noqa: N818 - named as the sentence says it
    """Somebody, most likely the server, has the database open."""


def engine_name(url: str) -> str:
    """Return ``sqlite`` or ``postgresql``."""
    return make_url(url).get_backend_name()


def database_file(url: str) -> Path:
    """Return the file of an SQLite address."""
    return Path(make_url(url).database or "")


def copy_sqlite(source: Path, target: Path) -> None:
    """Write a consistent copy of an SQLite database that others may be writing to, and see it onto the disk."""
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout=10000")
        connection.execute("VACUUM INTO ?", (str(target),))
    sync(target)


def close_sqlite(place: Path) -> None:
    """Bring an SQLite database into its one file; raise InUse while anybody has it open.

    A file that is no sound database is left as it is: replacing it is what a restore is for.
    """
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as locked:
            raise InUse(str(locked)) from locked
        except sqlite3.DatabaseError:
            return


def sync(file: Path) -> None:
    """Return only when a file and its place in its folder are on the disk."""
    for path in (file, file.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def dump_postgresql(url: str, target: Path) -> None:
    """Write a consistent copy of a PostgreSQL database that others may be writing to; raise ProgramFailed."""
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", url=make_url(url))
    sync(target)


def load_postgresql(url: str, source: Path) -> None:
    """Read a copy into an empty PostgreSQL database; raise ProgramFailed."""
    name = make_url(url).database or os.environ.get("PGDATABASE", "")
    _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={name}", str(source), url=make_url(url))


def create_database(url: str) -> None:
    """Create the PostgreSQL database of an address."""
    _on_server(url, f"CREATE DATABASE {_quoted(url)} TEMPLATE template0")


def drop_database(url: str) -> None:
    """Drop the PostgreSQL database of an address, if it is there."""
    _on_server(url, f"DROP DATABASE IF EXISTS {_quoted(url)}")


def has_database(url: str) -> bool:
    """State whether the PostgreSQL database of an address is there."""
    with opened(beside(url, "postgres")) as sessions, sessions.reading() as session:
        asked = text("SELECT count(*) FROM pg_database WHERE datname = :name")
        return bool(session.scalar(asked, {"name": database_name(url)}))


def rename_database(url: str, name: str) -> None:
    """Give the PostgreSQL database of an address another name; raise InUse while anybody is connected to it."""
    try:
        _on_server(url, f"ALTER DATABASE {_quoted(url)} RENAME TO {_quoted(beside(url, name))}")
    except OperationalError as used:
        raise InUse(str(used.orig)) from used


def beside(url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def database_name(url: str) -> str:
    """Return the name of the PostgreSQL database of an address."""
    return make_url(url).database or os.environ.get("PGDATABASE", "")


def damage(sessions: Sessions) -> list[str]:
    """Return what the engine itself finds wrong: broken pages, rows that refer to nothing; empty when sound."""
    if sessions.engine.dialect.name != SQLITE:
        # PostgreSQL checks its foreign keys while it reads a copy, and stops when one is broken.
        return []
    with sessions.reading() as session:
        pages = [str(line) for line in session.scalars(text("PRAGMA integrity_check")) if line != "ok"]
        orphans = [f"{row[0]} → {row[2]}" for row in session.execute(text("PRAGMA foreign_key_check"))]
    return pages + orphans


def count_rows(sessions: Sessions) -> dict[str, int]:
    """Return the number of rows of every table."""
    with sessions.reading() as session:
        names = sorted(inspect(session.connection()).get_table_names())
        return {name: session.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def revision(sessions: Sessions) -> str | None:
    """Return the migration a database is at, or None when it never was migrated."""
    with sessions.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def is_known(schema: str | None) -> bool:
    """State whether this program has the migration that a database is at."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    try:
        return schema is not None and scripts.get_revision(schema) is not None
    except CommandError:
        return False


@contextmanager
def opened(url: str) -> Iterator[Sessions]:
    """Yield sessions on a database and let go of it afterwards."""
    engine: Engine = open_engine(url)
    try:
        yield Sessions(engine)
    finally:
        engine.dispose()


def _quoted(url: str) -> str:
    return '"' + database_name(url).replace('"', '""') + '"'


def _on_server(url: str, statement: str) -> None:
    with opened(beside(url, "postgres")) as server:
        unbound = server.engine.execution_options(isolation_level="AUTOCOMMIT")
        with unbound.connect() as connection:
            connection.execute(text(statement))


def _run(program: str, *arguments: str, url: URL) -> None:
    path = shutil.which(program)
    if path is None:
        raise ProgramFailed(program)
    given: dict[str, Any] = url.translate_connect_args()
    environment = {CONNECTION_VARIABLES[name]: str(value) for name, value in given.items()}
    done = subprocess.run(  # noqa: S603 - the program is PostgreSQL's own, its arguments are no shell text
        [path, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ProgramFailed(done.stderr.strip() or program)
