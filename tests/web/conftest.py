"""A site with the cast in it, and visitors who open pages and send forms as a browser would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.test import TestResponse

from mfpl.app import create_app
from mfpl.config import Config
from mfpl.services.accounts import create_account
from mfpl.services.mail import Mail, MemoryTransport
from mfpl.services.outbox import deliver_due
from mfpl.services.passwords import hash_password
from mfpl.store.engine import Sessions
from mfpl.web.mail import render
from tests.cast import NOW, Cast, build_cast
from tests.web.reading import Element, read

PASSWORD = "cuatro palabras en fila"
SECRET = "a secret of the tests, long enough to be one"
SIGN_INS = ("Itzel", "Dana", "Olmo", "Owen", "Ana", "Ada", "Tere", "Lale")


class CompiledTemplates(BytecodeCache):
    """Templates as compiled by the first site of a worker, so that the next ones need not compile them again."""

    def __init__(self) -> None:
        self.compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled before."""
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template for the next site."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = CompiledTemplates()


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    instant: datetime = NOW

    def __call__(self) -> datetime:
        return self.instant


@dataclass
class Visitor:
    """Somebody at a browser, with a session of their own."""

    client: FlaskClient
    last: TestResponse = field(init=False)

    def get(self, path: str, **options: object) -> Element:
        """Open a page, following redirects."""
        self.last = self.client.get(path, follow_redirects=True, **options)
        return read(self.last.text)

    def send(self, path: str, /, *, follow: bool = True, **fields: object) -> Element:
        """Open the page at an address for its form's token, then send fields to that address."""
        page = read(self.client.get(path).text)
        tokens = page.all("input", name="csrf_token") or read(self.client.get("/en/sign-in").text).all(
            "input", name="csrf_token"
        )
        return self.post(path, follow=follow, csrf_token=tokens[0]["value"], **fields)

    def post(self, path: str, /, *, follow: bool = True, **fields: object) -> Element:
        """Send fields to an address as they are."""
        self.last = self.client.post(path, data=fields, follow_redirects=follow)
        return read(self.last.text)

    def sign_in(self, name: str) -> "Visitor":
        """Sign in as one of the cast."""
        self.send("/en/sign-in", email=f"{name.lower()}@example.org", password=PASSWORD)
        assert self.last.status_code == 200, self.last.status_code
        return self


@dataclass
class Site:
    """The application with its cast, its clock and its mail."""

    app: Flask
    sessions: Sessions
    cast: Cast
    clock: Clock

    def visitor(self) -> Visitor:
        """Return somebody who has not been here before."""
        return Visitor(self.app.test_client())

    def mail(self) -> list[Mail]:
        """Deliver what waits and return it, worded."""
        transport = MemoryTransport()
        with self.app.app_context():
            deliver_due(self.sessions, transport=transport, render=render, now=self.clock())
        return transport.sent


@pytest.fixture(scope="session")
def password_hash() -> str:
    """The hash of everybody's password, made once."""
    return hash_password(PASSWORD)


def make_site(url: str, password_hash: str, *, mail: Path) -> Site:
    """Return a site on a fresh database."""
    clock = Clock()
    app = create_app(
        Config(database=url, secret_key=SECRET, mail=f"file:{mail}", public_address="http://site.test", clock=clock)
    )
    app.jinja_env.bytecode_cache = TEMPLATES
    sessions: Sessions = app.extensions["sessions"]
    with sessions.transaction() as session:
        cast = build_cast(session)
        for name in SIGN_INS:
            email = f"{name.lower()}@example.org"
            create_account(session, person_id=cast.people[name], email=email, now=NOW, password_hash=password_hash)
    return Site(app, sessions, cast, clock)


@pytest.fixture
def site(sqlite_url: str, password_hash: str, tmp_path: Path) -> Iterator[Site]:
    """A site on SQLite."""
    made = make_site(sqlite_url, password_hash, mail=tmp_path / "mail")
    yield made
    made.sessions.engine.dispose()


@pytest.fixture
def visitor(site: Site) -> Visitor:
    """Somebody who is not signed in."""
    return site.visitor()


@pytest.fixture
def signed_in(site: Site) -> Callable[[str], Visitor]:
    """Return a visitor signed in as one of the cast."""
    return lambda name: site.visitor().sign_in(name)
