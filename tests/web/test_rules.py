"""Rules as cards: what each part says, where it comes from, and the very document the engine reads."""

import json
from datetime import date

import pytest

from mfpl.cli.speech import speaking
from mfpl.rules import fingerprint, parse_rule
from mfpl.services.rulebook import adopt_rule
from mfpl.web.rules.card import card_of
from mfpl.web.wording.clauses import clauses
from mfpl.web.wording.rulebook import in_force
from tests import cast as c
from tests.rules.support import DATA, MAJORITY, PRESETS, preset, rule
from tests.web.booth import behind, heading
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element
from tests.web.test_results import decided

SHIPPED = sorted(file.stem for file in PRESETS.glob("*.json"))
RECORDED = sorted(file.stem for file in (DATA / "rules").glob("*.json"))


@pytest.fixture
def rulebook(site: Site) -> Site:
    """The site with every rule that ships."""

    def adopt(cast: c.Cast) -> None:
        for name in SHIPPED:
            document = (PRESETS / f"{name}.json").read_text(encoding="utf-8")
            adopt_rule(cast.session, document=document, actor=cast.actor("Olmo"), now=c.NOW)

    behind(site, adopt)
    return site


def card(page: Element) -> dict[str, list[str]]:
    """The table of a rule: what it says and where that comes from, by question."""
    return {
        row.one("th").text: [cell.text for cell in row.all("td")]
        for row in page.one("table").one("tbody").content
        if isinstance(row, Element)
    }


def test_the_list_shows_each_rule_with_its_text_and_fingerprint(rulebook: Site, visitor: Visitor) -> None:
    page = visitor.get("/es/rules")
    assert heading(page) == "Reglas"
    quotes = {quote.text for quote in page.all("blockquote", lang="es")}
    for name in SHIPPED:
        shipped = preset(name)
        assert f"/es/rules/{name}" in {link.get("href") for link in page.all("a")}
        assert shipped.clause is None or " ".join(shipped.clause.es.split()) in quotes
        assert fingerprint(shipped)[:4] in page.one("main").text


def test_a_rule_reads_part_by_part_with_its_provenance(rulebook: Site, visitor: Visitor) -> None:
    rows = card(visitor.get("/es/rules/concurrent-majorities"))
    assert list(rows) == [
        "Quién vota",
        "Cuánto pesa una boleta",
        "Fecha de corte",
        "Quórum en cada centro",
        "Mayoría en el conjunto",
        "Mayoría en cada centro",
    ]
    said, origin = rows["Quórum en cada centro"]
    assert said == (
        "al menos la décima parte de quienes integran el padrón participan. "
        "Sin ello no hay quórum y la votación se puede volver a convocar."
    )
    assert origin.startswith("supuesto La décima parte es el quórum que Primero de Mayo usó en 2012")
    assert rows["Cuánto pesa una boleta"][0] == "organización (2) y persona (1)"
    assert rows["Cuánto pesa una boleta"][1].startswith("textual ")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_rule_that_ships_has_a_page(rulebook: Site, visitor: Visitor, name: str, language: str) -> None:
    page = visitor.get(f"/{language}/rules/{name}/1")
    assert visitor.last.status_code == 200
    title = preset(name).title
    assert heading(page) == (title.es if language == "es" else title.en)
    assert all(said for said, _origin in card(page).values())
    regions = [box.get("aria-label") for box in page.all("div", class_="scroll")]
    assert len(regions) == len(set(regions)) == 2


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", RECORDED)
def test_every_rule_of_a_recorded_vote_reads_as_a_card(name: str, language: str) -> None:
    asked = parse_rule((DATA / "rules" / f"{name}.json").read_text(encoding="utf-8"))
    with speaking(language):
        read = clauses(asked)
        assert card_of(asked).rows
    assert read
    for clause in read:
        assert clause.name.strip()
        assert clause.text.strip() or clause.parts
        assert "%(" not in clause.text + clause.name
        assert ".." not in clause.text


def test_the_page_begins_with_the_three_things_people_ask_first(rulebook: Site, visitor: Visitor) -> None:
    page = visitor.get("/en/rules/concurrent-majorities")
    first = page.one("div", class_="card")
    assert [name.text for name in first.all("h2")] == [
        "Who may vote", "What passes", "If one center says yes and another says no",
    ]  # fmt: skip
    assert "Quorum in each center" in first.text
    assert first.text.endswith(
        "It is not adopted: it needs the yes of each center. The document foresees no further step."
    )
    doors = page.one("nav", aria_label="Pages of this rule")
    assert doors.one("span", aria_current="page").text == "Read it"


def test_everything_around_the_requirement_is_on_the_page_with_where_it_comes_from(
    site: Site, visitor: Visitor
) -> None:
    around = {
        **c.CONCURRENT,
        "id": "around",
        "preconditions": {"notice_days": 14},
        "amended_by": {"rule": "both-centers"},
        "supersedes": {"id": "lost-rule", "version": 3},
        "deadlock": {"steps": [{"step": "second_vote", "days": 30}], "lapses_after_days": 60},
        "offices": [{"office": "chair", "cycle": ["MX", "US"], "starts": "2026-01-01", "term_years": 1,
                     "when_unable": "vacant"}],
        "provenance": [{"field": "/preconditions", "mark": "assumed", "note": {"en": "Ours.", "es": "Nuestro."}}],
    }  # fmt: skip
    behind(site, lambda cast: c.add_rule(cast.session, around))
    page = visitor.get("/en/rules/around")
    rows = card(page)
    assert "14 days" in rows["Before a vote may open"][0]
    assert "Ours." in rows["Before a vote may open"][1]
    assert "In 2026 it is held by: MX center." in rows["Office: chair"][0]
    assert "60 days" in page.one("div", class_="card").text
    main = page.one("main").text
    assert "It is changed by a vote under: both-centers" in main
    assert "It takes the place of: lost-rule" in main
    links = [link.get("href") for link in page.one("main").all("a")]
    assert "/en/rules/both-centers" in links
    assert not any("lost-rule" in str(link) for link in links)


def test_conditions_inside_conditions_are_listed_below_them() -> None:
    inside = {"any": [MAJORITY, {"all": [MAJORITY, {"not": {"count": "no", "comparison": "more_than", "value": 0}}]}]}
    asked = rule({"all": [inside, {"number_of_sections": inside, "comparison": "at_least", "value": 2}]})
    with speaking("en"):
        first, second = clauses(asked)
    assert (first.name, first.text) == ("One of these conditions", "any one of them is enough.")
    assert [part.name for part in first.parts] == ["Majority in the whole", "All of these conditions"]
    assert [part.name for part in first.parts[1].parts] == ["Majority in the whole", "This must not happen"]
    assert second.text == "in at least 2 centers this holds: what is listed below."
    assert [part.path for part in second.parts] == ["/requires/all/1/number_of_sections"]


def test_a_definition_is_read_where_it_is_used() -> None:
    asked = rule({"in_section": "P5", "require": {"reference": "half"}}, definitions={"half": MAJORITY})
    with speaking("en"):
        (clause,) = clauses(asked)
    assert (clause.name, clause.path) == ("Majority in P5", "/definitions/half")


def test_the_nearest_provenance_is_the_one_shown() -> None:
    note = {"en": "Ours.", "es": "Nuestro."}
    asked = rule(
        {"all": [MAJORITY, {"quorum": {**MAJORITY, "share": "voting", "of": "eligible"}, "otherwise": "failed"}]},
        provenance=[
            {"field": "/requires", "mark": "assumed", "note": note},
            {"field": "/requires/all/1/quorum/value", "mark": "assumed", "note": {"en": "A half.", "es": "La mitad."}},
        ],
    )
    with speaking("en"):
        first, second = card_of(asked).rows
        assert [origin.note for origin in first.origins] == ["Ours."]
        assert [origin.note for origin in second.origins] == ["A half."]
        assert second.clause.text.endswith("Without it the proposal is not adopted.")


def test_the_document_is_the_one_with_that_fingerprint(rulebook: Site, visitor: Visitor) -> None:
    answer = visitor.client.get("/es/rules/lc-2012/1/document.json")
    assert answer.mimetype == "application/json"
    assert fingerprint(parse_rule(answer.text)) == fingerprint(preset("lc-2012"))
    page = visitor.get("/es/rules/lc-2012")
    assert json.loads("".join(map(str, page.one("code").content))) == json.loads(answer.text)


def test_versions_are_kept_apart(site: Site, visitor: Visitor) -> None:
    def revise(cast: c.Cast) -> None:
        revised = {**c.CONCURRENT, "version": 2, "in_force": {"from": "2027-01-01"}}
        adopt_rule(cast.session, document=revised, actor=cast.actor("Olmo"), now=c.NOW)

    behind(site, revise)
    newest = visitor.get("/es/rules/both-centers")
    assert "vigente a partir del 1 de enero de 2027" in newest.one("main").text
    assert newest.one("a", aria_current="page", href="/es/rules/both-centers/2")
    assert "vigente hasta el 31 de diciembre de 2026" in visitor.get("/es/rules/both-centers/1").one("main").text
    visitor.get("/es/rules/both-centers/3")
    assert visitor.last.status_code == 404


def test_a_rule_lists_what_was_decided_under_it(site: Site, visitor: Visitor) -> None:
    decided(site)
    page = visitor.get("/es/rules/both-centers")
    assert "/es/decisions/2026-01" in {link.get("href") for link in page.all("a")}


def test_an_unknown_rule_is_not_found(visitor: Visitor) -> None:
    visitor.get("/es/rules/nobody-knows")
    assert visitor.last.status_code == 404


@pytest.mark.parametrize(
    ("joined", "said"),
    [
        ({"comparison": "before", "date": "06-01"}, "before June 1 of the year of the vote"),
        ({"comparison": "on_or_before", "date": "02-28"}, "on February 28 of the year of the vote, or before"),
    ],
)
def test_the_electorate_is_read_whole(joined: dict[str, str], said: str) -> None:
    electorate = {
        "statuses": ["good_standing", "honorary"],
        "weights": {"individual": 1, "organization": 2, "founder": 1},
        "joined": joined,
        "roll_date": "closing",
    }
    with speaking("en"):
        read = {clause.name: clause.text for clause in clauses(rule(MAJORITY, electorate=electorate))}
    assert read["Since when one must be a member"] == said
    assert read["Record date"] == "the last day of the vote"
    assert read["What a ballot weighs"] == "organization (2), founder (1), and individual (1)"
    assert read["Who votes"].endswith("in good standing and honorary")


@pytest.mark.parametrize(
    ("first", "until", "said"),
    [
        (None, None, "without dates of its own"),
        (date(2015, 11, 1), None, "in force since November 1, 2015"),
        (None, date(2019, 6, 17), "in force until June 17, 2019"),
        (date(2015, 11, 1), date(2019, 6, 17), "in force from November 1, 2015 until June 17, 2019"),
    ],
)
def test_the_days_in_force_are_said(first: date | None, until: date | None, said: str) -> None:
    with speaking("en"):
        assert in_force(first, until) == said


def test_a_rule_tells_its_history_to_who_is_signed_in(rulebook: Site) -> None:
    reader = rulebook.visitor()
    assert not reader.get("/es/rules/simple-majority").all("ol", class_="history")
    page = reader.sign_in("Dana").get("/es/rules/simple-majority")
    assert len(page.one("ol", class_="history").all("li")) == 1
