"""Records what happened in the transaction in which it happened, seals the chains and verifies them."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.history import GENESIS, Break, Entry, Fact, digest, first_break
from mfpl.store.queries import history as queries

SEALS = "seals"


@dataclass(frozen=True)
class Verification:
    """What a check of all history found: how much was read, and every stream's first break."""

    streams: int
    entries: int
    seals: int
    breaks: tuple[Break, ...]


def record(session: Session, *, stream: str, fact: Fact, actor_id: UUID | None, now: datetime, **params: Any) -> None:
    """Add one fact to a stream; ``params`` are ids, codes and numbers, never names or what a secret ballot says."""
    sequence, previous = queries.lock_head(session, stream=stream)
    parameters = json.loads(json.dumps(params, default=str))
    entry = Entry(stream, sequence + 1, fact.value, parameters, actor_id, now, previous)
    queries.append(session, replace(entry, digest=digest(entry)))


def seal(session: Session, *, now: datetime) -> bool:
    """Seal the heads of all streams onto the last seal; return False when nothing has changed since."""
    heads = json.dumps(queries.heads(session), sort_keys=True, separators=(",", ":"))
    last = queries.last_seal(session)
    if last is not None and last.heads == heads:
        return False
    sequence, previous = (last.sequence + 1, last.digest) if last else (1, GENESIS)
    queries.add_seal(
        session,
        sequence=sequence,
        at=now,
        heads=heads,
        previous=previous,
        digest=_seal_digest(sequence, now, heads, previous),
    )
    return True


def verify(session: Session) -> Verification:
    """Return what a full check found: broken chains, heads that do not match, seals that do not follow."""
    breaks: list[Break] = []
    found: dict[str, tuple[int, str]] = {}
    entries = 0
    for stream, group in groupby(queries.iterate_entries(session), key=attrgetter("stream")):
        chain = list(group)
        entries += len(chain)
        found[stream] = (chain[-1].sequence, chain[-1].digest)
        broken = first_break(chain)
        if broken:
            breaks.append(broken)
    breaks.extend(_head_breaks(queries.heads(session), found, broken={one.stream for one in breaks}))
    seals = queries.list_seals(session)
    breaks.extend(_seal_breaks(seals, session=session))
    return Verification(len(found), entries, len(seals), tuple(breaks))


def _head_breaks(
    heads: dict[str, tuple[int, str]], found: dict[str, tuple[int, str]], *, broken: set[str]
) -> list[Break]:
    wrong = {stream for stream in heads.keys() | found.keys() if heads.get(stream) != found.get(stream)}
    return [Break(stream, found.get(stream, (0, ""))[0] + 1, "truncated") for stream in sorted(wrong - broken)]


def _seal_breaks(seals: list[Any], *, session: Session) -> list[Break]:
    previous, expected = GENESIS, 1
    for one in seals:
        sound = _seal_digest(one.sequence, one.at, one.heads, one.previous) == one.digest
        if one.sequence != expected or one.previous != previous or not sound:
            return [Break(SEALS, one.sequence, "altered")]
        previous, expected = one.digest, expected + 1
    return _sealed_entry_breaks(seals[-1], session=session) if seals else []


def _sealed_entry_breaks(newest: Any, *, session: Session) -> list[Break]:
    breaks = []
    for stream, (sequence, sealed) in json.loads(newest.heads).items():
        entries = queries.list_entries(session, stream=stream)
        if len(entries) < sequence or entries[sequence - 1].digest != sealed:
            breaks.append(Break(stream, sequence, "unsealed"))
    return breaks


def _seal_digest(sequence: int, at: datetime, heads: str, previous: str) -> str:
    covered = json.dumps([sequence, at.astimezone(UTC).isoformat(timespec="microseconds"), heads, previous])
    return hashlib.sha256(covered.encode()).hexdigest()
