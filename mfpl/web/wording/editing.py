"""Says what can be edited in a rule: comparisons, numbers, what a share is taken of, and in what is counted."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import pgettext

from mfpl.rules import Comparison, CountName, Unit
from mfpl.web.formatting import listed
from mfpl.web.wording.counts import whole
from mfpl.web.words import lazy as _l

WHOLES = (CountName.VALID, CountName.VOTING, CountName.BALLOTS, CountName.PRESENT, CountName.ELIGIBLE)
PART = _l("What part, such as 1/2")
LABELS: Mapping[str, str] = MappingProxyType({
    "comparison": _l("Comparison"),
    "of": _l("Of what"),
    "unit": _l("Counted in"),
    "otherwise": _l("Without it"),
    "at_least": _l("How many of these must hold"),
    "times": _l("How many times the square root"),
    "square_root_of": _l("Square root of what"),
})  # fmt: skip
VALUES: Mapping[str, str] = MappingProxyType({
    "share": PART,
    "class_share": PART,
    "count": _l("How many"),
    "number_of_sections": _l("How many centers"),
    "share_of_sections": _l("What part of the centers, such as 1/2"),
})  # fmt: skip
UNITS: Mapping[str, str] = MappingProxyType({
    Unit.VOTES: _l("votes, with their weight"),
    Unit.MEMBERS: _l("members, one by one"),
})  # fmt: skip
WITHOUT: Mapping[str, str] = MappingProxyType({
    "not_quorate": _l("there is no quorum"),
    "failed": _l("it is not adopted"),
})  # fmt: skip


def label(kind: str, name: str) -> str:
    """Return what a field of a condition of some kind is called."""
    return str(VALUES[kind] if name == "value" else LABELS[name])


def options(name: str, *, unit: str, current: str) -> list[tuple[str, str]]:
    """Return the answers a field offers with their words, the current one among them; none where it is typed."""
    offered = _OFFERED[name](unit) if name in _OFFERED else []
    if offered and current not in dict(offered):
        offered.append((current, _whole(current, unit)))
    return offered


def _whole(names: str, unit: str) -> str:
    """The name of a sum of counts; of what is none, itself."""
    known = {str(name): name for name in CountName}
    if unit not in UNITS or not all(name in known for name in names.split("+")):
        return names
    return listed([whole((known[name],), Unit(unit)) for name in names.split("+")])


_OFFERED: Mapping[str, Callable[[str], list[tuple[str, str]]]] = MappingProxyType({
    "comparison": lambda _unit: [
        (str(Comparison.MORE_THAN), pgettext("comparison", "more than")),
        (str(Comparison.AT_LEAST), pgettext("comparison", "at least")),
        (str(Comparison.EXACTLY), pgettext("comparison", "exactly")),
        (str(Comparison.AT_MOST), pgettext("comparison", "no more than")),
        (str(Comparison.LESS_THAN), pgettext("comparison", "less than")),
    ],
    "of": lambda unit: [(str(name), _whole(name, unit)) for name in WHOLES],
    "square_root_of": lambda unit: [(str(name), _whole(name, unit)) for name in WHOLES],
    "unit": lambda _unit: [(str(unit), str(words)) for unit, words in UNITS.items()],
    "otherwise": lambda _unit: [(word, str(words)) for word, words in WITHOUT.items()],
})  # fmt: skip


def inside(name: str) -> str:
    """Return what the requirement is called that another one asks of each center."""
    return _("%(name)s: what is asked of each", name=name)


def weight(kind: str) -> str:
    """Return what the field is called that says how many votes a kind of member has."""
    return _("Votes of one member: %(kind)s", kind=kind)
