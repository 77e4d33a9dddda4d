"""What casting a ballot over HTTP costs, beside a floor that keeps one row, in turns within one run."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import uuid4

from bench.clients import Form, Pace, send_all
from bench.crowd import gather
from bench.databases import fresh_database
from bench.envelopes import fill
from bench.servers import OURS, Server, free_port, our_environment
from bench.telling import tell
from mfpl.app import create_app
from mfpl.config import Config
from mfpl.domain.votes import Answer
from mfpl.store.engine import Sessions, open_engine

FLOOR = ("-m", "bench.floor")
SECRET = "a secret of the measurements, long enough"  # noqa: S105 - protects invented people only
ROUNDS, QUICK_ROUNDS = 5, 3
BALLOTS, QUICK_BALLOTS = 800, 200
WARMING = 40
ANSWERS = ({1: Answer.YES, 2: Answer.YES}, {1: Answer.YES, 2: Answer.NO}, {1: Answer.NO})


@dataclass(frozen=True)
class Casting:
    """The paces of both servers, round by round."""

    ours: tuple[Pace, ...]
    floor: tuple[Pace, ...]

    @property
    def ratio(self) -> float:
        """Return how many ballots we cast while the floor keeps one row: the median over the rounds."""
        pairs = zip(self.ours, self.floor, strict=True)
        return median(ours.per_second / floor.per_second for ours, floor in pairs)

    @property
    def p99_ratio(self) -> float:
        """Return how much longer the slowest hundredth of ballots waits than the floor's: the median over rounds."""
        return median(ours.p99_ms / floor.p99_ms for ours, floor in zip(self.ours, self.floor, strict=True))


def measure(engine: str, *, quick: bool) -> Casting:
    """Let both servers keep the same number of ballots in turns; the first turn of each only warms it."""
    rounds, size = (QUICK_ROUNDS, QUICK_BALLOTS) if quick else (ROUNDS, BALLOTS)
    with (
        TemporaryDirectory(prefix="mfpl-bench-") as name,
        fresh_database(engine) as url,
        fresh_database(engine) as bare,
    ):
        folder = Path(name)
        tell(f"casting on {engine}: filling in {WARMING + rounds * size:,} ballots")
        forms = _forms(url, WARMING + rounds * size)
        environment = our_environment(url, secret=SECRET, folder=folder)
        ours = Server(OURS, port=free_port(), environment=environment, log=folder / "ours.log")
        floor = Server([*FLOOR, bare], port=free_port(), environment={}, log=folder / "floor.log")
        with ours, floor:
            send_all(ours.port, forms[:WARMING], folder=folder)
            send_all(floor.port, _floor_forms(WARMING), folder=folder)
            found = []
            for number in range(rounds):
                tell(f"casting on {engine}: round {number + 1} of {rounds}")
                start = WARMING + number * size
                mine = send_all(ours.port, forms[start : start + size], folder=folder)
                found.append((mine, send_all(floor.port, _floor_forms(size), folder=folder)))
    return Casting(tuple(mine for mine, _ in found), tuple(bare for _, bare in found))


def _forms(url: str, number: int) -> list[Form]:
    engine = open_engine(url)
    crowd = gather(Sessions(engine), size=number, now=datetime.now(UTC))
    app = create_app(Config(database=url, secret_key=SECRET, mail="none"))
    envelopes = [
        fill(app, crowd=crowd, voter=voter, answers=ANSWERS[place % len(ANSWERS)])
        for place, voter in enumerate(crowd.voters)
    ]
    app.extensions["sessions"].engine.dispose()
    engine.dispose()
    return [Form(one.path, one.cookie, one.body) for one in envelopes]


def _floor_forms(number: int) -> list[Form]:
    return [Form("/cast", "none=1", f"id={uuid4().hex}&choices=yes") for _ in range(number)]
