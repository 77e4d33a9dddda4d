"""Votes: their state from their times, what a ballot may say, receipts, and what is missing before opening."""

import hashlib
import json
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from mfpl.domain.refusals import Conflict, Invalid
from mfpl.domain.texts import READY, TextState, is_stale
from mfpl.rules import Missing as Unmet

RECEIPT_BYTES = 15
RECEIPT_LENGTH = 24


class Level(StrEnum):
    """Who can see how somebody voted: everyone in the body, or nobody by name."""

    OPEN = "open"
    SHEET = "sheet"


class TieRule(StrEnum):
    """What happens when both sides have the same; yes/no votes know one answer, elections will know more."""

    FAILS = "fails"


class Answer(StrEnum):
    """What a ballot can say to a question; a question left out is a blank."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class VoteState(StrEnum):
    """Where a vote stands; always computed from its times."""

    PREPARED = "prepared"
    SCHEDULED = "scheduled"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"


class Gap(StrEnum):
    """What can be missing before a vote opens."""

    TEXT = "text"
    REVIEW = "review"
    STALE = "stale"
    QUESTION = "question"
    NO_QUESTIONS = "no_questions"
    TIE_RULE = "tie_rule"
    RULE_NOT_IN_FORCE = "rule_not_in_force"
    RULE_CANNOT_BE_MET = "rule_cannot_be_met"
    RULE_ASKS_MORE = "rule_asks_more"
    RULE_DOES_NOT_GOVERN = "rule_does_not_govern"
    CAPS_CANNOT_BE_MET = "caps_cannot_be_met"
    PRECONDITION = "precondition"
    AMENDMENT = "amendment"
    AMENDMENT_NEEDS_MEMBERSHIP = "amendment_needs_membership"
    AMENDMENT_OUTDATED = "amendment_outdated"
    AMENDMENT_UNDER_VOTE = "amendment_under_vote"
    AMENDMENT_IMPOSSIBLE = "amendment_impossible"
    DEADLOCK_LAPSED = "deadlock_lapsed"
    EMPTY_ROLL = "empty_roll"
    ROLL_UNCLEAR = "roll_unclear"
    ROLL_DATE_NOT_BY_RULE = "roll_date_not_by_rule"
    ROLL_DATE_AHEAD = "roll_date_ahead"
    PROPOSAL_NOT_DRAFT = "proposal_not_draft"
    CLOSES_IN_THE_PAST = "closes_in_the_past"


@dataclass(frozen=True)
class Missing:
    """One thing missing before opening: its kind, and the language, question, rule or vote it is about.

    `unmet` is the precondition of the rule that does not hold.
    """

    gap: Gap
    language: str | None = None
    question: int | None = None
    named: str | None = None
    unmet: Unmet | None = None


@dataclass(frozen=True)
class VoteTimes:
    """The instants that decide the state of a vote; an early end moves the close forward."""

    opens_at: datetime
    closes_at: datetime
    frozen_at: datetime | None
    ended_early_at: datetime | None
    closed_at: datetime | None

    @property
    def ends_at(self) -> datetime:
        """Return the instant from which no ballot counts."""
        return min(self.closes_at, self.ended_early_at) if self.ended_early_at else self.closes_at


def state(times: VoteTimes, now: datetime) -> VoteState:
    """Return where a vote stands at an instant; a ballot counts when ``opens_at <= now < ends_at``."""
    if times.closed_at is not None:
        return VoteState.CLOSED
    if times.frozen_at is None:
        return VoteState.PREPARED
    if now < times.opens_at:
        return VoteState.SCHEDULED
    return VoteState.OPEN if now < times.ends_at else VoteState.ENDED


def require_open(times: VoteTimes, now: datetime) -> None:
    """Raise Conflict, naming the instant, unless a ballot cast now would count."""
    found = state(times, now)
    if found in {VoteState.PREPARED, VoteState.SCHEDULED}:
        raise Conflict("vote_not_yet_open", opens_at=times.opens_at)
    if found is not VoteState.OPEN:
        raise Conflict("vote_closed", closed_at=times.ends_at)


def canonical_choices(answers: Mapping[int, Answer], *, questions: Iterable[int]) -> str:
    """Return a ballot as canonical JSON, question number to answer; raise Invalid for what is not on the ballot."""
    if not answers:
        raise Invalid("ballot_empty")
    if set(answers) - set(questions):
        raise Invalid("ballot_unknown_question")
    return json.dumps({str(number): str(answers[number]) for number in sorted(answers)}, separators=(",", ":"))


def read_choices(text: str) -> dict[int, Answer]:
    """Return the answers of a stored ballot by question number."""
    return {int(number): Answer(answer) for number, answer in json.loads(text).items()}


def receipt_code(secret: bytes) -> str:
    """Return the receipt people keep, in letters and digits, for 15 random bytes."""
    if len(secret) != RECEIPT_BYTES:
        msg = "a receipt takes 15 random bytes"
        raise ValueError(msg)
    return b32encode(secret).decode()


def receipt_digest(vote_id: UUID, code: str) -> str:
    """Return what is kept of a receipt: a SHA-256 bound to its vote; raise Invalid for what is no receipt.

    Spaces, hyphens and capitals do not matter, nor 0 for O and 1 for I, because people copy receipts by hand.
    """
    plain = "".join(code.split()).replace("-", "").upper().replace("0", "O").replace("1", "I")
    if len(plain) != RECEIPT_LENGTH or not set(plain) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"):
        raise Invalid("receipt_malformed")
    return hashlib.sha256(f"mfpl-ballot-1|{vote_id}|{plain}".encode()).hexdigest()


def missing_texts(
    texts: Mapping[str, TextState], *, source_language: str, languages: Iterable[str]
) -> tuple[Missing, ...]:
    """Return which languages lack a text, a review by a second person, or the current source."""
    return tuple(
        missing
        for language in languages
        if (missing := _missing_text(texts, language=language, source_language=source_language)) is not None
    )


def _missing_text(texts: Mapping[str, TextState], *, language: str, source_language: str) -> Missing | None:
    text, source = texts.get(language), texts.get(source_language)
    if text is None or source is None:
        return Missing(Gap.TEXT, language)
    if is_stale(text, source):
        return Missing(Gap.STALE, language)
    return None if text.status in READY else Missing(Gap.REVIEW, language)


def missing_questions(wordings: Mapping[int, Iterable[str]], *, languages: Iterable[str]) -> tuple[Missing, ...]:
    """Return which questions, given as number to the languages they are worded in, lack a wording."""
    if not wordings:
        return (Missing(Gap.NO_QUESTIONS),)
    wanted = tuple(languages)
    return tuple(
        Missing(Gap.QUESTION, language, number)
        for number, worded in sorted(wordings.items())
        for language in wanted
        if language not in set(worded)
    )
