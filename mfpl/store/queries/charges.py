"""Who is charged with what today: in each body, for each center, or for the whole organization."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from mfpl.domain.actors import MandateKind
from mfpl.store.queries.days import holds_on
from mfpl.store.tables import Body, BodyName, Center, Mandate, Person


@dataclass(frozen=True)
class Charge:
    """A person with everything they are charged with in one body, or outside any, for one center or none."""

    name: str
    center_code: str | None
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class BodyOverview:
    """A body today: its name, kind, seats if fixed, the center whose assembly it is, and the people charged in it."""

    code: str
    kind: str
    name: str
    seats: int | None
    center_code: str | None
    people: tuple[Charge, ...]


def list_body_overviews(session: Session, *, language: str, today: date) -> list[BodyOverview]:
    """Return the bodies of today with their people, the chair first, assemblies of centers last; two statements."""
    people = _charges_by_body(session.execute(_mandates(today).where(Mandate.body_id.is_not(None))))
    bodies = session.execute(
        select(Body, BodyName.name, Center.code)
        .join(BodyName, and_(BodyName.body_id == Body.id, BodyName.language == language))
        .outerjoin(Center, Center.id == Body.center_id)
        .where(or_(Body.closed_on.is_(None), Body.closed_on > today))
        .order_by(Body.center_id.is_not(None), Body.code)
    )
    return [
        BodyOverview(body.code, body.kind, name, body.seats, center_code, people[body.id])
        for body, name, center_code in bodies
    ]


def list_charges_outside_bodies(session: Session, *, today: date) -> tuple[Charge, ...]:
    """Return who administers a center, translates or is charged with anything else outside bodies; one statement."""
    return _charges_by_body(session.execute(_mandates(today).where(Mandate.body_id.is_(None))))[None]


def _mandates(today: date) -> Any:
    return (
        select(Mandate.body_id, Mandate.person_id, Person.full_name, Center.code, Mandate.kind)
        .join(Person, Person.id == Mandate.person_id)
        .outerjoin(Center, Center.id == Mandate.center_id)
        .where(holds_on(Mandate, today))
        .order_by(Center.code.is_(None), Center.code, Person.search_key, Mandate.kind)
    )


def _charges_by_body(rows: Iterable[Any]) -> defaultdict[UUID | None, tuple[Charge, ...]]:
    kinds: defaultdict[tuple[Any, ...], list[str]] = defaultdict(list)
    for body_id, person_id, name, center_code, kind in rows:
        kinds[body_id, person_id, name, center_code].append(kind)
    charges: defaultdict[UUID | None, tuple[Charge, ...]] = defaultdict(tuple)
    for (body_id, _person_id, name, center_code), held in kinds.items():
        charge = Charge(name, center_code, tuple(held))
        leading = (charge,) if MandateKind.CHAIR in held else ()
        charges[body_id] = (*leading, *charges[body_id], *(() if leading else (charge,)))
    return charges
