"""Writers of one process take turns at an SQLite database instead of trying again in no order."""

from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from mfpl.store import engine as engines
from mfpl.store.engine import Sessions, open_engine

MARK = "UPDATE alembic_version SET version_num = version_num"


def test_a_second_writer_begins_when_the_first_has_ended(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    ours, theirs = Sessions(engine), Sessions(engine)
    order: list[str] = []

    def write_second() -> None:
        with theirs.transaction() as second:
            second.execute(text(MARK))
            order.append("second")

    with ours.transaction() as first:
        first.execute(text(MARK))
        waiting = Thread(target=write_second)
        waiting.start()
        waiting.join(timeout=0.2)
        order.append("first")
    waiting.join()
    engine.dispose()

    assert order == ["first", "second"]


def test_a_turn_is_given_back_after_a_rollback_and_after_writing_nothing(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    sessions = Sessions(engine)
    with sessions.writing() as left_alone:
        assert not left_alone.in_transaction()
    with sessions.writing() as taken_back:
        taken_back.execute(text(MARK))
        taken_back.rollback()
    with sessions.transaction() as next_one:
        next_one.execute(text(MARK))
    engine.dispose()


def test_who_never_gets_a_turn_is_refused_by_the_database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0)
    engine = open_engine(sqlite_url)
    sessions = Sessions(engine)
    with sessions.transaction() as first:
        first.execute(text(MARK))
        with pytest.raises(OperationalError, match="locked"), sessions.transaction() as second:
            second.execute(text(MARK))
        first.execute(text(MARK))
    with sessions.transaction() as third:
        third.execute(text(MARK))
    engine.dispose()


def test_readers_wait_for_nobody(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    sessions = Sessions(engine)
    with sessions.transaction() as writer:
        writer.execute(text(MARK))
        with sessions.reading() as reader:
            assert reader.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
    engine.dispose()
