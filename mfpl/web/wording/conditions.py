"""Says what a condition of a rule asks for: its name, its place and its sentence, without any counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Comparison, CountName, Rule
from mfpl.rules.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    EverySection,
    InSection,
    Not,
    NumberOfSections,
    PerSection,
    Quorum,
    Ranked,
    Reference,
    RootCount,
    RuleReference,
    Share,
    ShareOfSections,
)
from mfpl.web.formatting import number
from mfpl.web.wording import contests, counts, procedures
from mfpl.web.wording.comparisons import compared, mixed, threshold
from mfpl.web.wording.sections import WHOLE, Sections, Where, all_of, placed, so_many, spread
from mfpl.web.wording.titles import titled
from mfpl.web.words import lazy as _l

HALF = Fraction(1, 2)
TURNOUT = frozenset({CountName.BALLOTS, CountName.VOTING, CountName.VALID, CountName.PRESENT})
_ATTRIBUTES = {"all": "all_", "any": "any_", "not": "not_"}

NAMES = MappingProxyType({
    "quorum": (_l("Quorum"), _l("the quorum")),
    "majority": (_l("Majority"), _l("the majority")),
    "qualified": (_l("Qualified majority"), _l("the qualified majority")),
    "turnout": (_l("Turnout"), _l("the turnout")),
    CountName.ELIGIBLE: (_l("Roll"), _l("the roll")),
    CountName.PRESENT: (_l("Presence"), _l("the presence")),
    CountName.BALLOTS: (_l("Votes cast"), _l("the votes cast")),
    CountName.YES: (_l("Votes for"), _l("the votes for")),
    CountName.NO: (_l("Votes against"), _l("the votes against")),
    CountName.ABSTAIN: (_l("Abstentions"), _l("the abstentions")),
    CountName.BLANK: (_l("Blank votes"), _l("the blank votes")),
    CountName.INVALID: (_l("Invalid votes"), _l("the invalid votes")),
    CountName.ABSENT: (_l("Absences"), _l("the absences")),
    CountName.SIGNED: (_l("Signatures"), _l("the signatures")),
    CountName.BLOCKS: (_l("Reasoned blocks"), _l("the reasoned blocks")),
    CountName.VALID: (_l("Votes for or against"), _l("the votes for or against")),
    CountName.VOTING: (_l("Taking part"), _l("the taking part")),
    "all": (_l("All of these conditions"), _l("all of several conditions")),
    "any": (_l("One of these conditions"), _l("one of several conditions")),
    "at_least": (_l("Several of these conditions"), _l("enough of several conditions")),
    "not": (_l("This must not happen"), _l("what must not happen")),
    "ranked": (_l("Ranked options"), _l("the ranked options")),
    **procedures.NAMES,
})  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where a condition is asked, what the sections are called, and whether it decides the quorum."""

    where: Where
    sections: Sections
    quorum: bool = False


def condition_at(rule: Rule, path: str) -> Any:
    """Return what a JSON pointer of a finding points to in its rule: a condition."""
    found: Any = rule
    for step in path.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(found, tuple):
            found = found[int(name)]
        elif isinstance(found, dict):
            found = found[name]
        else:
            found = getattr(found, _ATTRIBUTES.get(name, name))
    return found


def entered(rule: Rule, name: str) -> Rule:
    """Return a rule as it is seen from inside another one that it refers to."""
    other = rule.rules[name]
    titles = {**rule.titles, **other.titles}
    return rule.model_copy(
        update={"definitions": other.definitions, "requires": other.requires, "titles": titles, "title": other.title}
    )


def core(condition: Condition, rule: Rule) -> Condition:
    """Return the condition inside a quorum, a reference, or a test of one or every section."""
    if isinstance(condition, RuleReference):
        inside_other = entered(rule, condition.rule)
        return core(inside_other.requires, inside_other)
    inside: Mapping[type[Condition], Callable[[Any], Condition]] = {
        Quorum: lambda one: one.quorum,
        Reference: lambda one: rule.definitions[one.reference],
        InSection: lambda one: one.require,
        EverySection: lambda one: one.every_section,
    }
    step = inside.get(type(condition))
    return core(step(condition), rule) if step else condition


def key_of(condition: Condition, rule: Rule, *, quorum: bool = False) -> str:
    """Return under which of `NAMES` a condition goes."""
    found = core(condition, rule)
    if quorum:
        return "quorum"
    if isinstance(found, Share):
        return _share_key(found)
    if isinstance(found, Count):
        return found.count
    if isinstance(found, RootCount):
        return found.root_count
    inner = _inner(found)
    return key_of(inner, rule) if inner is not None else found.key


def _share_key(share: Share) -> str:
    if share.share is CountName.YES and share.comparison in {Comparison.MORE_THAN, Comparison.AT_LEAST}:
        if share.value == HALF and share.comparison is Comparison.MORE_THAN:
            return "majority"
        return "qualified" if share.value >= HALF else share.share
    if share.share in TURNOUT and share.of == (CountName.ELIGIBLE,):
        return "turnout"
    return share.share


def _inner(condition: Condition) -> Condition | None:
    if isinstance(condition, NumberOfSections):
        return condition.number_of_sections
    if isinstance(condition, ShareOfSections):
        return condition.share_of_sections
    return condition.per_section if isinstance(condition, PerSection) else None


def name(condition: Condition, rule: Rule, place: Place) -> str:
    """Return the name of a condition as a heading, such as "Quorum in each center"."""
    return _placed(0, condition, rule, place)


def phrase(condition: Condition, rule: Rule, place: Place) -> str:
    """Return the name of a condition inside a sentence, such as "the quorum in the Mexico center"."""
    return _placed(1, condition, rule, place)


def bare(condition: Condition, rule: Rule, *, quorum: bool) -> str:
    """Return the name of a condition inside a sentence, without a place: "the quorum"."""
    return str(NAMES[key_of(condition, rule, quorum=quorum)][1])


def _placed(form: int, condition: Condition, rule: Rule, place: Place) -> str:
    what = str(NAMES[key_of(condition, rule, quorum=place.quorum)][form])
    found = core(condition, rule)
    if isinstance(found, NumberOfSections | ShareOfSections):
        return spread(what, Where(each=True, among=found.among), place.sections)
    if isinstance(found, PerSection):
        return placed(what, Where(each=True, among=found.among), place.sections)
    unplaced = place.where == WHOLE and isinstance(found, AllOf | AnyOf | AtLeast | Not | procedures.Step)
    where = WHOLE if getattr(found, "pool", None) == "everyone" else place.where
    return what if unplaced else placed(what, where, place.sections)


def text(condition: Condition, rule: Rule, sections: Sections) -> str:
    """Return what a condition asks for as a sentence without its period; empty where its parts are listed instead."""
    found = core(condition, rule)
    say = _TEXTS.get(type(found))
    return say(found, rule, sections) if say else procedures.text(found, rule) or ""


def _share(share: Share, _rule: Rule, _sections: Sections) -> str:
    bound = threshold(share.comparison, share.value)
    return counts.shared(share.share, share.unit, threshold=bound, of=share.of)


def _count(count: Count, _rule: Rule, _sections: Sections) -> str:
    if count.comparison is Comparison.MORE_THAN and count.value == 0:
        return compared(Comparison.AT_LEAST, counts.amount(1, count.count, count.unit))
    return compared(count.comparison, counts.amount(count.value, count.count, count.unit))


def _root_count(root: RootCount, _rule: Rule, _sections: Sections) -> str:
    return _(
        "%(counted)s: %(amount)s times the square root of %(of)s",
        counted=counts.whole((root.root_count,), root.unit),
        amount=compared(root.comparison, mixed(root.times)),
        of=counts.whole((root.square_root_of,), root.unit),
    )


def _share_of_sections(found: ShareOfSections, rule: Rule, sections: Sections) -> str:
    where = Where(each=True, among=found.among)
    bound, inner = threshold(found.comparison, found.value), _inside(found.share_of_sections, rule, sections)
    asked = all_of(where, sections)
    if found.weighing:
        return _(
            "%(sections)s where this holds have %(threshold)s of all the “%(weight)s”: %(condition)s",
            sections=asked,
            threshold=bound,
            weight=titled(rule, found.weighing),
            condition=inner,
        )
    return _(
        "in %(threshold)s of %(sections)s this holds: %(condition)s", threshold=bound, sections=asked, condition=inner
    )


def _number_of_sections(found: NumberOfSections, rule: Rule, sections: Sections) -> str:
    where = Where(each=True, among=found.among)
    inner = _inside(found.number_of_sections, rule, sections)
    if found.weighing:
        return _(
            "%(sections)s where this holds have %(amount)s of “%(weight)s”: %(condition)s",
            sections=all_of(where, sections),
            amount=compared(found.comparison, mixed(found.value)),
            weight=titled(rule, found.weighing),
            condition=inner,
        )
    amount = compared(found.comparison, _sections_counted(found.value, where, sections))
    return _("in %(amount)s this holds: %(condition)s", amount=amount, condition=inner)


def _sections_counted(value: Fraction, where: Where, sections: Sections) -> str:
    return so_many(int(value), where, sections) if value.denominator == 1 else mixed(value)


def _per_section(found: PerSection, rule: Rule, sections: Sections) -> str:
    return _("each decides for itself: %(condition)s", condition=_inside(found.per_section, rule, sections))


def _at_least(found: AtLeast, _rule: Rule, _sections: Sections) -> str:
    return ngettext(
        "at least %(count)s of the %(all)s must hold",
        "at least %(count)s of the %(all)s must hold",
        found.at_least,
        count=number(found.at_least),
        all=number(len(found.of)),
    )


def _inside(condition: Condition, rule: Rule, sections: Sections) -> str:
    if isinstance(core(condition, rule), AllOf | AnyOf | AtLeast | Not):
        return _("what is listed below")
    return text(condition, rule, sections)


_TEXTS: Mapping[type[Condition], Callable[[Any, Rule, Sections], str]] = MappingProxyType({
    Share: _share,
    Count: _count,
    ShareOfSections: _share_of_sections,
    NumberOfSections: _number_of_sections,
    PerSection: _per_section,
    AtLeast: _at_least,
    RootCount: _root_count,
    Ranked: lambda found, _rule, _sections: contests.asked(found),
    AnyOf: lambda _found, _rule, _sections: _("any one of them is enough"),
    AllOf: lambda _found, _rule, _sections: _("every one of them must hold"),
    Not: lambda _found, _rule, _sections: "",
})  # fmt: skip
