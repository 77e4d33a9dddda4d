"""The page of a vote, "my votes" and what waits on the home page, over HTTP."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event, update

from mfpl.domain.votes import Level
from mfpl.services.votes import close_vote
from mfpl.store.tables import Proposal
from tests import cast as c
from tests.web.booth import ballot_path, behind, cast_vote, heading, open_vote
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

SignIn = Callable[[str], Visitor]


def rows(page: Element) -> list[str]:
    return [item.text for lists in page.all("ul", class_="today") for item in lists.all("li")]


def cells(page: Element) -> list[str]:
    return [cell.text for cell in page.one("table").all("td")]


@pytest.mark.parametrize(
    ("language", "first", "words"),
    [("es", "MX", "Cierra en 3 días y 12 horas"), ("en", "US", "Closes in 3 days and 12 hours")],
)
def test_a_vote_shows_everyone_its_facts_with_the_readers_center_first(
    site: Site, visitor: Visitor, language: str, first: str, words: str
) -> None:
    number = open_vote(site)
    page = visitor.get(f"/{language}/votes/{number}")
    assert visitor.last.status_code == 200
    assert words in page.one("div", class_="clock").text
    centers = [one["data-code"] for one in page.one("div", class_="pair").all("span", class_="center")]
    assert centers[0] == first
    assert len(centers) == 2
    assert len(page.one("ol", class_="questions").all("li")) == 2
    assert page.one("blockquote", class_="clause").text


def test_the_roll_says_who_votes_by_kind_and_who_does_not_and_why(site: Site, visitor: Visitor) -> None:
    number = open_vote(site)
    page = visitor.get(f"/es/votes/{number}")
    pair = page.one("div", class_="pair").text
    assert "Centro MX 2 con boleta: 3 votos 1 organización 1 membresía individual" in pair
    assert cells(page) == ["Centro MX", "no estaba al corriente en la fecha de corte", "1"]


def test_before_closing_turnout_is_told_of_the_whole_only(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    cast_vote(visitor, ballot_path(site, number, "Dana"), q1="yes")
    for path in (f"/es/votes/{number}", f"/es/votes/{number}/result"):
        page = visitor.get(path)
        assert "Hasta ahora ha votado 1 de 4." in page.one("main").text
        assert "sólo después del cierre" in page.one("main").text
        assert not [pair for pair in page.all("div", class_="pair") if "votado" in pair.text]
    small = open_vote(site, smallest_cell=2)
    cast_vote(visitor, ballot_path(site, small, "Dana"), q1="yes")
    for path in (f"/es/votes/{small}", f"/es/votes/{small}/result"):
        told = visitor.get(path).one("main").text
        assert "Hasta ahora han votado menos de 2 de 4." in told
        assert "1 de 4" not in told


def test_both_texts_are_shown_as_pinned_each_in_its_language(site: Site, visitor: Visitor) -> None:
    number = open_vote(site)
    page = visitor.get(f"/es/votes/{number}")
    assert "We go on together." in " ".join(one.text for one in page.all("div", lang="en"))
    assert "Seguimos juntas." in " ".join(one.text for one in page.all("div", lang="es"))


def test_my_votes_has_a_row_for_each_membership_with_its_own_button(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    page = visitor.get("/es/votes")
    assert heading(page) == "Mis votaciones"
    assert [one["href"] for one in page.all("a", class_="btn")] == [
        ballot_path(site, number, "Radio Bosque"),
        ballot_path(site, number, "Itzel"),
    ]
    assert [one["class"] for one in page.all("a", class_="btn")] == ["btn", "btn quiet"]
    cast_vote(visitor, ballot_path(site, number, "Radio Bosque"), q1="yes")
    assert "Emitida" in rows(visitor.get("/es/votes"))[0]


def test_my_votes_tells_open_coming_and_past_apart(site: Site, signed_in: SignIn) -> None:
    open_vote(site)
    open_vote(site, opens_at=c.NOW + timedelta(days=1))
    past = open_vote(site, closes_at=c.NOW - timedelta(hours=1))
    behind(site, lambda cast: close_vote(cast.session, actor=cast.actor("Olmo"), number=past, now=c.NOW))
    page = signed_in("Dana").get("/en/votes")
    assert [one.text for one in page.all("h2")] == ["Open now", "Coming", "Decided votes"]
    assert any("opens on Sunday, November 22, 2026" in row for row in rows(page))
    assert f"/en/votes/{past}/result" in [one["href"] for one in page.all("a", class_="btn")]


def test_an_excluded_membership_sees_why_and_no_button(site: Site, signed_in: SignIn) -> None:
    open_vote(site)
    page = signed_in("Ana").get("/es/votes")
    (row,) = rows(page)
    assert "Sin boleta: no estaba al corriente en la fecha de corte" in row
    assert ballot_path(site, "2026-01", "Telar") not in [one["href"] for one in page.all("a")]


def test_ballots_wait_on_the_home_page_until_they_are_cast(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    assert len([row for row in rows(visitor.get("/es/")) if row.startswith("Votar:")]) == 2
    cast_vote(visitor, ballot_path(site, number, "Itzel"), q1="yes")
    (row,) = [row for row in rows(visitor.get("/es/")) if row.startswith("Votar:")]
    assert "Radio Bosque (organización) · su boleta cuenta como 2 votos · cierra en 3 días y 12 horas" in row


def test_before_closing_the_body_sees_who_voted_by_name_and_only_the_voter_sees_how(
    site: Site, signed_in: SignIn
) -> None:
    number = open_vote(site, level=Level.OPEN, body="committee")
    voter = signed_in("Dana")
    cast_vote(voter, ballot_path(site, number, "seat of Dana"), q1="yes")
    page = signed_in("Itzel").get(f"/es/votes/{number}")
    assert cells(page) == ["Dana Prueba", "Centro US", "se dice después del cierre"]
    assert "Se emitió una boleta por nombre." in page.one("ol", class_="history").text
    assert "Sí" not in page.one("ol", class_="history").text
    assert cells(voter.get(f"/es/votes/{number}")) == ["Dana Prueba", "Centro US", "1: Sí"]
    site.clock.instant = c.CLOSES
    assert cells(signed_in("Itzel").get(f"/es/votes/{number}"))[2] == "se dice después del cierre"


def test_ballots_by_name_are_shown_to_their_body_and_told_in_history_after_closing(
    site: Site, signed_in: SignIn
) -> None:
    number = open_vote(site, level=Level.OPEN, body="committee")
    cast_vote(signed_in("Dana"), ballot_path(site, number, "seat of Dana"), q1="yes")
    site.clock.instant = c.CLOSES
    behind(site, lambda cast: close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.CLOSES))
    page = signed_in("Itzel").get(f"/es/votes/{number}")
    assert cells(page) == ["Dana Prueba", "Centro US", "1: Sí"]
    assert "Dana Prueba emitió la boleta de Dana Prueba: Sí." in page.one("ol", class_="history").text
    outside = signed_in("Ana").get(f"/es/votes/{number}")
    assert "Dana" not in outside.one("main").text
    assert "Se emitió una boleta por nombre." in outside.one("main").text


def test_a_vote_of_members_only_is_closed_to_strangers(site: Site, visitor: Visitor, signed_in: SignIn) -> None:
    number = open_vote(site)

    def hide(cast: c.Cast) -> None:
        cast.session.execute(update(Proposal).values(visibility="members"))

    behind(site, hide)
    visitor.get(f"/en/votes/{number}")
    assert visitor.last.request.path == "/en/sign-in"
    signed_in("Dana").get(f"/en/votes/{number}")


def test_an_unknown_vote_is_not_found(visitor: Visitor) -> None:
    visitor.get("/es/votes/1999-99")
    assert visitor.last.status_code == 404


@pytest.mark.parametrize("path", ["/es/votes", "/es/proposals", "/es/"])
def test_a_page_asks_as_often_for_many_rows_as_for_few(site: Site, signed_in: SignIn, path: str) -> None:
    open_vote(site)
    visitor = signed_in("Itzel")
    visitor.get(path)
    asked: list[str] = []
    event.listen(site.sessions.engine, "after_cursor_execute", lambda *about: asked.append(about[2]))
    visitor.get(path)
    few = len(asked)
    for _vote in range(4):
        open_vote(site)
    asked.clear()
    visitor.get(path)
    assert len(asked) == few
