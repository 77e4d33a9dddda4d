"""Opening a page changes nothing: whoever follows every link of the demonstration leaves the database as it was."""

import hashlib
import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import MetaData, Table, select

from mfpl.app import create_app
from mfpl.config import Config
from mfpl.services.demonstration import PASSWORD
from mfpl.store.backup import opened
from tests.checks.project import application
from tests.database import SQLiteTemplate
from tests.demonstration import NOW

pytestmark = pytest.mark.slow
VISITORS = (None, "itzel", "xochitl", "yvonne", "mari-carmen", "ros")
"""Nobody, a member, an administrator, an election officer, the chair, a translator."""
MOST_PAGES_OF_A_KIND = 2
LINKED_FROM_MAIL = {"accounts.invitation", "accounts.new_password", "accounts.open_link"}
"""Pages nobody finds by following links: their addresses hold a token."""


class Links(HTMLParser):
    """Collects the addresses a page leads to by opening."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, and forms that only ask."""
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.found.append(given["href"] or "")
        if tag == "form" and (given.get("method") or "get").lower() == "get":
            self.found.append(given.get("action") or "")


@pytest.fixture
def demonstration(sqlite_demonstration: SQLiteTemplate) -> Iterator[tuple[Flask, str]]:
    """The application on a database with the demonstration in it, and the database's address."""
    with sqlite_demonstration.fresh() as url:
        app = create_app(Config(database=url, secret_key="k" * 40, mail="file:unused", clock=lambda: NOW))
        yield app, url
        app.extensions["sessions"].engine.dispose()


def checksums(url: str) -> dict[str, str]:
    """Return one checksum for each table, over all its rows."""
    with opened(url) as sessions, sessions.reading() as session:
        metadata = MetaData()
        metadata.reflect(session.connection())
        return {table.name: digest(sorted(map(repr, session.execute(select(table))))) for table in tables(metadata)}


def tables(metadata: MetaData) -> list[Table]:
    return metadata.sorted_tables


def digest(rows: list[str]) -> str:
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def sign_in(client: FlaskClient, key: str) -> None:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/en/sign-in").text)
    assert token
    fields = {"csrf_token": token[1], "email": f"{key}@demo.example", "password": PASSWORD}
    assert client.post("/en/sign-in", data=fields).status_code in {302, 303}


def walk(app: Flask, client: FlaskClient) -> Counter[str]:
    """Open every page that can be reached by opening pages, a few of each kind; return how many of each were seen."""
    seen: Counter[str] = Counter()
    waiting, known = deque(["/es/", "/en/"]), {"/es/", "/en/"}
    adapter = app.url_map.bind("localhost")
    while waiting:
        address = waiting.popleft()
        path = urlsplit(address).path
        if not adapter.test(path, "GET") or path.startswith("/static/"):
            continue
        endpoint, _values = adapter.match(path, "GET")
        if seen[endpoint] >= MOST_PAGES_OF_A_KIND:
            continue
        seen[endpoint] += 1
        answer = client.get(address)
        assert answer.status_code < 400, (address, answer.status_code)
        for found in leads_to(address, answer.text, answer.headers.get("Location")):
            if found not in known:
                known.add(found)
                waiting.append(found)
    return seen


def leads_to(address: str, html: str, location: str | None) -> list[str]:
    links = Links()
    links.feed(html)
    found = [urlsplit(urljoin(address, link)) for link in [*links.found, *([location] if location else [])]]
    return [f"{one.path}?{one.query}" if one.query else one.path for one in found if one.path.startswith("/")]


def openable() -> set[str]:
    rules = application().url_map.iter_rules()
    return {rule.endpoint for rule in rules if "GET" in (rule.methods or ()) and rule.endpoint != "static"}


def test_opening_every_page_changes_nothing(demonstration: tuple[Flask, str]) -> None:
    """A link in a mail is opened by scanners before its reader sees it: opening must not act."""
    app, url = demonstration
    seen: Counter[str] = Counter()
    for visitor in VISITORS:
        client = app.test_client()
        if visitor:
            sign_in(client, visitor)
        before = checksums(url)
        seen += walk(app, client)
        after = checksums(url)
        changed = [table for table in before if before[table] != after[table]]
        assert changed == [], visitor
    assert openable() - set(seen) - LINKED_FROM_MAIL == {"front.door"}
