"""Keeps ballots and tallies them, without ever reading a voter beside a ballot of the sheet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from mfpl.store.tables import Center, OpenBallot, Person, RollEntry, SheetBallot


@dataclass(frozen=True)
class Pile:
    """Ballots that are alike: center, weight and choices, and how many there are."""

    center_code: str
    weight: int
    choices: str
    ballots: int


@dataclass(frozen=True)
class NamedBallot:
    """A ballot of a vote by name."""

    voter_id: UUID
    label: str
    center_code: str
    weight: int
    choices: str
    cast_by: str
    cast_at: datetime


def put_on_sheet(session: Session, *, vote_id: UUID, center_id: UUID, weight: int, choices: str, receipt: str) -> None:
    """Keep a ballot under a random key."""
    ballot = {"id": uuid4(), "vote_id": vote_id, "center_id": center_id, "weight": weight}
    session.execute(_PUT, {**ballot, "choices": choices, "receipt": receipt})


def find_on_sheet(session: Session, *, vote_id: UUID, receipt: str) -> SheetBallot | None:
    """Return the ballot a receipt belongs to, locked for a change, or None."""
    return session.scalar(
        select(SheetBallot).where(SheetBallot.vote_id == vote_id, SheetBallot.receipt == receipt).with_for_update()
    )


def change_on_sheet(session: Session, *, ballot_id: UUID, choices: str, receipt: str) -> None:
    """Replace what a ballot says, and its receipt."""
    session.execute(
        update(SheetBallot)
        .where(SheetBallot.id == ballot_id)
        .values(choices=choices, receipt=receipt)
        .execution_options(synchronize_session=False)
    )


def add_open(session: Session, ballot: OpenBallot) -> None:
    """Keep a ballot by name; the key refuses a second one of the same voter."""
    session.add(ballot)
    session.flush()


def get_open(session: Session, *, vote_id: UUID, voter_id: UUID) -> OpenBallot:
    """Return the ballot by name of a voter who has voted, locked for a change."""
    found = select(OpenBallot).where(OpenBallot.vote_id == vote_id, OpenBallot.voter_id == voter_id)
    return session.scalars(found.with_for_update()).one()


def pile_up(session: Session, *, vote_id: UUID, level: str) -> list[Pile]:
    """Return all ballots of a vote as piles; one grouping, whatever their number."""
    table = OpenBallot if level == "open" else SheetBallot
    grouped = (
        select(table.center_id, table.weight, table.choices, func.count().label("ballots"))
        .where(table.vote_id == vote_id)
        .group_by(table.center_id, table.weight, table.choices)
        .subquery()
    )
    rows = session.execute(
        select(Center.code, grouped.c.weight, grouped.c.choices, grouped.c.ballots)
        .join(Center, Center.id == grouped.c.center_id)
        .order_by(Center.code, grouped.c.weight, grouped.c.choices)
    )
    return [Pile(*row) for row in rows]


def list_named(session: Session, *, vote_id: UUID) -> list[NamedBallot]:
    """Return the ballots of a vote by name, in the order of the voters' names."""
    rows = session.execute(
        select(OpenBallot.voter_id, RollEntry.label, Center.code, OpenBallot.weight, OpenBallot.choices)
        .add_columns(Person.full_name, OpenBallot.cast_at)
        .join(RollEntry, (RollEntry.vote_id == OpenBallot.vote_id) & (RollEntry.voter_id == OpenBallot.voter_id))
        .join(Center, Center.id == OpenBallot.center_id)
        .join(Person, Person.id == OpenBallot.cast_by)
        .where(OpenBallot.vote_id == vote_id)
        .order_by(RollEntry.label)
    )
    return [NamedBallot(*row) for row in rows]


_PUT = insert(SheetBallot.table())
