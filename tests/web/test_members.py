"""The members of a center, for its admins: searched, shown on any day, entered, invited; never those of another."""

import logging
import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event, select

from mfpl.store.tables import Account, Member, OutboxMessage, Person
from tests import cast as c
from tests.web.booth import behind, heading, send
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

As = Callable[[str], Visitor]


def listed(page: Element) -> list[str]:
    return [link.text for link in page.one("tbody").all("a")] if page.all("tbody") else []


def of(site: Site, name: str) -> UUID:
    return site.cast.members[name]


def test_the_list_is_that_of_ones_own_center(site: Site, signed_in: As) -> None:
    page = signed_in("Ana").get("/es/members")
    assert listed(page) == ["Itzel", "Radio Bosque", "Telar"]
    assert heading(page) == "3 membresías"
    rows = [[cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")]
    assert rows[1] == ["organización", "al corriente", "Itzel Prueba", "1 de mayo de 2015"]
    assert rows[2][1].startswith("en riesgo: ")
    assert listed(signed_in("Ada").get("/es/members?center=MX")) == ["Dana", "Lale", "River Press"]


@pytest.mark.parametrize("who", ["Itzel", "Olmo", "Tere"])
def test_the_list_is_for_admins(site: Site, signed_in: As, who: str) -> None:
    visitor = signed_in(who)
    page = visitor.get("/es/members")
    assert visitor.last.status_code == 403
    assert "/es/members" not in [link.get("href") for link in page.all("a")]


def test_who_is_not_signed_in_is_asked_to(site: Site, visitor: Visitor) -> None:
    for path in ("/es/members", f"/es/members/{of(site, 'Telar')}", f"/es/members/{uuid4()}"):
        assert heading(visitor.get(path)) == "Entrar"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=BOSQUÉ", ["Radio Bosque"]),
        ("q=itzel", ["Itzel", "Radio Bosque"]),
        ("q=itzel@example", ["Itzel", "Radio Bosque"]),
        ("q=%25", []),
        ("status=at_risk", ["Telar"]),
        ("kind=individual", ["Itzel"]),
        ("kind=organization&status=good_standing", ["Radio Bosque"]),
        ("status=nonsense&kind=zz&after=x&center=ZZ", ["Itzel", "Radio Bosque", "Telar"]),
        ("on=30+de+abril+de+2015", []),
        ("on=May+1,+2015", ["Itzel", "Radio Bosque", "Telar"]),
    ],
)
def test_filters_live_in_the_address(site: Site, signed_in: As, query: str, found: list[str]) -> None:
    assert listed(signed_in("Ana").get(f"/es/members?{query}")) == found


def test_a_day_that_cannot_be_read_is_said_and_kept(site: Site, signed_in: As) -> None:
    page = signed_in("Ana").get("/es/members?on=1/6/2026")
    assert "Esto no es una fecha." in page.one("div", role="alert").text
    assert page.one("input", id="on")["value"] == "1/6/2026"


def test_pages_follow_one_another_with_the_filters(site: Site, signed_in: As) -> None:
    behind(site, lambda cast: [c.add_member(cast, f"Miembro {number:03}", "MX") for number in range(60)])
    visitor = signed_in("Ana")
    first = visitor.get("/es/members?q=miembro")
    second = visitor.get(first.one("a", rel="next")["href"])
    third = visitor.get(second.one("a", rel="next")["href"])
    everyone = listed(first) + listed(second) + listed(third)
    assert everyone == [f"Miembro {number:03}" for number in range(60)]
    assert not third.all("a", rel="next")
    assert listed(visitor.get(third.one("a", rel="prev")["href"])) == listed(second)


def statements(site: Site, visitor: Visitor, path: str) -> int:
    """How many statements a page sends."""
    engine: Engine = site.sessions.engine
    sent: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    visitor.get(path)
    event.remove(engine, "before_cursor_execute", count)
    assert visitor.last.status_code == 200
    return len(sent)


def test_a_page_asks_as_much_of_many_members_as_of_few(site: Site, signed_in: As) -> None:
    visitor = signed_in("Ana")
    before = statements(site, visitor, "/es/members")
    behind(site, lambda cast: [c.add_member(cast, f"Miembro {number:03}", "MX") for number in range(120)])
    assert statements(site, visitor, "/es/members") == before
    assert statements(site, visitor, "/es/members?q=miembro&status=good_standing") == before


def test_a_member_shows_where_and_how_it_has_stood(site: Site, signed_in: As) -> None:
    behind(site, lambda cast: c.move_member(cast, "River Press", "MX"))
    page = signed_in("Ana").get(f"/es/members/{of(site, 'River Press')}")
    assert heading(page) == "River Press"
    centers = page.one("div", class_="scroll", aria_label="Centros a los que ha pertenecido esta membresía")
    told = [next(cell.text for cell in row.all("td")) for row in centers.one("tbody").all("tr")]
    assert told == [
        "desde el 21 de noviembre de 2026",
        "del 1 de mayo de 2015 al 21 de noviembre de 2026",
    ]
    people = page.one("div", class_="scroll", aria_label="Personas de esta membresía")
    assert "Dana Prueba" in people.text
    assert "Dana Prueba: Presidencia" in page.one("main").text


def test_another_centers_member_is_not_there_exactly_like_an_unknown_one(
    site: Site, signed_in: As, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = signed_in("Ana")
    with caplog.at_level(logging.WARNING):
        visitor.get(f"/es/members/{of(site, 'River Press')}")
    foreign, status = visitor.last.text, visitor.last.status_code
    assert "denied action=members.view" in caplog.text
    visitor.get(f"/es/members/{uuid4()}")
    unknown = visitor.last.text
    assert status == visitor.last.status_code == 404
    assert without_address(foreign) == without_address(unknown)


def without_address(html: str) -> str:
    """A page without the addresses of itself in the other language, which differ with the id."""
    return re.sub(r"/members/[0-9a-f-]{36}", "/members/", html)


def test_another_centers_person_cannot_be_invited(site: Site, signed_in: As) -> None:
    visitor = signed_in("Ana")
    for member, person in (("River Press", "Dana"), ("Radio Bosque", "Dana")):
        path = f"/es/members/{of(site, member)}/people/{site.cast.people[person]}/invite"
        visitor.get(path)
        assert visitor.last.status_code == 404


def test_a_member_is_entered_and_its_person_invited(site: Site, signed_in: As) -> None:
    visitor = signed_in("Ana")
    form = visitor.get("/es/members/new")
    page = send(
        visitor,
        form,
        kind="organization",
        name="Tejido Ñuu Savi",
        joined="3 de enero de 2026",
        speaker="Nayeli Ruiz",
    )
    assert heading(page) == "Tejido Ñuu Savi"
    assert "Membresía desde el 3 de enero de 2026" in page.one("main").text
    invite = next(link["href"] for link in page.all("a") if link.text == "Invitar")
    sent = send(visitor, visitor.get(invite), email="nayeli@example.org")
    assert "La invitación va en camino." in sent.one("main").text
    (mail,) = site.mail()
    assert mail.recipient == "nayeli@example.org"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"kind": "organization", "name": "", "joined": "2026-01-03"}, "Escribe el nombre de la organización"),
        ({"kind": "organization", "name": "Red", "joined": "3/1/2026"}, "Esto no es una fecha."),
        ({"kind": "organization", "name": "Red", "joined": "2027-01-03"}, "no puede estar en el futuro"),
        ({"kind": "organization", "name": "Radio bosque", "joined": "2026-01-03"}, "ya es membresía de este centro"),
        ({"name": "Red", "joined": "2026-01-03"}, "Elige si es una organización o una persona."),
        ({"kind": "club", "name": "Red", "joined": "2026-01-03"}, "Elige una de las opciones"),
        ({"kind": "individual", "name": "R" * 201, "joined": "2026-01-03"}, "como máximo 200"),
        ({"kind": "individual", "name": "Red", "joined": "2026-01-03", "center": "US"}, "Elige una de las opciones"),
    ],
)
def test_what_cannot_be_entered_is_said_at_its_field(
    site: Site, signed_in: As, fields: dict[str, str], problem: str
) -> None:
    visitor = signed_in("Ana")
    page = send(visitor, visitor.get("/es/members/new"), **fields)
    assert visitor.last.status_code == 422
    assert problem in page.one("div", role="alert").text
    assert page.one("title").text.startswith("Error:")

    def count(cast: c.Cast) -> int:
        return len(cast.session.scalars(select(Member)).all()) + len(cast.session.scalars(select(OutboxMessage)).all())

    assert behind(site, count) == 6


def test_an_invitation_needs_an_address_of_nobody_else(site: Site, signed_in: As) -> None:
    def orphan(cast: c.Cast) -> None:
        account = cast.session.scalars(select(Account).join(Person).where(Person.called_name == "Itzel")).one()
        cast.session.delete(account)

    behind(site, orphan)
    visitor = signed_in("Ana")
    path = f"/es/members/{of(site, 'Itzel')}/people/{site.cast.people['Itzel']}/invite"
    for email in ("", "no", "dana@example.org"):
        page = send(visitor, visitor.get(path), email=email)
        assert visitor.last.status_code == 422
        assert page.one("div", role="alert")
    assert site.mail() == []
