"""States, ballots and receipts, at, below and above their boundaries."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.domain.refusals import Conflict, Invalid
from mfpl.domain.votes import (
    Answer,
    Gap,
    Missing,
    VoteState,
    VoteTimes,
    canonical_choices,
    missing_questions,
    read_choices,
    receipt_code,
    receipt_digest,
    require_open,
    state,
)

OPENS = datetime(2026, 11, 20, tzinfo=UTC)
CLOSES = datetime(2026, 11, 25, tzinfo=UTC)
TICK = timedelta(microseconds=1)
VOTE, OTHER = UUID(int=1), UUID(int=2)


def times(*, frozen: bool = True, early: datetime | None = None, closed: datetime | None = None) -> VoteTimes:
    return VoteTimes(OPENS, CLOSES, OPENS if frozen else None, early, closed)


@pytest.mark.parametrize(
    ("vote", "now", "expected"),
    [
        (times(frozen=False), OPENS, VoteState.PREPARED),
        (times(), OPENS - TICK, VoteState.SCHEDULED),
        (times(), OPENS, VoteState.OPEN),
        (times(), CLOSES - TICK, VoteState.OPEN),
        (times(), CLOSES, VoteState.ENDED),
        (times(early=OPENS + TICK), OPENS, VoteState.OPEN),
        (times(early=OPENS + TICK), OPENS + TICK, VoteState.ENDED),
        (times(early=CLOSES + TICK), CLOSES, VoteState.ENDED),
        (times(closed=CLOSES), CLOSES, VoteState.CLOSED),
    ],
)
def test_the_state_follows_from_the_times(vote: VoteTimes, now: datetime, expected: VoteState) -> None:
    assert state(vote, now) is expected


@pytest.mark.parametrize(
    ("vote", "now", "code"),
    [
        (times(frozen=False), OPENS, "vote_not_yet_open"),
        (times(), OPENS - TICK, "vote_not_yet_open"),
        (times(), CLOSES, "vote_closed"),
        (times(closed=CLOSES), OPENS, "vote_closed"),
    ],
)
def test_a_ballot_outside_the_hours_is_refused_with_the_reason(vote: VoteTimes, now: datetime, code: str) -> None:
    with pytest.raises(Conflict, match=code):
        require_open(vote, now)


def test_an_early_end_is_named_as_the_close() -> None:
    with pytest.raises(Conflict) as refusal:
        require_open(times(early=OPENS + TICK), OPENS + TICK)
    assert refusal.value.params == {"closed_at": OPENS + TICK}


@given(st.dictionaries(st.integers(1, 5), st.sampled_from(Answer), min_size=1))
def test_choices_are_read_as_they_were_written(answers: dict[int, Answer]) -> None:
    assert read_choices(canonical_choices(answers, questions=range(1, 6))) == answers


def test_the_order_of_answering_leaves_no_trace() -> None:
    one = canonical_choices({2: Answer.NO, 1: Answer.YES}, questions=(1, 2))
    other = canonical_choices({1: Answer.YES, 2: Answer.NO}, questions=(1, 2))
    assert one == other == '{"1":"yes","2":"no"}'


@pytest.mark.parametrize(("answers", "code"), [({}, "ballot_empty"), ({3: Answer.YES}, "ballot_unknown_question")])
def test_what_is_not_on_the_ballot_is_refused(answers: dict[int, Answer], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        canonical_choices(answers, questions=(1, 2))


@given(st.binary(min_size=15, max_size=15))
def test_a_receipt_copied_by_hand_is_still_the_receipt(secret: bytes) -> None:
    code = receipt_code(secret)
    copied = "-".join(code.lower()[at : at + 4] for at in range(0, len(code), 4)) + " "
    copied = copied.replace("o", "0").replace("i", "1")
    assert receipt_digest(VOTE, copied) == receipt_digest(VOTE, code)


def test_a_receipt_is_bound_to_its_vote() -> None:
    code = receipt_code(bytes(15))
    assert receipt_digest(VOTE, code) != receipt_digest(OTHER, code)


@pytest.mark.parametrize("shown", ["", "A" * 23, "A" * 25, "A" * 23 + "8", "A" * 23 + "ñ"])
def test_what_is_no_receipt_is_refused(shown: str) -> None:
    with pytest.raises(Invalid, match="receipt_malformed"):
        receipt_digest(VOTE, shown)


@pytest.mark.parametrize("length", [14, 16])
def test_a_receipt_takes_fifteen_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="15"):
        receipt_code(bytes(length))


def test_an_open_vote_takes_ballots_from_its_first_instant_to_its_last() -> None:
    require_open(times(), OPENS)
    require_open(times(), CLOSES - TICK)


def test_a_vote_without_questions_or_with_one_unworded_lacks_them() -> None:
    assert missing_questions({}, languages=("es", "en")) == (Missing(Gap.NO_QUESTIONS),)
    assert missing_questions({1: ("es", "en"), 2: ("es",)}, languages=("es", "en")) == (Missing(Gap.QUESTION, "en", 2),)
    assert missing_questions({1: ("es", "en")}, languages=("es", "en")) == ()
