"""Acts that need a person of each of two centers, in words: what is asked for, and what would change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from mfpl.domain.actors import MandateKind
from mfpl.domain.joint_acts import JointKind
from mfpl.web.formatting import day
from mfpl.web.wording.people import MANDATES


@dataclass(frozen=True)
class ActWords:
    """What somebody asks for, in a line, and what would change once it is confirmed."""

    title: str
    change: str


Params = Mapping[str, Any]
CENTERS = ("from", "to", "center")
"""What of an act is the code of a center."""


def act_words(kind: JointKind, parameters: Params, *, about: str, centers: Mapping[str, str]) -> ActWords:
    """Return an act in words; `about` names the member, person or vote it is about, `centers` the centers by code."""
    named = {name: centers.get(parameters[name], parameters[name]) for name in CENTERS if name in parameters}
    return _WORDS[kind]({**parameters, **named}, about)


def _transfer(p: Params, about: str) -> ActWords:
    return ActWords(
        _("Move a membership: %(name)s", name=about),
        _(
            "From %(day)s on its center is %(to)s and no longer %(from_)s. Reason: %(reason)s",
            day=day(date.fromisoformat(p["from_on"])),
            to=p["to"],
            from_=p["from"],
            reason=p["reason"],
        ),
    )


def _name(p: Params, about: str) -> ActWords:
    charge = str(MANDATES[MandateKind(p["mandate"])])
    return ActWords(
        _("Give a charge: %(name)s", name=about),
        _("From the day it is confirmed: %(charge)s, %(center)s.", charge=charge, center=p["center"]),
    )


def _adopt(p: Params, _about: str) -> ActWords:
    return ActWords(
        _("Change a clause outside of a vote: %(rule)s", rule=p["rule"]),
        _("It would get version %(number)s; votes that are open keep theirs.", number=p["number"]),
    )


def _close_early(_p: Params, about: str) -> ActWords:
    return ActWords(
        _("Close a vote early: %(name)s", name=about), _("It closes and is counted the moment it is confirmed.")
    )


_WORDS: Mapping[JointKind, Callable[[Params, str], ActWords]] = {
    JointKind.TRANSFER: _transfer,
    JointKind.NAME: _name,
    JointKind.ADOPT: _adopt,
    JointKind.CLOSE_EARLY: _close_early,
}
