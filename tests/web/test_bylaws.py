"""The by-laws are read from the clauses that decide: on any day, center by center, one version beside another."""

from datetime import date

import pytest

from mfpl.domain.bylaws import ClauseKind
from mfpl.rules import parse_rule, parse_text_clause
from mfpl.services.bylaws import ArticleDraft, let_govern_amendments, take_in, write_articles
from mfpl.web.bylaws.words import Fate, pieces
from tests.cast import CONCURRENT, NOW, Cast
from tests.web.booth import behind
from tests.web.conftest import Site, Visitor

DUES = {
    "language": "mfpl-text/1",
    "id": "dues",
    "version": 1,
    "title": {"en": "Dues", "es": "Cuotas"},
    "clause": {"en": "Dues are paid once a year.", "es": "Las cuotas se pagan una vez al año."},
    "sources": {"S1": {"name": "A page", "url": "https://example.org/"}},
    "provenance": [
        {"field": "/clause", "mark": "stated", "source": "S1", "note": {"en": "As told.", "es": "Como se cuenta."}}
    ],
}
LATER = DUES | {
    "version": 2,
    "clause": {"en": "Dues are paid twice a year.", "es": "Las cuotas se pagan dos veces al año."},
}


def write(cast: Cast) -> None:
    """Two articles: a text clause in two versions, and the rule that governs changes."""
    days: dict[object, date | None] = {None: date(2019, 6, 17)}
    take_in(cast.session, kind=ClauseKind.TEXT, document=parse_text_clause(DUES), days=days, now=NOW)  # type: ignore[arg-type]
    articles = [
        ArticleDraft("1", {"en": "Money", "es": "Dinero"}, [(ClauseKind.TEXT, "dues")]),
        ArticleDraft("2", {"en": "Votes", "es": "Votaciones"}, [(ClauseKind.RULE, "both-centers")]),
    ]
    write_articles(cast.session, articles)
    let_govern_amendments(cast.session, code="both-centers")


def amend_in_mexico(cast: Cast) -> None:
    """Let the second version of the dues be in force, in one center only."""
    days = {cast.centers["MX"]: date(2026, 11, 1)}
    take_in(cast.session, kind=ClauseKind.TEXT, document=parse_text_clause(LATER), days=days, now=NOW)


def test_articles_stand_in_order_with_clauses_from_the_record_the_engine_reads(site: Site, visitor: Visitor) -> None:
    behind(site, write)
    page = visitor.get("/en/bylaws")

    assert [one.text for one in page.all("h2")][1:] == ["Article 1. Money", "Article 2. Votes"]
    assert [one.text for one in page.all("blockquote")] == ["Dues are paid once a year.", CONCURRENT["clause"]["en"]]  # type: ignore[index]
    assert "text only: no program reads it" in page.text
    assert "decides votes" in page.text
    assert "in force since June 17, 2019" in page.text
    assert any(link["href"] == "/en/rules/both-centers/1" for link in page.all("a") if link.get("href"))
    assert "voted on under this rule" in page.text


@pytest.mark.parametrize(("language", "words"), [("es", "Como se cuenta."), ("en", "As told.")])
def test_each_clause_says_how_far_it_is_known_and_from_where(
    site: Site, visitor: Visitor, language: str, words: str
) -> None:
    behind(site, write)
    page = visitor.get(f"/{language}/bylaws")

    assert words in page.text
    assert any(link.get("href") == "https://example.org/" for link in page.all("a"))


def test_both_languages_stand_side_by_side_on_demand(site: Site, visitor: Visitor) -> None:
    behind(site, write)
    page = visitor.get("/es/bylaws?show=both")

    assert {column.get("lang") for columns in page.all("div", class_="langs") for column in columns.all("div")} == {
        "es",
        "en",
    }


@pytest.mark.parametrize("typed", ["2019-06-16", "16 de junio de 2019", "June 16, 2019"])
def test_the_bylaws_can_be_read_as_they_stood_on_a_day(site: Site, visitor: Visitor, typed: str) -> None:
    behind(site, write)
    page = visitor.get(f"/en/bylaws?on={typed}")

    assert "June 16, 2019" in page.one("h1").text
    assert "not in force yet" in page.text


def test_a_day_that_cannot_be_read_is_said_at_its_field_and_today_is_shown(site: Site, visitor: Visitor) -> None:
    behind(site, write)
    page = visitor.get("/en/bylaws?on=1/6/2019")

    assert visitor.last.status_code == 422
    assert page.one("div", class_="errors")
    assert page.one("input", id="on")["value"] == "1/6/2019"
    assert page.one("h1").text == "By-laws"


def test_centers_that_differ_each_have_their_version_and_what_is_common_waits(site: Site, visitor: Visitor) -> None:
    behind(site, write)
    behind(site, amend_in_mexico)
    page = visitor.get("/en/bylaws")

    assert "Dues are paid twice a year." in page.text
    assert "Dues are paid once a year." in page.text
    assert "What concerns all of them follows version 1" in page.text


def test_two_versions_stand_side_by_side_with_words_gone_and_come(site: Site, visitor: Visitor) -> None:
    behind(site, write)
    behind(site, amend_in_mexico)
    page = visitor.get("/en/bylaws/text/dues/2/1")

    assert [one.text for one in page.all("del")] == [
        "left out, from here: once up to here.",
        "left out, from here: una vez up to here.",
    ]
    assert [one.text for one in page.all("ins")] == [
        "added, from here: twice up to here.",
        "added, from here: dos veces up to here.",
    ]


@pytest.mark.parametrize("path", ["text/dues/1/7", "text/nothing/1/2", "sermon/dues/1/2"])
def test_versions_there_are_not_are_not_found(site: Site, visitor: Visitor, path: str) -> None:
    behind(site, write)
    visitor.get(f"/en/bylaws/{path}")

    assert visitor.last.status_code == 404


def test_a_change_is_offered_to_who_may_write_proposals(site: Site, visitor: Visitor) -> None:
    behind(site, write)

    assert "Propose a change" not in visitor.get("/en/bylaws").text
    assert "Propose a change" in visitor.sign_in("Itzel").get("/en/bylaws").text


def test_clauses_of_no_article_are_said_to_be_no_part_of_the_bylaws(visitor: Visitor) -> None:
    page = visitor.get("/en/bylaws")

    assert "no part of the by-laws" in page.text
    assert page.one("h3", id="rule-both-centers")


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("", "a b", [], ["a b"]),
        ("a b", "", ["a b"], []),
        ("a b c", "a x c", ["b "], ["x "]),
        ("a b", "a b", [], []),
        ("a\nb", "a b", [], []),
    ],
)
def test_words_are_told_apart_and_spaces_are_not(before: str, after: str, gone: list[str], come: list[str]) -> None:
    left, right = pieces(before, after)

    assert [piece.text for piece in left if piece.fate is Fate.GONE] == gone
    assert [piece.text for piece in right if piece.fate is Fate.ADDED] == come
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    left, right = pieces("a " * 5000, "b")

    assert (left[0].fate, right[0].fate) == (Fate.GONE, Fate.ADDED)


def test_a_rule_is_compared_by_what_it_says_too(site: Site, visitor: Visitor) -> None:
    stricter = CONCURRENT | {
        "version": 2,
        "deadlock": {"steps": [{"step": "joint_committee", "days": 30}], "lapses_after_days": 60},
    }
    days: dict[object, date | None] = {None: date(2026, 11, 1)}
    behind(
        site,
        lambda cast: take_in(
            cast.session,
            kind=ClauseKind.RULE,
            document=parse_rule(stricter),
            days=days,
            now=NOW,  # type: ignore[arg-type]
        ),
    )
    page = visitor.get("/en/bylaws/rule/both-centers/1/2")

    assert [row.one("th").text for row in page.one("table").all("tr")[1:]] == [
        "When one center says yes and another says no◦ added"
    ]
    assert "A joint committee of the centers meets: within 30 days." in page.text
