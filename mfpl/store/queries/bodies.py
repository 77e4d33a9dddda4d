"""Finds bodies and centers with their names."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.refusals import NotFound
from mfpl.store.tables import Body, BodyName, Center, CenterName


@dataclass(frozen=True)
class BodyFacts:
    """A body that decides, with its names by language."""

    id: UUID
    code: str
    kind: str
    center_id: UUID | None
    seats: int | None
    names: dict[str, str]


@dataclass(frozen=True)
class CenterFacts:
    """A center, with its full and short names by language."""

    id: UUID
    code: str
    legal_entity: str
    country: str
    currency: str
    time_zone: str
    language: str
    opened_on: date | None
    closed_on: date | None
    names: dict[str, str]
    short_names: dict[str, str]


def list_bodies(session: Session) -> list[BodyFacts]:
    """Return all bodies by code."""
    names: dict[UUID, dict[str, str]] = {}
    for row in session.scalars(select(BodyName)):
        names.setdefault(row.body_id, {})[row.language] = row.name
    bodies = session.scalars(select(Body).order_by(Body.code))
    return [BodyFacts(one.id, one.code, one.kind, one.center_id, one.seats, names.get(one.id, {})) for one in bodies]


def get_body(session: Session, *, body_id: UUID) -> BodyFacts:
    """Return the body with an id; raise NotFound."""
    for body in list_bodies(session):
        if body.id == body_id:
            return body
    raise NotFound("body_unknown")


def list_centers(session: Session) -> list[CenterFacts]:
    """Return all centers by code, closed ones too."""
    names: dict[UUID, dict[str, str]] = {}
    short_names: dict[UUID, dict[str, str]] = {}
    for row in session.scalars(select(CenterName)):
        names.setdefault(row.center_id, {})[row.language] = row.name
        short_names.setdefault(row.center_id, {})[row.language] = row.short_name
    centers = session.scalars(select(Center).order_by(Center.code))
    return [
        CenterFacts(
            **{name: getattr(one, name) for name in CENTER_COLUMNS},
            names=names.get(one.id, {}),
            short_names=short_names.get(one.id, {}),
        )
        for one in centers
    ]


CENTER_COLUMNS = (
    "id",
    "code",
    "legal_entity",
    "country",
    "currency",
    "time_zone",
    "language",
    "opened_on",
    "closed_on",
)
