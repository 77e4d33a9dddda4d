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
    """Seal the heads of all streams that grew onto the last seal; return False when none has."""
    last = queries.last_seal(session)
    grown = queries.take_unsealed_heads(session)
    if not grown:
        return False
    heads = json.dumps(grown, sort_keys=True, separators=(",", ":"))
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
    """Return what a full check found: broken chains, heads that do not match, seals that do not follow or hold."""
    breaks: list[Break] = []
    found: dict[str, tuple[int, str]] = {}
    entries = 0
    seals = queries.list_seals(session)
    sealed = _sealed_digests(seals)
    for stream, group in groupby(queries.iterate_entries(session), key=attrgetter("stream")):
        chain = list(group)
        entries += len(chain)
        found[stream] = (chain[-1].sequence, chain[-1].digest)
        sealed -= {(stream, entry.sequence, entry.digest) for entry in chain}
        broken = first_break(chain)
        if broken:
            breaks.append(broken)
    breaks.extend(_head_breaks(queries.heads(session), found, broken={one.stream for one in breaks}))
    breaks.extend(_seal_breaks(seals) or _unsealed_breaks(sealed))
    return Verification(len(found), entries, len(seals), tuple(breaks))


def _head_breaks(
    heads: dict[str, tuple[int, str]], found: dict[str, tuple[int, str]], *, broken: set[str]
) -> list[Break]:
    wrong = {stream for stream in heads.keys() | found.keys() if heads.get(stream) != found.get(stream)}
    return [Break(stream, found.get(stream, (0, ""))[0] + 1, "truncated") for stream in sorted(wrong - broken)]


def _seal_breaks(seals: list[Any]) -> list[Break]:
    previous, expected = GENESIS, 1
    for one in seals:
        sound = _seal_digest(one.sequence, one.at, one.heads, one.previous) == one.digest
        if one.sequence != expected or one.previous != previous or not sound:
            return [Break(SEALS, one.sequence, "altered")]
        previous, expected = one.digest, expected + 1
    return []


def _sealed_digests(seals: list[Any]) -> set[tuple[str, int, str]]:
    return {(stream, *head) for one in seals for stream, head in json.loads(one.heads).items()}


def _unsealed_breaks(missing: set[tuple[str, int, str]]) -> list[Break]:
    first = {stream: sequence for stream, sequence, _digest in sorted(missing, reverse=True)}
    return [Break(stream, sequence, "unsealed") for stream, sequence in sorted(first.items())]


def _seal_digest(sequence: int, at: datetime, heads: str, previous: str) -> str:
    covered = json.dumps([sequence, at.astimezone(UTC).isoformat(timespec="microseconds"), heads, previous])
    return hashlib.sha256(covered.encode()).hexdigest()
