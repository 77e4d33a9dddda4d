"""A server killed at any moment during casting loses no confirmed ballot and counts none twice."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from queue import Empty, SimpleQueue
from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select

from bench.crowd import Crowd, gather
from bench.envelopes import Envelope, fill
from bench.servers import OURS, Server, free_port, our_environment
from mfpl.app import create_app
from mfpl.config import Config
from mfpl.domain.votes import Answer
from mfpl.services import history
from mfpl.store.engine import Sessions, open_engine
from mfpl.store.tables import RollEntry, SheetBallot

SECRET = "a secret of the tests that is long enough"
VOTERS = 160
BROWSERS = 8
KILLS = 5
SEED = 20190617
SEE_OTHER, CONFLICT = 303, 409
BALLOTS = (
    {1: Answer.YES, 2: Answer.YES},
    {1: Answer.YES, 2: Answer.NO},
    {1: Answer.NO},
    {1: Answer.ABSTAIN, 2: Answer.ABSTAIN},
)

pytestmark = pytest.mark.slow


@dataclass
class Place:
    """A database with a crowd and an open vote, and the real server in front of it."""

    sessions: Sessions
    crowd: Crowd
    server: Server
    app: Flask

    def envelopes(self, place: int, *, browsers: int = 1) -> list[Envelope]:
        """Return the ballot of one voter, in one browser or filled in differently in several."""
        voter = self.crowd.voters[place]
        return [
            fill(self.app, crowd=self.crowd, voter=voter, answers=BALLOTS[(place + browser) % len(BALLOTS)])
            for browser in range(browsers)
        ]

    def kept(self) -> dict[str, str]:
        """Return what the database holds: receipt digest to choices."""
        with self.sessions.reading() as session:
            sheet = select(SheetBallot.receipt, SheetBallot.choices).where(SheetBallot.vote_id == self.crowd.vote_id)
            return dict(session.execute(sheet).all())

    def marked(self) -> int:
        """Return how many lines of the roll say that a ballot was cast."""
        with self.sessions.reading() as session:
            voted = select(func.count()).where(RollEntry.vote_id == self.crowd.vote_id, RollEntry.voted)
            return session.scalar(voted) or 0


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[Place]:
    engine = open_engine(database_url)
    sessions = Sessions(engine)
    crowd = gather(sessions, size=VOTERS, now=datetime.now(UTC))
    config = Config(database=database_url, secret_key=SECRET, mail=f"file:{tmp_path / 'mail'}")
    environment = our_environment(database_url, secret=SECRET, folder=tmp_path)
    with Server(OURS, port=free_port(), environment=environment, log=tmp_path / "server.log") as server:
        app = create_app(config)
        yield Place(sessions, crowd, server, app)
        app.extensions["sessions"].engine.dispose()
    engine.dispose()


def send(port: int, envelope: Envelope) -> int | None:
    """Send a form once; return the status, or None when no answer came."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": envelope.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", envelope.path, envelope.body, headers)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


@dataclass
class Crossing:
    """Browsers that send their forms until they see an answer, whatever happens to the server meanwhile."""

    port: int
    waiting: SimpleQueue[Envelope] = field(default_factory=SimpleQueue)
    answers: list[tuple[Envelope, int]] = field(default_factory=list)
    unanswered: int = 0

    def run(self, envelopes: list[Envelope]) -> list[threading.Thread]:
        """Start the browsers on these forms."""
        for envelope in envelopes:
            self.waiting.put(envelope)
        browsers = [threading.Thread(target=self._browse) for _ in range(BROWSERS)]
        for browser in browsers:
            browser.start()
        return browsers

    def confirmed(self) -> list[Envelope]:
        """Return the forms whose browser saw that the ballot counts."""
        return [envelope for envelope, status in self.answers if status == SEE_OTHER]

    def _browse(self) -> None:
        while True:
            try:
                envelope = self.waiting.get_nowait()
            except Empty:
                return
            while (status := send(self.port, envelope)) is None:
                self.unanswered += 1
                time.sleep(0.05)
            self.answers.append((envelope, status))


def test_no_confirmed_ballot_is_lost_or_doubled_when_the_server_is_killed(place: Place) -> None:
    random = Random(SEED)  # noqa: S311 - the moments must be the same in every run
    envelopes = [one for number in range(VOTERS) for one in place.envelopes(number)]
    moments = sorted(random.sample(range(5, VOTERS - 20), KILLS))
    crossing = Crossing(place.server.port)

    browsers = crossing.run(envelopes)
    for moment in moments:
        while len(crossing.answers) < moment:
            time.sleep(0.001)
        time.sleep(random.random() / 50)
        place.server.kill()
        seen = {envelope.receipt_digest for envelope in crossing.confirmed()}
        assert seen <= place.kept().keys()
        place.server.start()
    for browser in browsers:
        browser.join()

    assert crossing.unanswered > 0
    assert Counter(status for _, status in crossing.answers) == {SEE_OTHER: VOTERS}
    assert place.kept() == {envelope.receipt_digest: envelope.choices for envelope in envelopes}
    assert place.marked() == VOTERS
    with place.sessions.reading() as session:
        assert history.verify(session).breaks == ()


def test_one_voter_in_several_browsers_at_once_casts_exactly_one_ballot(place: Place) -> None:
    voters = 20
    tabs = {number: place.envelopes(number, browsers=4) for number in range(voters)}
    crossing = Crossing(place.server.port)

    for browser in crossing.run([envelope for several in tabs.values() for envelope in several]):
        browser.join()

    assert Counter(status for _, status in crossing.answers) == {SEE_OTHER: voters, CONFLICT: 3 * voters}
    assert place.kept() == {envelope.receipt_digest: envelope.choices for envelope in crossing.confirmed()}
    assert place.marked() == voters


def test_a_double_tap_is_one_ballot_and_the_same_answer(place: Place) -> None:
    voters, taps = 20, 4
    envelopes = [one for number in range(voters) for one in place.envelopes(number)]
    crossing = Crossing(place.server.port)

    for browser in crossing.run([envelope for envelope in envelopes for _ in range(taps)]):
        browser.join()

    assert Counter(status for _, status in crossing.answers) == {SEE_OTHER: voters * taps}
    assert place.kept() == {envelope.receipt_digest: envelope.choices for envelope in envelopes}
    assert place.marked() == voters
