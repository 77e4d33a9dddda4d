"""Forms: content kept across the language switch, text cleaned, errors in the same words on top and at the field."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the types are one version behind

from mfpl.domain.refusals import Refusal
from mfpl.web.languages import keeps_content
from mfpl.web.wording.refusals import sentence


@dataclass(frozen=True)
class Problem:
    """One error of a form: the field to go to, and what is wrong with it."""

    field_id: str
    message: str


def choice(value: str, label: str) -> Any:
    """Return one answer of a RadioField or SelectField."""
    return SelectChoice(value, label)


def clean_line(value: str | None) -> str | None:
    """Return one line of text in one Unicode form, without spaces around it or line breaks in it."""
    return None if value is None else " ".join(unicodedata.normalize("NFC", value).split())


def clean_text(value: str | None) -> str | None:
    """Return text of several lines in one Unicode form, with one kind of line break."""
    return None if value is None else unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")


class Line(StringField):
    """A field of one line."""

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, filters=[clean_line], **options)


class Prose(TextAreaField):
    """A field of several lines."""

    def __init__(self, label: str | None = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, filters=[clean_text], **options)


class BaseForm(FlaskForm):
    """A form that shows its content again, unjudged, when only the language was switched."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)  # type: ignore[no-untyped-call]  # Flask-WTF ships no types

    def validate_on_submit(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether the form was sent to be acted on and everything in it can be used."""
        return not keeps_content() and bool(super().validate_on_submit(extra_validators))  # type: ignore[no-untyped-call]  # as above

    def text(self, field_name: str) -> str:
        """Return what was typed into a field, or nothing."""
        return self[field_name].data or ""

    def refuse(self, field_name: str, refusal: Refusal) -> None:
        """Show a refusal as the error of one field."""
        field = self[field_name]
        field.errors = [*field.errors, sentence(refusal)]

    @property
    def problems(self) -> list[Problem]:
        """Return every error with the field it belongs to, in the order of the page."""
        return [Problem(first_control(field), str(message)) for field in self for message in field.errors]


def first_control(field: Field) -> str:
    """Return the id of what a link to a field should focus: itself, or the first of its answers."""
    answers = field if isinstance(field, RadioField | SelectMultipleField) else ()
    return next((answer.id for answer in answers), field.id)
