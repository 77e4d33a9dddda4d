"""Asks the application for pages without a network between: how long, how many statements, how many bytes."""

import gzip
import re
import time
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from mfpl.store.queries.accounts import find_account_by_email
from mfpl.web.actor import sign_in
from mfpl.web.transaction import aside

REPEATS = 9
ASSET = re.compile(r"""(?:href|src)="(/[^"]+\.(?:css|js|woff2|svg|png|ico)[^"]*)\"""")
INSIDE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
PACKED = (".woff2", ".png")


@dataclass(frozen=True)
class Visit:
    """What a page cost: seconds, the fastest of several visits, and statements sent to the database."""

    seconds: float
    statements: int


def browser_of(app: Flask, email: str) -> FlaskClient:
    """Return a browser in which somebody of the demonstration is signed in."""
    with app.test_request_context("/es/"):
        with aside() as reading:
            account = find_account_by_email(reading, email_key=email)
        if account is None:
            raise LookupError(email)
        sign_in(account)
        from flask import session

        kept = dict(session)
    browser = app.test_client()
    with browser.session_transaction() as signed:
        signed.update(kept)
    return browser


def visit(app: Flask, browser: FlaskClient, path: str) -> Visit:
    """Visit a page several times; raise RuntimeError when it is not there."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    engine = app.extensions["sessions"].engine
    event.listen(engine, "before_cursor_execute", note)
    times = []
    for _ in range(REPEATS):
        statements.clear()
        started = time.perf_counter()
        answer = browser.get(path)
        times.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status}")
    event.remove(engine, "before_cursor_execute", note)
    return Visit(min(times), len(statements))


def compressed_bytes(browser: FlaskClient, path: str) -> int:
    """Return the bytes of a page and everything it asks for, compressed as a server in front would."""
    page = browser.get(path)
    asked = {path: page.data}
    waiting = ASSET.findall(page.text)
    while waiting:
        address = waiting.pop()
        if address not in asked:
            asked[address] = browser.get(address).data
            if ".css" in address:
                waiting += [_beside(address, inside) for inside in INSIDE.findall(asked[address].decode())]
    return sum(_packed(address, content) for address, content in asked.items())


def _beside(address: str, inside: str) -> str:
    return inside if inside.startswith("/") else f"{address.rpartition('/')[0]}/{inside}"


def _packed(address: str, content: bytes) -> int:
    return len(content) if address.partition("?")[0].endswith(PACKED) else len(gzip.compress(content))
