"""Tells who can sign in to the demonstration, and with what."""

from collections.abc import Mapping
from dataclasses import dataclass

from mfpl.services.demonstration.presets import read_preset

PASSWORD = "primero-de-mayo"  # noqa: S105 - the one password of invented people, printed at every start


@dataclass(frozen=True)
class SignIn:
    """A person of the demonstration: names, address, language, mandates by code, and what they show, by language."""

    key: str
    full_name: str
    called_name: str
    email: str
    language: str
    center: str
    mandates: tuple[str, ...]
    role: Mapping[str, str]


def list_sign_ins() -> tuple[SignIn, ...]:
    """Return the people a newcomer can be, in the order in which they are introduced; all share one password."""
    return tuple(
        SignIn(
            key=person["id"],
            full_name=person["full_name"],
            called_name=person["called_name"],
            email=person["email"],
            language=person["language"],
            center=person["center"],
            mandates=tuple(mandate["kind"] for mandate in person["mandates"]),
            role=person["role"],
        )
        for person in read_preset("people")["people"]
        if person["cast"]
    )
