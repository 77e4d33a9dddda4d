"""Says a rule document as people read it: who votes, with what weight, and each requirement with where it stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _

from mfpl.rules import Rule
from mfpl.rules.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    EverySection,
    InSection,
    Not,
    NumberOfSections,
    PerSection,
    Quorum,
    Reference,
    RuleReference,
    ShareOfSections,
)
from mfpl.rules.errors import pointer
from mfpl.rules.procedures import Branch, Case, Petition, Stage, Stages
from mfpl.web.wording import conditions
from mfpl.web.wording.conditions import Place
from mfpl.web.wording.electorates import Clause, electorate_clauses
from mfpl.web.wording.sections import CENTER, WHOLE, Sections, Where
from mfpl.web.wording.titles import titled
from mfpl.web.words import lazy as _l

OF_CENTERS = Sections(kind=CENTER)
OTHERWISE = MappingProxyType({
    "not_quorate": _l("Without it there is no quorum, and the vote may be called again."),
    "failed": _l("Without it the proposal is not adopted."),
})  # fmt: skip


@dataclass(frozen=True)
class _Spot:
    """A condition in its document: its rule, its JSON pointer, where it is asked, and what its failing means."""

    rule: Rule
    path: str
    place: Place
    otherwise: str = ""

    def below(self, *steps: str | int) -> "_Spot":
        """Return the spot of a condition further down, asked in the same place."""
        return replace(self, path=self.path + pointer(*steps))

    def asked(self, where: Where) -> "_Spot":
        """Return the same spot, asked elsewhere."""
        return replace(self, place=replace(self.place, where=where))


def clauses(rule: Rule) -> list[Clause]:
    """Return everything a rule says, in the order people ask: who votes, with what weight, what is needed."""
    spot = _Spot(rule, "/requires", Place(WHOLE, OF_CENTERS))
    return [*electorate_clauses(rule.electorate), *_clauses(rule.requires, spot)]


def definition_clauses(rule: Rule) -> Iterator[Clause]:
    """Yield the conditions that a rule gives a name, each with what it asks for."""
    for name, condition in rule.definitions.items():
        spot = _Spot(rule, pointer("definitions", name), Place(WHOLE, OF_CENTERS))
        means = tuple(_clauses(condition, spot))
        yield Clause(spot.path, _("What “%(name)s” means", name=titled(rule, name)), "", means)


def _clauses(condition: Condition, spot: _Spot) -> Iterator[Clause]:
    """The clauses of a condition; the parts of an "all" stand beside one another."""
    inner, inside = _unwrapped(condition, spot)
    if isinstance(inner, AllOf):
        for index, part in enumerate(inner.all_):
            yield from _clauses(part, inside.below("all", index))
    else:
        yield _clause(inner, inside)


def _unwrapped(condition: Condition, spot: _Spot) -> tuple[Condition, _Spot]:
    step = _STEPS.get(type(condition))
    return _unwrapped(*step(condition, spot)) if step else (condition, spot)


def _quorum(condition: Quorum, spot: _Spot) -> tuple[Condition, _Spot]:
    below = replace(spot.below("quorum"), otherwise=str(OTHERWISE[condition.otherwise]))
    return condition.quorum, replace(below, place=replace(spot.place, quorum=True))


def _reference(condition: Reference, spot: _Spot) -> tuple[Condition, _Spot]:
    found = spot.rule.definitions[condition.reference]
    return found, replace(spot, path=pointer("definitions", condition.reference))


def _other_rule(condition: RuleReference, spot: _Spot) -> tuple[Condition, _Spot]:
    rule = conditions.entered(spot.rule, condition.rule)
    return rule.requires, replace(spot, rule=rule, path=pointer("rules", condition.rule, "requires"))


def _in_section(condition: InSection, spot: _Spot) -> tuple[Condition, _Spot]:
    return condition.require, spot.below("require").asked(Where(section=condition.in_section))


def _every_section(condition: EverySection, spot: _Spot) -> tuple[Condition, _Spot]:
    return condition.every_section, spot.below("every_section").asked(Where(each=True, among=condition.among))


_Step = Callable[[Any, _Spot], tuple[Condition, _Spot]]
_STEPS: Mapping[type[Condition], _Step] = MappingProxyType({
    Quorum: _quorum,
    Reference: _reference,
    RuleReference: _other_rule,
    InSection: _in_section,
    EverySection: _every_section,
})  # fmt: skip


def _clause(condition: Condition, spot: _Spot) -> Clause:
    said = conditions.text(condition, spot.rule, spot.place.sections)
    return Clause(
        path=spot.path,
        name=conditions.name(condition, spot.rule, spot.place),
        text=_("%(text)s. %(otherwise)s", text=said, otherwise=spot.otherwise).strip(" .") + "." if said else "",
        parts=tuple(_clause(*_unwrapped(part, inside)) for part, inside in _parts(condition, spot)),
    )


def _parts(condition: Condition, spot: _Spot) -> Iterator[tuple[Condition, _Spot]]:
    """The conditions listed below another: those of a group, and those asked of sections where they are several."""
    listed = _LISTED.get(type(condition))
    if listed:
        key, parts = listed(condition)
        for index, part in enumerate(parts):
            yield part, spot.below(key, index)
    elif isinstance(condition, Not):
        yield condition.not_, spot.below("not")
    elif type(condition) in _STEPS_OF:
        for step, steps in _STEPS_OF[type(condition)](condition):
            if step is not None:
                yield step, spot.below(*steps)
    elif isinstance(condition, NumberOfSections | ShareOfSections | PerSection):
        yield from _of_sections(condition, spot)


_LISTED: Mapping[type[Condition], Callable[[Any], tuple[str, tuple[Condition, ...]]]] = MappingProxyType({
    AllOf: lambda one: ("all", one.all_),
    AnyOf: lambda one: ("any", one.any_),
    AtLeast: lambda one: ("of", one.of),
})  # fmt: skip


_Listed = list[tuple[Condition | None, tuple[str | int, ...]]]
_STEPS_OF: Mapping[type[Condition], Callable[[Any], _Listed]] = MappingProxyType({
    Case: lambda one: [
        *((branch, ("case", index)) for index, branch in enumerate(one.case)),
        (one.otherwise, ("otherwise",)),
    ],
    Branch: lambda one: [(one.when, ("when",)), (one.then, ("then",))],
    Stages: lambda one: [(stage, ("stages", index)) for index, stage in enumerate(one.stages)],
    Stage: lambda one: [(one.requires, ("requires",))],
    Petition: lambda one: [(getattr(one, key), (key,)) for key in ("petition", "switches_to", "requires")],
})  # fmt: skip


def _of_sections(
    condition: NumberOfSections | ShareOfSections | PerSection, spot: _Spot
) -> Iterator[tuple[Condition, _Spot]]:
    asked = spot.asked(Where(each=True, among=condition.among)).below(condition.key)
    inner = getattr(condition, condition.key)
    if isinstance(conditions.core(inner, spot.rule), AllOf | AnyOf | AtLeast | Not):
        yield inner, asked
