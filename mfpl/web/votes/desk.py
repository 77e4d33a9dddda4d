"""Where one ballot is filled in: the vote, the line of the roll it belongs to, and the questions on it."""

from dataclasses import dataclass
from uuid import UUID

from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Forbidden
from mfpl.domain.votes import Answer, Level, require_open
from mfpl.store.queries.rolls import RollLine, find_line
from mfpl.store.queries.votes import VoteFacts, get_vote
from mfpl.web.access import authorize
from mfpl.web.clock import now
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import Said
from mfpl.web.votes.facts import ShownQuestion, ShownRule, questions_of, rule_of, title_of
from mfpl.web.votes.places import Place, places, zones
from mfpl.web.wording.votes import LEVELS, LevelWords


@dataclass(frozen=True)
class Desk:
    """Everything a page of one ballot shows."""

    vote: VoteFacts
    line: RollLine
    place: Place | None
    zones: list[str]
    title: Said
    questions: list[ShownQuestion]
    rule: ShownRule
    level: LevelWords

    @property
    def secret(self) -> bool:
        """State whether the ballot is kept apart from its voter, so that only its receipt leads to it."""
        return self.vote.level is Level.SHEET


@dataclass(frozen=True)
class Choice:
    """A question with what was chosen; None where it was left blank."""

    question: ShownQuestion
    answer: Answer | None


def open_desk(number: str, voter_id: UUID) -> Desk:
    """Return the desk of a ballot that can be cast or changed now.

    Raise Forbidden for another's ballot and for who has none in this vote, Conflict while the vote is not open.
    """
    authorize("votes.cast", Subject(voter_id=voter_id))
    vote = get_vote(reading(), number=number)
    require_open(vote.times, now())
    return desk_of(vote, find_permitted_line(vote, voter_id))


def find_permitted_line(vote: VoteFacts, voter_id: UUID) -> RollLine:
    """Return the line of a voter who has a ballot in a vote; raise Forbidden with the reason for who has none."""
    line = find_line(reading(), vote_id=vote.id, voter_id=voter_id)
    if line is None:
        raise Forbidden("not_on_roll")
    if not line.included:
        raise Forbidden("excluded_from_roll", reason=line.reason)
    return line


def desk_of(vote: VoteFacts, line: RollLine) -> Desk:
    """Return the desk of one ballot, whether or not the vote is open."""
    centers = places()
    return Desk(
        vote=vote,
        line=line,
        place=next((center for center in centers if center.id == line.center_id), None),
        zones=zones(centers),
        title=title_of(vote),
        questions=questions_of(vote),
        rule=rule_of(vote),
        level=LEVELS[vote.level],
    )


def choices_of(desk: Desk, answers: dict[int, Answer]) -> list[Choice]:
    """Return every question of the ballot with what was chosen."""
    return [Choice(question, answers.get(question.position)) for question in desk.questions]
