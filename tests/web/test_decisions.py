"""The register: history and our own votes together, found by what is known of them, never told beyond it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from mfpl.domain.refusals import NotFound
from mfpl.services.demonstration.recorded_decisions import _records
from mfpl.services.register import enter_decision
from mfpl.services.rulebook import adopt_rule
from mfpl.store.queries.decisions import (
    DecisionFilter,
    Sight,
    count_decisions,
    find_titles,
    get_decision,
    list_decided_under,
    list_decisions,
    list_dependent,
    list_years,
)
from mfpl.store.tables import Proposal
from tests import cast as c
from tests.rules.support import PRESETS
from tests.web.booth import behind, heading
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element
from tests.web.test_results import decided

RULES = ("simple-majority", "structure-2015", "bylaws-2019")
EVERYTHING = DecisionFilter()


def fill(cast: c.Cast) -> None:
    """Enter every decision of the public record."""
    officer = cast.actor("Olmo")
    for name in RULES:
        document = (PRESETS / f"{name}.json").read_text(encoding="utf-8")
        adopt_rule(cast.session, document=document, actor=officer, now=c.NOW)
    bodies = {"membership": cast.bodies["membership"], "leadership-committee": cast.bodies["committee"]}
    for record in _records():
        body_id = bodies[record["body"]]
        enter_decision(cast.session, record=record, body_id=body_id, actor=officer, now=c.NOW)


@pytest.fixture
def register(session: Session) -> Session:
    """The register filled from the public record, on either engine."""
    fill(c.build_cast(session))
    return session


@pytest.fixture
def filled(site: Site) -> Site:
    """The site with the register filled from the public record."""
    behind(site, fill)
    return site


def numbers(register: Session, wanted: DecisionFilter = EVERYTHING) -> list[str]:
    lines = list_decisions(register, wanted=wanted, language="es", limit=100, offset=0)
    assert len(lines) == count_decisions(register, wanted=wanted)
    return [line.number for line in lines]


def test_the_register_is_read_newest_first_and_in_pages(register: Session) -> None:
    everyone = numbers(register)
    assert len(everyone) == 35
    days = {
        line.number: line.decided_on
        for line in list_decisions(register, wanted=EVERYTHING, language="es", limit=100, offset=0)
    }
    assert everyone == sorted(everyone, reverse=True, key=lambda number: (days[number], number))
    second = list_decisions(register, wanted=EVERYTHING, language="en", limit=20, offset=20)
    assert [line.number for line in second] == everyone[20:]
    assert list_years(register)[0] == 2024
    assert list_years(register)[-1] == 2012


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (DecisionFilter(year=2018), {"2018-01", "2018-02", "2018-03"}),
        (DecisionFilter(body="committee"), {"2012-01", "2016-01", "2016-02"}),
        (DecisionFilter(outcomes=("ranked",)), {"2020-03", "2021-02", "2024-04"}),
        (DecisionFilter(year=2019, counted=True), {"2019-01", "2019-02"}),
        (DecisionFilter(year=2019, counted=False), {"2019-03", "2019-04", "2019-05"}),
        (DecisionFilter(year=2024, counted=True), {"2024-01", "2024-04"}),
        (DecisionFilter(year=1999), set()),
        (DecisionFilter(body="nobody"), set()),
    ],
)
def test_filters_narrow_the_register(register: Session, wanted: DecisionFilter, expected: set[str]) -> None:
    assert set(numbers(register, wanted)) == expected


def test_what_depends_on_another_decision_knows_it(register: Session) -> None:
    dependent = [number for number, _title in list_dependent(register, record_id="coop-2019-bylaws", language="es")]
    assert dependent == ["2019-02", "2019-03"]
    assert find_titles(register, record_ids=("coop-2019-bylaws",), language="en")["coop-2019-bylaws"][0] == "2019-01"
    assert find_titles(register, record_ids=(), language="en") == {}


def test_a_rule_knows_what_was_decided_again_under_it(register: Session) -> None:
    lines = list_decided_under(register, code="simple-majority", number=1, language="es")
    assert {line.number for line in lines} == {f"2015-0{place}" for place in range(1, 7)}
    assert list_decided_under(register, code="simple-majority", number=2, language="es") == []


def test_an_unknown_number_is_not_found(register: Session) -> None:
    with pytest.raises(NotFound, match="decision_unknown"):
        get_decision(register, number="1999-01")


def test_what_may_not_be_seen_is_neither_listed_nor_counted(session: Session) -> None:
    cast = c.build_cast(session)
    fill(cast)
    nothing: frozenset[UUID] = frozenset()
    assert len(numbers(session, DecisionFilter(sight=Sight(frozenset({"public"}), nothing)))) == 35


def rows(page: Element) -> list[Element]:
    return [item for item in page.one("ul", class_="reqs").content if isinstance(item, Element)]


def test_the_list_keeps_its_filters_in_the_address(filled: Site, visitor: Visitor) -> None:
    page = visitor.get("/es/decisions?year=2019&counts=known")
    assert heading(page) == "2 decisiones"
    assert "174 a favor, 3 en contra" in page.one("main").text
    chosen = [option.get("value") or option.text for option in page.all("option") if "selected" in option.attributes]
    assert chosen == ["2019", "known"]
    everything = visitor.get("/en/decisions")
    assert len(rows(everything)) == 20
    assert everything.one("a", rel="next")["href"] == "/en/decisions?page=2"
    assert len(rows(visitor.get("/en/decisions?page=2"))) == 15


@pytest.mark.parametrize(
    "query", ["year=abc&page=x&outcome=zz&counts=1", "page=0", "page=99999", "body=%25", "year=9999"]
)
def test_nonsense_in_the_address_is_left_out(filled: Site, visitor: Visitor, query: str) -> None:
    visitor.get(f"/es/decisions?{query}")
    assert visitor.last.status_code == 200


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_recorded_decision_has_a_page(filled: Site, visitor: Visitor, language: str) -> None:
    for record in _records():
        page = visitor.get(f"/{language}/decisions/{record['number']}")
        assert visitor.last.status_code == 200
        assert heading(page) == record["title"][language]
        never = {"es": "Los resultados por centro nunca se publicaron", "en": "Results by center were never published"}
        assert never[language] in page.one("main").text
        assert not page.all("span", class_="center")
        links = {link.get("href") for link in page.all("a")}
        assert {source["url"] for source in record["sources"]} <= links


def test_recorded_counts_stand_beside_what_the_engine_says(filled: Site, visitor: Visitor) -> None:
    text = visitor.get("/es/decisions/2018-03").one("main").text
    assert "Coinciden." in text
    assert "136 de 171 (79.5 %) · se necesitaban 86 · sobraron 50" in text
    text = visitor.get("/es/decisions/2017-02").one("main").text
    assert "El programa no la puede volver a decidir. Sólo se publicó un porcentaje." in text


@pytest.mark.parametrize(
    ("number", "language", "said"),
    [
        ("2015-04", "es", "noviembre de 2015"),
        ("2018-01", "es", "del 13 de diciembre al 19 de diciembre de 2018"),
        ("2018-01", "en", "December 13 to December 19, 2018"),
        ("2024-02", "en", "until March 14, 2024"),
        ("2021-01", "es", "hacia diciembre de 2021"),
        ("2016-01", "en", "June 23, 2016"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(
    filled: Site, visitor: Visitor, number: str, language: str, said: str
) -> None:
    page = visitor.get(f"/{language}/decisions/{number}")
    assert page.one("main").all("p", class_="soft")[0].text.endswith(f" · {said}")


def test_a_decision_links_what_it_depends_on_and_what_depends_on_it(filled: Site, visitor: Visitor) -> None:
    first, second = (visitor.get(f"/es/decisions/2019-0{place}") for place in (1, 2))
    assert {"/es/decisions/2019-02", "/es/decisions/2019-03"} <= {link.get("href") for link in first.all("a")}
    assert "/es/decisions/2019-01" in {link.get("href") for link in second.all("a")}


def test_our_own_decision_leads_to_its_result(site: Site, visitor: Visitor) -> None:
    number = decided(site)
    page = visitor.get("/es/decisions")
    assert "votada aquí" in page.one("main").text
    assert "¿Seguimos?" in page.one("main").text
    shown = visitor.get("/es/decisions/2026-01")
    assert f"/es/votes/{number}/result" in {link.get("href") for link in shown.all("a")}
    said = "Se aprobó. 6 votos a favor y 0 votos en contra. La única condición se cumplió."
    assert shown.one("div", class_="verdict").text == said


def test_a_decision_of_a_body_is_for_that_body(site: Site, signed_in: Callable[[str], Visitor]) -> None:
    def hide(cast: c.Cast) -> None:
        cast.session.execute(update(Proposal).values(visibility="body"))

    decided(site)
    behind(site, hide)
    nobody, member, seated = site.visitor(), signed_in("Dana"), signed_in("Itzel")
    assert heading(nobody.get("/es/decisions")) == "0 decisiones"
    assert heading(nobody.get("/es/decisions/2026-01")) == "Entrar"
    assert heading(member.get("/es/decisions")) == "0 decisiones"
    member.get("/es/decisions/2026-01")
    assert member.last.status_code == 403
    assert heading(seated.get("/es/decisions")) == "1 decisión"


def test_an_unknown_decision_is_a_page_of_its_own(visitor: Visitor) -> None:
    page = visitor.get("/es/decisions/1999-01")
    assert visitor.last.status_code == 404
    assert "No hay una decisión con este número" in page.one("main").text
