"""Says everything a rule document says: who votes, what is needed, what surrounds it, and what its names mean."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Rule, holders
from mfpl.rules.circumstances import Office
from mfpl.web.formatting import day, listed, number
from mfpl.web.wording.circumstances import circumstance_clauses
from mfpl.web.wording.clauses import OF_CENTERS, clauses, definition_clauses
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.sections import Sections
from mfpl.web.wording.titles import spoken, titled
from mfpl.web.words import lazy as _l

OFFICES = "/offices"
ELECTORATE = "/electorate"

_UNABLE: Mapping[str, str] = MappingProxyType({
    "next_section": _l("A center that cannot fill it is passed over, and the next one takes the turn."),
    "vacant": _l("Where the center whose turn it is cannot fill it, it stays vacant."),
})  # fmt: skip


def rule_clauses(rule: Rule, *, sections: Sections = OF_CENTERS, year: int | None = None) -> list[Clause]:
    """Return everything a rule says, in the order people ask; with a year, who holds each office in it."""
    around = [one for one in circumstance_clauses(rule, sections) if not one.path.startswith(OFFICES)]
    return [
        *clauses(rule),
        *around,
        *_offices(rule, sections, year),
        *_supersedes(rule),
        *definition_clauses(rule),
        *_brought_along(rule),
    ]


def _offices(rule: Rule, sections: Sections, year: int | None) -> Iterator[Clause]:
    held = {} if year is None else holders(rule.offices, year)
    for place, office in enumerate(rule.offices):
        path = f"{OFFICES}/{place}"
        said = [_round(office, sections), str(_UNABLE[office.when_unable]), *_apart(rule, office)]
        if year is not None:
            said.append(_held(held[office.office], office, sections, year))
        yield Clause(path, _("Office: %(office)s", office=titled(rule, office.office)), " ".join(said))


def _round(office: Office, sections: Sections) -> str:
    return ngettext(
        "It goes round in this order since %(day)s, for %(count)s year each: %(cycle)s.",
        "It goes round in this order since %(day)s, for %(count)s years each: %(cycle)s.",
        office.term_years,
        day=day(office.starts),
        count=number(office.term_years),
        cycle=listed([sections.label(one) for one in office.cycle]),
    )


def _apart(rule: Rule, office: Office) -> Iterator[str]:
    if office.differs_from is not None:
        yield _("It is never of the same center as this office: %(office)s.", office=titled(rule, office.differs_from))


def _held(section: str | None, office: Office, sections: Sections, year: int) -> str:
    if section is not None:
        return _("In %(year)s it is held by: %(section)s.", year=str(year), section=sections.label(section))
    if year < office.starts.year:
        return _("In %(year)s it has not begun.", year=str(year))
    return _("In %(year)s it is vacant.", year=str(year))


def _supersedes(rule: Rule) -> Iterator[Clause]:
    if rule.supersedes is not None:
        said = _(
            "The rule “%(rule)s”, version %(version)s.",
            rule=rule.supersedes.id,
            version=number(rule.supersedes.version),
        )
        yield Clause("/supersedes", _("It takes the place of"), said)


def _brought_along(rule: Rule) -> Iterator[Clause]:
    for name, other in rule.rules.items():
        said = _("“%(title)s”, version %(version)s.", title=spoken(other.title), version=number(other.version))
        yield Clause(f"/rules/{name}", _("A rule it refers to"), said)


_BOTH = "every_section"
_EACH = "per_section"
_SOME = frozenset({"in_section", "number_of_sections", "share_of_sections"})

_DISAGREEING: tuple[tuple[Callable[[frozenset[str]], bool], str], ...] = (
    (lambda keys: _EACH in keys, _l("Each center decides for itself: it applies where it said yes.")),
    (lambda keys: _BOTH in keys, _l("It is not adopted: it needs the yes of each center.")),
    (lambda keys: bool(_SOME & keys), _l("It depends on which sections say yes and on how many: see below.")),
    (lambda _keys: True, _l("The votes of all centers are counted together: no center is asked by itself.")),
)


def card(rule: Rule) -> Iterator[Clause]:
    """Yield the three things people ask first: who may vote, what passes, and what follows when centers disagree."""
    said = clauses(rule)
    who = tuple(one for one in said if one.path.startswith(ELECTORATE))
    yield Clause(ELECTORATE, _("Who may vote"), "" if who else _("The document does not say."), who)
    yield Clause("/requires", _("What passes"), "", tuple(one for one in said if one not in who))
    yield disagreeing(rule)


def disagreeing(rule: Rule) -> Clause:
    """Return what follows where one center says yes and another says no, with the steps the rule foresees."""
    keys = frozenset(_keys(rule, rule.requires.model_dump(mode="json", by_alias=True)))
    follows = next(str(words) for applies, words in _DISAGREEING if applies(keys))
    if rule.deadlock is None and _BOTH in keys:
        follows = _("%(follows)s The document foresees no further step.", follows=follows)
    return Clause("/deadlock", _("If one center says yes and another says no"), follows, _ways_out(rule))


def _keys(rule: Rule, content: object) -> Iterator[str]:
    """Every key of a requirement, followed through its references; a limit "per section" is no condition."""
    if isinstance(content, list):
        for item in content:
            yield from _keys(rule, item)
    if not isinstance(content, dict):
        return
    for key, value in content.items():
        if key != _EACH or isinstance(value, dict):
            yield key
        if key == "reference":
            yield from _keys(rule, rule.definitions[value].model_dump(mode="json", by_alias=True))
        elif key == "rule":
            other = rule.rules[value]
            inner = rule.model_copy(update={"definitions": other.definitions})
            yield from _keys(inner, other.requires.model_dump(mode="json", by_alias=True))
        else:
            yield from _keys(rule, value)


def _ways_out(rule: Rule) -> tuple[Clause, ...]:
    if rule.deadlock is None:
        return ()
    return next(one.parts for one in circumstance_clauses(rule, OF_CENTERS) if one.path == "/deadlock")
