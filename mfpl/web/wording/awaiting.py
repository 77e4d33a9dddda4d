"""Says what is still missing of taking part while a vote is open: in heads, exactly or in whole steps."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import CountName
from mfpl.web.formatting import number


@dataclass(frozen=True)
class Awaited:
    """Whether enough have taken part, and the sentence that says so."""

    reached: bool
    sentence: str


def awaited(came: int, needed: int, *, step: int) -> Awaited:
    """Return how many have taken part of how many are needed; told in steps, it is said to be at least so many."""
    if came >= needed:
        return Awaited(True, _reached(came, needed, step))
    return Awaited(False, _missing(came, needed, step))


def _reached(came: int, needed: int, step: int) -> str:
    if step > 1:
        return _(
            "At least %(came)s have taken part and %(needed)s are needed: it is reached.",
            came=number(came),
            needed=number(needed),
        )
    return _(
        "%(came)s have taken part and %(needed)s are needed: it is reached.", came=number(came), needed=number(needed)
    )


def _missing(came: int, needed: int, step: int) -> str:
    if step == 1:
        return ngettext(
            "%(came)s of the %(needed)s needed have taken part; %(missing)s is missing.",
            "%(came)s of the %(needed)s needed have taken part; %(missing)s are missing.",
            needed - came,
            came=number(came),
            needed=number(needed),
            missing=number(needed - came),
        )
    if not came:
        return _(
            "Fewer than %(step)s have taken part and %(needed)s are needed.", step=number(step), needed=number(needed)
        )
    return ngettext(
        "At least %(came)s of the %(needed)s needed have taken part; at most %(missing)s is missing.",
        "At least %(came)s of the %(needed)s needed have taken part; at most %(missing)s are missing.",
        needed - came,
        came=number(came),
        needed=number(needed),
        missing=number(needed - came),
    )


def caveat(measured: CountName) -> str:
    """Return which ballots will not count as taking part; empty where each ballot does."""
    if measured is CountName.VOTING:
        return _("A ballot left blank does not count here; how many there are is known after the close.")
    if measured is CountName.VALID:
        return _("Abstentions and blank ballots do not count here; how many there are is known after the close.")
    return ""
