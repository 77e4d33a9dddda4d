"""mfpl jobs run: the work that nobody's request does, once or for ever."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from threading import Event
from typing import TYPE_CHECKING

import click
from flask_babel import gettext

from mfpl.cli.command import NO, Group, Unfit, as_json, option
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.config import Config

if TYPE_CHECKING:
    from flask import Flask

    from mfpl.cli.rounds import Jobs, Round


@click.group("jobs", cls=Group, help=N_("The work that nobody's request does."))
def command() -> None:
    """Everything below is a command of its own."""


@command.command(
    "run",
    help=N_("Close the votes whose time is over, send the mail that waits, and seal the history. Once, or for ever."),
)
@option("--forever", is_flag=True, help=N_("Go on until told to stop."))
@as_json
def run(*, forever: bool, as_json: bool) -> None:
    """One round, or rounds until a signal."""
    from mfpl.app import create_app

    config = settings()
    with database_answering():
        require_current_schema(config.database)
        with jobs_of(config, create_app(config)) as jobs:
            if forever:
                jobs.run_forever(stopped_by_signals())
                return
            done = jobs.run_once()
    click.echo(json.dumps(asdict(done)) if as_json else told(done))
    if done.votes_failed:
        click.get_current_context().exit(NO)


def told(done: "Round") -> str:
    """Return what a round did, with a line for each vote that could not be closed."""
    lines = [
        gettext("Votes closed: %(closed)d. Messages sent: %(sent)d.", closed=done.votes_closed, sent=done.mail_sent)
    ]
    lines += [
        gettext("Vote %(number)s could not be closed. The next round tries again; the log says why.", number=number)
        for number in done.votes_failed
    ]
    return "\n".join(lines)


@contextmanager
def jobs_of(config: Config, app: "Flask") -> "Iterator[Jobs]":
    """Yield the jobs of an application, on connections of their own; fail when mail has no way to leave."""
    from mfpl.cli.rounds import Jobs
    from mfpl.services.mail import MailAddressError, open_transport
    from mfpl.store.backup import opened

    try:
        transport = open_transport(config.mail, sender=config.sender)
    except MailAddressError as wrong:
        raise Unfit(gettext("The settings cannot be used: %(reason)s", reason=wrong)) from wrong
    with opened(config.database) as sessions:
        yield Jobs(app, sessions, transport, config.clock)


def stopped_by_signals() -> Event:
    """Return an event that is set when the process is told to stop."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
