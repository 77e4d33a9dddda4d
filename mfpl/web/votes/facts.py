"""What everyone who sees a vote is told: its title, questions, rule, and roll by center, read for this reader."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mfpl.domain.cells import has_small_cell
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


@dataclass(frozen=True)
class Turnout:
    """How many have voted of how many on the roll, in heads; whether it may be told, and whether by center too."""

    voted: int
    members: int
    told: bool
    by_center: bool


def turnout_of(vote: VoteFacts, totals: Iterable[RollTotal], counts: Sequence[Mapping[str, Any]]) -> Turnout:
    """Return the turnout of a vote whose roll is frozen; `counts` are those stored at closing, none before.

    Until then only the whole is told, and only from the smallest cell on: one center's turnout, followed from hour to
    hour, tells who votes when.
    """
    included = [one for one in totals if one.reason is None]
    voted, members = sum(one.voted for one in included), sum(one.members for one in included)
    told = voted >= vote.smallest_cell
    by_center = bool(counts) and not has_small_cell(counts, least=vote.smallest_cell)
    return Turnout(voted, members, told, by_center)
