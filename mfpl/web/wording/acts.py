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


def act_words(kind: JointKind, parameters: Params, *, about: str) -> ActWords:
    """Return an act in words; `about` is the name of the member, the person or the vote it is about."""
    return _WORDS[kind](parameters, about)


def _transfer(p: Params, about: str) -> ActWords:
    return ActWords(
        _("Move a membership: %(name)s", name=about),
        _(
            "From %(day)s on it belongs to center %(to)s and no longer to center %(from_)s. Reason: %(reason)s",
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
        _("From the day it is confirmed: %(charge)s, center %(center)s.", charge=charge, center=p["center"]),
    )


def _adopt(p: Params, _about: str) -> ActWords:
    return ActWords(
        _("Change a clause outside of a vote: %(rule)s", rule=p["rule"]),
        _("It would get version %(number)s at once; votes that are open keep theirs.", number=p["number"]),
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
