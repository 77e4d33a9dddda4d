"""The one way to ask which dated row holds on a day: from a day on, until but not including another."""

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, or_


def holds_on(table: Any, day: date | BindParameter[date]) -> ColumnElement[bool]:
    """Return the condition that a row with ``from_on`` and ``until_on`` holds on a day."""
    return and_(table.from_on <= day, or_(table.until_on.is_(None), table.until_on > day))
