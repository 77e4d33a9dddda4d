"""Reads the demonstration's data files and tells its days and hours as instants."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import mfpl.presets
from mfpl.domain.bylaws import ClauseKind
from mfpl.presets.names import resolve_day

PRESETS = Path(mfpl.presets.__file__).parent
MIDDAY = time(18)


@cache
def read_preset(name: str) -> Any:
    """Return the content of one data file of the demonstration; never to be changed."""
    return json.loads((PRESETS / "demo" / f"{name}.json").read_text(encoding="utf-8"))


def rule_documents() -> list[str]:
    """Return the rule documents that ship, by file name."""
    return [file.read_text(encoding="utf-8") for file in sorted((PRESETS / "rules").glob("*.json"))]


def clause_documents(kind: ClauseKind, names: Iterable[str]) -> list[str]:
    """Return documents of clauses that ship beside the rules, by file name: texts, and rules about seats."""
    folder = PRESETS / {ClauseKind.SEATS: "seats", ClauseKind.TEXT: "texts"}[kind]
    return [(folder / f"{name}.json").read_text(encoding="utf-8") for name in names]


def start_day(now: datetime) -> date:
    """Return the day the demonstration starts: the earliest that any of its centers has at an instant."""
    return min(now.astimezone(ZoneInfo(center["time_zone"])).date() for center in read_preset("centers")["centers"])


def instant(moment: dict[str, str], *, start: date) -> datetime:
    """Return the instant of a day, an hour and a time zone as the data files write them."""
    day, hour = resolve_day(moment["day"], start=start), time.fromisoformat(moment["time"])
    return datetime.combine(day, hour, ZoneInfo(moment["time_zone"])).astimezone(UTC)


def midday(day: date) -> datetime:
    """Return an hour of a day at which both centers are at work, for acts of which only the day is known."""
    return datetime.combine(day, MIDDAY, UTC)
