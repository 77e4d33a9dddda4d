"""Says what is typed to try a rule out: the counts of a center, and the kinds of members they are counted in."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.domain.members import MemberKind
from mfpl.web.formatting import number
from mfpl.web.words import lazy as _l

_COUNTS: Mapping[str, str] = MappingProxyType({
    "eligible": _l("On the roll"),
    "ballots": _l("Take part"),
    "yes": _l("In favor"),
    "no": _l("Against"),
    "blank": _l("Left blank"),
    "invalid": _l("Invalid"),
    "present": _l("Present"),
    "signed": _l("Sign"),
    "blocks": _l("Block with reasons"),
})  # fmt: skip
_KINDS: Mapping[str, str] = MappingProxyType({
    MemberKind.ORGANIZATION: _l("Organizations"),
    MemberKind.INDIVIDUAL: _l("Individuals"),
})  # fmt: skip


def count(name: str, *, entitled: int | None) -> str:
    """Return what the field of a count is called; with how many are on the roll, where that is fixed."""
    if name == "ballots" and entitled is not None:
        return _("Take part (of %(entitled)s)", entitled=number(entitled))
    return str(_COUNTS[name])


def kind(code: str, weights: Mapping[str, int]) -> str:
    """Return what a kind of members is called, with the votes each has; empty where all members are alike."""
    if not code:
        return ""
    return ngettext(
        "%(kind)s (%(votes)s vote each)",
        "%(kind)s (%(votes)s votes each)",
        weights[code],
        kind=str(_KINDS.get(code, code)),
        votes=number(weights[code]),
    )


def weight(attribute: str) -> str:
    """Return what the field is called that says how much a section weighs by an attribute."""
    return _("Weight by “%(attribute)s”", attribute=attribute)
