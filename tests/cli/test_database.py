"""mfpl db upgrade, backup and restore: what they do, say and refuse."""

import json
import os
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

from mfpl.services.mail import FileTransport, Mail, MailWords
from mfpl.store.migrate import pending
from tests.cast import NOW
from tests.cli.conftest import Run


def test_upgrade_makes_the_database_and_then_has_nothing_to_do(run: Run, surroundings: Path) -> None:
    first, second = run("db", "upgrade", "--lang", "en"), run("db", "upgrade", "--lang", "en")
    assert (first.code, second.code) == (0, 0)
    assert "Preparing the database" in first.err
    assert second.err == ""
    assert not pending(f"sqlite:///{surroundings / 'instance' / 'mfpl.sqlite3'}")


def test_a_copy_is_made_told_and_put_back(run: Run, database: str, tmp_path: Path) -> None:
    made = run("backup", tmp_path / "copy", "--json")
    assert made.code == 0
    assert json.loads(made.out)["sha256"]
    back = run("restore", tmp_path / "copy", "--lang", "es")
    assert back.code == 0
    assert "La copia se repuso." in back.out
    assert "La base de datos anterior está en" in back.out


def test_a_program_learns_what_was_put_back(run: Run, database: str, tmp_path: Path) -> None:
    made = json.loads(run("backup", tmp_path / "copy", "--json").out)
    back = json.loads(run("restore", tmp_path / "copy", "--json").out)
    assert back["contents"] == made["contents"]
    assert "before" in back["moved_aside"]


def test_whatever_is_written_is_for_its_own_user_alone(run: Run, surroundings: Path, tmp_path: Path) -> None:
    os.umask(0o022)
    run("db", "upgrade")
    run("backup", tmp_path / "copies")
    FileTransport(tmp_path / "instance" / "mail", "votes@example.org").send(
        Mail(UUID(int=7), "itzel@example.org", "es", NOW, MailWords("Tu enlace", "texto", "<p>texto</p>"))
    )
    instance = surroundings / "instance"
    with sqlite3.connect(instance / "mfpl.sqlite3") as beside:
        beside.execute("BEGIN IMMEDIATE")
        written = [instance, *instance.rglob("*"), *tmp_path.glob("copies*")]
        assert {one.name for one in written} >= {"mfpl.sqlite3-wal", "mail", "copies", "copies.manifest.json"}
        assert [str(one) for one in written if one.stat().st_mode & 0o077] == []


def test_a_second_copy_to_the_same_place_is_bad_input(run: Run, database: str, tmp_path: Path) -> None:
    run("backup", tmp_path / "copy")
    answer = run("backup", tmp_path / "copy", "--lang", "es")
    assert answer.code == 2
    assert "nunca se escribe sobre otro archivo" in answer.err


def test_a_copy_that_does_not_verify_is_a_no(run: Run, database: str, tmp_path: Path) -> None:
    run("backup", tmp_path / "copy")
    with (tmp_path / "copy").open("ab") as copy:
        copy.write(b"more")
    answer = run("restore", tmp_path / "copy", "--lang", "en")
    assert answer.code == 1
    assert "the fingerprints differ" in answer.err


@pytest.mark.parametrize("settings", [{"MFPL_MODE": "rehearsal"}, {"MFPL_MODE": "production"}])
def test_settings_that_cannot_be_used_are_told_in_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    answer = run("db", "upgrade", "--lang", "es")
    assert answer.code == 3
    assert "La configuración no se puede usar" in answer.err


def test_a_database_that_does_not_answer_is_told_in_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MFPL_DATABASE", "postgresql+psycopg://nobody@127.0.0.1:9/none?connect_timeout=2")
    answer = run("history", "verify", "--lang", "es")
    assert answer.code == 3
    assert "La base de datos no se puede usar" in answer.err
    assert "Traceback" not in answer.err


def test_production_is_neither_filled_nor_erased(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MFPL_MODE", "production")
    monkeypatch.setenv("MFPL_SECRET_KEY", "0123456789abcdefghijklmnopqrstuvwxyz")
    monkeypatch.setenv("MFPL_PUBLIC_ADDRESS", "https://votes.example")
    assert run("demo").code == 3
    assert run("reset", "--yes").code == 3
