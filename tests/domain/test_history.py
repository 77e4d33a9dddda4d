"""A chain of history holds from its first entry, and the first entry that does not follow is named with the reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.domain.history import GENESIS, Break, Entry, Fact, digest, first_break

AT = datetime(2026, 3, 2, 18, 30, 0, 250_000, tzinfo=UTC)
SOMEBODY = UUID(int=7)


def chain(length: int = 4) -> list[Entry]:
    entries: list[Entry] = []
    for sequence in range(1, length + 1):
        previous = entries[-1].digest if entries else GENESIS
        entry = Entry("vote:a", sequence, Fact.VOTE_CLOSED, {"n": sequence, "ñ": ["í"]}, SOMEBODY, AT, previous)
        entries.append(replace(entry, digest=digest(entry)))
    return entries


@pytest.mark.parametrize("length", [0, 1, 4])
def test_an_untouched_chain_holds(length: int) -> None:
    assert first_break(chain(length)) is None


CHANGES: list[dict[str, Any]] = [
    {"code": Fact.VOTE_OPENED},
    {"parameters": {"n": 3, "ñ": ["i"]}},
    {"actor_id": None},
    {"at": AT + timedelta(microseconds=1)},
    {"stream": "vote:b"},
    {"digest": "0" * 64},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_any_change_to_an_entry_is_found_there(change: dict[str, Any]) -> None:
    entries = chain()
    entries[2] = replace(entries[2], **change)
    assert first_break(entries) == Break(entries[2].stream, 3, "altered")


def test_an_entry_recomputed_after_a_change_no_longer_carries_the_next() -> None:
    entries = chain()
    changed = replace(entries[1], code=Fact.VOTE_OPENED)
    entries[1] = replace(changed, digest=digest(changed))
    assert first_break(entries) == Break("vote:a", 3, "unlinked")


@given(st.integers(0, 2))
def test_an_entry_taken_out_is_missed_by_the_next(place: int) -> None:
    entries = chain()
    del entries[place]
    assert first_break(entries) == Break("vote:a", place + 2, "missing")


def test_the_same_instant_in_another_zone_is_the_same_entry() -> None:
    entry = chain(1)[0]
    mexico = timezone(timedelta(hours=-6))
    assert digest(replace(entry, at=AT.astimezone(mexico))) == digest(entry)
