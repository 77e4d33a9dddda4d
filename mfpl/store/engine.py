"""Engines and sessions: how this project opens SQLite and PostgreSQL, for reading and for writing."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from mfpl.store.collisions import refuse_collision

__all__ = ["Session", "Sessions", "open_engine"]

BUSY_SECONDS = 10
CACHE_KIB = 32_768
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
    event.listen(engine, "handle_error", refuse_collision)
    return engine


def _tune_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    pragmas = (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        f"cache_size=-{CACHE_KIB}",
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


class _Turns:
    """Lets writing sessions of this process take turns in the order they asked.

    SQLite has one writer at a time and lets those who wait sleep and try again, in no order. Who never gets a turn
    here in the time a writer may wait goes on to the database, which then refuses.
    """

    def __init__(self) -> None:
        self._turn = Lock()

    def take(self, session: Session, transaction: SessionTransaction) -> None:
        """Wait for a turn when a session begins to write."""
        if transaction.parent is None:
            session.info[_Turns] = self._turn.acquire(timeout=BUSY_SECONDS)

    def give(self, session: Session, transaction: SessionTransaction) -> None:
        """Let the next one write, once everything of this session is committed or rolled back."""
        if transaction.parent is None and session.info.pop(_Turns, False):
            self._turn.release()


_turns: defaultdict[URL, _Turns] = defaultdict(_Turns)


class Sessions:
    """The two ways to open a session on one engine: one that cannot write, one that may."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = sessionmaker(engine.execution_options(**READING), expire_on_commit=False)
        self._writing = sessionmaker(engine, expire_on_commit=False)
        if engine.dialect.name == "sqlite":
            turns = _turns[engine.url]
            event.listen(self._writing, "after_transaction_create", turns.take)
            event.listen(self._writing, "after_transaction_end", turns.give)

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
