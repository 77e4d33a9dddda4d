"""One request, one transaction: sessions opened when first asked for, committed once, closed always."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app, g, request

from mfpl.domain.refusals import TooMany
from mfpl.store.engine import Session, Sessions

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def sessions() -> Sessions:
    """Return the ways to open a session on this application's database."""
    opened: Sessions = current_app.extensions["sessions"]
    return opened


def reading() -> Session:
    """Return the request's session for reading; the writing one once that is open, so that it sees its own work."""
    if "writing" in g:
        return writing()
    if "reading" not in g:
        g.reading = sessions().reading()
    session: Session = g.reading
    return session


def writing() -> Session:
    """Return the request's session for writing, committed after the view has answered; never on a safe method."""
    if request.method in SAFE_METHODS:
        msg = f"{request.method} changes nothing"
        raise RuntimeError(msg)
    if "writing" not in g:
        close_reading()
        g.writing = sessions().writing()
    session: Session = g.writing
    return session


def close_reading() -> None:
    """End the reading transaction; the next one sees what was committed since."""
    session = g.pop("reading", None)
    if session is not None:
        session.close()


@contextmanager
def aside() -> Iterator[Session]:
    """Yield a short reading session of its own, for what must not hold a transaction open while it computes."""
    with sessions().reading() as session:
        yield session


@contextmanager
def apart() -> Iterator[Session]:
    """Yield a writing session of its own for a counter of attempts; what it counted is kept when it says too many."""
    close_reading()
    with sessions().writing() as session:
        try:
            yield session
        except TooMany:
            session.commit()
            raise
        session.commit()


def commit() -> None:
    """Keep what the view wrote; the one commit of a request."""
    if "writing" in g:
        g.writing.commit()


def abandon() -> None:
    """Let go of what the view wrote, so that the page of a refusal is read from what is kept."""
    session = g.pop("writing", None)
    if session is not None:
        session.close()


def _close(_error: BaseException | None) -> None:
    close_reading()
    abandon()


def init_transactions(app: Flask, opened: Sessions) -> None:
    """Give the application its database and close what requests leave open."""
    app.extensions["sessions"] = opened
    app.teardown_appcontext(_close)
