"""Freezes a roll in one statement, and reads frozen rolls."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.orm import Session

from mfpl.domain.members import Exclusion
from mfpl.store.queries.days import holds_on
from mfpl.store.tables import Affiliation, Center, Mandate, Member, Person, RollEntry, Standing

COLUMNS = ["vote_id", "voter_id", "center_id", "kind", "label", "weight", "included", "reason", "voted"]


@dataclass(frozen=True)
class Electorate:
    """Who may vote: standings, weight by kind of member, last day of joining, one center or all."""

    statuses: tuple[str, ...]
    weights: Mapping[str, int]
    last_joining_day: date | None = None
    center_id: UUID | None = None


@dataclass(frozen=True)
class RollTotal:
    """How many lines of a roll are alike: center, kind, included or the reason, with their weight and who voted."""

    center_code: str | None
    kind: str
    reason: str | None
    members: int
    weight: int
    voted: int
    voted_weight: int


@dataclass(frozen=True)
class RollLine:
    """One line of a frozen roll."""

    voter_id: UUID
    center_id: UUID | None
    kind: str
    label: str
    weight: int
    included: bool
    reason: str | None
    voted: bool


def freeze_members(session: Session, *, vote_id: UUID, roll_date: date, electorate: Electorate) -> None:
    """Write the roll of a body of members as they were on the roll date, whatever their number, in one statement."""
    lines = _member_lines(roll_date=roll_date, electorate=electorate)
    session.execute(insert(RollEntry).from_select(COLUMNS, select(literal(vote_id), *lines.subquery().c)))


@dataclass(frozen=True)
class RollEntryPreview:
    """A member as a roll of a day would have it: center, kind, standing, votes, and why it has none (None: it has)."""

    member_id: UUID
    name: str
    center_code: str | None
    kind: str
    status: str | None
    weight: int
    reason: str | None


def stream_members(session: Session, *, roll_date: date, electorate: Electorate) -> Iterator[RollEntryPreview]:
    """Yield each line that a roll of members would have, by center and name; few are held in memory at once."""
    lines = _member_lines(roll_date=roll_date, electorate=electorate).add_columns(Standing.status, Member.sort_key)
    found = lines.subquery().c
    ordered = (
        select(found.voter_id, found.name, Center.code, found.kind, found.status, found.weight, found.reason)
        .outerjoin(Center, Center.id == found.center_id)
        .order_by(Center.code.is_(None), Center.code, found.sort_key, found.voter_id)
    )
    rows = session.execute(ordered, execution_options={"yield_per": 1000})
    return (RollEntryPreview(*row) for row in rows)


def preview_members(session: Session, *, roll_date: date, electorate: Electorate) -> list[RollTotal]:
    """Return the totals that a roll of members would have if it were frozen now; nothing is written."""
    return _totals(session, _member_lines(roll_date=roll_date, electorate=electorate).subquery())


def preview_seats(session: Session, *, roll_date: date, body_id: UUID) -> list[RollTotal]:
    """Return the totals that a committee's roll would have if it were frozen now; nothing is written."""
    return _totals(session, _seat_lines(roll_date=roll_date, body_id=body_id).subquery())


def freeze_seats(session: Session, *, vote_id: UUID, roll_date: date, body_id: UUID) -> None:
    """Write the roll of a committee: each person who sits in it on the roll date, with one vote."""
    lines = _seat_lines(roll_date=roll_date, body_id=body_id)
    session.execute(insert(RollEntry).from_select(COLUMNS, select(literal(vote_id), *lines.subquery().c)))


def count_unclear(session: Session, *, roll_date: date) -> int:
    """Return how many members have two centers or two standings on a day, which no roll can settle."""
    doubled = [
        select(table.member_id).where(holds_on(table, roll_date)).group_by(table.member_id).having(func.count() > 1)
        for table in (Affiliation, Standing)
    ]
    return session.scalar(select(func.count()).select_from(union(*doubled).subquery())) or 0


def _member_lines(*, roll_date: date, electorate: Electorate) -> Select[Any]:
    reason = _reason(electorate)
    weight = case(electorate.weights, value=Member.kind, else_=0)
    lines: Select[Any] = (
        select(Member.id.label("voter_id"), Affiliation.center_id, Member.kind, Member.name, weight.label("weight"))
        .add_columns(reason.is_(None).label("included"), reason.label("reason"), literal(value=False).label("voted"))
        .outerjoin(Affiliation, and_(Affiliation.member_id == Member.id, holds_on(Affiliation, roll_date)))
        .outerjoin(Standing, and_(Standing.member_id == Member.id, holds_on(Standing, roll_date)))
        .where(Member.joined_on <= roll_date, or_(Member.left_on.is_(None), Member.left_on > roll_date))
    )
    return lines if electorate.center_id is None else lines.where(Affiliation.center_id == electorate.center_id)


def _seat_lines(*, roll_date: date, body_id: UUID) -> Select[Any]:
    centers = func.count(distinct(Mandate.center_id))
    center_id = cast(func.min(cast(Mandate.center_id, String(36))), Uuid())
    reason = case((centers == 0, Exclusion.NO_CENTER.value), (centers > 1, Exclusion.SEVERAL_CENTERS.value))
    return (
        select(Person.id.label("voter_id"), center_id.label("center_id"), literal("seat").label("kind"))
        .add_columns(Person.full_name, literal(1).label("weight"), (centers == 1).label("included"))
        .add_columns(reason.label("reason"), literal(value=False).label("voted"))
        .join(Mandate, Mandate.person_id == Person.id)
        .where(Mandate.body_id == body_id, holds_on(Mandate, roll_date))
        .group_by(Person.id, Person.full_name)
    )


def _reason(electorate: Electorate) -> ColumnElement[str | None]:
    conditions: list[tuple[ColumnElement[bool], str]] = [
        (Affiliation.center_id.is_(None), Exclusion.NO_CENTER.value),
        (or_(Standing.status.is_(None), Standing.status.not_in(electorate.statuses)), Exclusion.NOT_IN_STANDING.value),
    ]
    if electorate.last_joining_day is not None:
        conditions.append((Member.joined_on > electorate.last_joining_day, Exclusion.JOINED_TOO_LATE.value))
    return case(*conditions, else_=null())


def find_line(session: Session, *, vote_id: UUID, voter_id: UUID) -> RollLine | None:
    """Return the line of one voter on a frozen roll, or None."""
    row = session.execute(_ONE_LINE, {"of_vote": vote_id, "of_voter": voter_id}).one_or_none()
    return RollLine(*row) if row else None


def list_lines(session: Session, *, vote_id: UUID, voter_ids: tuple[UUID, ...]) -> list[RollLine]:
    """Return the lines of some voters on a frozen roll."""
    rows = session.execute(select(*_LINE).where(RollEntry.vote_id == vote_id, RollEntry.voter_id.in_(voter_ids)))
    return [RollLine(*row) for row in rows]


def mark_voted(session: Session, *, vote_id: UUID, voter_id: UUID) -> tuple[UUID, int] | None:
    """Mark an included line as voted and return its center and weight; None when it already was, or may not vote."""
    marked = session.execute(_MARK, {"of_vote": vote_id, "of_voter": voter_id}).one_or_none()
    return (marked.center_id, marked.weight) if marked else None


def list_totals(session: Session, *, vote_id: UUID) -> list[RollTotal]:
    """Return a frozen roll by center, kind and reason: members, weight, and how many voted."""
    lines = select(RollEntry.center_id, RollEntry.kind, RollEntry.weight, RollEntry.reason, RollEntry.voted)
    return _totals(session, lines.where(RollEntry.vote_id == vote_id).subquery())


def _totals(session: Session, lines: Subquery) -> list[RollTotal]:
    column = lines.c
    voted = case((column.voted, 1), else_=0)
    grouped = (
        select(column.center_id, column.kind, column.reason, func.count().label("members"))
        .add_columns(func.sum(column.weight).label("weight"), func.sum(voted).label("voted"))
        .add_columns(func.sum(voted * column.weight).label("voted_weight"))
        .group_by(column.center_id, column.kind, column.reason)
        .subquery()
    )
    totals = (
        select(Center.code, grouped.c.kind, grouped.c.reason, grouped.c.members)
        .add_columns(grouped.c.weight, grouped.c.voted, grouped.c.voted_weight)
        .outerjoin(Center, Center.id == grouped.c.center_id)
        .order_by(Center.code, grouped.c.kind, grouped.c.reason)
    )
    return [
        RollTotal(code, kind, reason, *map(int, numbers)) for code, kind, reason, *numbers in session.execute(totals)
    ]


_LINE = (
    RollEntry.voter_id,
    RollEntry.center_id,
    RollEntry.kind,
    RollEntry.label,
    RollEntry.weight,
    RollEntry.included,
    RollEntry.reason,
    RollEntry.voted,
)
_OF_ONE = and_(RollEntry.vote_id == bindparam("of_vote"), RollEntry.voter_id == bindparam("of_voter"))
_ONE_LINE = select(*_LINE).where(_OF_ONE)
_line = RollEntry.table().c
_MARK = (
    update(RollEntry.table())
    .where(_line.vote_id == bindparam("of_vote"), _line.voter_id == bindparam("of_voter"))
    .where(_line.included, _line.voted.is_(False))
    .values(voted=True)
    .returning(_line.center_id, _line.weight)
)
