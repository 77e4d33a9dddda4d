"""Fields of choice whose refusal is said in the language of the page."""

from typing import Any

from wtforms import RadioField, SelectField

from mfpl.web.words import lazy as _l

NOT_OFFERED = _l("Choose one of those offered.")


class Choice(SelectField):
    """One of a list."""

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **{"invalid_choice_message": NOT_OFFERED, **options})


class Rows(RadioField):
    """One of a few, each in a row of its own."""

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, **{"invalid_choice_message": NOT_OFFERED, **options})
