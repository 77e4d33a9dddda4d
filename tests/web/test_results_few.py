"""Where very few ballots of one weight were cast in a center, no page tells what happened there."""

import json

import pytest
from sqlalchemy import select

from mfpl.domain.votes import Answer
from mfpl.store.tables import StoredVerdict
from tests import cast as c
from tests.web.booth import behind
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element
from tests.web.test_results import ONE, cast, closed, decided

YES, NO = Answer.YES, Answer.NO
IN_A_CENTER = {
    **c.CONCURRENT,
    "id": "in-a-center",
    "requires": {
        "all": [
            {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"},
            {"in_section": "MX", "require": {"count": "yes", "comparison": "at_least", "value": 1}},
        ]
    },
}


def numbers(page: Element, heading: str = "Votos y boletas") -> list[list[str]]:
    table = page.one("div", class_="scroll", aria_label=heading)
    return [[cell.text for cell in row.all("td")] for row in table.all("tr") if row.all("td")]


def with_one_organization(site: Site) -> str:
    """Hold a vote in which each center has two individuals, and Radio Bosque, alone of its weight, says no."""

    def hold(cast: c.Cast) -> str:
        c.add_member(cast, "Tere", "MX", person="Tere")
        c.add_member(cast, "Owen", "US", person="Owen")
        return c.opened(cast, questions=ONE, smallest_cell=2)

    number = behind(site, hold)
    cast(site, number, "Itzel", "Radio Bosque", NO)
    for person in ("Itzel", "Tere", "Dana", "Owen"):
        cast(site, number, person, person, YES)
    return closed(site, number)


def test_the_only_organization_of_a_center_cannot_be_read_off_by_subtraction(site: Site, visitor: Visitor) -> None:
    number = with_one_organization(site)
    page = visitor.get(f"/es/votes/{number}/result")
    assert [row[1:] for row in numbers(page)] == [["no se muestra"] * 3] * 6
    assert page.one("div", class_="verdict").text.startswith("No se aprobó.")
    assert "votos" not in page.one("div", class_="verdict").text
    assert not page.all("div", class_="pair")
    assert "se emitieron menos de 2 boletas de un mismo peso" in page.one("main").text
    visitor.get(f"/es/votes/{number}/recount.json")
    assert visitor.last.request.path == "/es/sign-in"


def test_neither_the_vote_nor_the_register_tells_more_than_the_result(site: Site, visitor: Visitor) -> None:
    number = with_one_organization(site)
    pair = visitor.get(f"/es/votes/{number}").one("div", class_="pair").text
    assert "votado" not in pair
    links = [link["href"] for link in visitor.get(f"/es/votes/{number}/result").all("a")]
    told = visitor.get(next(link for link in links if "/decisions/" in link)).one("main").text
    assert "a favor" not in told
    assert "en contra" not in told


def test_neither_the_sentence_nor_the_working_tells_what_the_lines_keep_back(site: Site, visitor: Visitor) -> None:
    for number in (with_one_organization(site), decided(site, smallest_cell=2, mx=NO)):
        for language in ("es", "en"):
            page = visitor.get(f"/{language}/votes/{number}/result")
            text = " ".join(part.text for part in [*page.all("div", class_="verdict"), *page.all("details")])
            assert not any(name in text for name in ("Centro MX", "Centro US", "MX center", "US center"))
            assert not any(word in text for word in ("faltaron 2", "faltó 1", "2 more votes", "were missing"))


def test_the_whole_is_told_where_two_small_centers_are_together_large_enough(site: Site, visitor: Visitor) -> None:
    page = visitor.get(f"/es/votes/{decided(site, smallest_cell=2, mx=NO)}/result")
    assert page.one("div", class_="verdict").text.startswith("No se aprobó. 3 votos a favor y 3 votos en contra.")
    center = ["no se muestra"] * 3
    assert [row[1:] for row in numbers(page)] == [center, center, ["6", "3", "3"], center, center, ["4", "2", "2"]]
    assert not page.all("div", class_="pair")
    assert not page.all("p", class_="decided")
    reasons = page.one("ul", class_="reqs").text
    assert "Centro MX" not in reasons
    assert "Centro US" not in reasons
    assert "Participaron 4 de 4" in page.one("main").text


def test_a_requirement_of_one_center_does_not_say_whether_it_was_met(site: Site, visitor: Visitor) -> None:
    behind(site, lambda cast: c.add_rule(cast.session, IN_A_CENTER))
    page = visitor.get(f"/en/votes/{decided(site, smallest_cell=2, rule='in-a-center')}/result")
    states = [state.text for state in page.one("ul", class_="reqs").all("span", class_="state")]
    assert states == ["✓ Met"]
    assert "MX center" not in page.one("div", class_="verdict").text


def test_what_is_told_follows_from_what_was_stored_at_closing(site: Site, visitor: Visitor) -> None:
    number = decided(site, smallest_cell=2)

    def store(cast: c.Cast) -> None:
        for stored in cast.session.scalars(select(StoredVerdict)):
            counts = json.loads(stored.counts)
            stored.counts = json.dumps(counts | {"smallest": {"by_center": 2, "whole": 4}})

    behind(site, store)
    page = visitor.get(f"/es/votes/{number}/result")
    assert numbers(page)[0] == ["3", "3", "3", "0"]


@pytest.mark.parametrize(("smallest_cell", "told"), [(1, True), (2, False), (3, False)])
def test_turnout_by_center_is_told_after_closing_unless_a_cell_is_small(
    site: Site, visitor: Visitor, smallest_cell: int, *, told: bool
) -> None:
    number = decided(site, smallest_cell=smallest_cell)
    page = visitor.get(f"/es/votes/{number}")
    assert ("Han votado 2 de 2" in page.one("div", class_="pair").text) is told
    assert ("Cuántas boletas hubo en cada centro no se muestra" in page.one("main").text) is not told
