"""mfpl rules govern says once by which rule clauses are amended that name no other."""

from mfpl.store.backup import opened
from mfpl.store.queries.bylaws import find_governing
from tests.cli.conftest import Run


def governing(database: str) -> str | None:
    with opened(database) as sessions, sessions.reading() as session:
        return find_governing(session)


def test_it_is_said_once(run: Run, database: str) -> None:
    for name in ("simple-majority", "concurrent-majorities"):
        assert run("rules", "adopt", name).code == 0
    assert run("rules", "govern", "concurrent-majorities").code == 0
    assert governing(database) == "concurrent-majorities"

    answer = run("rules", "govern", "simple-majority", "--lang", "en")
    assert answer.code == 2
    assert "concurrent-majorities" in answer.err
    assert governing(database) == "concurrent-majorities"


def test_a_rule_there_is_not_governs_nothing(run: Run, database: str) -> None:
    assert run("rules", "govern", "nowhere").code == 2
    assert governing(database) is None
