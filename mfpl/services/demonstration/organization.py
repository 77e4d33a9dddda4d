"""Founds the demonstration's centers and bodies."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from mfpl.services.demonstration.presets import read_preset
from mfpl.services.organization import BodyDraft, CenterDraft, Ids, write_bodies, write_centers

__all__ = ["Ids", "found_bodies", "found_centers"]


def found_centers(session: Session) -> Ids:
    """Write the centers with their names and return their ids by code."""
    return write_centers(session, [_center(center) for center in read_preset("centers")["centers"]])


def found_bodies(session: Session, *, centers: Ids) -> Ids:
    """Write the bodies that decide, with their names, and return their ids by code."""
    bodies = [
        BodyDraft(code=body["id"], **{name: body[name] for name in ("kind", "name", "center", "seats")})
        for body in read_preset("bodies")["bodies"]
    ]
    return write_bodies(session, bodies, centers=centers)


def _center(center: Mapping[str, Any]) -> CenterDraft:
    return CenterDraft(
        legal_entity=center["legal_entity"]["value"],
        opened_on=_day(center["opened_on"]["value"]),
        closed_on=_day(center["closed_on"]["value"]),
        **{
            name: center[name]
            for name in ("code", "country", "currency", "time_zone", "language", "name", "short_name")
        },
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
