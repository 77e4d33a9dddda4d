"""Fields of choice whose refusal is said in the language of the page."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectField

from mfpl.web.forms import choice
from mfpl.web.words import lazy as _l

NOT_OFFERED = _l("Choose one of those offered.")


def offered(pairs: Iterable[tuple[object, str]]) -> list[Any]:
    """Return values with their labels as the choices of a field."""
    return [choice(str(value), label) for value, label in pairs]


class Choice(SelectField):
    """One of a list."""

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **{"invalid_choice_message": NOT_OFFERED, **options})


class Rows(RadioField):
    """One of a few, each in a row of its own."""

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **{"invalid_choice_message": NOT_OFFERED, **options})
