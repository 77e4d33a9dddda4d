"""What everyone who sees a vote is told: its title, questions, rule, and roll by center, read for this reader."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from mfpl.domain.votes import Level, VoteState
from mfpl.rules import Rule, parse_rule
from mfpl.store.queries.my_votes import list_titles
from mfpl.store.queries.rolls import RollTotal
from mfpl.store.queries.votes import VoteFacts, list_questions
from mfpl.web.transaction import reading
from mfpl.web.votes.abstaining import abstention_help
from mfpl.web.votes.bilingual import Said, said
from mfpl.web.votes.places import Place


@dataclass(frozen=True)
class ShownQuestion:
    """A question in the reader's language, and the earlier question it depends on."""

    position: int
    wording: Said
    effective_if: int | None


@dataclass(frozen=True)
class ShownRule:
    """A rule in the reader's language: title, clause, version and fingerprint, weights, what abstaining does."""

    code: str
    title: Said
    clause: Said
    version: int
    article: str | None
    fingerprint: str
    weights: tuple[tuple[str, int], ...]
    abstaining: str


@dataclass
class CenterRoll:
    """The roll of one center: who has a vote by kind, who has none and why, and how many took part."""

    place: Place
    members: int = 0
    weight: int = 0
    voted: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    excluded: Counter[str] = field(default_factory=Counter)


def title_of(vote: VoteFacts) -> Said:
    """Return the title of the proposal a vote is about."""
    return said(list_titles(reading(), version_ids=[vote.version_id]).get(vote.version_id, {}))


def questions_of(vote: VoteFacts) -> list[ShownQuestion]:
    """Return the questions of a vote in the reader's language."""
    found = list_questions(reading(), vote_id=vote.id)
    return [ShownQuestion(one.position, said(one.wordings), one.effective_if) for one in found]


def rule_of(vote: VoteFacts) -> ShownRule:
    """Return the rule of a vote, the pinned one once it is open, in the reader's language."""
    return shown_rule(parse_rule(vote.rule_document), fingerprint=vote.rule_fingerprint)


def shown_rule(rule: Rule, *, fingerprint: str) -> ShownRule:
    """Return a rule document in the reader's language."""
    clause = rule.clause.model_dump() if rule.clause else {}
    weights = rule.electorate.weights if rule.electorate else {}
    return ShownRule(
        code=rule.id,
        title=said(rule.title.model_dump()),
        clause=said(clause),
        version=rule.version,
        article=rule.article,
        fingerprint=fingerprint,
        weights=tuple(sorted(weights.items(), key=lambda item: -item[1])),
        abstaining=abstention_help(rule),
    )


def rolls_by_center(totals: Iterable[RollTotal], centers: list[Place]) -> list[CenterRoll]:
    """Return the roll of each center that has anybody on it, in the order of the centers."""
    rolls = {place.code: CenterRoll(place) for place in centers}
    for total in totals:
        if total.center_code is None:
            continue
        roll = rolls[total.center_code]
        if total.reason is None:
            roll.members += total.members
            roll.weight += total.weight
            roll.voted += total.voted
            roll.kinds[total.kind] += total.members
        else:
            roll.excluded[total.reason] += total.members
    return [roll for roll in rolls.values() if roll.members or roll.excluded]


def without_center(totals: Iterable[RollTotal]) -> int:
    """Return how many members are on no center's roll because they belong to no center."""
    return sum(total.members for total in totals if total.center_code is None)


def turnout_shown(vote: VoteFacts, roll: CenterRoll, *, at: VoteState) -> bool:
    """Return whether it may be said how many of a center have voted: by name always, else never for a small cell."""
    if at in {VoteState.PREPARED, VoteState.SCHEDULED}:
        return False
    return vote.level is Level.OPEN or vote.smallest_cell <= 1 or roll.voted >= vote.smallest_cell
