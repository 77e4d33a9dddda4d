"""What closing a vote keeps beside the verdict, what it rewrites, and where it enters the decision."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.votes import Answer, Level, receipt_code
from mfpl.rules import parse_rule
from mfpl.services.bylaws import take_in
from mfpl.services.recount import build_pack, recount
from mfpl.services.votes import Cast, cast_ballot, close_due, close_each_due, open_vote
from mfpl.store.engine import Sessions
from mfpl.store.queries.results import list_roll_totals, list_verdicts
from mfpl.store.queries.rolls import list_totals
from mfpl.store.queries.votes import VoteFacts, get_vote
from mfpl.store.tables import Decision, SheetBallot, StoredVerdict
from tests import cast as c
from tests.services import changes

BALLOTS = (
    ("Itzel", "Radio Bosque", Answer.NO),
    ("Itzel", "Itzel", Answer.YES),
    ("Dana", "River Press", Answer.YES),
    ("Dana", "Dana", Answer.ABSTAIN),
)
JOINED = "SELECT r.label, b.choices FROM roll_entries r JOIN sheet_ballots b ON r.xmin = b.xmin WHERE r.voted"

IN_ORDER = (
    ("SELECT id FROM sheet_ballots ORDER BY ctid", "SELECT id FROM sheet_ballots ORDER BY id"),
    ("SELECT voter_id FROM roll_entries ORDER BY ctid", "SELECT voter_id FROM roll_entries ORDER BY voter_id"),
)


def cast_all(cast: c.Cast, number: str, *, now: datetime = c.NOW, answer: Answer | None = None) -> None:
    for seed, (person, member, own) in enumerate(BALLOTS):
        ballot = Cast(cast.members[member], {1: answer or own}, receipt_code(bytes([seed]) * 15))
        cast_ballot(cast.session, actor=cast.actor(person), number=number, cast=ballot, now=now)


def held(session: Session) -> VoteFacts:
    """Hold a vote in which both centers vote, and close it."""
    cast = c.build_cast(session)
    number = c.opened(cast)
    cast_all(cast, number)
    close_due(session, now=c.CLOSES)
    return get_vote(session, number=number)


def test_the_smallest_cell_is_kept_with_the_counts(session: Session) -> None:
    for stored in list_verdicts(session, vote_id=held(session).id):
        assert json.loads(stored.counts)["smallest"] == {"by_center": 1, "whole": 2}


def test_the_roll_is_summed_up_once_at_closing(session: Session) -> None:
    vote = held(session)
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2]))
    kept, pack = list_roll_totals(session, vote_id=vote.id), build_pack(session, vote=vote)
    assert not [statement for statement in asked if "roll_entries" in statement]
    assert kept == list_totals(session, vote_id=vote.id)
    assert all("roll" not in question["counts"] for question in pack["questions"])
    assert recount(pack).agrees


def test_a_vote_closed_before_that_was_kept_still_gives_its_pack(session: Session) -> None:
    vote = held(session)
    before = build_pack(session, vote=vote)
    for stored in session.scalars(select(StoredVerdict)):
        counts = json.loads(stored.counts)
        stored.counts = json.dumps({"sections": counts["sections"], "centers": counts["centers"]})
    session.flush()
    after = build_pack(session, vote=vote)
    assert after["roll"] == before["roll"]
    assert recount(after).agrees


@pytest.mark.parametrize(
    ("closes", "year"),
    [
        (datetime(2027, 1, 1, 2, 0, tzinfo=UTC), 2026),
        (datetime(2027, 1, 1, 5, 59, tzinfo=UTC), 2026),
        (datetime(2027, 1, 1, 6, 0, tzinfo=UTC), 2027),
    ],
)
def test_a_decision_is_numbered_in_the_year_it_fell_in_where_its_centers_are(
    session: Session, closes: datetime, year: int
) -> None:
    c.opened(c.build_cast(session), closes_at=closes)
    close_due(session, now=closes + timedelta(hours=1))
    decisions = list(session.scalars(select(Decision)))
    assert {one.decided_on.year for one in decisions} == {year}
    assert all(one.number.startswith(f"{year}-") for one in decisions)


def rows(sessions: Sessions, statement: str) -> list[tuple[str, ...]]:
    with sessions.reading() as session:
        return [tuple(row) for row in session.execute(text(statement))]


def test_after_closing_no_stamp_of_the_engine_joins_a_voter_to_a_ballot(sessions: Sessions, database_url: str) -> None:
    with sessions.transaction() as session:
        cast = c.build_cast(session)
        number = c.opened(cast)
    for seed, (person, member, answer) in enumerate(BALLOTS):
        with sessions.transaction() as cast.session:
            ballot = Cast(cast.members[member], {1: answer}, receipt_code(bytes([seed]) * 15))
            cast_ballot(cast.session, actor=cast.actor(person), number=number, cast=ballot, now=c.NOW)
    if database_url.startswith("postgresql"):
        assert len(rows(sessions, JOINED)) == len(BALLOTS)
    with sessions.transaction() as session:
        close_due(session, now=c.CLOSES)
    if database_url.startswith("postgresql"):
        assert len(rows(sessions, JOINED)) == len(BALLOTS) ** 2
        assert len(rows(sessions, "SELECT DISTINCT xmin::text FROM roll_entries")) == 1
        for by_place, by_key in IN_ORDER:
            assert rows(sessions, by_place) == rows(sessions, by_key)
    with sessions.reading() as session:
        vote = get_vote(session, number=number)
        assert sorted(session.scalars(select(SheetBallot.choices))) == sorted(f'{{"1":"{one[2]}"}}' for one in BALLOTS)
        assert list_roll_totals(session, vote_id=vote.id) == list_totals(session, vote_id=vote.id)
        assert recount(build_pack(session, vote=vote)).agrees


def test_closing_leaves_the_rows_of_other_votes_alone(session: Session) -> None:
    cast = c.build_cast(session)
    longer = c.opened(cast, closes_at=c.CLOSES + timedelta(days=1))
    cast_all(cast, longer)
    c.opened(cast, level=Level.OPEN, body="committee")
    close_due(session, now=c.CLOSES)
    assert len(list(session.scalars(select(SheetBallot.id)))) == len(BALLOTS)
    found = list_totals(session, vote_id=get_vote(session, number=longer).id)
    assert sum(one.voted for one in found) == len(BALLOTS)


def test_one_vote_that_cannot_be_closed_leaves_the_others_to_close(session: Session) -> None:
    cast = c.build_cast(session)
    stuck, fine = changes.prepared(cast), c.opened(cast)
    open_vote(session, actor=cast.actor("Olmo"), number=stuck, now=c.OPENS)
    cast_all(cast, stuck, answer=Answer.YES)
    second = parse_rule({**changes.STRICTER, "version": 2})
    take_in(session, kind=ClauseKind.RULE, document=second, days={None: c.TODAY}, now=c.NOW)

    for _round in range(2):
        due = close_each_due(session, now=c.CLOSES)
        assert list(due.failed) == [stuck]
        assert get_vote(session, number=stuck).times.closed_at is None
        assert list_verdicts(session, vote_id=get_vote(session, number=stuck).id) == []
    assert get_vote(session, number=fine).times.closed_at == c.CLOSES
