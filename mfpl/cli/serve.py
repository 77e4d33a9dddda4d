"""mfpl serve: the embedded server, with the jobs beside it where it runs the demonstration."""

import errno
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

import click
from flask_babel import gettext

from mfpl.cli.command import Unfit, option
from mfpl.cli.command import command as make_command
from mfpl.cli.jobs import jobs_of
from mfpl.cli.sign_ins import sign_ins, welcome
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.config import Config, Mode

if TYPE_CHECKING:
    from flask import Flask

THREADS = 8
NO_SUCH_ADDRESS = {errno.EADDRNOTAVAIL, socket.EAI_NONAME}


@make_command(
    "serve",
    help=N_("Serve the site. In demonstration mode the jobs run beside it and the sign-ins are printed."),
)
@option("--host", default="127.0.0.1", show_default=True, help=N_("The address to listen on."))
@option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    envvar="PORT",
    help=N_("The port to listen on; PORT in the environment does the same."),
)
def command(*, host: str, port: int) -> None:
    """Listen first, so that a taken port is told before anything else is done."""
    listening = _listen(host, port)
    os.environ["PORT"] = str(port)
    config = settings()
    with database_answering():
        require_current_schema(config.database)
    _serve(listening, config, address=f"http://{host}:{port}")


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as failed:
        listening.close()
        raise Unfit(_why_not(failed, host=host, port=port)) from failed
    return listening


def _why_not(failed: OSError, *, host: str, port: int) -> str:
    if failed.errno == errno.EADDRINUSE:
        return gettext(
            "Port %(port)d is taken. Choose another, as in: make run PORT=%(next)d", port=port, next=port + 1
        )
    if failed.errno == errno.EACCES:
        return gettext("Port %(port)d may not be used by this user. Choose one above 1023.", port=port)
    if failed.errno in NO_SUCH_ADDRESS:
        return gettext("%(host)s is not an address of this machine.", host=host)
    return gettext("The server cannot listen on %(host)s: %(reason)s", host=host, reason=failed.strerror)


def _serve(listening: socket.socket, config: Config, *, address: str) -> None:
    from waitress.server import create_server

    from mfpl.app import create_app

    app = create_app(config)
    server = create_server(app, sockets=[listening], threads=THREADS, ident="")  # type: ignore[no-untyped-call]  # waitress has no types
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with _demonstrating(config, app):
        click.echo(welcome(address))
        sys.stdout.flush()
        try:
            server.run()
        finally:
            server.close()


@contextmanager
def _demonstrating(config: Config, app: "Flask") -> Iterator[None]:
    """In demonstration mode, introduce everyone and let the jobs run beside the server."""
    if config.mode is not Mode.DEMONSTRATION:
        yield
        return
    for line in sign_ins():
        click.echo(line)
    stop = Event()
    with jobs_of(config, app) as jobs:
        thread = Thread(target=jobs.run_forever, args=(stop,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
