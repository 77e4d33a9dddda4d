"""The by-laws are records: articles, clauses in their places, versions that stay, and acts that only add."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor, MandateHeld, MandateKind
from mfpl.domain.bylaws import ClauseKind, Enacted
from mfpl.domain.refusals import Conflict, NotFound, Overtaken
from mfpl.rules import RuleInvalid, parse_rule
from mfpl.services.bylaws import (
    ArticleDraft,
    let_govern_amendments,
    place_clause,
    retire,
    take_in_with_its_dates,
    write_articles,
)
from mfpl.services.clauses import read_clause
from mfpl.services.rulebook import adopt_clause, newest_rules
from mfpl.store.queries.bylaws import (
    acts_of,
    find_clause,
    find_governing,
    find_in_force,
    get_clause_text,
    list_articles,
    list_clauses,
)
from tests import cast as c

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
OFFICER = Actor(mandates=(MandateHeld(MandateKind.ELECTION_OFFICER),))
TEXT = {
    "language": "mfpl-text/1",
    "id": "name",
    "version": 1,
    "title": {"en": "Name", "es": "Nombre"},
    "clause": {"en": "It has a name.", "es": "Tiene un nombre."},
}
SEATS = {
    "language": "mfpl-seats/1",
    "id": "both-centers",
    "version": 1,
    "title": {"en": "Seats", "es": "Lugares"},
    "method": "sainte_lague",
    "ties": ["fewer_members", "lot"],
    "scope": "election",
}
RULE = ClauseKind.RULE


def test_a_rule_and_a_seat_rule_may_bear_the_same_name(session: Session) -> None:
    c.add_rule(session, c.CONCURRENT)
    adopt_clause(session, kind=ClauseKind.SEATS, document=SEATS, actor=OFFICER, now=NOW)

    assert {clause.key for clause in list_clauses(session)} == {
        (RULE, "both-centers"),
        (ClauseKind.SEATS, "both-centers"),
    }


def test_a_clause_of_each_kind_is_read_back_as_it_was_taken_in(session: Session) -> None:
    for kind, document in ((ClauseKind.TEXT, TEXT), (ClauseKind.SEATS, SEATS), (RULE, c.CONCURRENT)):
        taken = adopt_clause(session, kind=kind, document=document, actor=OFFICER, now=NOW)
        assert read_clause(kind, taken.document) == read_clause(kind, document)


def test_a_text_clause_taken_in_twice_changes_nothing_and_edited_is_refused(session: Session) -> None:
    first = adopt_clause(session, kind=ClauseKind.TEXT, document=TEXT, actor=OFFICER, now=NOW)
    assert adopt_clause(session, kind=ClauseKind.TEXT, document=TEXT, actor=OFFICER, now=NOW) == first

    edited = {**TEXT, "title": {"en": "The name", "es": "El nombre"}}
    with pytest.raises(Conflict, match="rule_version_taken"):
        adopt_clause(session, kind=ClauseKind.TEXT, document=edited, actor=OFFICER, now=NOW)


def test_a_text_clause_with_errors_is_refused_with_all_of_them(session: Session) -> None:
    wrong = {**TEXT, "clause": {"en": "Only English."}, "surprise": 1}
    with pytest.raises(RuleInvalid) as refused:
        adopt_clause(session, kind=ClauseKind.TEXT, document=wrong, actor=OFFICER, now=NOW)
    assert {error.path for error in refused.value.errors} == {"/clause", "/surprise"}


def test_articles_keep_their_order_and_hold_their_clauses(session: Session) -> None:
    c.add_rule(session, c.CONCURRENT)
    adopt_clause(session, kind=ClauseKind.TEXT, document=TEXT, actor=OFFICER, now=NOW)
    write_articles(session, [ArticleDraft("1", {"en": "Name", "es": "Nombre"}, [(ClauseKind.TEXT, "name")])])
    write_articles(session, [ArticleDraft("2", {"en": "Votes", "es": "Votos"}, [(RULE, "both-centers")])])

    assert [(article.code, article.titles["es"]) for article in list_articles(session)] == [
        ("1", "Nombre"),
        ("2", "Votos"),
    ]
    assert [(clause.code, clause.article_code) for clause in list_clauses(session)] == [
        ("name", "1"),
        ("both-centers", "2"),
    ]


def test_a_clause_is_placed_at_the_end_of_an_article_and_stays_there(session: Session) -> None:
    adopt_clause(session, kind=ClauseKind.TEXT, document=TEXT, actor=OFFICER, now=NOW)
    c.add_rule(session, c.CONCURRENT)
    write_articles(
        session,
        [
            ArticleDraft("1", {"en": "One", "es": "Uno"}, [(ClauseKind.TEXT, "name")]),
            ArticleDraft("2", {"en": "Two", "es": "Dos"}),
        ],
    )
    first, second = (article.id for article in list_articles(session))
    place_clause(session, kind=RULE, code="both-centers", article_id=first)
    place_clause(session, kind=RULE, code="both-centers", article_id=second)

    assert [(clause.code, clause.article_code) for clause in list_clauses(session)] == [
        ("name", "1"),
        ("both-centers", "1"),
    ]


def test_a_last_day_counts(session: Session) -> None:
    dated = {**c.CONCURRENT, "in_force": {"from": "2026-01-01", "until": "2026-01-31"}}
    take_in_with_its_dates(session, kind=RULE, document=parse_rule(dated), now=NOW)
    code = "both-centers"

    assert find_in_force(session, kind=RULE, code=code, on=date(2025, 12, 31)) is None
    assert find_in_force(session, kind=RULE, code=code, on=date(2026, 1, 1)) is not None
    assert find_in_force(session, kind=RULE, code=code, on=date(2026, 1, 31)) is not None
    assert find_in_force(session, kind=RULE, code=code, on=date(2026, 2, 1)) is None


def test_a_clause_retired_in_one_center_is_in_force_in_the_other(session: Session) -> None:
    cast = c.build_cast(session)
    day = date(2026, 12, 1)
    retire(session, kind=RULE, code="both-centers", days={cast.centers["MX"]: day}, now=NOW)

    def number(center: str | None) -> int | None:
        center_id = cast.centers[center] if center else None
        found = find_in_force(session, kind=RULE, code="both-centers", on=day, center_id=center_id)
        return found.number if found else None

    assert (number("MX"), number("US"), number(None)) == (None, 1, None)


def test_acts_upon_a_clause_stay_in_the_order_they_were_written(session: Session) -> None:
    cast = c.build_cast(session)
    day = date(2026, 12, 1)
    retire(session, kind=RULE, code="both-centers", days={None: day}, now=NOW)
    retire(session, kind=RULE, code="both-centers", days={cast.centers["US"]: day - timedelta(days=9)}, now=NOW)

    assert acts_of(session, kind=RULE, code="both-centers") == [
        Enacted(1, None),
        Enacted(None, day),
        Enacted(None, day - timedelta(days=9), cast.centers["US"]),
    ]


def test_one_rule_governs_amendments_at_a_time(session: Session) -> None:
    assert find_governing(session) is None
    for code in ("one", "two", "two"):
        let_govern_amendments(session, code=code)
        assert find_governing(session) == code


def test_only_a_rule_that_decides_votes_can_govern_amendments(session: Session) -> None:
    adopt_clause(session, kind=ClauseKind.TEXT, document=TEXT, actor=OFFICER, now=NOW)
    found = find_clause(session, kind=ClauseKind.TEXT, code="name")
    assert found is not None
    with pytest.raises(IntegrityError):
        session.connection().exec_driver_sql("UPDATE clauses SET governs_amendments = true")


def test_a_version_number_is_taken_once(session: Session) -> None:
    c.add_rule(session, c.CONCURRENT)
    with pytest.raises(Overtaken):
        c.add_rule(session, c.CONCURRENT)


def test_the_newest_version_of_each_rule_is_read(session: Session) -> None:
    for number in (1, 3, 2):
        c.add_rule(session, {**c.CONCURRENT, "version": number})
    assert {code: rule.version for code, rule in newest_rules(session).items()} == {"both-centers": 3}


def test_a_clause_there_is_not_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound, match="clause_unknown"):
        get_clause_text(session, kind=ClauseKind.TEXT, code="nowhere")
