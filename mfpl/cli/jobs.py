"""mfpl jobs run: the work that nobody's request does, once or for ever; doing it twice changes nothing."""

import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

import click
from flask_babel import gettext
from sqlalchemy.exc import OperationalError

from mfpl.cli.command import Group, option
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.config import Config
from mfpl.services import history
from mfpl.services.votes.closing import close_due
from mfpl.store.engine import Sessions, open_engine

SECONDS_BETWEEN_ROUNDS = 15
Result = TypeVar("Result")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """What one round of the jobs did."""

    votes_closed: int
    sealed: bool


@click.group("jobs", cls=Group, help=N_("The work that nobody's request does."))
def command() -> None:
    """Everything below is a command of its own."""


@command.command(
    "run",
    help=N_("Close the votes whose time is over, send the mail that waits, and seal the history. Once, or for ever."),
)
@option("--forever", is_flag=True, help=N_("Go on until told to stop."))
def run(*, forever: bool) -> None:
    """One round, or rounds until a signal."""
    config = settings()
    with database_answering():
        require_current_schema(config.database)
        sessions = Sessions(open_engine(config.database))
        if forever:
            _until_signalled(sessions, config)
            return
        done = run_once(sessions, config)
    click.echo(gettext("Votes closed: %(closed)d.", closed=done.votes_closed))


def _until_signalled(sessions: Sessions, config: Config) -> None:
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run_forever(sessions, config, stop)


def run_once(sessions: Sessions, config: Config) -> Round:
    """Do each job in a transaction of its own, so that one that fails keeps no other from its work."""
    closed = _in_transaction(sessions, config, close_due)
    sealed = _in_transaction(sessions, config, history.seal)
    return Round(votes_closed=len(closed), sealed=sealed)


def run_forever(sessions: Sessions, config: Config, stop: Event) -> None:
    """Do rounds until told to stop; a database that does not answer is asked again in the next round."""
    while not stop.is_set():
        try:
            run_once(sessions, config)
        except OperationalError:
            log.exception("the jobs could not reach the database")
        stop.wait(SECONDS_BETWEEN_ROUNDS)


def _in_transaction(sessions: Sessions, config: Config, job: Callable[..., Result]) -> Result:
    with sessions.transaction() as session:
        return job(session, now=config.clock())
