"""Writes what an organization is made of before anybody acts in it: its centers and the bodies that decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from mfpl.store.queries.bodies import list_centers
from mfpl.store.tables import Body, BodyName, Center, CenterName

Ids = Mapping[str, UUID]


@dataclass(frozen=True)
class CenterDraft:
    """A center as it is founded; names by language."""

    code: str
    legal_entity: str
    country: str
    currency: str
    time_zone: str
    language: str
    name: Mapping[str, str]
    short_name: Mapping[str, str]
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class BodyDraft:
    """A body as it is founded; names by language, ``center`` the code of the center whose assembly it is."""

    code: str
    kind: str
    name: Mapping[str, str]
    center: str | None = None
    seats: int | None = None


def is_empty(session: Session) -> bool:
    """Return whether the database has no organization yet."""
    return not list_centers(session)


def write_centers(session: Session, centers: Sequence[CenterDraft]) -> Ids:
    """Write centers with their names and return their ids by code."""
    ids = {center.code: uuid4() for center in centers}
    session.add_all(_center(ids[center.code], center) for center in centers)
    session.flush()
    session.add_all(
        CenterName(center_id=ids[center.code], language=language, name=name, short_name=center.short_name[language])
        for center in centers
        for language, name in center.name.items()
    )
    return ids


def write_bodies(session: Session, bodies: Sequence[BodyDraft], *, centers: Ids) -> Ids:
    """Write bodies with their names and return their ids by code."""
    ids = {body.code: uuid4() for body in bodies}
    session.add_all(
        Body(
            id=ids[body.code],
            code=body.code,
            kind=body.kind,
            center_id=centers.get(body.center or ""),
            seats=body.seats,
        )
        for body in bodies
    )
    session.flush()
    session.add_all(
        BodyName(body_id=ids[body.code], language=language, name=name)
        for body in bodies
        for language, name in body.name.items()
    )
    return ids


def _center(center_id: UUID, center: CenterDraft) -> Center:
    return Center(
        id=center_id,
        code=center.code,
        legal_entity=center.legal_entity,
        country=center.country,
        currency=center.currency,
        time_zone=center.time_zone,
        language=center.language,
        opened_on=center.opened_on,
        closed_on=center.closed_on,
    )
