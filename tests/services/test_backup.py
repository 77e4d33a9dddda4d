"""A copy is made while people write, proves itself before it is kept, and never replaces anything it should not."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text

from mfpl.domain.history import Fact
from mfpl.services import history
from mfpl.services.backup import CopyRefused, Flaw, back_up, manifest_file, restore
from mfpl.store.backup import damage, opened
from mfpl.store.engine import Sessions, open_engine

NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)


def record(url: str, *streams: str) -> None:
    with opened(url) as sessions, sessions.transaction() as session:
        for stream in streams:
            history.record(session, stream=stream, fact=Fact.VOTE_CLOSED, actor_id=None, now=NOW)


def entries(url: str) -> int:
    with opened(url) as sessions, sessions.reading() as session:
        return history.verify(session).entries


@pytest.fixture
def copy(database_url: str, tmp_path: Path) -> Path:
    """A copy of a database with two entries of history."""
    record(database_url, "vote:a", "vote:b")
    target = tmp_path / "copy"
    back_up(database_url, target=target, now=NOW)
    return target


def test_a_copy_says_what_it_holds(copy: Path) -> None:
    manifest = json.loads(manifest_file(copy).read_text())
    assert manifest["contents"]["entries"] == 2
    assert manifest["contents"]["tables"]["history_entries"] == 2
    assert manifest["made_at"] == NOW.isoformat()
    assert {file.name for file in copy.parent.iterdir()} == {"copy", "copy.manifest.json"}


def test_what_was_copied_comes_back_and_what_was_there_is_kept_aside(database_url: str, copy: Path) -> None:
    record(database_url, "vote:later")
    restored = restore(database_url, source=copy, now=NOW)
    assert restored.contents.entries == entries(database_url) == 2
    assert restored.moved_aside
    aside = database_url.rpartition("/")[0] + "/" + Path(restored.moved_aside).name
    assert entries(aside) == 3


def test_a_copy_made_while_people_write_holds_whole_transactions(database_url: str, tmp_path: Path) -> None:
    """Each writing adds to two streams at once: a copy that cut one in half would hold an odd number of entries."""
    stop, started = Event(), Event()

    def write() -> None:
        while not stop.is_set():
            record(database_url, "vote:a", "vote:b")
            started.set()

    writer = Thread(target=write)
    writer.start()
    try:
        assert started.wait(10)
        held = back_up(database_url, target=tmp_path / "copy", now=NOW).contents.entries
    finally:
        stop.set()
        writer.join()
    assert held >= 2
    assert held % 2 == 0
    assert entries(database_url) >= held


def test_a_database_with_a_broken_history_gives_no_copy(database_url: str, tmp_path: Path) -> None:
    record(database_url, "vote:a")
    with opened(database_url) as sessions, sessions.transaction() as session:
        session.execute(text("UPDATE history_entries SET code = 'text_saved'"))
    with pytest.raises(CopyRefused) as refused:
        back_up(database_url, target=tmp_path / "copy", now=NOW)
    assert refused.value.flaw is Flaw.HISTORY_BROKEN
    assert list(tmp_path.glob("*copy*")) == []


def test_a_manifest_is_there_only_once_its_copy_is(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_args: object, **_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mfpl.services.backup.json.dumps", full_disk)
    with pytest.raises(OSError, match="No space left"):
        back_up(sqlite_url, target=tmp_path / "copy", now=NOW)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith((".", "copy"))] == ["copy"]
    with pytest.raises(CopyRefused, match="manifest_missing"):
        restore(sqlite_url, source=tmp_path / "copy", now=NOW)


def test_a_copy_never_overwrites_another(database_url: str, copy: Path) -> None:
    before = copy.read_bytes()
    with pytest.raises(CopyRefused) as refused:
        back_up(database_url, target=copy, now=NOW)
    assert refused.value.flaw is Flaw.TARGET_EXISTS
    assert copy.read_bytes() == before


def change_a_byte(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)


def claim_more_entries(copy: Path) -> None:
    manifest = json.loads(manifest_file(copy).read_text())
    manifest["contents"]["entries"] += 1
    manifest_file(copy).write_text(json.dumps(manifest))


def claim_another_engine(copy: Path) -> None:
    manifest = json.loads(manifest_file(copy).read_text())
    manifest["engine"] = "oracle"
    manifest_file(copy).write_text(json.dumps(manifest))


def claim_another_format(copy: Path) -> None:
    manifest = json.loads(manifest_file(copy).read_text())
    manifest["format"] = "mfpl-backup/2"
    manifest_file(copy).write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("spoil", "flaw"),
    [
        (change_a_byte, Flaw.CHANGED),
        (claim_more_entries, Flaw.COUNTS_DIFFER),
        (claim_another_engine, Flaw.OTHER_ENGINE),
        (claim_another_format, Flaw.MANIFEST_UNREADABLE),
        (lambda copy: manifest_file(copy).write_text("{"), Flaw.MANIFEST_UNREADABLE),
        (lambda copy: manifest_file(copy).unlink(), Flaw.MANIFEST_MISSING),
        (lambda copy: copy.unlink(), Flaw.COPY_MISSING),
    ],
)
def test_a_copy_that_does_not_verify_changes_nothing(
    database_url: str, copy: Path, spoil: Callable[[Path], object], flaw: Flaw
) -> None:
    record(database_url, "vote:later")
    spoil(copy)
    with pytest.raises(CopyRefused) as refused:
        restore(database_url, source=copy, now=NOW)
    assert refused.value.flaw is flaw
    assert entries(database_url) == 3


def test_a_copy_of_a_schema_from_the_future_is_refused(database_url: str, tmp_path: Path) -> None:
    with opened(database_url) as sessions, sessions.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '29990101_01'"))
    with pytest.raises(CopyRefused) as refused:
        back_up(database_url, target=tmp_path / "copy", now=NOW)
    assert refused.value.flaw is Flaw.SCHEMA_UNKNOWN


def test_nothing_is_restored_under_a_running_server(database_url: str, copy: Path) -> None:
    engine = open_engine(database_url)
    with Sessions(engine).reading() as session:
        session.execute(text("SELECT count(*) FROM people"))
        with pytest.raises(CopyRefused) as refused:
            restore(database_url, source=copy, now=NOW)
    engine.dispose()
    assert refused.value.flaw is Flaw.IN_USE
    assert entries(database_url) == 2


def test_a_damaged_database_gives_way_to_a_sound_copy(sqlite_url: str, tmp_path: Path) -> None:
    record(sqlite_url, "vote:a")
    back_up(sqlite_url, target=tmp_path / "copy", now=NOW)
    Path(sqlite_url.removeprefix("sqlite:///")).write_bytes(b"this is no database")
    assert restore(sqlite_url, source=tmp_path / "copy", now=NOW).contents.entries == 1
    assert entries(sqlite_url) == 1


def test_rows_that_refer_to_nothing_are_damage(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, migrating=True)
    with Sessions(engine).transaction() as session:
        session.execute(
            text("INSERT INTO center_names (id, center_id, language, name, short_name) VALUES ('a', 'b', 'es', '', '')")
        )
    with opened(sqlite_url) as sessions:
        assert damage(sessions) == ["center_names → centers"]
    engine.dispose()
