"""The full working of a verdict: every node of its tree with the sum that was done, and which way was taken and why."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Counts, Finding, FindingKind, Rule
from mfpl.web.formatting import listed, number
from mfpl.web.wording import conditions, contests, walked
from mfpl.web.wording.clauses import OTHERWISE
from mfpl.web.wording.comparisons import mixed
from mfpl.web.wording.findings import FORBIDDEN, LEAVES, OF_DEFEATS, OF_OPTIONS, STATES, Detail, State
from mfpl.web.wording.numbers import numbers, plural_of
from mfpl.web.wording.procedures import stage_name
from mfpl.web.wording.scenes import Scene
from mfpl.web.wording.sections import Sections, Where, placed
from mfpl.web.wording.sums import class_part, sums
from mfpl.web.wording.titles import spoken, titled
from mfpl.web.words import lazy as _l

NONE = Fraction(0)


@dataclass(frozen=True)
class Step:
    """One node of the working: its name, whether it holds (None: it has no result of its own), and what was done."""

    name: str
    state: State | None
    sentences: tuple[str, ...]
    steps: tuple["Step", ...]

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Step"]]:
        """Yield the step and all below it, each with its depth."""
        yield depth, self
        for step in self.steps:
            yield from step.walk(depth + 1)


def working(
    rule: Rule,
    finding: Finding,
    *,
    sections: Sections,
    counts: Counts | None = None,
    detail: Detail = Detail.EVERYTHING,
) -> tuple[Step, ...]:
    """Return the working of a verdict from the top of its tree.

    Where nothing may be told by section, only the thresholds of the whole are worked out; where not even the whole may
    be told by number, nothing is.
    """
    scene = Scene(rule, finding, sections, counts)
    if detail is Detail.EVERYTHING:
        return (_step(scene),)
    return tuple(_step(one) for one in _of_the_whole(scene)) if detail is Detail.WHOLE else ()


def _of_the_whole(scene: Scene) -> Iterator[Scene]:
    """The thresholds that are about no section, wherever they stand."""
    finding = scene.finding
    if finding.kind in LEAVES - {FindingKind.CLASS_SHARE}:
        if finding.section is None:
            yield scene
    elif finding.kind not in _OF_SECTIONS:
        for child in finding.children:
            yield from _of_the_whole(scene.of(child))


_OF_SECTIONS = frozenset({
    FindingKind.EVERY_SECTION,
    FindingKind.IN_SECTION,
    FindingKind.NUMBER_OF_SECTIONS,
    FindingKind.SHARE_OF_SECTIONS,
    FindingKind.PER_SECTION,
    FindingKind.CLASS_SHARE,
    FindingKind.RANKED,
})  # fmt: skip


def _step(scene: Scene) -> Step:
    finding = scene.finding
    say = _SAID.get(finding.kind, _threshold)
    return Step(
        name=_name(scene),
        state=_state(scene),
        sentences=tuple(say(scene)),
        steps=tuple(_step(scene.of(child)) for child in finding.children),
    )


def _state(scene: Scene) -> State | None:
    kind = scene.finding.kind
    if kind in {FindingKind.PER_SECTION, FindingKind.RANKED, FindingKind.OUTCOME, FindingKind.CLASS_PART}:
        return None
    if kind in {FindingKind.OPTION, FindingKind.DEFEAT}:
        return (OF_OPTIONS if kind is FindingKind.OPTION else OF_DEFEATS)[scene.finding.holds]
    if kind in _ASKED_FIRST:
        return None
    return (FORBIDDEN if scene.negated else STATES)[scene.finding.holds]


_ASKED_FIRST = frozenset({FindingKind.BRANCH, FindingKind.CASE, FindingKind.STAGES, FindingKind.STAGE})


def _name(scene: Scene) -> str:
    finding = scene.finding
    if finding.kind in contests.KINDS:
        return contests.name(finding)
    if finding.kind in _WRAPPERS:
        return str(_WRAPPERS[finding.kind])
    say = _NAMES.get(finding.kind)
    return say(scene) if say else conditions.name(scene.condition, scene.rule, scene.place)


_NAMES: Mapping[FindingKind, Callable[[Scene], str]] = MappingProxyType({
    FindingKind.CLASS_PART: lambda one: titled(one.rule, str(one.finding.section)),
    FindingKind.STAGE: lambda one: _("Stage “%(name)s”", name=stage_name(one.condition, one.rule)),
    FindingKind.EVERY_SECTION: lambda one: placed(
        _("Asked"), Where(each=True, among=one.finding.among), one.sections
    ),
    FindingKind.IN_SECTION: lambda one: placed(_("Asked"), Where(section=one.finding.section), one.sections),
})  # fmt: skip
_WRAPPERS: Mapping[FindingKind, str] = MappingProxyType({
    FindingKind.QUORUM: _l("A quorum"),
    FindingKind.REFERENCE: _l("A condition with a name of its own"),
    FindingKind.RULE: _l("Another rule"),
})  # fmt: skip


def _threshold(scene: Scene) -> Iterator[str]:
    yield scene.text
    yield from sums(scene.finding, scene.sections, margins=not scene.negated)


def _group(scene: Scene) -> Iterator[str]:
    """How many of the parts must hold, and how many do."""
    finding = scene.finding
    if finding.kind is FindingKind.NOT:
        yield _("What stands below must not be so.")
        return
    every = number(len(finding.children))
    if finding.kind in {FindingKind.ALL, FindingKind.EVERY_SECTION}:
        yield _("All of them must hold.")
    elif finding.kind is FindingKind.ANY:
        yield _("One of them is enough.")
    else:
        yield _("At least %(needed)s of %(all)s must hold.", needed=mixed(finding.right or NONE), all=every)
    yield _held(finding, every)


def _held(finding: Finding, every: str) -> str:
    if finding.actual is None:
        return _("How many hold is %(bounds)s.", bounds=numbers(finding).figure)
    return ngettext(
        "%(held)s of %(all)s holds.",
        "%(held)s of %(all)s hold.",
        plural_of(finding.actual),
        held=mixed(finding.actual),
        all=every,
    )


def _quorum(scene: Scene) -> Iterator[str]:
    yield str(OTHERWISE[str(scene.finding.otherwise)])


def _named(scene: Scene) -> Iterator[str]:
    yield _("It is defined in the rule as “%(name)s”.", name=titled(scene.rule, str(scene.finding.name)))


def _other_rule(scene: Scene) -> Iterator[str]:
    other = scene.rule.rules[str(scene.finding.name)]
    yield _(
        "What the rule “%(title)s” requires, version %(version)s.", title=spoken(other.title), version=other.version
    )


def _tally(scene: Scene) -> Iterator[str]:
    """In how many sections it holds, or what those weigh where it does; with the weight of each where it is known."""
    finding = scene.finding
    yield scene.text
    holding = [scene.sections.label(one.section) for one in finding.children if one.holds]
    yield _("It holds in: %(sections)s.", sections=listed(holding)) if holding else _("It holds in none.")
    yield from _weights(scene)
    if finding.kind is not FindingKind.PER_SECTION:
        yield from sums(finding, scene.sections, margins=not scene.negated)


def _weights(scene: Scene) -> Iterator[str]:
    weighing = scene.finding.weighing
    if weighing is None or scene.counts is None:
        return
    asked = {one.section for one in scene.finding.children}
    weights = [
        _("%(section)s %(weight)s", section=scene.sections.label(one.id), weight=mixed(one.attributes[weighing]))
        for one in scene.counts.sections
        if one.id in asked and weighing in one.attributes
    ]
    if weights:
        name = titled(scene.rule, weighing)
        yield _("Weights by “%(name)s”: %(weights)s.", name=name, weights=listed(weights))


def _in_section(_scene: Scene) -> Iterator[str]:
    yield _("Only this one is asked.")


def _of_option(scene: Scene) -> Iterator[str]:
    said = contests.text(scene.finding)
    yield f"{said[:1].upper()}{said[1:]}."
    if scene.finding.kind is not FindingKind.OPTION:
        yield from sums(replace(scene.finding, measured=None, right=None, squared=True), scene.sections)


def _class_part(scene: Scene) -> Iterator[str]:
    yield from class_part(scene.finding, titled(scene.rule, str(scene.finding.section)))


def _ranked(scene: Scene) -> Iterator[str]:
    said = contests.asked(scene.condition)
    yield f"{said[:1].upper()}{said[1:]}."


_SAID: Mapping[FindingKind, Callable[[Scene], Iterator[str]]] = MappingProxyType({
    **dict.fromkeys(
        (FindingKind.ALL, FindingKind.ANY, FindingKind.AT_LEAST, FindingKind.NOT, FindingKind.EVERY_SECTION), _group
    ),
    **dict.fromkeys((FindingKind.NUMBER_OF_SECTIONS, FindingKind.SHARE_OF_SECTIONS, FindingKind.PER_SECTION), _tally),
    **dict.fromkeys(contests.KINDS, _of_option),
    FindingKind.IN_SECTION: _in_section,
    FindingKind.QUORUM: _quorum,
    FindingKind.REFERENCE: _named,
    FindingKind.RULE: _other_rule,
    FindingKind.CASE: walked.case,
    FindingKind.BRANCH: walked.branch,
    FindingKind.STAGES: walked.stages,
    FindingKind.STAGE: walked.stage,
    FindingKind.PETITION: walked.petition,
    FindingKind.OUTCOME: walked.result,
    FindingKind.CLASS_PART: _class_part,
    FindingKind.RANKED: _ranked,
})  # fmt: skip
