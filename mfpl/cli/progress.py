"""News from work that takes long: quiet for two seconds, then a line every few seconds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import click
from flask_babel import gettext

QUIET_SECONDS = 2.0
SECONDS_BETWEEN_NEWS = 5.0


@contextmanager
def news(step: str) -> Iterator[None]:
    """Say a step; when it takes more than two seconds, say again and again that it is still being done."""
    click.echo(f"→ {step}", err=True)
    done, sentence = Event(), gettext("Still at it: %(seconds)s seconds")
    reporter = Thread(target=_report, args=(done, sentence), daemon=True)
    reporter.start()
    try:
        yield
    finally:
        done.set()
        reporter.join()


def _report(done: Event, sentence: str) -> None:
    started, pause = time.monotonic(), QUIET_SECONDS
    while not done.wait(pause):
        click.echo("  " + sentence % {"seconds": int(time.monotonic() - started)}, err=True)
        pause = SECONDS_BETWEEN_NEWS
