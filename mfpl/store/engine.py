"""Engines and sessions: how this project opens SQLite and PostgreSQL, for reading and for writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

__all__ = ["Session", "Sessions", "open_engine"]

READING = {"sqlite_reading": True, "postgresql_readonly": True}


def open_engine(url: str, *, migrating: bool = False) -> Engine:
    """Return an engine for a database address such as ``sqlite:///file`` or ``postgresql+psycopg://…``.

    On SQLite every writing transaction takes the write lock at once (``BEGIN IMMEDIATE``), because a lock taken
    later loses updates, and a commit is on the disk before it is confirmed. With ``migrating`` foreign keys are
    off, because rebuilding a table would otherwise empty the tables that refer to it.
    """
    engine = create_engine(url, pool_pre_ping=url.startswith("postgresql"), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine, foreign_keys=not migrating)
    return engine


def _tune_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    pragmas = (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=10000",
        f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
    )

    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("sqlite_reading", False)
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


class Sessions:
    """The two ways to open a session on one engine: one that cannot write, one that may."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = sessionmaker(engine.execution_options(**READING), expire_on_commit=False)
        self._writing = sessionmaker(engine, expire_on_commit=False)

    def reading(self) -> Session:
        """Return a session whose transaction the database itself keeps from writing."""
        return self._reading()

    def writing(self) -> Session:
        """Return a session that may write; on SQLite it holds the write lock from its first statement."""
        return self._writing()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a writing session and commit once at the end; roll back when anything is raised."""
        with self._writing() as session, session.begin():
            yield session
