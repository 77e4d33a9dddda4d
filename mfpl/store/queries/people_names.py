"""Finds the names that the ids of history stand for, and who holds an office today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.store.queries.days import holds_on
from mfpl.store.tables import Mandate, Member, Person, RollEntry


@dataclass(frozen=True)
class OfficeHolder:
    """A person with the center whose office they hold."""

    person_id: UUID
    name: str
    center_id: UUID | None


def list_names(session: Session, *, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the full names of some people by id; who has been erased is left out."""
    rows = session.execute(select(Person.id, Person.full_name).where(Person.id.in_(set(person_ids))))
    return {person_id: name for person_id, name in rows}  # noqa: C416 - rows are no pairs to the type checker


def list_member_names(session: Session, *, member_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of some members by id."""
    rows = session.execute(select(Member.id, Member.name).where(Member.id.in_(set(member_ids))))
    return {member_id: name for member_id, name in rows}  # noqa: C416 - rows are no pairs to the type checker


def list_labels(session: Session, *, vote_id: UUID, voter_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return how some voters are named on the roll of a vote."""
    wanted = select(RollEntry.voter_id, RollEntry.label).where(RollEntry.vote_id == vote_id)
    rows = session.execute(wanted.where(RollEntry.voter_id.in_(set(voter_ids))))
    return {voter_id: label for voter_id, label in rows}  # noqa: C416 - rows are no pairs to the type checker


def list_office_holders(session: Session, *, kind: str, on: date) -> list[OfficeHolder]:
    """Return who holds a mandate of a kind on a day, by name."""
    rows = session.execute(
        select(Person.id, Person.full_name, Mandate.center_id)
        .join(Mandate, Mandate.person_id == Person.id)
        .where(Mandate.kind == kind, holds_on(Mandate, on))
        .order_by(Person.search_key)
    )
    return [OfficeHolder(*row) for row in rows]
