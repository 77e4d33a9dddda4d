"""Says where a condition is asked: in the whole, in each center, in so many cantons, in one section by its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.web.formatting import listed, number
from mfpl.web.words import lazy as _l

CENTER = "center"
NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Sections:
    """What the sections of a vote are called: names of centers by code, and the kind of those whose rule names none."""

    names: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    kind: str | None = None

    def label(self, section: str | None) -> str:
        """Return what one section is called; a section without a name of ours by its own id."""
        return _("the whole") if section is None else self.names.get(section, section)


@dataclass(frozen=True)
class Where:
    """Where a condition is asked: in each section of a kind or list (`each`), in one section, or else in the whole."""

    each: bool = False
    among: str | tuple[str, ...] | None = None
    section: str | None = None


WHOLE = Where()

_Placed = Callable[[str], str]

_EACH: Mapping[str, _Placed] = MappingProxyType({
    CENTER: lambda what: _("%(what)s in each center", what=what),
    "state": lambda what: _("%(what)s in each state", what=what),
    "territory": lambda what: _("%(what)s in each territory", what=what),
    "canton": lambda what: _("%(what)s in each canton", what=what),
    "province": lambda what: _("%(what)s in each province", what=what),
    "house": lambda what: _("%(what)s in each house", what=what),
    "country": lambda what: _("%(what)s in each country", what=what),
    "community": lambda what: _("%(what)s in each community", what=what),
    "group": lambda what: _("%(what)s in each group", what=what),
})  # fmt: skip

_SPREAD: Mapping[str, _Placed] = MappingProxyType({
    CENTER: lambda what: _("%(what)s by centers", what=what),
    "state": lambda what: _("%(what)s by states", what=what),
    "territory": lambda what: _("%(what)s by territories", what=what),
    "canton": lambda what: _("%(what)s by cantons", what=what),
    "province": lambda what: _("%(what)s by provinces", what=what),
    "house": lambda what: _("%(what)s by houses", what=what),
    "country": lambda what: _("%(what)s by countries", what=what),
    "community": lambda what: _("%(what)s by communities", what=what),
    "group": lambda what: _("%(what)s by groups", what=what),
})  # fmt: skip

_ALL_OF = MappingProxyType({
    CENTER: _l("the centers"),
    "state": _l("the states"),
    "territory": _l("the territories"),
    "canton": _l("the cantons"),
    "province": _l("the provinces"),
    "house": _l("the houses"),
    "country": _l("the countries"),
    "community": _l("the communities"),
    "group": _l("the groups"),
})  # fmt: skip


def _counted(n: int, kind: str | None) -> str:
    if kind == CENTER:
        return ngettext("%(count)s center", "%(count)s centers", n, count=number(n))
    return ngettext("%(count)s section", "%(count)s sections", n, count=number(n))


def kind_of(where: Where, sections: Sections) -> str | None:
    """Return the kind of sections a condition asks about: the rule's own, else the vote's."""
    return where.among if isinstance(where.among, str) else sections.kind


def placed(what: str, where: Where, sections: Sections) -> str:
    """Return a noun phrase with the place it is about, such as "quorum in each center"."""
    if where.section is not None:
        return _one(what, where.section, sections)
    if not where.each:
        return _("%(what)s in the whole", what=what)
    if isinstance(where.among, tuple):
        return _("%(what)s in each of these: %(sections)s", what=what, sections=named(where.among, sections))
    named_kind = _EACH.get(kind_of(where, sections) or "")
    return named_kind(what) if named_kind else _("%(what)s in each section", what=what)


def _one(what: str, section: str, sections: Sections) -> str:
    if section in sections.names:
        return _("%(what)s in the %(center)s", what=what, center=sections.names[section])
    return _("%(what)s in %(section)s", what=what, section=section)


def spread(what: str, where: Where, sections: Sections) -> str:
    """Return a noun phrase about a number of sections, such as "majority by centers"."""
    named_kind = _SPREAD.get(kind_of(where, sections) or "")
    return named_kind(what) if named_kind else _("%(what)s by sections", what=what)


def all_of(where: Where, sections: Sections) -> str:
    """Return the sections asked as a noun phrase, such as "the centers" or the names of those listed."""
    if isinstance(where.among, tuple):
        return named(where.among, sections)
    known = _ALL_OF.get(kind_of(where, sections) or "")
    return str(known) if known else _("the sections")


def so_many(n: int, where: Where, sections: Sections) -> str:
    """Return a number of sections as a noun phrase, such as "2 centers"."""
    return _counted(n, kind_of(where, sections))


def named(ids: tuple[str, ...], sections: Sections) -> str:
    """Return sections by their names, as a list of the language."""
    return listed([sections.label(one) for one in ids])
