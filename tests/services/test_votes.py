"""A vote from opening to verdict, with real tables on both engines."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mfpl.domain.refusals import Conflict, Forbidden, Invalid, NotFound
from mfpl.domain.votes import Answer, Level, receipt_code
from mfpl.services import history
from mfpl.services.recount import build_pack, pack_text, recount
from mfpl.services.votes import (
    Cast,
    ask_early_close,
    cast_ballot,
    change_ballot,
    close_due,
    close_vote,
    closing,
    confirm_early_close,
    open_vote,
)
from mfpl.store.queries.results import list_verdicts
from mfpl.store.queries.rolls import list_totals
from mfpl.store.queries.votes import get_vote, list_pinned_texts
from mfpl.store.tables import Member, OpenBallot, RollEntry, SheetBallot
from tests import cast as c

YES, NO, ABSTAIN = Answer.YES, Answer.NO, Answer.ABSTAIN


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def receipt(seed: int) -> str:
    return receipt_code(bytes([seed]) * 15)


def vote(
    cast: c.Cast,
    number: str,
    person: str,
    member: str,
    *answers: Answer,
    seed: int | None = None,
    now: datetime = c.NOW,
) -> bool:
    ballot = Cast(
        cast.people[person] if member.endswith("seat") else cast.members[member],
        dict(enumerate(answers, start=1)),
        receipt(seed if seed is not None else len(member)),
    )
    return cast_ballot(cast.session, actor=cast.actor(person), number=number, cast=ballot, now=now)


def everyone_votes(cast: c.Cast, number: str, *, dana: Answer = YES, press: Answer = YES) -> None:
    vote(cast, number, "Itzel", "Radio Bosque", YES, YES)
    vote(cast, number, "Itzel", "Itzel", YES, NO)
    vote(cast, number, "Dana", "River Press", press, YES)
    vote(cast, number, "Dana", "Dana", dana, NO)


def outcomes(cast: c.Cast, number: str) -> dict[int, tuple[str, bool]]:
    found = list_verdicts(cast.session, vote_id=get_vote(cast.session, number=number).id)
    return {one.position: (one.outcome, one.took_effect) for one in found}


def test_the_roll_is_frozen_with_center_kind_weight_and_reason(cast: c.Cast) -> None:
    number = c.opened(cast)
    found = {
        (one.center_code, one.kind, one.reason): (one.members, one.weight)
        for one in list_totals(cast.session, vote_id=get_vote(cast.session, number=number).id)
    }
    assert found == {
        ("MX", "individual", None): (1, 1),
        ("MX", "organization", None): (1, 2),
        ("MX", "organization", "not_in_standing"): (1, 2),
        ("US", "individual", None): (1, 1),
        ("US", "organization", None): (1, 2),
    }


def test_somebody_who_joins_after_the_roll_date_is_on_no_roll(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Forbidden, match="not_on_roll"):
        vote(cast, number, "Lale", "Lale", YES)


def test_a_member_excluded_from_the_roll_is_told_why(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Forbidden) as refusal:
        vote(cast, number, "Ana", "Telar", YES)
    assert (refusal.value.code, refusal.value.params) == ("excluded_from_roll", {"reason": "not_in_standing"})


def test_both_centers_in_favor_pass_and_the_dependent_question_needs_its_own_majority(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number)
    close_vote(cast.session, actor=cast.actor("Owen"), number=number, now=c.CLOSES)
    assert outcomes(cast, number) == {1: ("passed", True), 2: ("passed", True)}


def test_one_center_alone_cannot_pass_it_and_a_dependent_question_takes_no_effect(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number, dana=YES, press=NO)
    close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.CLOSES)
    assert outcomes(cast, number) == {1: ("failed", False), 2: ("passed", False)}


def test_a_ballot_counts_until_just_before_the_closing_instant_and_not_at_it(cast: c.Cast) -> None:
    number = c.opened(cast)
    assert vote(cast, number, "Itzel", "Itzel", YES, now=c.CLOSES - timedelta(microseconds=1))
    with pytest.raises(Conflict) as refusal:
        vote(cast, number, "Dana", "Dana", YES, now=c.CLOSES)
    assert (refusal.value.code, refusal.value.params) == ("vote_closed", {"closed_at": c.CLOSES})


def test_a_ballot_counts_from_the_opening_instant_and_not_before(cast: c.Cast) -> None:
    later = c.NOW + timedelta(hours=1)
    number = c.opened(cast, opens_at=later)
    with pytest.raises(Conflict, match="vote_not_yet_open"):
        vote(cast, number, "Dana", "Dana", YES, now=later - timedelta(microseconds=1))
    assert vote(cast, number, "Dana", "Dana", YES, now=later)


def test_the_same_ballot_sent_twice_is_one_ballot_and_no_error(cast: c.Cast) -> None:
    number = c.opened(cast)
    assert vote(cast, number, "Dana", "Dana", YES, seed=7)
    assert not vote(cast, number, "Dana", "Dana", YES, seed=7)
    assert cast.session.scalar(select(func.count()).select_from(SheetBallot)) == 1


def test_another_ballot_of_the_same_voter_is_refused(cast: c.Cast) -> None:
    number = c.opened(cast)
    vote(cast, number, "Dana", "Dana", YES, seed=7)
    with pytest.raises(Conflict, match="already_voted"):
        vote(cast, number, "Dana", "Dana", NO, seed=8)


def test_nobody_casts_the_ballot_of_anothers_membership(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Forbidden, match="not_permitted"):
        vote(cast, number, "Dana", "Radio Bosque", YES)


def test_an_answer_to_a_question_that_is_not_there_is_refused(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Invalid, match="ballot_unknown_question"):
        vote(cast, number, "Dana", "Dana", YES, YES, YES)


def test_an_empty_ballot_is_refused(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Invalid, match="ballot_empty"):
        vote(cast, number, "Dana", "Dana")


def change(cast: c.Cast, number: str, shown: str | None, new: int, *answers: Answer) -> None:
    ballot = Cast(cast.members["Dana"], dict(enumerate(answers, start=1)), receipt(new))
    change_ballot(cast.session, actor=cast.actor("Dana"), number=number, cast=ballot, shown_receipt=shown, now=c.NOW)


def test_who_shows_the_receipt_changes_the_ballot_and_gets_a_new_receipt(cast: c.Cast) -> None:
    number = c.opened(cast)
    vote(cast, number, "Dana", "Dana", YES, seed=1)
    change(cast, number, receipt(1), 2, NO)
    assert [row.choices for row in cast.session.scalars(select(SheetBallot))] == ['{"1":"no"}']
    with pytest.raises(NotFound, match="receipt_unknown"):
        change(cast, number, receipt(1), 3, YES)


def test_a_change_sent_twice_is_one_change(cast: c.Cast) -> None:
    number = c.opened(cast)
    vote(cast, number, "Dana", "Dana", YES, seed=1)
    change(cast, number, receipt(1), 2, NO)
    change(cast, number, receipt(1), 2, NO)
    assert cast.session.scalar(select(func.count()).select_from(SheetBallot)) == 1


def test_a_receipt_of_another_weight_or_center_changes_nothing(cast: c.Cast) -> None:
    number = c.opened(cast)
    vote(cast, number, "Dana", "Dana", YES, seed=1)
    vote(cast, number, "Dana", "River Press", YES, seed=2)
    with pytest.raises(NotFound, match="receipt_unknown"):
        change(cast, number, receipt(2), 3, NO)


@pytest.mark.parametrize("shown", [None, "", "ABC", "!" * 24])
def test_something_that_is_no_receipt_is_refused(cast: c.Cast, shown: str | None) -> None:
    number = c.opened(cast)
    vote(cast, number, "Dana", "Dana", YES, seed=1)
    with pytest.raises(Invalid, match="receipt_malformed"):
        change(cast, number, shown, 2, NO)


def test_nothing_can_be_changed_before_it_is_cast(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Conflict, match="ballot_not_cast"):
        change(cast, number, receipt(1), 2, NO)


def test_the_sheet_leaves_nothing_in_history_that_names_a_voter(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number)
    found = get_vote(cast.session, number=number)
    codes = [entry.code for entry in history.queries.list_entries(cast.session, stream=f"vote:{found.id}")]
    assert codes == ["vote_prepared", "vote_opened"]


def test_a_committee_votes_by_name_and_may_change_until_the_close(cast: c.Cast) -> None:
    number = c.opened(cast, level=Level.OPEN, body="committee")
    actor = cast.actor("Dana")
    ballot = Cast(cast.people["Dana"], {1: YES}, receipt(1))
    assert cast_ballot(cast.session, actor=actor, number=number, cast=ballot, now=c.NOW)
    change_ballot(
        cast.session,
        actor=actor,
        number=number,
        cast=Cast(cast.people["Dana"], {1: ABSTAIN}, receipt(2)),
        shown_receipt=None,
        now=c.NOW,
    )
    assert [row.choices for row in cast.session.scalars(select(OpenBallot))] == ['{"1":"abstain"}']
    codes = [
        entry.code
        for entry in history.queries.list_entries(
            cast.session, stream=f"vote:{get_vote(cast.session, number=number).id}"
        )
    ]
    assert codes[-2:] == ["open_ballot_cast", "open_ballot_changed"]


def test_closing_before_the_time_is_refused_to_one_person(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Conflict, match="vote_not_ended"):
        close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)


def test_two_officers_of_two_centers_close_early(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number)
    ask_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
    confirm_early_close(cast.session, actor=cast.actor("Owen"), number=number, now=c.NOW + timedelta(hours=1))
    assert outcomes(cast, number)[1] == ("passed", True)
    with pytest.raises(Conflict, match="vote_closed"):
        vote(cast, number, "Dana", "Dana", YES, now=c.NOW + timedelta(hours=2))


def test_nobody_confirms_their_own_early_close(cast: c.Cast) -> None:
    number = c.opened(cast)
    ask_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
    with pytest.raises(Conflict, match="needs_other_center"):
        confirm_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)


def test_an_early_close_nobody_asked_for_cannot_be_confirmed(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Conflict, match="early_close_not_asked"):
        confirm_early_close(cast.session, actor=cast.actor("Owen"), number=number, now=c.NOW)


def test_an_early_close_lapses(cast: c.Cast) -> None:
    number = c.opened(cast)
    ask_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
    with pytest.raises(Conflict, match="early_close_not_asked"):
        confirm_early_close(cast.session, actor=cast.actor("Owen"), number=number, now=c.NOW + timedelta(days=3))


def test_an_early_close_is_asked_for_once(cast: c.Cast) -> None:
    number = c.opened(cast)
    ask_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
    with pytest.raises(Conflict, match="early_close_already_asked"):
        ask_early_close(cast.session, actor=cast.actor("Owen"), number=number, now=c.NOW)


def test_a_member_closes_nothing(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Forbidden):
        close_vote(cast.session, actor=cast.actor("Dana"), number=number, now=c.CLOSES)


def test_the_job_closes_what_is_due_once(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number)
    assert close_due(cast.session, now=c.CLOSES - timedelta(microseconds=1)) == []
    assert close_due(cast.session, now=c.CLOSES) == [number]
    assert close_due(cast.session, now=c.CLOSES) == []
    with pytest.raises(Conflict, match="vote_already_closed"):
        close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.CLOSES)


def test_nothing_said_of_members_after_opening_changes_the_count(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number)
    cast.session.get_one(Member, cast.members["River Press"]).left_on = c.ROLL_DATE
    cast.session.flush()
    close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.CLOSES)
    stored = list_verdicts(cast.session, vote_id=get_vote(cast.session, number=number).id)[0]
    us = next(one for one in json.loads(stored.counts)["sections"] if one["id"] == "US")
    assert us["votes"]["eligible"] == us["votes"]["yes"] == 3


def test_the_texts_and_the_rule_are_pinned_at_opening(cast: c.Cast) -> None:
    number = c.opened(cast)
    found = get_vote(cast.session, number=number)
    texts = list_pinned_texts(cast.session, vote_id=found.id)
    assert {language: text.title for language, text in texts.items()} == {
        "es": "La relación entre los centros",
        "en": "The relation between the centers",
    }
    assert found.rule_fingerprint
    assert json.loads(found.rule_document)["id"] == "both-centers"


def test_opening_twice_is_refused(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Conflict, match="vote_already_opened"):
        open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)


def test_a_recount_pack_agrees_and_any_other_number_does_not(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number)
    close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.CLOSES)
    pack = json.loads(pack_text(build_pack(cast.session, vote=get_vote(cast.session, number=number))))
    assert recount(pack).agrees
    pack["questions"][0]["counts"]["sections"][0]["votes"]["yes"] -= 1
    assert not recount(pack).agrees


def test_no_pack_is_given_before_the_close(cast: c.Cast) -> None:
    number = c.opened(cast)
    with pytest.raises(Conflict, match="vote_not_closed"):
        build_pack(cast.session, vote=get_vote(cast.session, number=number))


def test_who_voted_is_marked_once_for_each_ballot(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number)
    marked = cast.session.scalar(select(func.count()).select_from(RollEntry).where(RollEntry.voted))
    assert marked == cast.session.scalar(select(func.count()).select_from(SheetBallot)) == 4


def test_history_of_a_whole_vote_verifies(cast: c.Cast) -> None:
    number = c.opened(cast)
    everyone_votes(cast, number)
    close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=datetime(2026, 11, 25, 1, tzinfo=UTC))
    history.seal(cast.session, now=c.CLOSES)
    assert history.verify(cast.session).breaks == ()


def test_a_vote_that_two_jobs_find_due_is_closed_once(cast: c.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    number = c.opened(cast)
    vote_id = get_vote(cast.session, number=number).id
    monkeypatch.setattr(closing, "list_due_for_closing", lambda _session, *, now: [vote_id, vote_id])
    assert close_due(cast.session, now=c.CLOSES) == [number]


def test_the_same_named_ballot_sent_twice_is_one_and_another_is_refused(cast: c.Cast) -> None:
    number = c.opened(cast, level=Level.OPEN, body="committee")
    assert vote(cast, number, "Dana", "Dana's seat", YES, seed=1)
    assert not vote(cast, number, "Dana", "Dana's seat", YES, seed=1)
    with pytest.raises(Conflict, match="already_voted"):
        vote(cast, number, "Dana", "Dana's seat", NO, seed=2)


def test_an_officer_of_two_centers_turns_neither_key(cast: c.Cast) -> None:
    number = c.opened(cast)
    both = c.add_mandate(cast, "Olmo", "election_officer", center="US")
    with pytest.raises(Forbidden, match="officer_of_one_center"):
        ask_early_close(cast.session, actor=both, number=number, now=c.NOW)


def test_a_member_moved_to_another_center_after_opening_counts_where_the_roll_says(cast: c.Cast) -> None:
    number = c.opened(cast)
    c.move_member(cast, "Radio Bosque", "US")
    everyone_votes(cast, number, dana=NO, press=NO)
    close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.CLOSES)
    counts = json.loads(list_verdicts(cast.session, vote_id=get_vote(cast.session, number=number).id)[0].counts)
    assert [(one["id"], one["votes"]["yes"]) for one in counts["sections"]] == [("MX", 3), ("US", 0)]
