"""What the pages of votes and proposals ask of the store, on both engines."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.votes import Answer, Level, receipt_code, receipt_digest
from mfpl.services.proposals import ProposalState
from mfpl.services.votes import Cast, QuestionDraft, VoteDraft, cast_ballot, close_vote, revise_vote
from mfpl.store.queries.drafts import list_draft_texts
from mfpl.store.queries.my_votes import (
    find_named_choices,
    find_recorded,
    has_receipt,
    list_my_votes,
    list_outcomes,
    list_titles,
    list_unclosed,
)
from mfpl.store.queries.people_names import list_labels, list_names, list_office_holders
from mfpl.store.queries.votes import VoteFacts, get_vote, list_questions
from tests import cast as c
from tests.web.conftest import SIGN_INS

RECEIPT = receipt_code(b"\x07" * 15)


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def cast_one(cast: c.Cast, number: str, person: str, voter_id: UUID) -> VoteFacts:
    ballot = Cast(voter_id, {1: Answer.YES}, RECEIPT)
    cast_ballot(cast.session, actor=cast.actor(person), number=number, cast=ballot, now=c.NOW)
    return get_vote(cast.session, number=number)


def test_my_votes_are_the_lines_of_frozen_rolls_that_name_me(cast: c.Cast) -> None:
    c.prepare(cast)
    number = c.opened(cast)
    ids = [cast.members["Radio Bosque"], cast.members["Itzel"], cast.people["Itzel"]]
    mine = list_my_votes(cast.session, voter_ids=ids)
    assert [(one.number, one.label, one.weight, one.voted) for one in mine] == [
        (number, "Radio Bosque", 2, False),
        (number, "Itzel", 1, False),
    ]
    assert list_my_votes(cast.session, voter_ids=[]) == []
    assert list_my_votes(cast.session, voter_ids=ids, unclosed_only=True) == mine


def test_a_closed_vote_is_left_out_where_only_unclosed_ones_are_asked_for(cast: c.Cast) -> None:
    number = c.opened(cast)
    later = c.CLOSES + timedelta(hours=1)
    close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=later)
    ids = [cast.members["Itzel"]]
    assert list_my_votes(cast.session, voter_ids=ids, unclosed_only=True) == []
    (line,) = list_my_votes(cast.session, voter_ids=ids)
    assert list_outcomes(cast.session, vote_ids=[line.vote_id])[line.vote_id] == ["failed", "failed"]
    assert list_titles(cast.session, version_ids=[line.version_id])[line.version_id]["es"]


def test_unclosed_votes_are_the_prepared_and_the_open_ones(cast: c.Cast) -> None:
    numbers = {c.prepare(cast), c.opened(cast)}
    assert {one.number for one in list_unclosed(cast.session)} == numbers


def test_a_receipt_is_known_only_for_its_vote_center_and_weight(cast: c.Cast) -> None:
    vote = cast_one(cast, c.opened(cast), "Itzel", cast.members["Radio Bosque"])
    known = {"receipt": receipt_digest(vote.id, RECEIPT), "center_id": cast.centers["MX"], "weight": 2}
    assert has_receipt(cast.session, vote_id=vote.id, **known)
    assert not has_receipt(cast.session, vote_id=vote.id, **(known | {"weight": 1}))
    assert not has_receipt(cast.session, vote_id=vote.id, **(known | {"center_id": cast.centers["US"]}))


def test_a_ballot_by_name_is_read_without_a_lock(cast: c.Cast) -> None:
    vote = cast_one(cast, c.opened(cast, level=Level.OPEN, body="committee"), "Dana", cast.people["Dana"])
    voter = cast.people["Dana"]
    assert find_named_choices(cast.session, vote_id=vote.id, voter_id=voter) == '{"1":"yes"}'
    assert find_named_choices(cast.session, vote_id=vote.id, voter_id=cast.people["Olmo"]) is None
    assert list_labels(cast.session, vote_id=vote.id, voter_ids=[voter]) == {voter: "Dana Prueba"}


def test_nobody_is_written_to_without_an_account(cast: c.Cast) -> None:
    number = c.opened(cast)
    voter, person = cast.members["Dana"], cast.people["Dana"]
    assert find_recorded(cast.session, number=number, voter_id=voter, person_id=person) is None


def test_drafts_come_with_the_texts_of_their_newest_version(cast: c.Cast) -> None:
    c.propose(cast, translated=False, reviewed=False)
    c.propose(cast)
    c.opened(cast)
    found = list_draft_texts(cast.session, state=ProposalState.DRAFT)
    assert [sorted(draft.texts) for draft in found] == [["es"], ["en", "es"]]


def test_officers_are_found_by_the_day_and_names_by_their_ids(cast: c.Cast) -> None:
    officers = list_office_holders(cast.session, kind="election_officer", on=c.NOW.date())
    assert [one.name for one in officers] == ["Olmo Prueba", "Owen Prueba"]
    assert list_office_holders(cast.session, kind="election_officer", on=c.JOINED - timedelta(days=1)) == []
    ids = [cast.people[name] for name in SIGN_INS]
    assert len(list_names(cast.session, person_ids=ids)) == len(SIGN_INS)
    assert list_names(cast.session, person_ids=[]) == {}


def test_a_revised_vote_has_its_new_questions_only(cast: c.Cast) -> None:
    number = c.prepare(cast)
    draft = VoteDraft(
        rule_code="both-centers",
        level=Level.OPEN,
        opens_at=c.OPENS,
        closes_at=c.CLOSES + timedelta(days=1),
        roll_date=c.ROLL_DATE,
        questions=[QuestionDraft({"es": "¿Y ahora?", "en": "And now?"})],
    )
    revise_vote(cast.session, actor=cast.actor("Owen"), number=number, draft=draft, now=c.NOW)
    vote = get_vote(cast.session, number=number)
    assert (vote.level, vote.tie_rule, vote.times.closes_at) == (Level.OPEN, None, c.CLOSES + timedelta(days=1))
    assert [one.wordings["en"] for one in list_questions(cast.session, vote_id=vote.id)] == ["And now?"]
