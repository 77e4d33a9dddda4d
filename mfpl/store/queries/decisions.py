"""Finds the entries of the register of decisions, those of our own votes and those of the public record alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, extract, func, or_, select
from sqlalchemy.orm import Session

from mfpl.domain.refusals import NotFound
from mfpl.store.tables import Body, BodyName, Decision, DecisionText, Proposal, RuleVersion, StoredVerdict, Vote


@dataclass(frozen=True)
class Sight:
    """What a reader may see: results shown to these, and those of these bodies."""

    visibilities: frozenset[str]
    body_ids: frozenset[UUID]


@dataclass(frozen=True)
class DecisionFilter:
    """Which entries are wanted; None leaves a filter open.

    `counted` asks for entries whose counts are known, `sight` leaves out what a reader may not see.
    """

    year: int | None = None
    body: str | None = None
    outcomes: tuple[str, ...] = ()
    counted: bool | None = None
    sight: Sight | None = None


@dataclass(frozen=True)
class DecisionLine:
    """An entry as the register lists it, in one language; the note of a vote of ours is the question it answered."""

    number: str
    title: str
    note: str
    body: str | None
    decided_on: date
    precision: str
    outcome: str
    kind: str
    visibility: str
    body_id: UUID | None
    record: dict[str, Any]


@dataclass(frozen=True)
class DecisionFacts:
    """One entry whole: `record` is what the public record tells, `verdict` the JSON of what was decided again.

    `vote_number` and `position` say which question of which vote of ours decided it, `took_effect` whether its
    condition was met.
    """

    id: UUID
    number: str
    kind: str
    titles: dict[str, str]
    notes: dict[str, str]
    bodies: dict[str, str]
    body_id: UUID | None
    decided_on: date
    precision: str
    outcome: str
    record: dict[str, Any]
    verdict: str | None
    vote_number: str | None
    position: int | None
    took_effect: bool | None
    visibility: str


PUBLIC = "public"
RECORD = "record"


def list_numbers_of_vote(session: Session, *, vote_id: UUID) -> dict[int, str]:
    """Return the numbers of the decisions of a vote by question."""
    rows = session.execute(select(Decision.position, Decision.number).where(Decision.vote_id == vote_id))
    return {position: number for position, number in rows if position is not None}


def is_on_record(session: Session, *, vote_id: UUID) -> bool:
    """Return whether the public record tells of what a vote here decided."""
    return any(session.scalars(select(Decision.record).where(Decision.vote_id == vote_id)))


def list_decisions(
    session: Session, *, wanted: DecisionFilter, language: str, limit: int, offset: int
) -> list[DecisionLine]:
    """Return one page of the register, the newest first, titles and bodies in a language."""
    rows = session.execute(
        _narrowed(_lines(language), wanted)
        .order_by(Decision.decided_on.desc(), Decision.number.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_line(*row) for row in rows]


def list_decided_under(session: Session, *, code: str, number: int, language: str) -> list[DecisionLine]:
    """Return the decisions a version of a rule has decided, or decided again, the newest first."""
    voted = select(Vote.id).join(RuleVersion, RuleVersion.id == Vote.rule_version_id)
    by_vote = Decision.vote_id.in_(voted.where(RuleVersion.code == code, RuleVersion.number == number))
    again = Decision.record["recompute"]
    by_record = and_(again["rule"].as_string() == code, again["version"].as_integer() == number)
    rows = session.execute(
        _lines(language)
        .where(or_(by_vote, and_(Decision.kind == RECORD, by_record)))
        .order_by(Decision.decided_on.desc(), Decision.number.desc())
    )
    return [_line(*row) for row in rows]


def count_decisions(session: Session, *, wanted: DecisionFilter) -> int:
    """Return how many entries there are of those wanted."""
    entries = (
        select(func.count())
        .select_from(Decision)
        .outerjoin(Vote, Vote.id == Decision.vote_id)
        .outerjoin(Proposal, Proposal.id == Vote.proposal_id)
    )
    return int(session.scalars(_narrowed(entries, wanted)).one())


def list_years(session: Session) -> list[int]:
    """Return the years in which anything was decided, the newest first."""
    year = extract("year", Decision.decided_on)
    return [int(one) for one in session.scalars(select(year).distinct().order_by(year.desc()))]


def get_decision(session: Session, *, number: str) -> DecisionFacts:
    """Return an entry by its number; raise NotFound."""
    row = session.execute(
        select(Decision, Vote.number, Proposal.visibility, StoredVerdict.took_effect)
        .outerjoin(Vote, Vote.id == Decision.vote_id)
        .outerjoin(Proposal, Proposal.id == Vote.proposal_id)
        .outerjoin(
            StoredVerdict,
            and_(StoredVerdict.vote_id == Decision.vote_id, StoredVerdict.position == Decision.position),
        )
        .where(Decision.number == number)
    ).one_or_none()
    if row is None:
        raise NotFound("decision_unknown")
    return _facts(session, *row)


def find_titles(session: Session, *, record_ids: tuple[str, ...], language: str) -> dict[str, tuple[str, str]]:
    """Return number and title of entries by the ids their records have; for entries that depend on one another."""
    if not record_ids:
        return {}
    record_id = Decision.record["id"].as_string()
    rows = session.execute(
        select(record_id, Decision.number, DecisionText.title)
        .join(DecisionText, and_(DecisionText.decision_id == Decision.id, DecisionText.language == language))
        .where(record_id.in_(record_ids))
    )
    return {found: (number, title) for found, number, title in rows}


def list_dependent(session: Session, *, record_id: str, language: str) -> list[tuple[str, str]]:
    """Return number and title of the entries that take effect only with the one of this id."""
    rows = session.execute(
        select(Decision.number, DecisionText.title)
        .join(DecisionText, and_(DecisionText.decision_id == Decision.id, DecisionText.language == language))
        .where(Decision.record["depends_on"].as_string() == record_id)
        .order_by(Decision.number)
    )
    return [(number, title) for number, title in rows]


def _lines(language: str) -> Select[Decision, str, str, str, str]:
    return (
        select(Decision, DecisionText.title, DecisionText.note, BodyName.name, Proposal.visibility)
        .join(DecisionText, and_(DecisionText.decision_id == Decision.id, DecisionText.language == language))
        .outerjoin(BodyName, and_(BodyName.body_id == Decision.body_id, BodyName.language == language))
        .outerjoin(Vote, Vote.id == Decision.vote_id)
        .outerjoin(Proposal, Proposal.id == Vote.proposal_id)
    )


def _line(row: Decision, title: str, note: str, body: str | None, visibility: str | None) -> DecisionLine:
    return DecisionLine(
        number=row.number,
        title=title,
        note=note,
        body=body,
        decided_on=row.decided_on,
        precision=row.precision,
        outcome=row.outcome,
        kind=row.kind,
        visibility=visibility or PUBLIC,
        body_id=row.body_id,
        record=row.record,
    )


def _narrowed(statement: Any, wanted: DecisionFilter) -> Any:
    if wanted.year is not None:
        first, after = date(wanted.year, 1, 1), date(wanted.year + 1, 1, 1)
        statement = statement.where(Decision.decided_on >= first, Decision.decided_on < after)
    if wanted.body is not None:
        statement = statement.where(Decision.body_id.in_(select(Body.id).where(Body.code == wanted.body)))
    if wanted.outcomes:
        statement = statement.where(Decision.outcome.in_(wanted.outcomes))
    if wanted.counted is not None:
        statement = statement.where(_counted() if wanted.counted else ~_counted())
    if wanted.sight is not None:
        statement = statement.where(_seen(wanted.sight))
    return statement


def _counted() -> ColumnElement[bool]:
    """The entries whose counts are known: decided here, or published with counts or with scores."""
    published = Decision.record["counts"]["yes"].as_string().is_not(None)
    scored = Decision.record["options"].as_string().is_not(None)
    return or_(Decision.kind == "vote", published, scored)


def _seen(sight: Sight) -> ColumnElement[bool]:
    return or_(
        Proposal.visibility.is_(None),
        Proposal.visibility.in_(sight.visibilities),
        Decision.body_id.in_(sight.body_ids),
    )


def _facts(
    session: Session, row: Decision, vote_number: str | None, visibility: str | None, took_effect: bool | None
) -> DecisionFacts:
    texts = list(session.scalars(select(DecisionText).where(DecisionText.decision_id == row.id)))
    names = session.scalars(select(BodyName).where(BodyName.body_id == row.body_id))
    return DecisionFacts(
        id=row.id,
        number=row.number,
        kind=row.kind,
        titles={text.language: text.title for text in texts},
        notes={text.language: text.note for text in texts},
        bodies={one.language: one.name for one in names},
        body_id=row.body_id,
        decided_on=row.decided_on,
        precision=row.precision,
        outcome=row.outcome,
        record=row.record,
        verdict=row.verdict,
        vote_number=vote_number,
        position=row.position,
        took_effect=took_effect,
        visibility=visibility or PUBLIC,
    )
