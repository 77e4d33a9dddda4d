"""Forms that save nothing: what was typed lives in the address and is kept, and its errors stand beside the field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from mfpl.web.formatting import number
from mfpl.web.forms import Problem, clean_line

WHOLE = re.compile(r"\d{1,3}(?:[,.'\N{RIGHT SINGLE QUOTATION MARK}\s]\d{3})+|\d+", re.ASCII)
"""Digits, alone or in groups of three with whatever the reader puts between them."""

LONGEST_TEXT = 200


@dataclass
class TypedField:
    """One field: its name, which is its id too, its label, what was typed, and what is wrong with it."""

    id: str
    label: str
    text: str
    errors: list[str] = field(default_factory=list)


class TypedForm:
    """Reads fields from the question part of an address; each is registered when it is read, in the page's order."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self._typed = typed
        self.fields: dict[str, TypedField] = {}

    def __getitem__(self, name: str) -> TypedField:
        """Return a field that has been read."""
        return self.fields[name]

    @property
    def problems(self) -> list[Problem]:
        """Return every error with the field it belongs to, in the order of the page."""
        return [Problem(one.id, message) for one in self.fields.values() for message in one.errors]

    @property
    def errors(self) -> bool:
        """Return whether anything that was typed cannot be used."""
        return bool(self.problems)

    def refuse(self, name: str, message: str) -> None:
        """Show a sentence as the error of a field."""
        self.fields[name].errors.append(message)

    def text(self, name: str, label: str, *, most: int = LONGEST_TEXT) -> str:
        """Read one line of text; a longer one than fits is refused and read as nothing."""
        typed = clean_line(self._typed.get(name)) or ""
        self.fields[name] = TypedField(name, label, typed)
        if len(typed) <= most:
            return typed
        self.refuse(name, _("%(label)s: at most %(most)s characters fit.", label=label, most=number(most)))
        return ""

    def whole(self, name: str, label: str, *, otherwise: int, most: int, least: int = 0) -> int:
        """Read a whole number between bounds; `otherwise` stands where nothing was asked, and an empty field is 0."""
        typed = clean_line(self._typed.get(name, str(otherwise))) or ""
        self.fields[name] = TypedField(name, label, typed)
        digits = re.sub(r"\D", "", typed) if WHOLE.fullmatch(typed) else None
        value = 0 if not typed else (int(digits) if digits and len(digits) <= len(str(most)) else None)
        if value is not None and least <= value <= most:
            return value
        bounds = {"least": number(least), "most": number(most)}
        self.refuse(name, _("%(label)s: write a whole number from %(least)s to %(most)s.", label=label, **bounds))
        return otherwise
