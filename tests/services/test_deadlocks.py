"""Where one center says yes and the other no, a rule may lead to a revised text and a second vote, or to the lapse."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.history import Fact
from mfpl.domain.refusals import Conflict, Forbidden
from mfpl.domain.votes import Answer, Gap, receipt_code
from mfpl.services.amendments import AmendmentDraft, propose_amendment
from mfpl.services.proposals import ProposalState, Text, review_text, save_text
from mfpl.services.votes import Cast, QuestionDraft, cast_ballot, close_due, open_vote
from mfpl.services.votes.deadlocks import revise_after_deadlock
from mfpl.services.votes.opening import check_opening
from mfpl.store.queries.amendments import find_amendment, find_deadlock, find_deadlock_of_vote
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.proposals import get_proposal, list_texts
from mfpl.store.queries.votes import get_vote
from tests import cast as c

DAY = timedelta(days=1)
PATH = {
    "steps": [{"step": "joint_committee", "days": 5}, {"step": "revised_text", "days": 10}],
    "lapses_after_days": 30,
}
WITH_A_WAY_OUT = {**c.CONCURRENT, "id": "patient", "deadlock": PATH}
QUESTION = (QuestionDraft({"es": "¿Seguimos?", "en": "Do we go on?"}),)
APART = {"Itzel": Answer.YES, "Radio Bosque": Answer.YES, "Dana": Answer.NO, "River Press": Answer.NO}
AGREED = dict.fromkeys(APART, Answer.YES)
AGAINST = dict.fromkeys(APART, Answer.NO)
BEGAN = date(2026, 11, 24)
LAPSES = BEGAN + 30 * DAY
AFTERWARDS = c.CLOSES + DAY
TOO_LATE = datetime.combine(LAPSES + DAY, datetime.min.time(), UTC)


@pytest.fixture
def cast(session: Session) -> c.Cast:
    made = c.build_cast(session)
    c.add_rule(session, WITH_A_WAY_OUT)
    return made


def hold(
    cast: c.Cast, answers: Mapping[str, Answer], *, proposal: str, start: datetime = c.OPENS, **changes: Any
) -> str:
    """Hold a vote of three days on a proposal, from its opening to its close."""
    settings: dict[str, Any] = {"rule": "patient", "questions": QUESTION, "opens_at": start}
    settings["roll_date"] = (start - DAY).date()
    number = c.prepare(cast, proposal=proposal, closes_at=start + 3 * DAY, **(settings | changes))
    open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=start)
    for seed, (member, answer) in enumerate(answers.items()):
        person = "Itzel" if member in {"Itzel", "Radio Bosque"} else "Dana"
        ballot = Cast(cast.members[member], {1: answer}, receipt_code(bytes([seed]) * 15))
        cast_ballot(cast.session, actor=cast.actor(person), number=number, cast=ballot, now=start + DAY)
    close_due(cast.session, now=start + 3 * DAY)
    return number


def proposal_held(cast: c.Cast, answers: Mapping[str, Answer], **changes: Any) -> str:
    proposal = c.propose(cast)
    hold(cast, answers, proposal=proposal, **changes)
    return proposal


def state(cast: c.Cast, proposal: str) -> str:
    return get_proposal(cast.session, number=proposal).state


def test_centers_that_are_apart_have_time_to_find_a_way(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    facts = get_proposal(cast.session, number=proposal)
    found = find_deadlock(cast.session, proposal_id=facts.id)

    assert facts.state == ProposalState.DEADLOCK
    assert found is not None
    assert found.lapses_on - found.began_on == 30 * DAY
    assert list_entries(cast.session, stream=f"proposal:{facts.id}")[-1].code == Fact.DEADLOCK_BEGAN


@pytest.mark.parametrize("answers", [AGREED, AGAINST])
def test_centers_that_answer_alike_are_not_apart(cast: c.Cast, answers: Mapping[str, Answer]) -> None:
    proposal = proposal_held(cast, answers)
    assert state(cast, proposal) == ProposalState.DECIDED


@pytest.mark.parametrize("answers", [APART, AGAINST])
def test_where_cells_are_small_every_vote_that_failed_begins_a_way_out(
    cast: c.Cast, answers: Mapping[str, Answer]
) -> None:
    proposal = proposal_held(cast, answers, smallest_cell=2)
    assert state(cast, proposal) == ProposalState.DEADLOCK


def test_where_cells_are_small_what_was_adopted_is_decided(cast: c.Cast) -> None:
    assert state(cast, proposal_held(cast, AGREED, smallest_cell=2)) == ProposalState.DECIDED


def test_a_rule_without_a_way_out_simply_decides(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART, rule="both-centers")
    assert state(cast, proposal) == ProposalState.DECIDED


def test_a_revised_text_begins_from_the_one_that_was_voted_on(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=AFTERWARDS)
    facts = get_proposal(cast.session, number=proposal)
    texts = list_texts(cast.session, version_id=facts.version_id)

    assert (facts.state, facts.version_number) == (ProposalState.DRAFT, 2)
    assert texts["es"].title == "La relación entre los centros"
    assert texts["en"].state.source_fingerprint == texts["es"].state.fingerprint


def test_a_second_vote_on_the_revised_text_decides(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=AFTERWARDS)
    hold(cast, AGREED, proposal=proposal, start=AFTERWARDS)

    assert state(cast, proposal) == ProposalState.DECIDED


def test_a_second_vote_that_leaves_them_apart_ends_the_matter(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=AFTERWARDS)
    second = hold(cast, APART, proposal=proposal, start=AFTERWARDS)

    assert find_deadlock_of_vote(cast.session, vote_id=get_vote(cast.session, number=second).id) is None
    assert state(cast, proposal) == ProposalState.DECIDED


def test_the_second_vote_is_held_under_the_rule_of_the_first(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=AFTERWARDS)
    with pytest.raises(Conflict, match="second_vote_other_rule"):
        hold(cast, AGREED, proposal=proposal, start=AFTERWARDS, rule="both-centers")


def test_a_second_vote_is_prepared_once_whatever_its_hours(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=AFTERWARDS)
    earlier = {"opens_at": c.OPENS - DAY, "closes_at": c.CLOSES + 9 * DAY, "roll_date": c.ROLL_DATE}
    c.prepare(cast, proposal=proposal, rule="patient", questions=QUESTION, **earlier)
    with pytest.raises(Conflict, match="vote_already_prepared"):
        c.prepare(cast, proposal=proposal, rule="patient", questions=QUESTION, **earlier)


def test_the_same_text_is_not_voted_on_twice(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    with pytest.raises(Conflict, match="proposal_not_draft"):
        hold(cast, AGREED, proposal=proposal, start=AFTERWARDS)


def test_the_last_day_to_revise_is_the_day_of_the_lapse(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    found = find_deadlock(cast.session, proposal_id=get_proposal(cast.session, number=proposal).id)
    assert found is not None
    over = datetime.combine(found.lapses_on + DAY, datetime.min.time(), ZoneInfo("America/Mexico_City"))
    last = (over - timedelta(minutes=1)).astimezone(UTC)

    with pytest.raises(Conflict, match="deadlock_lapsed"):
        revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=over.astimezone(UTC))
    revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=last)


def test_a_second_vote_does_not_open_after_the_lapse(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=AFTERWARDS)
    start = TOO_LATE + 2 * DAY
    number = c.prepare(
        cast,
        proposal=proposal,
        rule="patient",
        questions=QUESTION,
        opens_at=start,
        closes_at=start + DAY,
        roll_date=(start - DAY).date(),
    )
    found = check_opening(cast.session, vote=get_vote(cast.session, number=number), now=start)
    assert [one.gap for one in found] == [Gap.DEADLOCK_LAPSED]


def test_only_who_writes_the_proposal_revises_it(cast: c.Cast) -> None:
    proposal = proposal_held(cast, APART)
    with pytest.raises(Forbidden):
        revise_after_deadlock(cast.session, actor=cast.actor("Dana"), number=proposal, now=AFTERWARDS)


def test_without_a_deadlock_there_is_nothing_to_revise(cast: c.Cast) -> None:
    proposal = proposal_held(cast, AGREED)
    with pytest.raises(Conflict, match="proposal_not_in_deadlock"):
        revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=AFTERWARDS)


def test_a_change_of_the_rules_is_carried_over_to_the_revised_text(cast: c.Cast) -> None:
    proposal = propose_amendment(
        cast.session,
        actor=cast.actor("Itzel"),
        body_id=cast.bodies["membership"],
        source_language="es",
        text=Text("Un mes más", "Que haya más tiempo."),
        draft=AmendmentDraft(
            ClauseKind.RULE,
            "patient",
            {**WITH_A_WAY_OUT, "deadlock": {**PATH, "lapses_after_days": 60}},
            {"MX": date(2027, 1, 1)},
        ),
        now=c.OPENS,
    )
    text = Text("One more month", "That there be more time.")
    save_text(cast.session, actor=cast.actor("Itzel"), number=proposal, language="en", text=text, now=c.OPENS)
    review_text(cast.session, actor=cast.actor("Tere"), number=proposal, language="en", now=c.OPENS)
    hold(cast, APART, proposal=proposal)
    revise_after_deadlock(cast.session, actor=cast.actor("Itzel"), number=proposal, now=AFTERWARDS)

    carried = find_amendment(cast.session, version_id=get_proposal(cast.session, number=proposal).version_id)
    assert carried is not None
    assert (carried.code, carried.base_number, carried.days) == ("patient", 1, {"MX": date(2027, 1, 1)})
