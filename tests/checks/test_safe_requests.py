"""Opening a page changes nothing: whoever follows every link of the demonstration leaves the database as it was."""

import hashlib
import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice, product
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import MetaData, Table, select
from werkzeug.routing import Rule

from mfpl.app import create_app
from mfpl.config import Config
from mfpl.domain.actors import MandateKind
from mfpl.domain.bylaws import ClauseKind
from mfpl.services.demonstration import PASSWORD
from mfpl.services.joint_acts import ask_adoption
from mfpl.store.backup import opened
from mfpl.store.queries.actors import load_actor
from mfpl.store.queries.bylaws import get_clause_text
from mfpl.store.queries.people_names import list_office_holders
from tests.database import SQLiteTemplate
from tests.demonstration import NOW

pytestmark = pytest.mark.slow
VISITORS = (None, "itzel", "xochitl", "yvonne", "mari-carmen", "ros")
"""Nobody, a member, an administrator, an election officer, the chair, a translator."""
MOST_PAGES_OF_A_KIND = 5

SHOWN_AFTER_AN_ACT = {"front.door", "accounts.link_sent"}
"""The page that only leads on to a language, and the one that a form leads to; every other page has its link."""


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
    """The application on a database with the demonstration and a request in it, and the database's address."""
    with sqlite_demonstration.fresh() as url:
        ask_for_a_clause(url)
        app = create_app(Config(database=url, secret_key="k" * 40, mail="file:unused", clock=lambda: NOW))
        yield app, url
        app.extensions["sessions"].engine.dispose()


def ask_for_a_clause(url: str) -> None:
    """Let an officer ask for a clause, so that something waits for a second key."""
    with opened(url) as sessions, sessions.transaction() as session:
        officer = list_office_holders(session, kind=MandateKind.ELECTION_OFFICER, on=NOW.date())[0]
        base = get_clause_text(session, kind=ClauseKind.RULE, code="simple-majority", number=1)
        document = json.loads(base.document) | {"version": 2, "title": {"es": "Otra", "en": "Another"}}
        actor = load_actor(session, person_id=officer.person_id, on=NOW.date())
        ask_adoption(session, actor=actor, document=document, now=NOW)


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


@dataclass
class Walk:
    """What was seen on the way: how many pages of each kind, and every id that was in an address."""

    app: Flask
    seen: Counter[str] = field(default_factory=Counter)
    found: dict[str, set[Any]] = field(default_factory=lambda: {"token": {"wrong"}, "text_language": {"en"}})

    def follow_links(self, client: FlaskClient) -> None:
        """Open every page that can be reached by opening pages, a few of each kind."""
        here: Counter[str] = Counter()
        waiting, known = deque(["/es/", "/en/"]), {"/es/", "/en/"}
        while waiting:
            address = waiting.popleft()
            endpoint = self._endpoint(urlsplit(address).path)
            if endpoint is None or here[endpoint] >= MOST_PAGES_OF_A_KIND:
                continue
            here[endpoint] += 1
            answer = client.get(address)
            assert answer.status_code < 400, (address, answer.status_code)
            leads = leads_to(address, answer.text, answer.headers.get("Location"))
            waiting.extend(lead for lead in leads if lead not in known)
            known.update(leads)
        self.seen += here

    def open_the_rest(self, client: FlaskClient) -> set[str]:
        """Open what no link leads to, with ids seen elsewhere; a refusal is an answer too. Return what has none."""
        without_address = set()
        for rule in openable(self.app):
            if rule.endpoint in self.seen:
                continue
            addresses = list(islice(self._addresses(rule), MOST_PAGES_OF_A_KIND))
            if not addresses:
                without_address.add(rule.endpoint)
            for address in addresses:
                assert client.get(address).status_code < 500, address
        return without_address

    def _endpoint(self, path: str) -> str | None:
        adapter = self.app.url_map.bind("localhost")
        if path.startswith("/static/") or not adapter.test(path, "GET"):
            return None
        endpoint, values = adapter.match(path, "GET")
        for name, value in values.items():
            self.found.setdefault(name, set()).update({value} - {None})
        return endpoint

    def _addresses(self, rule: Rule) -> Iterator[str]:
        names = sorted(rule.arguments)
        values = [sorted(self.found.get(name, ()), key=str) for name in names]
        adapter = self.app.url_map.bind("localhost")
        for combination in product(*values):
            yield adapter.build(rule.endpoint, dict(zip(names, combination, strict=True)))


def leads_to(address: str, html: str, location: str | None) -> list[str]:
    links = Links()
    links.feed(html)
    found = [urlsplit(urljoin(address, link)) for link in [*links.found, *([location] if location else [])]]
    return [f"{one.path}?{one.query}" if one.query else one.path for one in found if one.path.startswith("/")]


def openable(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]


def test_opening_every_page_changes_nothing(demonstration: tuple[Flask, str]) -> None:
    """A link in a mail is opened by scanners before its reader sees it: opening must not act."""
    app, url = demonstration
    walk = Walk(app)
    for visitor in VISITORS:
        client = app.test_client()
        if visitor:
            sign_in(client, visitor)
        before = checksums(url)
        walk.follow_links(client)
        unopened = walk.open_the_rest(client) if visitor == VISITORS[-1] else set()
        after = checksums(url)
        assert [table for table in before if before[table] != after[table]] == [], visitor
        assert unopened == set()
    without_ids = {rule.endpoint for rule in openable(app) if rule.arguments <= {"language"}}
    assert without_ids - set(walk.seen) == SHOWN_AFTER_AN_ACT
