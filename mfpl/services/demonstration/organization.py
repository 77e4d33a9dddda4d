"""Founds the demonstration's centers and bodies."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from mfpl.services.demonstration.presets import read_preset
from mfpl.store.tables import Body, BodyName, Center, CenterName

Ids = Mapping[str, UUID]


def found_centers(session: Session) -> Ids:
    """Write the centers with their names and return their ids by code."""
    centers = read_preset("centers")["centers"]
    ids = {center["code"]: uuid4() for center in centers}
    session.add_all([_center(ids[center["code"]], center) for center in centers])
    session.flush()
    session.add_all(
        CenterName(
            center_id=ids[center["code"]], language=language, name=name, short_name=center["short_name"][language]
        )
        for center in centers
        for language, name in center["name"].items()
    )
    return ids


def found_bodies(session: Session, *, centers: Ids) -> Ids:
    """Write the bodies that decide, with their names, and return their ids by code."""
    bodies = read_preset("bodies")["bodies"]
    ids = {body["id"]: uuid4() for body in bodies}
    session.add_all(
        Body(
            id=ids[body["id"]],
            code=body["id"],
            kind=body["kind"],
            center_id=centers.get(body["center"] or ""),
            seats=body["seats"],
        )
        for body in bodies
    )
    session.flush()
    session.add_all(
        BodyName(body_id=ids[body["id"]], language=language, name=name)
        for body in bodies
        for language, name in body["name"].items()
    )
    return ids


def _center(center_id: UUID, center: Mapping[str, Any]) -> Center:
    return Center(
        id=center_id,
        legal_entity=center["legal_entity"]["value"],
        opened_on=_day(center["opened_on"]["value"]),
        closed_on=_day(center["closed_on"]["value"]),
        **{name: center[name] for name in ("code", "country", "currency", "time_zone", "language")},
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
