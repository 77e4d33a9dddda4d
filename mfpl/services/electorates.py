"""Turns what a rule says of its electorate into what the store can freeze, for each kind of body."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import lcm
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.members import MemberKind, Status
from mfpl.measures.power import Roll, RollSection, VoterClass
from mfpl.rules import Alike, CountsInvalid, DocumentError, Rule, capped_classes, parse_rule
from mfpl.rules.metadata import Caps
from mfpl.store.queries import rolls
from mfpl.store.queries.bodies import BodyFacts, get_body
from mfpl.store.queries.rolls import Electorate, RollEntryPreview, RollTotal
from mfpl.store.queries.votes import VoteFacts

CENTER = "center"
ONE_EACH = {kind.value: 1 for kind in MemberKind}


def preview_roll(session: Session, *, vote: VoteFacts) -> list[RollTotal]:
    """Return the totals of the roll as it would be frozen now."""
    body = get_body(session, body_id=vote.body_id)
    if body.kind == "committee":
        return rolls.preview_seats(session, roll_date=vote.roll_date, body_id=body.id)
    return rolls.preview_members(session, roll_date=vote.roll_date, electorate=_electorate(session, vote, body))


@dataclass(frozen=True)
class RollPreview:
    """The totals a roll would have; where no votes stay under its caps, those without caps and the errors saying so."""

    totals: list[RollTotal]
    refused: tuple[DocumentError, ...] = ()


def try_roll(session: Session, *, vote: VoteFacts) -> RollPreview:
    """Return the totals of the roll as it would be frozen now, or why its caps cannot be met."""
    body = get_body(session, body_id=vote.body_id)
    if body.kind == "committee":
        return RollPreview(preview_roll(session, vote=vote))
    rule = parse_rule(vote.rule_document)
    return _tried(session, rule=rule, roll_date=vote.roll_date, center_id=body.center_id)


def try_roll_of_rule(session: Session, *, rule: Rule, roll_date: date) -> RollPreview:
    """Return what `preview_roll_of_rule` does, or why the caps of the rule cannot be met with that membership."""
    return _tried(session, rule=rule, roll_date=roll_date, center_id=None)


def _tried(session: Session, *, rule: Rule, roll_date: date, center_id: UUID | None) -> RollPreview:
    refused: tuple[DocumentError, ...] = ()
    try:
        electorate = capped_electorate(session, rule=rule, roll_date=roll_date, center_id=center_id)
    except CountsInvalid as caps:
        electorate, refused = read_electorate(rule, roll_date=roll_date, center_id=center_id), tuple(caps.errors)
    return RollPreview(rolls.preview_members(session, roll_date=roll_date, electorate=electorate), refused)


def preview_roll_of_rule(session: Session, *, rule: Rule, roll_date: date) -> list[RollTotal]:
    """Return the totals that the roll of the whole membership would have under a rule, frozen now as of a day.

    Members by center, kind and reason, with their weight; whom the rule leaves out has a reason. Nothing is written.
    """
    electorate = capped_electorate(session, rule=rule, roll_date=roll_date, center_id=None)
    return rolls.preview_members(session, roll_date=roll_date, electorate=electorate)


def as_roll(totals: Iterable[RollTotal]) -> Roll:
    """Return a roll as measures read it: one section per center, one class per kind of member."""
    classes: dict[str, list[VoterClass]] = {}
    for total in totals:
        if total.reason is None and total.center_code is not None and total.members:
            weight = total.weight // total.members
            classes.setdefault(total.center_code, []).append(VoterClass(total.kind, total.members, weight))
    return Roll(tuple(RollSection(code, tuple(found), CENTER) for code, found in sorted(classes.items())))


def roll_on(session: Session, *, rule: Rule | None, day: date) -> Iterator[RollEntryPreview]:
    """Yield who was a member on a day, in which center and standing, with how many votes under a rule, or why none.

    Without a rule every member in good standing has one vote.
    """
    if rule is None:
        electorate = Electorate((Status.GOOD_STANDING.value,), ONE_EACH)
    else:
        electorate = capped_electorate(session, rule=rule, roll_date=day, center_id=None)
    return rolls.stream_members(session, roll_date=day, electorate=electorate)


def freeze_roll(session: Session, *, vote: VoteFacts) -> None:
    """Write the roll of a vote as of its roll date."""
    body = get_body(session, body_id=vote.body_id)
    if body.kind == "committee":
        rolls.freeze_seats(session, vote_id=vote.id, roll_date=vote.roll_date, body_id=body.id)
    else:
        electorate = _electorate(session, vote, body)
        rolls.freeze_members(session, vote_id=vote.id, roll_date=vote.roll_date, electorate=electorate)


def _electorate(session: Session, vote: VoteFacts, body: BodyFacts) -> Electorate:
    rule = parse_rule(vote.rule_document)
    return capped_electorate(session, rule=rule, roll_date=vote.roll_date, center_id=body.center_id)


def capped_electorate(session: Session, *, rule: Rule, roll_date: date, center_id: UUID | None) -> Electorate:
    """Return whom a rule lets vote, each with the votes that its caps leave them over the members of that day.

    Votes stay whole: where a share leaves a fraction, the votes of all kinds are multiplied alike until none is left.
    Raise CountsInvalid where no votes could stay under the caps.
    """
    electorate = read_electorate(rule, roll_date=roll_date, center_id=center_id)
    caps = rule.electorate.caps if rule.electorate is not None else None
    if caps is None:
        return electorate
    totals = rolls.preview_members(session, roll_date=roll_date, electorate=electorate)
    return replace(electorate, weights={**electorate.weights, **capped_weights(caps, electorate.weights, totals)})


def capped_weights(caps: Caps, weights: Mapping[str, int], totals: Iterable[RollTotal]) -> dict[str, int]:
    """Return the votes of one member of each kind on a roll once caps are applied; whole and in proportion."""
    members: Counter[str] = Counter()
    for total in totals:
        if total.reason is None:
            members[total.kind] += total.members
    return whole_votes(caps, {kind: Alike(count, weights[kind]) for kind, count in members.items()})


def whole_votes(caps: Caps, kinds: Mapping[str, Alike]) -> dict[str, int]:
    """Return the votes of one member of each kind once caps are applied, whole and in proportion.

    Raise CountsInvalid where no votes could stay under the caps.
    """
    votes = capped_classes(caps, kinds)
    scale = lcm(*(each.denominator for each in votes.values()))
    return {kind: int(each * scale) for kind, each in votes.items()}


def read_electorate(rule: Rule, *, roll_date: date, center_id: UUID | None) -> Electorate:
    """Return whom a rule lets vote on a roll date; without a word of the rule, every member in good standing, once."""
    if rule.electorate is None:
        return Electorate((Status.GOOD_STANDING.value,), ONE_EACH, center_id=center_id)
    last_day = None
    if rule.electorate.joined is not None:
        month, day = map(int, rule.electorate.joined.date.split("-"))
        cutoff = date(roll_date.year, month, day)
        inclusive = rule.electorate.joined.comparison == "on_or_before"
        last_day = cutoff if inclusive else date.fromordinal(cutoff.toordinal() - 1)
    return Electorate(rule.electorate.statuses, rule.electorate.weights, last_day, center_id)
