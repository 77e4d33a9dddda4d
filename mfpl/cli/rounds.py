"""One round of the work that nobody's request does; every part may be done twice without harm."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from typing import Protocol, TypeVar

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from mfpl.services import history
from mfpl.services.mail import Transport
from mfpl.services.outbox import deliver_due
from mfpl.services.throttling import delete_expired
from mfpl.services.votes.closing import close_each_due
from mfpl.store.engine import Sessions
from mfpl.web.mail import render

SECONDS_BETWEEN_ROUNDS = 10
Result_co = TypeVar("Result_co", covariant=True)
log = logging.getLogger(__name__)


class Job(Protocol[Result_co]):
    """Something done in one transaction."""

    def __call__(self, session: Session, *, now: datetime) -> Result_co:
        """Do it."""


@dataclass(frozen=True)
class Round:
    """What one round did; `votes_failed` are the numbers of votes that were due and could not be closed."""

    votes_closed: int
    votes_failed: tuple[str, ...]
    mail_sent: int
    mail_failed: int
    sealed: bool


@dataclass(frozen=True)
class Jobs:
    """What the jobs work with: the application for its words, a database of their own, a way for mail to leave."""

    app: Flask
    sessions: Sessions
    transport: Transport
    clock: Callable[[], datetime]

    def run_once(self) -> Round:
        """Close votes, send mail, forget old attempts, seal the history; each in a transaction of its own."""
        due = self._in_transaction(close_each_due)
        for vote, reason in due.failed.items():
            log.error("vote %s could not be closed; the next round tries again", vote, exc_info=reason)
        with self.app.app_context():
            mail = deliver_due(self.sessions, transport=self.transport, render=render, now=self.clock())
        self._in_transaction(delete_expired)
        sealed = self._in_transaction(history.seal)
        return Round(len(due.closed), tuple(due.failed), mail.sent, mail.failed, sealed)

    def run_forever(self, stop: Event) -> None:
        """Do rounds until told to stop; what the database refused or did not answer is done in the next."""
        while not stop.is_set():
            try:
                self.run_once()
            except DBAPIError:
                log.exception("a round of jobs stopped at the database; the next one does what it left")
            stop.wait(SECONDS_BETWEEN_ROUNDS)

    def _in_transaction(self, job: Job[Result_co]) -> Result_co:
        with self.sessions.transaction() as session:
            return job(session, now=self.clock())
