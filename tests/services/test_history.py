"""History holds as a chain, and every way to tamper with it is found and named."""

import json

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from mfpl.domain.history import Break, Fact
from mfpl.services.history import record, seal, verify
from mfpl.store.queries.history import list_entries, list_streams
from mfpl.store.tables import HistoryEntry, HistoryHead, HistorySeal
from tests import cast as c


@pytest.fixture
def chain(session: Session) -> Session:
    """Two streams of three entries, sealed after the second round."""
    for step in range(3):
        for stream in ("vote:a", "vote:b"):
            record(session, stream=stream, fact=Fact.VOTE_PREPARED, actor_id=None, now=c.NOW, step=step, name="José ñ")
        if step == 1:
            seal(session, now=c.NOW)
    return session


def test_an_untouched_history_verifies(chain: Session) -> None:
    found = verify(chain)
    assert (found.streams, found.entries, found.seals, found.breaks) == (2, 6, 1, ())


def test_an_empty_history_verifies(session: Session) -> None:
    assert verify(session).breaks == ()


def test_streams_and_entries_are_listed_in_order(chain: Session) -> None:
    assert list_streams(chain) == ["vote:a", "vote:b"]
    assert [entry.parameters["step"] for entry in list_entries(chain, stream="vote:b")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("code", "vote_closed", "altered"),
        ("parameters", {"step": 9}, "altered"),
        ("at", c.OPENS, "altered"),
        ("actor_id", None, ""),
        ("previous", "f" * 64, "unlinked"),
    ],
)
def test_a_changed_entry_is_named(chain: Session, column: str, value: object, reason: str) -> None:
    here = (HistoryEntry.stream == "vote:a", HistoryEntry.sequence == 3)
    chain.execute(update(HistoryEntry).where(*here).values({column: value}))
    chain.expire_all()
    expected = (Break("vote:a", 3, reason),) if reason else ()
    assert verify(chain).breaks == expected


def test_a_removed_entry_in_the_middle_is_named(chain: Session) -> None:
    chain.execute(delete(HistoryEntry).where(HistoryEntry.stream == "vote:b", HistoryEntry.sequence == 2))
    chain.expire_all()
    assert verify(chain).breaks[0] == Break("vote:b", 3, "missing")


def test_a_cut_tail_is_named(chain: Session) -> None:
    chain.execute(delete(HistoryEntry).where(HistoryEntry.stream == "vote:b", HistoryEntry.sequence == 3))
    chain.expire_all()
    assert verify(chain).breaks == (Break("vote:b", 3, "truncated"),)


def test_a_sealed_stream_that_vanished_with_its_head_is_named(chain: Session) -> None:
    chain.execute(delete(HistoryEntry).where(HistoryEntry.stream == "vote:b"))
    chain.execute(delete(HistoryHead).where(HistoryHead.stream == "vote:b"))
    chain.expire_all()
    assert verify(chain).breaks == (Break("vote:b", 2, "unsealed"),)


def test_an_altered_seal_is_named(chain: Session) -> None:
    chain.execute(update(HistorySeal).values(heads=json.dumps({})))
    chain.expire_all()
    assert verify(chain).breaks == (Break("seals", 1, "altered"),)


def test_a_seal_follows_the_one_before(chain: Session) -> None:
    assert seal(chain, now=c.CLOSES)
    assert (verify(chain).seals, verify(chain).breaks) == (2, ())


def test_nothing_is_sealed_twice(chain: Session) -> None:
    assert seal(chain, now=c.NOW)
    assert not seal(chain, now=c.CLOSES)


def test_a_seal_holds_only_what_grew_and_every_seal_is_checked(chain: Session) -> None:
    record(chain, stream="vote:a", fact=Fact.VOTE_OPENED, actor_id=None, now=c.NOW)
    seal(chain, now=c.CLOSES)
    chain.execute(delete(HistoryEntry).where(HistoryEntry.stream == "vote:b"))
    chain.execute(delete(HistoryHead).where(HistoryHead.stream == "vote:b"))
    chain.expire_all()
    assert verify(chain).breaks == (Break("vote:b", 2, "unsealed"),)
