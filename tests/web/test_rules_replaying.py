"""What would have changed: past votes under another rule, and nothing told of votes in which few ballots were cast."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import event, update

from mfpl.app import create_app
from mfpl.config import Config
from mfpl.domain.votes import Level
from mfpl.services.examples import keep_example
from mfpl.services.rulebook import adopt_rule
from mfpl.store.tables import Proposal, StoredVerdict
from mfpl.web.rules.past import by_kind, weighed_anew
from tests import cast as c
from tests.database import SQLiteTemplate
from tests.demonstration import NOW
from tests.rules.support import MAJORITY
from tests.web.booth import behind, open_vote
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element
from tests.web.test_results import NO, ONE, YES, cast, closed, decided
from tests.web.test_results_few import with_one_organization

BOTH = "/en/rules/both-centers/1/replay"
WHOLE = {**c.CONCURRENT, "id": "whole", "requires": MAJORITY}
KEPT_BACK = "In one center very few ballots of one weight were cast, so that its result by center is not told."


def adopt(site: Site, document: dict[str, Any]) -> None:
    behind(site, lambda cast: adopt_rule(cast.session, document=document, actor=cast.actor("Olmo"), now=c.NOW))


def table(page: Element, name: str) -> list[list[str]]:
    """The rows of one of the tables; none where it is not there."""
    boxes = page.all("div", class_="scroll", aria_label=name)
    rows = [row for box in boxes for row in box.one("tbody").all("tr")]
    return [[row.one("th").one("a").text, *(cell.text for cell in row.all("td")[:2])] for row in rows]


def said(page: Element) -> str:
    return page.one("div", class_="verdict").text


@pytest.fixture
def split(site: Site) -> Site:
    """The site with a vote that one center won and the other lost, and a rule that asks for the whole alone."""
    adopt(site, WHOLE)
    number = open_vote(site, questions=ONE)
    for person, member, answer in (
        ("Itzel", "Radio Bosque", YES),
        ("Itzel", "Itzel", YES),
        ("Dana", "River Press", NO),
        ("Dana", "Dana", YES),
    ):
        cast(site, number, person, member, answer)
    closed(site, number)
    return site


def test_the_same_rule_changes_nothing(split: Site, visitor: Visitor) -> None:
    page = visitor.get(BOTH)
    assert said(page) == "0 outcomes would have been others. The other one would have come out the same."
    assert table(page, "Votes with the same outcome") == [["2026-01", "✗ Rejected", "✗ Rejected"]]
    assert page.one("a", href="/en/decisions/2026-01")


@pytest.mark.parametrize(
    ("language", "first", "rows"),
    [
        (
            "es",
            "Habría cambiado 1 resultado.",
            {"Votaciones con otro resultado": [["2026-01", "✗ Rechazada", "✓ Aprobada"]]},
        ),
        (
            "en",
            "1 outcome would have been another.",
            {"Votes with another outcome": [["2026-01", "✗ Rejected", "✓ Adopted"]]},
        ),
    ],
)
def test_another_rule_changes_what_one_center_stopped(
    split: Site, visitor: Visitor, language: str, first: str, rows: dict[str, object]
) -> None:
    page = visitor.get(f"/{language}/rules/whole/1/replay")
    assert said(page).startswith(first)
    assert {name: table(page, name) for name in rows} == rows


def test_a_changed_rule_is_replayed_from_the_same_address_as_it_is_tried(split: Site, visitor: Visitor) -> None:
    changes = urlencode({"/requires/value": "5/6", "/requires/of": "valid"})
    page = visitor.get(f"/en/rules/whole/1/replay?{changes}")
    assert visitor.last.request.query_string == b"%2Frequires%2Fvalue=5%2F6"
    assert "The rule is the one you changed" in page.one("p", class_="note").text
    assert table(page, "Votes with the same outcome") == [["2026-01", "✗ Rejected", "✗ Rejected"]]
    assert [one["href"] for one in page.all("a") if one.get("href").startswith("/en/rules/whole/1/try?")]
    wrong = visitor.get("/en/rules/whole/1/replay?/requires/value=most")
    assert visitor.last.status_code == 422
    assert not wrong.all("div", class_="verdict")
    assert "“most” is not a fraction" in wrong.one("div", id="errors").text


def test_votes_are_weighed_anew_where_the_changed_rule_weighs_otherwise(split: Site, visitor: Visitor) -> None:
    """Four votes of six are for, and three members of four: only by the members do three quarters hold."""
    three_quarters = {"/requires/value": "3/4", "/requires/comparison": "at_least"}
    page = visitor.get(f"/en/rules/whole/1/replay?{urlencode(three_quarters)}")
    assert said(page).startswith("0 outcomes")
    alike = {**three_quarters, "/electorate/weights/organization": "1"}
    page = visitor.get(f"/en/rules/whole/1/replay?{urlencode(alike)}")
    assert said(page).startswith("1 outcome ")


def test_of_a_vote_of_few_ballots_only_the_whole_is_decided_again(site: Site, visitor: Visitor) -> None:
    adopt(site, WHOLE)
    decided(site, us=NO, smallest_cell=2)
    page = visitor.get(BOTH)
    assert table(page, "Votes that cannot be decided") == [["2026-01", "✗ Rejected", KEPT_BACK]]
    probing = {"requires": {"in_section": "MX", "require": {"count": "yes", "comparison": "at_least", "value": 1}}}
    probed = visitor.get(f"{BOTH}?{urlencode({'document': json.dumps(probing)})}")
    assert table(probed, "Votes that cannot be decided") == [["2026-01", "✗ Rejected", KEPT_BACK]]
    whole = visitor.get("/en/rules/whole/1/replay")
    assert table(whole, "Votes with the same outcome") == [["2026-01", "✗ Rejected", "✗ Rejected"]]


def test_a_vote_whose_whole_is_small_is_left_out_and_counted(site: Site, visitor: Visitor) -> None:
    with_one_organization(site)
    page = visitor.get(BOTH)
    assert not page.all("table")
    assert "One vote is not among them" in page.one("p", class_="note").text
    officer = site.visitor().sign_in("Olmo").get(BOTH)
    assert not officer.all("table")


def test_who_may_not_see_a_result_is_not_told_it_here(split: Site, visitor: Visitor) -> None:
    behind(split, lambda cast: cast.session.execute(update(Proposal).values(visibility="members")))
    assert not visitor.get(BOTH).all("table")
    assert "2026-01" not in visitor.get("/en/rules/both-centers/1/try").one("main").text
    member = split.visitor().sign_in("Dana")
    assert member.get(BOTH).all("table")
    options = member.get("/en/rules/both-centers/1/try").one("select", id="roll").text
    assert "2026-01" in options


def test_a_question_left_open_says_what_is_missing(split: Site, visitor: Visitor) -> None:
    signed = {"share": "signed", "of": "eligible", "comparison": "at_least", "value": "1/2"}
    adopt(split, {**WHOLE, "id": "signatures", "requires": {"quorum": signed, "otherwise": "not_quorate"}})
    page = visitor.get("/en/rules/signatures/1/replay")
    ((number, was, why),) = table(page, "Votes that cannot be decided")
    assert (number, was) == ("2026-01", "✗ Rejected")
    assert "No quorum" in why
    assert "Not known: the signatures in MX center." in why


def test_counts_of_before_rolls_were_kept_are_taken_as_they_are(split: Site, visitor: Visitor) -> None:
    def forget(cast: c.Cast) -> None:
        row = cast.session.query(StoredVerdict).one()
        row.counts = json.dumps({**json.loads(row.counts), "roll": None})

    behind(split, forget)
    page = visitor.get("/en/rules/whole/1/replay?/electorate/weights/organization=1")
    assert said(page).startswith("1 outcome ")


def test_votes_counted_with_equal_weights_are_not_weighed_anew(site: Site, visitor: Visitor) -> None:
    electorate = {"statuses": ["good_standing", "grace"], "weights": {"organization": 1, "individual": 1}}
    adopt(site, {**c.CONCURRENT, "id": "alike", "electorate": electorate})
    decided(site, rule="alike")
    ((number, _was, why),) = table(visitor.get(BOTH), "Votes that cannot be decided")
    assert number == "2026-01"
    assert why.startswith("It was counted with other weights")
    assert table(visitor.get("/en/rules/alike/1/replay"), "Votes with the same outcome")
    for rule in ("alike", "both-centers"):
        roll = visitor.get(f"/en/rules/{rule}/1/try").one("select", id="roll")
        assert "2026-01" not in roll.text


def test_a_rule_that_weighs_centers_by_what_nobody_counted_says_so(split: Site, visitor: Visitor) -> None:
    weighing = {"share_of_sections": MAJORITY, "weighing": "dues", "comparison": "more_than", "value": "1/2"}
    adopt(split, {**WHOLE, "id": "dues", "requires": weighing})
    ((_number, _was, why),) = table(visitor.get("/en/rules/dues/1/replay"), "Votes that cannot be decided")
    assert "“dues”" in why


def test_a_vote_of_a_committee_is_tried_by_members_only(site: Site, visitor: Visitor) -> None:
    plain = {key: value for key, value in WHOLE.items() if key != "electorate"}
    adopt(site, {**plain, "id": "plain"})
    number = open_vote(site, questions=ONE, body="committee", level=Level.OPEN, rule="plain")
    for person in ("Itzel", "Dana", "Olmo"):
        cast(site, number, person, "seat", YES)
    closed(site, number)
    assert "2026-01" not in visitor.get("/en/rules/both-centers/1/try").one("select", id="roll").text
    page = visitor.get("/en/rules/plain/1/try?roll=2026-01")
    assert page.one("form", id="page-form").one("input", name="MX.yes")["value"] == "2"
    assert table(visitor.get(BOTH), "Votes with the same outcome")


SECTION = {"votes": {"yes": 7, "no": 4}, "members": {"yes": 4, "no": 3}}


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        (
            {"organization": 2, "individual": 1},
            {"organization": {"yes": 3, "no": 1}, "individual": {"yes": 1, "no": 2}},
        ),
        ({"individual": 1}, {"individual": {"yes": 4, "no": 3}}),
        ({"organization": 1, "individual": 1}, None),
        ({"organization": 3, "individual": 1, "founder": 2}, None),
        ({"organization": 3, "individual": 1}, None),
        ({"organization": 9, "individual": 8}, None),
    ],
)
def test_two_kinds_of_members_are_told_apart_by_their_weight(weights: dict[str, int], found: object) -> None:
    assert by_kind(SECTION, weights) == found


def test_votes_that_cannot_be_weighed_anew_are_not_guessed() -> None:
    roll = [
        {"kind": "organization", "members": 5, "weight": 5, "reason": None, "center_code": "MX"},
        {"kind": "individual", "members": 5, "weight": 5, "reason": None, "center_code": "MX"},
        {"kind": "individual", "members": 9, "weight": 9, "reason": "no_center", "center_code": None},
    ]
    counts = {"sections": [{"id": "MX", **SECTION}], "roll": roll}
    assert weighed_anew(counts, {"organization": 2, "individual": 1}) is None
    assert weighed_anew(counts, {"organization": 1, "individual": 1}) == counts
    assert weighed_anew({"totals": SECTION, "roll": roll}, {"organization": 2, "individual": 1}) is None
    uneven = [{**roll[0], "weight": 7}]
    assert weighed_anew({**counts, "roll": uneven}, {"organization": 2}) == {**counts, "roll": uneven}


@pytest.fixture
def demonstration(sqlite_demonstration: SQLiteTemplate) -> Iterator[Visitor]:
    """Somebody who visits the demonstration."""
    with sqlite_demonstration.fresh() as url:
        app = create_app(Config(database=url, secret_key="k" * 40, mail="file:unused", clock=lambda: NOW))
        yield Visitor(app.test_client())
        app.extensions["sessions"].engine.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_public_record_is_replayed_as_far_as_it_was_published(demonstration: Visitor, language: str) -> None:
    page = demonstration.get(f"/{language}/rules/simple-majority/1/replay?/requires/value=24/25")
    changed = {"es": "Votaciones con otro resultado", "en": "Votes with another outcome"}[language]
    assert len(table(page, changed)) == 8
    page = demonstration.get(f"/{language}/rules/concurrent-majorities/1/replay")
    name = {"es": "Votaciones que no se pueden decidir", "en": "Votes that cannot be decided"}[language]
    reasons = {row[2] for row in table(page, name)}
    never = {"es": "Su resultado por centro nunca se publicó.", "en": "Its result by center was never published."}
    assert reasons == {never[language]}


def test_more_votes_and_examples_ask_the_database_no_more_often(split: Site, visitor: Visitor) -> None:
    def statements() -> list[int]:
        noted: list[str] = []

        def note(*arguments: object) -> None:
            noted.append(str(arguments[2]))

        counts = []
        for page in ("/en/rules/whole/1/try?/requires/value=2/3", "/en/rules/whole/1/replay"):
            event.listen(split.sessions.engine, "before_cursor_execute", note)
            visitor.get(page)
            event.remove(split.sessions.engine, "before_cursor_execute", note)
            counts.append(len(noted))
        return counts

    def keep(cast: c.Cast, title: str) -> None:
        keep_example(
            cast.session,
            actor=cast.actor("Olmo"),
            code="whole",
            number=1,
            title=title,
            language="es",
            counts={"sections": [{"id": "MX", "kind": "center", "yes": 3, "no": 2}]},
            now=c.NOW,
        )

    behind(split, lambda cast: keep(cast, "Uno"))
    before = statements()
    split.clock.instant = c.NOW
    decided(split)
    for title in ("Dos", "Tres", "Cuatro"):
        behind(split, lambda cast, title=title: keep(cast, title))
    assert statements() == before
    assert len(table(visitor.get("/en/rules/whole/1/replay"), "Votes with the same outcome")) == 1
