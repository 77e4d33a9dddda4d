"""Trying a rule out: numbers in the address, the verdict at once, contradictions at their field, changes compared."""

import hashlib
import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from mfpl.rules import parse_rule
from mfpl.services.rulebook import adopt_rule
from mfpl.web.assets import DIRECTORY
from tests import cast as c
from tests.rules.support import DATA, MAJORITY, PRESETS
from tests.web.booth import behind, filled, heading
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element
from tests.web.test_results import NO, YES, decided

BOTH = "/rules/both-centers/1/try"
EACH = "/requires/every_section"
NUMBERS = {
    "roll": "typed",
    "MX.organization.eligible": "10",
    "MX.organization.ballots": "6",
    "MX.organization.yes": "4",
    "MX.organization.no": "1",
    "MX.individual.eligible": "20",
    "MX.individual.ballots": "8",
    "MX.individual.yes": "3",
    "MX.individual.no": "5",
    "US.organization.eligible": "10",
    "US.organization.ballots": "5",
    "US.organization.yes": "5",
    "US.organization.no": "0",
    "US.individual.eligible": "30",
    "US.individual.ballots": "0",
    "US.individual.yes": "0",
    "US.individual.no": "0",
}


def tried(visitor: Visitor, *, path: str = BOTH, language: str = "en", **changes: str) -> Element:
    return visitor.get(f"/{language}{path}?{urlencode({**NUMBERS, **changes})}")


def typed(page: Element, name: str) -> Element:
    """The field of that name in the form of the numbers."""
    return page.one("form", id="page-form").one("input", name=name)


def verdicts(page: Element) -> list[str]:
    return [one.text for one in page.all("div", class_="verdict")]


def value(page: Element, name: str) -> str:
    return typed(page, name)["value"]


def adopt(site: Site, document: dict[str, Any]) -> None:
    behind(site, lambda cast: adopt_rule(cast.session, document=document, actor=cast.actor("Olmo"), now=c.NOW))


def preset(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((PRESETS / f"{name}.json").read_text())
    return content


@pytest.mark.parametrize(
    ("language", "outcome", "first"), [("es", "Se aprobó.", "Centro MX"), ("en", "Adopted.", "US center")]
)
def test_the_first_visit_shows_a_verdict_on_the_membership_of_today(
    visitor: Visitor, language: str, outcome: str, first: str
) -> None:
    page = visitor.get(f"/{language}{BOTH}")
    assert visitor.last.status_code == 200
    (said,) = verdicts(page)
    assert said.startswith(outcome)
    assert page.all("span", class_="center")[0].text == first
    entitled = [label.text for label in page.all("label") if "(" in label.text]
    assert len(entitled) == 4
    assert page.one("select", id="roll").one("option", selected="")["value"] == "today"


def test_members_become_votes_by_their_weight(visitor: Visitor) -> None:
    page = tried(visitor)
    assert verdicts(page) == [
        "Adopted. 21 votes for, 7 votes against, and 2 abstentions. The only requirement was met."
    ]
    cells = [cell.text for cell in page.all("span", class_="big")]
    assert cells == ["10 – 0", "11 – 7"]
    rows = [[cell.text for cell in row.all("td")] for row in page.one("table").all("tr")]
    assert [row for row in rows if row] == [
        ["50", "10", "10", "0", "0"],
        ["40", "20", "11", "7", "2"],
        ["90", "30", "21", "7", "2"],
        ["40", "5", "5", "0", "0"],
        ["30", "14", "7", "6", "1"],
        ["70", "19", "12", "6", "1"],
    ]
    assert page.one("p", class_="decided").text.startswith("The condition that decided: the majority in the MX center.")


def test_one_member_more_or_less_moves_the_verdict(visitor: Visitor) -> None:
    changed = tried(visitor, **{"MX.organization.yes": "2", "MX.organization.no": "3"})
    assert verdicts(changed)[0].startswith("Not adopted.")


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [
        ("MX.organization.ballots", "11", "Only 10 are on the roll."),
        ("MX.organization.yes", "6", "The answers add up to 7, and only 6 take part."),
        ("US.individual.no", "many", "Write a whole number, or leave it empty if it is not known."),
        ("US.individual.no", "-1", "Write a whole number, or leave it empty if it is not known."),
        ("US.individual.eligible", "1,00", "Write a whole number, or leave it empty if it is not known."),
    ],
)
def test_what_contradicts_is_refused_beside_the_field_and_kept(
    visitor: Visitor, name: str, number: str, said: str
) -> None:
    page = tried(visitor, **{name: number})
    assert visitor.last.status_code == 422
    assert page.one("title").text.startswith("Error:")
    field = typed(page, name)
    assert (field["value"], field["aria-invalid"]) == (number, "true")
    assert page.one("span", id=field["aria-describedby"]).text == said
    assert page.one("a", href=f"#{field['id']}").text == said
    assert not verdicts(page)
    assert value(page, "MX.individual.yes") == "3"


def test_every_contradiction_is_told_at_once(visitor: Visitor) -> None:
    page = tried(visitor, **{"MX.organization.yes": "9", "US.organization.ballots": "99", "US.individual.yes": "x"})
    assert len(page.one("div", id="errors").all("li")) == 3


def test_what_is_left_empty_is_not_known_and_named(visitor: Visitor) -> None:
    open_in_mx = {"MX.organization.yes": "2", "MX.organization.no": "2", "MX.individual.no": ""}
    page = tried(visitor, **open_in_mx)
    assert verdicts(page)[0].startswith("It cannot be told yet.")
    assert "Not known: the votes against in MX center." in page.one("div", id="answer").text
    surely = tried(visitor, **open_in_mx, **{"US.organization.yes": "0", "US.organization.no": "5"})
    assert verdicts(surely)[0] == "Not adopted. The only requirement was not met."


def test_thousands_may_be_written_with_commas(visitor: Visitor) -> None:
    page = tried(visitor, **{"US.individual.eligible": "1,200"})
    assert "1,220" in page.one("table").text


def test_a_past_vote_gives_its_roll_and_its_answers_back(site: Site, visitor: Visitor) -> None:
    decided(site, mx=YES, us=NO)
    page = visitor.get(f"/en{BOTH}")
    assert "2026-01: The relation between the centers" in page.one("select", id="roll").text
    page = visitor.get(f"/en{BOTH}?roll=2026-01")
    assert verdicts(page)[0].startswith("Not adopted. 3 votes for and 3 votes against.")
    assert value(page, "MX.organization.yes") == value(page, "US.individual.no") == "1"
    assert not page.all("input", name="MX.organization.eligible")
    moved = visitor.get(f"/en{BOTH}?roll=2026-01&US.organization.no=0&US.organization.yes=1")
    assert verdicts(moved)[0].startswith("Adopted. 5 votes for and 1 vote against.")


def test_a_vote_of_few_ballots_is_no_roll_to_try_with(site: Site, visitor: Visitor) -> None:
    decided(site, smallest_cell=2)
    options = [one["value"] for one in visitor.get(f"/en{BOTH}").one("select", id="roll").all("option")]
    assert options == ["today", "typed"]
    page = visitor.get(f"/en{BOTH}?roll=2026-01")
    assert page.one("select", id="roll").one("option", selected="")["value"] == "today"


def test_a_rule_without_weights_asks_for_members_only_once(site: Site, visitor: Visitor) -> None:
    adopt(site, preset("lc-2012"))
    page = visitor.get("/en/rules/lc-2012/1/try")
    names = {one["name"] for one in page.one("form", id="page-form").all("input")}
    assert {"MX.ballots", "MX.yes", "MX.no", "US.ballots"} <= names
    assert "MX.individual.ballots" not in names
    assert verdicts(page)


def test_what_else_a_rule_counts_is_asked_for(site: Site, visitor: Visitor) -> None:
    rule = {**c.CONCURRENT, "id": "blocked", "requires": {
        "all": [{"count": "blocks", "comparison": "less_than", "value": 2},
                {"share": "absent", "of": "eligible", "comparison": "at_most", "value": "1/2"}]}}  # fmt: skip
    adopt(site, rule)
    page = visitor.get(f"/en/rules/blocked/1/try?{urlencode({**NUMBERS, 'MX.individual.blocks': '2'})}")
    assert verdicts(page)[0].startswith("Not adopted.")
    assert value(page, "MX.individual.present") == "8"
    few = visitor.get(f"/en/rules/blocked/1/try?{urlencode({**NUMBERS, 'MX.individual.present': '7'})}")
    assert "8 take part, so that no fewer are present." in few.one("div", id="errors").text


def test_sections_that_a_rule_names_are_tried_in_the_place_of_our_centers(site: Site, visitor: Visitor) -> None:
    rule = {
        **c.CONCURRENT,
        "id": "houses",
        "requires": {
            "all": [{"in_section": "upper", "require": MAJORITY}, {"every_section": MAJORITY, "among": ["lower"]}]
        },
    }
    del rule["electorate"]
    adopt(site, rule)
    page = visitor.get("/en/rules/houses/1/try?roll=typed&upper.eligible=9&upper.ballots=9&upper.yes=5&upper.no=4"
                       "&lower.eligible=9&lower.ballots=9&lower.yes=5&lower.no=4")  # fmt: skip
    assert verdicts(page)[0].startswith("Adopted. 10 votes for and 8 votes against.")


def recorded(site: Site, visitor: Visitor, name: str, query: str = "") -> Element:
    """The page on which the rule of a recorded vote elsewhere is tried."""
    adopt(site, json.loads((DATA / "rules" / f"{name}.json").read_text()))
    page = visitor.get(f"/en/rules/{name}/1/try{query}")
    assert visitor.last.status_code == 200
    return page


def test_a_rule_that_cannot_decide_the_numbers_says_why(site: Site, visitor: Visitor) -> None:
    said = verdicts(recorded(site, visitor, "debian_a6_v1_6"))[0]
    assert said.startswith("This rule cannot decide these numbers.")
    assert "rank" in said


def test_sections_of_a_kind_that_is_not_ours_are_made_up_and_said_to_be(site: Site, visitor: Visitor) -> None:
    page = recorded(site, visitor, "au_s128")
    assert verdicts(page)[0].startswith("Adopted.")
    assert "made up" in page.one("p", class_="note").text
    assert not page.all("select", id="roll")
    assert [one.text for one in page.one("form", id="page-form").all("span", class_="center")] == [
        "state 1", "state 2", "state 3"
    ]  # fmt: skip
    lost = "&".join(f"state-{place}.yes=9&state-{place}.no=21" for place in (1, 2))
    assert verdicts(visitor.get(f"/en/rules/au_s128/1/try?{lost}"))[0].startswith("Not adopted.")


def test_what_a_rule_weighs_sections_by_is_typed_too(site: Site, visitor: Visitor) -> None:
    page = recorded(site, visitor, "ch_double_majority")
    assert value(page, "MX.weighs.stand") == "1"
    split = "MX.ballots=2&MX.yes=2&MX.no=0&US.ballots=1&US.yes=0&US.no=1&MX.weighs.stand="
    path = f"/en/rules/ch_double_majority/1/try?{split}"
    outcomes = [verdicts(visitor.get(path + weight))[0] for weight in ("5", "1/2", "heavy")]
    assert outcomes[0].startswith("Adopted.")
    assert outcomes[1].startswith("Not adopted.")
    assert "“heavy” is not a fraction" in outcomes[2]


def test_the_stage_at_which_was_counted_is_chosen(site: Site, visitor: Visitor) -> None:
    page = recorded(site, visitor, "sce_statutes")
    stages = [one["value"] for one in page.one("select", id="stage").all("option")]
    assert len(stages) == 2
    assert verdicts(page)[0].startswith("It cannot be told yet.")
    second = visitor.get(f"/en/rules/sce_statutes/1/try?stage={stages[1]}")
    assert not verdicts(second)[0].startswith("It cannot be told yet.")
    assert second.one("select", id="stage").one("option", selected="")["value"] == stages[1]


def test_caps_are_said_to_be_applied_and_kinds_nobody_has_are_made_up(site: Site, visitor: Visitor) -> None:
    page = recorded(site, visitor, "sce_vote_caps")
    assert "as its caps leave them" in page.one("p", class_="note").text
    assert not verdicts(page)[0].startswith("Not adopted. 0 votes for")


def test_a_changed_rule_is_compared_with_the_rule_as_it_stands(visitor: Visitor) -> None:
    page = tried(visitor, **{f"{EACH}/value": "2/3"})
    headings = [one.text for one in page.one("div", id="spoken").all("h2")]
    assert headings == ["Under the rule as it stands", "As you changed it"]
    standing, changed = verdicts(page)
    assert standing.startswith("Adopted.")
    assert changed.startswith("Not adopted.")
    heavier = tried(visitor, **{"/electorate/weights/organization": "1"})
    assert "7 – 6" in heavier.one("div", id="answer").text
    assert verdicts(heavier)[1].startswith("Adopted. 12 votes for, 6 votes against, and 1 abstention.")


def test_a_change_lives_in_the_address_and_survives_the_switch_of_languages(visitor: Visitor) -> None:
    page = tried(visitor, **{f"{EACH}/value": "2/3", "with": "two_thirds"})
    sent = dict(parse_qsl(urlsplit(visitor.last.request.url).query))
    assert sent == {**NUMBERS, f"{EACH}/value": "2/3", "with": "two_thirds"}
    button = page.one("button", class_="link")
    assert button["formaction"].startswith("/es/rules/both-centers/1/try?")
    form = filled(page.one("form", id="page-form")) | {"with": "two_thirds"}
    spanish = visitor.get(f"/es{BOTH}?{urlencode(form)}")
    assert verdicts(spanish)[1].startswith("No se aprobó.")
    assert value(spanish, f"{EACH}/value") == "2/3"


def test_fields_that_change_nothing_leave_the_address(visitor: Visitor) -> None:
    unchanged = {f"{EACH}/value": "1/2", f"{EACH}/comparison": "more_than", "/electorate/weights/organization": "2"}
    tried(visitor, **unchanged, without="/requires/all/7", **{"/added/two_thirds/value": "3/4"})
    assert dict(parse_qsl(urlsplit(visitor.last.request.url).query)) == NUMBERS


def test_an_error_of_a_change_stands_at_its_field_and_the_rule_as_it_stands_still_decides(visitor: Visitor) -> None:
    page = tried(visitor, **{f"{EACH}/value": "50 %"})
    assert visitor.last.status_code == 422
    assert page.one("span", id=f"{EACH}/value-error").text == "“50 %” is not a fraction; write it as in “2/3”."
    assert verdicts(page)[0].startswith("Adopted.")
    assert "open" in page.one("form", id="page-form").one("details").attributes


def test_the_parts_that_decide_can_be_written_as_data(visitor: Visitor) -> None:
    page = tried(visitor)
    text = "".join(map(str, page.one("textarea").content)).strip()
    assert set(json.loads(text)) == {"electorate", "requires"}
    swapped = json.dumps({"requires": {**MAJORITY, "value": "9/10"}})
    page = tried(visitor, document=swapped)
    assert verdicts(page)[1].startswith("Not adopted.")
    assert page.one("form", id="page-form").one("input", name="document")["value"] == swapped
    broken = tried(visitor, document='{"requires": ')
    assert visitor.last.status_code == 422
    assert '{"requires":' in broken.one("textarea").text
    assert "This is not JSON" in broken.one("div", id="errors").text


def test_a_changed_rule_can_be_downloaded_as_the_next_version(visitor: Visitor) -> None:
    page = tried(visitor, **{f"{EACH}/value": "2/3"})
    link = next(one for one in page.all("a") if one.get("href").partition("?")[0].endswith("document.json"))
    answer = visitor.client.get(link["href"])
    made = parse_rule(answer.text)
    assert (made.version, str(made.requires.every_section.value)) == (2, "2/3")  # type: ignore[union-attr]
    wrong = visitor.client.get(f"/en/rules/both-centers/1/try/document.json?{EACH}/value=x")
    assert (wrong.status_code, wrong.json["errors"][0]["code"]) == (422, "fraction_invalid")


@pytest.mark.parametrize("name", sorted(file.stem for file in PRESETS.glob("*.json")))
def test_every_rule_that_ships_can_be_tried_and_replayed(site: Site, visitor: Visitor, name: str) -> None:
    adopt(site, preset(name))
    for end in ("try", "replay"):
        for language in ("es", "en"):
            page = visitor.get(f"/{language}/rules/{name}/1/{end}")
            assert visitor.last.status_code == 200
            assert heading(page)
    assert verdicts(visitor.get(f"/en/rules/{name}/1/try"))


def test_scripts_only_smooth_the_page(visitor: Visitor) -> None:
    page = tried(visitor)
    (script,) = page.all("script")
    assert script["src"].partition("?")[0] == "/static/vendor/htmx-2.0.11.min.js"
    settings = json.loads(page.one("meta", name="htmx-config")["content"])
    assert (settings["allowEval"], settings["includeIndicatorStyles"]) == (False, False)
    form = page.one("form", id="page-form")
    assert (form["method"], form["action"]) == ("get", "/en/rules/both-centers/1/try#verdict")
    assert form["hx-get"] == "/en/rules/both-centers/1/try"
    kept = visitor.client.get(script["src"], headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert "immutable" in kept.headers["Cache-Control"]
    assert len(kept.data) < 20_000
    assert not visitor.get("/en/rules/both-centers").all("script")


def test_the_vendored_file_is_the_one_that_was_written_down() -> None:
    file = DIRECTORY / "vendor" / "htmx-2.0.11.min.js"
    assert hashlib.sha256(file.read_bytes()).hexdigest() in (DIRECTORY / "vendor" / "README.md").read_text()


def test_an_unknown_rule_cannot_be_tried(visitor: Visitor) -> None:
    for path in ("/es/rules/nobody/1/try", "/es/rules/both-centers/9/replay", "/es/rules/nobody/1/try/examples.json"):
        visitor.get(path)
        assert visitor.last.status_code == 404
