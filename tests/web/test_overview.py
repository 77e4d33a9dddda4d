"""The home page, the organization and what the site says about itself; in both languages."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from mfpl.domain.actors import Actor
from mfpl.store.engine import Session
from mfpl.store.tables import Center, CenterName, Decision, DecisionText
from mfpl.web.overview import tasks as tasks_module
from mfpl.web.overview.tasks import Task, provides_tasks, tasks_for
from tests.cast import NOW, Cast, add_member, opened
from tests.web.conftest import Site, Visitor

PLACES = ("/", "/organization", "/help", "/privacy", "/protection", "/sign-in", "/sign-in/link", "/sign-in/forgotten")


def decide(session: Session, number: int, outcome: str) -> None:
    decision = Decision(
        number=f"2026-{number:02}", kind="record", decided_on=NOW.date(), precision="day", outcome=outcome, record={}
    )
    session.add(decision)
    session.flush()
    for language in ("es", "en"):
        title = {"es": f"Título {number}", "en": f"Title {number}"}[language]
        session.add(DecisionText(decision_id=decision.id, language=language, title=title, note=""))


def with_session(site: Site, work: Callable[[Cast], object]) -> None:
    with site.sessions.transaction() as session:
        site.cast.session = session
        work(site.cast)


@pytest.mark.parametrize("code", ["es", "en"])
@pytest.mark.parametrize("path", PLACES)
def test_every_page_opens_for_everyone_with_one_heading_and_landmarks(visitor: Visitor, code: str, path: str) -> None:
    page = visitor.get(f"/{code}{path}")
    assert visitor.last.status_code == 200
    assert len(page.all("h1")) == 1
    assert page.one("main")["id"] == "main"
    assert page.all("a")[0]["href"] == "#main"
    assert page.one("nav")["aria-label"]
    assert [link["href"] for link in page.one("footer").all("a")] == [
        f"/{code}/help",
        f"/{code}/privacy",
        f"/{code}/protection",
    ]


@pytest.mark.parametrize(("code", "order"), [("es", ["MX", "US"]), ("en", ["US", "MX"])])
def test_the_reader_s_language_sets_the_order_of_the_centers(visitor: Visitor, code: str, order: list[str]) -> None:
    pair = visitor.get(f"/{code}/").one("div", class_="pair")
    assert [mark["data-code"] for mark in pair.all("span", class_="center")] == order
    assert [mark.text for mark in pair.all("span", class_="big")] == ["2", "3"] if code == "es" else ["3", "2"]


def test_a_third_center_stands_in_a_neutral_color_in_rows(site: Site) -> None:
    def add(cast: Cast) -> None:
        center = Center(
            code="GT", legal_entity="E", country="GT", currency="GTQ", time_zone="America/Guatemala", language="es"
        )
        cast.session.add(center)
        cast.session.flush()
        for language in ("es", "en"):
            cast.session.add(CenterName(center_id=center.id, language=language, name="GT", short_name="GT"))

    with_session(site, add)
    pair = site.visitor().get("/es/").one("div", class_="pair")
    assert pair.has({"class_": "rows"})
    assert [mark["data-code"] for mark in pair.all("span", class_="center")] == ["GT", "MX", "US"]
    assert len(pair.all("div", class_="other")) == 1


def test_members_out_of_standing_are_not_counted_and_open_votes_are(site: Site) -> None:
    with_session(site, opened)
    text = site.visitor().get("/en/").one("div", class_="pair").text
    assert "2 members in good standing 1 vote open" in text
    assert "3 members in good standing 1 vote open" in text


def test_recent_decisions_are_at_most_six_with_word_and_mark(site: Site) -> None:
    outcomes = ["passed", "failed", "not_quorate", "graded:high", "passed", "passed", "passed"]

    def add(cast: Cast) -> None:
        for number, outcome in enumerate(outcomes):
            decide(cast.session, number, outcome)

    with_session(site, add)
    cards = site.visitor().get("/es/").all("li", class_="card")
    assert [card.one("h3").text for card in cards] == [f"Título {number}" for number in (6, 5, 4, 3, 2, 1)]
    assert [card.one("span", class_="state").text for card in cards][3:] == [
        "◦ Registrada",
        "◦ Sin quórum",
        "✗ Rechazada",
    ]


def test_an_empty_site_says_what_will_be_here(site: Site) -> None:
    page = site.visitor().get("/en/")
    assert "Decisions will stand here, each with its reasons." in page.one("main").text
    assert page.one("main").all("a", class_="btn")[0]["href"] == "/en/sign-in"


@pytest.fixture
def provided(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Task]]:
    offered: list[Task] = []
    monkeypatch.setattr(tasks_module, "PROVIDERS", [])

    @provides_tasks
    def provide(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
        assert session
        assert now == NOW
        if actor.signed_in:
            yield from offered

    yield offered
    assert [provide] == tasks_module.PROVIDERS


def test_what_waits_for_me_comes_by_urgency_with_one_dark_button(site: Site, provided: list[Task]) -> None:
    provided += [
        Task("Translate", "some time", "Go", "/es/c"),
        Task("Vote later", "in two days", "Go", "/es/b", NOW + timedelta(days=2)),
        Task("Vote now", "in an hour", "Go", "/es/a", NOW + timedelta(hours=1)),
    ]
    page = site.visitor().sign_in("Itzel").get("/es/")
    assert page.one("h1").text == "3 cosas te esperan"
    links = page.one("ul", class_="today").all("a")
    assert [link["href"] for link in links] == ["/es/a", "/es/b", "/es/c"]
    assert [link["class"] for link in links] == ["btn", "btn quiet", "btn quiet"]
    assert "Estás aquí por ti y por Radio Bosque" in page.one("main").text


def test_one_thing_that_waits_is_one_thing(site: Site, provided: list[Task]) -> None:
    provided.append(Task("Vote", "soon", "Go", "/en/a"))
    assert site.visitor().sign_in("Dana").get("/en/").one("h1").text == "One thing waits for you"


def test_nothing_waits_for_somebody_without_tasks(site: Site, provided: list[Task]) -> None:
    assert provided == []
    assert tasks_for(Session(), Actor(), now=NOW) == []
    assert site.visitor().sign_in("Tere").get("/es/").one("h1").text == "Hoy no te espera nada"


def test_the_organization_names_bodies_and_who_holds_which_charge(visitor: Visitor) -> None:
    page = visitor.get("/es/organization")
    committee = page.one("div", aria_label="Cuerpo committee").one("tbody").all("tr")
    rows = [(row.one("th").text, [cell.text for cell in row.all("td")]) for row in committee]
    assert rows == [
        ("Dana Prueba", ["US", "PresidenciaIntegrante del comité"]),
        ("Itzel Prueba", ["MX", "Integrante del comité"]),
        ("Olmo Prueba", ["MX", "Integrante del comité"]),
    ]
    rest = page.one("div", aria_label="Quiénes se encargan de lo demás").one("tbody").all("tr")
    assert [(row.one("th").text, row.all("td")[1].text) for row in rest] == [
        ("Ana Prueba", "Administración del centro"),
        ("Olmo Prueba", "Responsable de votaciones"),
        ("Ada Prueba", "Administración del centro"),
        ("Owen Prueba", "Responsable de votaciones"),
        ("Tere Prueba", "Traducción"),
    ]


def test_the_home_page_asks_no_more_when_there_are_more_members(site: Site) -> None:
    def count() -> int:
        statements: list[Any] = []

        def note(*arguments: Any) -> None:
            statements.append(arguments)

        event.listen(site.sessions.engine, "before_cursor_execute", note)
        visitor.get("/es/")
        event.remove(site.sessions.engine, "before_cursor_execute", note)
        return len(statements)

    visitor = site.visitor().sign_in("Itzel")
    before = count()
    with_session(site, lambda cast: [add_member(cast, f"Otra {number}", "MX") for number in range(30)])
    assert count() == before


def test_the_menu_shows_members_to_admins_only(signed_in: Callable[[str], Visitor]) -> None:
    for name, shown in (("Ana", True), ("Itzel", False)):
        site = signed_in(name)
        labels = [link.text for link in site.get("/en/").one("nav").all("a")]
        if "members.index" in site.client.application.view_functions:
            assert ("Members" in labels) is shown
