"""Reads and extends the chains of history."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mfpl.domain.history import GENESIS, Entry
from mfpl.store.locks import take_turn
from mfpl.store.tables import HistoryEntry, HistoryHead, HistorySeal


def lock_head(session: Session, *, stream: str) -> tuple[int, str]:
    """Return the last sequence and digest of a stream, locked until the transaction ends; (0, zeros) for a new one."""
    head = _locked_head(session, stream)
    if head is None:
        take_turn(session, name=f"history:{stream}")
        head = _locked_head(session, stream)
    return (head.sequence, head.digest) if head else (0, GENESIS)


def _locked_head(session: Session, stream: str) -> HistoryHead | None:
    found = select(HistoryHead).where(HistoryHead.stream == stream).with_for_update()
    return session.scalar(found, execution_options={"populate_existing": True})


def append(session: Session, entry: Entry) -> None:
    """Write one entry and move its stream's head; the key refuses a second entry at the same place."""
    session.add(HistoryEntry(**{name: getattr(entry, name) for name in Entry.__dataclass_fields__}))
    session.merge(HistoryHead(stream=entry.stream, sequence=entry.sequence, digest=entry.digest))
    session.flush()


def list_streams(session: Session) -> list[str]:
    """Return the names of all streams, in order."""
    heads = select(HistoryHead.stream).union(select(HistoryEntry.stream))
    return sorted(session.scalars(heads))


def list_entries(session: Session, *, stream: str) -> list[Entry]:
    """Return the entries of one stream from the first to the last."""
    rows = session.scalars(select(HistoryEntry).where(HistoryEntry.stream == stream).order_by(HistoryEntry.sequence))
    return [_entry(row) for row in rows]


def iterate_entries(session: Session) -> Iterator[Entry]:
    """Yield every entry, stream by stream, each from its first to its last."""
    ordered = select(HistoryEntry).order_by(HistoryEntry.stream, HistoryEntry.sequence)
    for row in session.scalars(ordered.execution_options(yield_per=1000)):
        yield _entry(row)


def heads(session: Session) -> dict[str, tuple[int, str]]:
    """Return the head of every stream: its last sequence and digest."""
    rows = session.execute(select(HistoryHead.stream, HistoryHead.sequence, HistoryHead.digest))
    return {stream: (sequence, digest) for stream, sequence, digest in rows}


def take_unsealed_heads(session: Session) -> dict[str, tuple[int, str]]:
    """Return the heads of the streams that grew since they were last sealed, and mark them as sealed."""
    grown = (
        update(HistoryHead)
        .where(HistoryHead.sequence > HistoryHead.sealed_sequence)
        .values(sealed_sequence=HistoryHead.sequence)
        .returning(HistoryHead.stream, HistoryHead.sequence, HistoryHead.digest)
        .execution_options(synchronize_session=False)
    )
    return {stream: (sequence, digest) for stream, sequence, digest in session.execute(grown)}


def last_seal(session: Session) -> HistorySeal | None:
    """Return the newest seal, or None; nobody else seals until this transaction ends."""
    take_turn(session, name="history:seals")
    return session.scalar(select(HistorySeal).order_by(HistorySeal.sequence.desc()).limit(1))


def list_seals(session: Session) -> list[HistorySeal]:
    """Return all seals from the first to the last."""
    return list(session.scalars(select(HistorySeal).order_by(HistorySeal.sequence)))


def add_seal(session: Session, *, sequence: int, at: datetime, heads: str, previous: str, digest: str) -> None:
    """Write one seal."""
    session.add(HistorySeal(sequence=sequence, at=at, heads=heads, previous=previous, digest=digest))
    session.flush()


def _entry(row: HistoryEntry) -> Entry:
    return Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})
