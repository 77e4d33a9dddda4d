"""mfpl history verify answers yes or no, and names the first entry that does not hold."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from mfpl.domain.history import Fact
from mfpl.services import history
from mfpl.store.backup import opened
from tests.cli.conftest import Run

NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)


@pytest.fixture
def chained(database: str) -> str:
    """A database with a chain of three entries, sealed."""
    with opened(database) as sessions, sessions.transaction() as session:
        for _ in range(3):
            history.record(session, stream="vote:a", fact=Fact.VOTE_CLOSED, actor_id=None, now=NOW)
        history.seal(session, now=NOW)
    return database


def test_a_history_that_holds_is_told_with_its_size(run: Run, chained: str) -> None:
    answer = run("history", "verify", "--lang", "es")
    assert answer.code == 0
    assert answer.out == "El historial está íntegro. Entradas: 3, cadenas: 1, sellos: 1.\n"


@pytest.mark.parametrize(
    ("tampering", "sequence", "reason"),
    [
        ("UPDATE history_entries SET code = 'text_saved' WHERE sequence = 2", 2, "altered"),
        ("DELETE FROM history_entries WHERE sequence = 2", 3, "missing"),
        ("DELETE FROM history_entries WHERE sequence = 3", 3, "truncated"),
        ("UPDATE history_entries SET previous = digest WHERE sequence = 3", 3, "unlinked"),
    ],
)
def test_the_first_broken_entry_is_named(run: Run, chained: str, tampering: str, sequence: int, reason: str) -> None:
    with opened(chained) as sessions, sessions.transaction() as session:
        session.execute(text(tampering))
    answer = run("history", "verify", "--json")
    assert answer.code == 1
    found = json.loads(answer.out)
    assert found["holds"] is False
    assert found["breaks"][0] == {"stream": "vote:a", "sequence": sequence, "reason": reason}
    assert f"entry {sequence} of vote:a" in run("history", "verify", "--lang", "en").out


def test_a_database_that_is_not_there_is_told_without_making_one(run: Run) -> None:
    answer = run("history", "verify", "--lang", "es")
    assert answer.code == 3
    assert "mfpl db upgrade" in answer.err
