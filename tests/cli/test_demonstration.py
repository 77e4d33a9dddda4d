"""mfpl demo, reset, jobs and serve: a demonstration that starts, goes on, starts anew and stops cleanly."""

import io
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mfpl.domain.refusals import Conflict
from mfpl.services.demonstration import PASSWORD, list_sign_ins
from mfpl.services.votes.closing import DueVotes
from mfpl.store.backup import opened
from mfpl.store.tables import Member
from tests.cli.conftest import Run

PROGRAM = [sys.executable, "-c", "from mfpl.cli import main; main()"]


def members(url: str) -> int:
    with opened(url) as sessions, sessions.reading() as session:
        return session.scalar(select(func.count()).select_from(Member)) or 0


def test_the_demonstration_is_loaded_once(run: Run, database: str) -> None:
    assert run("demo").code == 0
    first = members(database)
    assert first > 0
    assert run("demo").code == 0
    assert members(database) == first


def test_reset_starts_anew(run: Run, surroundings: Path) -> None:
    url = f"sqlite:///{surroundings / 'instance' / 'mfpl.sqlite3'}"
    assert run("reset", "--yes").code == 0
    first = members(url)
    assert run("reset", "--yes").code == 0
    assert members(url) == first > 0


def test_reset_asks_first(run: Run, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run("reset").code == 1


def test_the_jobs_may_run_twice_without_harm(run: Run, database: str) -> None:
    run("demo")
    first, second = (json.loads(run("jobs", "run", "--json").out) for _ in range(2))
    assert first["sealed"]
    assert second == {"votes_closed": 0, "votes_failed": [], "mail_sent": 0, "mail_failed": 0, "sealed": False}


@pytest.mark.parametrize(
    ("language", "words"), [("es", "La votación 2026-07 no se pudo"), ("en", "Vote 2026-07 could")]
)
def test_a_vote_that_could_not_be_closed_is_named(
    run: Run, database: str, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    stuck = DueVotes((), {"2026-07": Conflict("changed_meanwhile")})
    monkeypatch.setattr("mfpl.cli.rounds.close_each_due", lambda _session, **_given: stuck)
    answer = run("jobs", "run", "--lang", language)
    assert answer.code == 1
    assert words in answer.out


def test_mail_without_a_way_out_is_told_in_one_sentence(
    run: Run, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MFPL_MAIL", "pigeon://roof")
    answer = run("jobs", "run", "--lang", "es")
    assert answer.code == 3
    assert "La configuración no se puede usar" in answer.err


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize(("language", "words"), [("es", "está ocupado"), ("en", "is taken")])
def test_a_taken_port_is_told_in_one_sentence(run: Run, taken_port: int, language: str, words: str) -> None:
    answer = run("serve", "--port", taken_port, "--lang", language)
    assert answer.code == 3
    assert words in answer.err
    assert len(answer.err.splitlines()) == 1


def test_an_address_of_another_machine_is_told_in_one_sentence(run: Run) -> None:
    assert run("serve", "--host", "192.0.2.1", "--lang", "es").code == 3


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_cannot_be_is_bad_input(run: Run, port: str) -> None:
    assert run("serve", "--port", port).code == 2


def wait_for(address: str, *, seconds: float = 20) -> int:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - an address of this test's own
                return int(answer.status)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_the_server_introduces_everyone_answers_and_stops_when_told(
    run: Run, surroundings: Path, taken_port: int
) -> None:
    run("db", "upgrade")
    run("demo")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([*PROGRAM, "serve", "--port", str(port)], stdout=subprocess.PIPE, text=True)
    try:
        assert wait_for(f"http://127.0.0.1:{port}/es/") == 200
    finally:
        server.send_signal(signal.SIGTERM)
        told, _ = server.communicate(timeout=15)
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/es/" in told
    assert PASSWORD in told
    for person in list_sign_ins():
        assert all(words in told for words in (person.email, person.role["es"], person.role["en"]))
