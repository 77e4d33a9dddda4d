"""What closing a vote costs by its number of ballots, beside the two bare groupings it cannot do without."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, text

from bench.crowd import Crowd, gather
from bench.databases import fresh_database, settle
from bench.telling import tell
from mfpl.domain.actors import Actor, MandateHeld, MandateKind
from mfpl.services.votes import close_vote
from mfpl.store.engine import Sessions, open_engine

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUICK_SIZES = (1_000, 5_000, 25_000)
REPEATS, ENOUGH_SECONDS = 5, 5.0
OFFICER = Actor(mandates=(MandateHeld(MandateKind.ELECTION_OFFICER),))
CHOICES = ('{"1":"yes","2":"yes"}', '{"1":"yes","2":"no"}', '{"1":"no"}', '{"1":"abstain","2":"abstain"}')

FILL = {
    "sqlite": (
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size)
        INSERT INTO roll_entries (vote_id, voter_id, center_id, kind, label, weight, included, reason, voted)
        SELECT :vote, lower(hex(randomblob(16))), CASE i % 5 WHEN 0 THEN :mx ELSE :us END, 'individual', 'x',
               1 + i % 2, true, NULL, true FROM n ORDER BY 2
        """,
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size)
        INSERT INTO sheet_ballots (id, vote_id, center_id, weight, choices, receipt)
        SELECT lower(hex(randomblob(16))), :vote, CASE i % 5 WHEN 0 THEN :mx ELSE :us END, 1 + i % 2,
               CASE i % 7 WHEN 0 THEN :c1 WHEN 1 THEN :c2 WHEN 2 THEN :c3 ELSE :c0 END,
               lower(hex(randomblob(32))) FROM n ORDER BY 1
        """,
    ),
    "postgresql": (
        """
        INSERT INTO roll_entries (vote_id, voter_id, center_id, kind, label, weight, included, reason, voted)
        SELECT :vote, gen_random_uuid(), CASE i % 5 WHEN 0 THEN cast(:mx AS uuid) ELSE cast(:us AS uuid) END,
               'individual', 'x', 1 + i % 2, true, NULL, true FROM generate_series(1, :size) AS i
        """,
        """
        INSERT INTO sheet_ballots (id, vote_id, center_id, weight, choices, receipt)
        SELECT gen_random_uuid(), :vote, CASE i % 5 WHEN 0 THEN cast(:mx AS uuid) ELSE cast(:us AS uuid) END,
               1 + i % 2, CASE i % 7 WHEN 0 THEN :c1 WHEN 1 THEN :c2 WHEN 2 THEN :c3 ELSE :c0 END,
               encode(sha256(cast(random()::text || i::text AS bytea)), 'hex') FROM generate_series(1, :size) AS i
        """,
    ),
}
COUNTED = "count(*), sum(weight), sum(CASE WHEN voted THEN 1 ELSE 0 END)"
BARE = (
    "SELECT center_id, weight, choices, count(*) FROM sheet_ballots WHERE vote_id = :vote GROUP BY 1, 2, 3",
    f"SELECT center_id, kind, reason, {COUNTED} FROM roll_entries WHERE vote_id = :vote GROUP BY 1, 2, 3",  # noqa: S608 - no value of anybody's
)


@dataclass(frozen=True)
class Closing:
    """What one size cost: seconds of closing and of the bare groupings, and how far memory grew, in MiB."""

    ballots: int
    seconds: float
    bare_seconds: float
    grown_mib: float


def measure(engine: str, *, quick: bool) -> list[Closing]:
    """Measure every size, each on a database of its own and in a process of its own."""
    found = []
    for size in QUICK_SIZES if quick else SIZES:
        tell(f"closing on {engine}: {size:,} ballots")
        with fresh_database(engine) as url:
            crowd = _fill(url, size)
            answer = subprocess.run(
                [sys.executable, "-m", "bench.closing", url, str(crowd.vote_id), crowd.number],
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
        found.append(Closing(size, **json.loads(answer.stdout)))
    return found


def growth(found: list[Closing]) -> float:
    """Return the exponent with which seconds grow between the last two sizes, where constants no longer hide it."""
    before, after = found[-2:]
    return log(after.seconds / before.seconds) / log(after.ballots / before.ballots)


def _fill(url: str, size: int) -> Crowd:
    engine = open_engine(url)
    crowd = gather(Sessions(engine), size=2, now=datetime.now(UTC))
    with engine.begin() as connection:
        dialect = engine.dialect.name
        centers = dict(connection.execute(text("SELECT code, id FROM centers")).all())
        vote = crowd.vote_id.hex if dialect == "sqlite" else crowd.vote_id
        values = {f"c{place}": choices for place, choices in enumerate(CHOICES)}
        for statement in FILL[dialect]:
            connection.execute(
                text(statement), {"size": size, "vote": vote, "mx": centers["MX"], "us": centers["US"], **values}
            )
    settle(url)
    return crowd


def _child(url: str, vote: UUID, number: str) -> None:
    engine = open_engine(url)
    sessions = Sessions(engine)
    after = datetime.now(UTC) + timedelta(days=30)
    before = _memory_from_here()
    closing: list[float] = []
    bare: list[float] = []
    while len(closing) < REPEATS and sum(closing) < ENOUGH_SECONDS:
        with sessions.writing() as session:
            started = time.perf_counter()
            close_vote(session, actor=OFFICER, number=number, now=after)
            closing.append(time.perf_counter() - started)
            session.rollback()
        with engine.connect() as connection:
            started = time.perf_counter()
            _group(connection, vote.hex if engine.dialect.name == "sqlite" else vote)
            bare.append(time.perf_counter() - started)
    grown = (_memory("VmHWM") - before) / 1024
    print(json.dumps({"seconds": min(closing), "bare_seconds": min(bare), "grown_mib": grown}))


def _memory_from_here() -> int:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _memory("VmRSS")


def _memory(name: str) -> int:
    """Return a line of this process's status in KiB: the kernel's figure, so that the engine's own memory counts."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def _group(connection: Connection, vote: object) -> None:
    for statement in BARE:
        connection.execute(text(statement), {"vote": vote}).all()


if __name__ == "__main__":
    _child(sys.argv[1], UUID(sys.argv[2]), sys.argv[3])
