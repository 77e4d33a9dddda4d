"""mfpl found: an organization begins in an empty database, and its invited people open their accounts."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mfpl
from mfpl.store.backup import opened
from mfpl.store.queries.bodies import list_bodies, list_centers
from mfpl.store.queries.bylaws import find_governing, list_clauses
from mfpl.store.queries.rules import find_rule
from tests.cli.conftest import Run
from tests.web.conftest import SECRET, Clock, Site, Visitor
from tests.web.reading import read

OPERATING = Path(mfpl.__file__).parents[1] / "docs" / "operating.md"
PASSWORD = "cuatro palabras en fila"
Document = dict[str, Any]


def sample() -> Document:
    """Return the document that the instructions show."""
    shown = re.search(r"```json\n(.*?)```", OPERATING.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    document: Document = json.loads(shown.group(1))
    return document


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Document], Path]:
    """Write a document into a file."""

    def written(document: Document) -> Path:
        file = tmp_path / "founding.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        return file

    return written


def open_site(database: str, mail: Path) -> Site:
    """Return the site that serves a founded database."""
    from mfpl.app import create_app
    from mfpl.config import Config

    app = create_app(
        Config(database=database, secret_key=SECRET, mail=f"file:{mail}", public_address="http://site.test")
    )
    return Site(app, app.extensions["sessions"], None, Clock(app.config["CLOCK"]()))  # type: ignore[arg-type]  # nobody is cast


def test_whoever_is_invited_opens_their_account_and_signs_in(
    run: Run, database: str, write: Callable[[Document], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MFPL_SECRET_KEY", SECRET)
    founded = run("found", write(sample()), "--lang", "es")
    assert (founded.code, founded.err) == (0, "")
    site = open_site(database, tmp_path / "mail")
    invitations = {mail.recipient: mail for mail in site.mail()}
    assert set(invitations) == {f"{who}@example.org" for who in ("admin-mx", "votos-mx", "admin-us", "votes-us")}
    link = re.search(r"http://site\.test(/\S+)", invitations["admin-mx@example.org"].words.text)
    assert link
    site.visitor().send(link.group(1), called_name="Ana", password=PASSWORD)
    again = Visitor(site.app.test_client())
    again.send("/es/sign-in", email="admin-mx@example.org", password=PASSWORD)
    assert again.last.request.path == "/es/"
    again.get("/es/members")
    assert again.last.status_code == 200
    assert read(again.last.text).one("html")["lang"] == "es-MX"
    site.sessions.engine.dispose()


def test_an_organization_is_founded_once_and_whole(run: Run, database: str, write: Callable[[Document], Path]) -> None:
    assert run("found", write(sample())).code == 0
    again = run("found", write(sample()), "--lang", "en")
    assert again.code == 3
    assert "There is an organization here already" in again.err
    with opened(database) as sessions, sessions.reading() as session:
        assert [one.code for one in list_centers(session)] == ["MX", "US"]
        assert {one.code for one in list_bodies(session)} == {"membership", "committee", "assembly-mx"}
        assert find_rule(session, code="concurrent-majorities", number=1)
        assert find_governing(session) == "concurrent-majorities"
        assert [(one.article_code, one.code) for one in list_clauses(session)] == [
            ("1", "simple-majority"),
            ("1", "concurrent-majorities"),
        ]


def test_an_organization_may_begin_without_articles_and_with_texts_of_its_own(
    run: Run, database: str, write: Callable[[Document], Path], tmp_path: Path
) -> None:
    text = tmp_path / "dues.json"
    title, clause = {"es": "Cuotas", "en": "Dues"}, {"es": "Una vez al año.", "en": "Once a year."}
    text.write_text(
        json.dumps({"language": "mfpl-text/1", "id": "dues", "version": 1, "title": title, "clause": clause}),
        encoding="utf-8",
    )
    document = sample() | {"rules": ["simple-majority", str(text)], "articles": [], "governs_amendments": None}
    assert run("found", write(document)).code == 0
    with opened(database) as sessions, sessions.reading() as session:
        assert find_governing(session) is None
        assert [one.key for one in list_clauses(session)] == [("rule", "simple-majority"), ("text", "dues")]


def test_articles_name_clauses_that_are_taken_in_and_each_once(
    run: Run, database: str, write: Callable[[Document], Path]
) -> None:
    document = sample()
    document["articles"] += [document["articles"][0]]
    answer = run("found", write(document), "--lang", "en").err
    assert "/articles/1: this is there twice." in answer
    assert "/articles/clauses/rule/simple-majority: this is there twice." in answer
    document = sample() | {"governs_amendments": "council"}
    document["articles"][0]["clauses"].append({"kind": "text", "code": "dues"})
    answer = run("found", write(document), "--lang", "en").err
    assert "/articles/0/clauses/2: this names none of the document's rules, seat rules and texts." in answer
    assert "/governs_amendments: this names none of the document's rules, seat rules and texts." in answer
    with opened(database) as sessions, sessions.reading() as session:
        assert list_centers(session) == []


def test_everything_wrong_with_a_document_is_told_at_once(
    run: Run, database: str, write: Callable[[Document], Path]
) -> None:
    document = sample()
    del document["centers"][0]["name"]["en"]
    document["centers"][1]["time_zone"] = "Moon/Tycho"
    document["people"][0] |= {"email": "nobody", "password": "x"}
    answer = run("found", write(document), "--lang", "en")
    assert answer.code == 2
    for line in (
        "/centers/0/name/en: this is missing.",
        "/centers/1/time_zone: this cannot be used.",
        "/people/0/email: this cannot be used.",
        "/people/0/password: this does not belong here.",
    ):
        assert line in answer.err


def test_an_organization_that_one_center_could_run_alone_is_not_founded(
    run: Run, database: str, write: Callable[[Document], Path]
) -> None:
    document = sample()
    document["people"][2:] = [document["people"][0]]
    document["bodies"][2]["center"] = "XX"
    document["people"][1]["mandates"][1]["body"] = "council"
    answer = run("found", write(document), "--lang", "en")
    assert answer.code == 2
    for line in (
        "/people/admin-mx@example.org: this is there twice.",
        "/bodies/2/center: this names none of the document's centers.",
        "/people/1/mandates/1/body: this names none of the document's bodies.",
        "/centers/US: nobody administers this center.",
        "/centers/US: this center has no election officer.",
    ):
        assert line in answer.err
    document = sample() | {"rules": ["no-such-rule", "neither-this"]}
    refused = run("found", write(document), "--lang", "en").err
    assert "no-such-rule" in refused
    assert "neither-this" in refused
    assert run("found", write(document | {"centers": sample()["centers"][:1]}), "--lang", "en").code == 2
    with opened(database) as sessions, sessions.reading() as session:
        assert list_centers(session) == []


def test_a_rule_is_adopted_once_and_never_edited(run: Run, database: str, tmp_path: Path) -> None:
    assert run("rules", "adopt", "simple-majority").code == 0
    assert run("rules", "adopt", "simple-majority").code == 0
    shipped = Path(mfpl.__file__).parent / "presets" / "rules" / "simple-majority.json"
    changed = json.loads(shipped.read_text(encoding="utf-8"))
    changed["title"]["en"] = "Another title"
    (tmp_path / "changed.json").write_text(json.dumps(changed), encoding="utf-8")
    answer = run("rules", "adopt", tmp_path / "changed.json", "--lang", "en")
    assert answer.code == 2
    assert "with another text" in answer.err
