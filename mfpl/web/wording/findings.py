"""Turns a verdict's tree into lines people read: one per requirement, each with its state, numbers and sections."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from flask_babel import pgettext

from mfpl.rules import Finding, FindingKind, Rule
from mfpl.web.wording import conditions, contests
from mfpl.web.wording.numbers import Numbers, numbers
from mfpl.web.wording.sections import WHOLE, Sections, Where


class Detail(StrEnum):
    """Which numbers may be told: all of them, those of the whole only, or none."""

    EVERYTHING = "everything"
    WHOLE = "whole"
    NOTHING = "nothing"


TALLIES = frozenset({FindingKind.NUMBER_OF_SECTIONS, FindingKind.SHARE_OF_SECTIONS, FindingKind.PER_SECTION})
LEAVES = frozenset({FindingKind.SHARE, FindingKind.COUNT, FindingKind.ROOT_COUNT, FindingKind.CLASS_SHARE})


@dataclass(frozen=True)
class State:
    """Whether something holds, with the tone it is shown in: good, bad or wait."""

    code: str
    tone: str

    @property
    def words(self) -> str:
        """Return the state in a word or two."""
        return _STATE_WORDS[self.code]()


_STATE_WORDS: Mapping[str, Callable[[], str]] = MappingProxyType({
    "met": lambda: pgettext("requirement", "Met"),
    "not_met": lambda: pgettext("requirement", "Not met"),
    "not_known": lambda: pgettext("requirement", "Not known"),
    "happened": lambda: pgettext("requirement", "It happened"),
    "not_happened": lambda: pgettext("requirement", "It did not happen"),
    "stays": lambda: pgettext("option", "Stays"),
    "eliminated": lambda: pgettext("option", "Eliminated"),
    "stands": lambda: pgettext("defeat", "It stands"),
    "dropped": lambda: pgettext("defeat", "Dropped as the weakest"),
})  # fmt: skip

MET = State("met", "good")
NOT_KNOWN = State("not_known", "wait")
STATES: Mapping[bool | None, State] = MappingProxyType({True: MET, False: State("not_met", "bad"), None: NOT_KNOWN})
FORBIDDEN: Mapping[bool | None, State] = MappingProxyType({
    True: State("happened", "bad"),
    False: State("not_happened", "good"),
    None: NOT_KNOWN,
})  # fmt: skip
OF_OPTIONS: Mapping[bool | None, State] = MappingProxyType({
    True: State("stays", "good"),
    False: State("eliminated", "bad"),
    None: NOT_KNOWN,
})  # fmt: skip
OF_DEFEATS: Mapping[bool | None, State] = MappingProxyType({
    True: State("stands", "good"),
    False: State("dropped", "wait"),
})  # fmt: skip
_STATES_OF = MappingProxyType({FindingKind.OPTION: OF_OPTIONS, FindingKind.DEFEAT: OF_DEFEATS})


@dataclass(frozen=True)
class Cell:
    """What a requirement came to in one section; `numbers` is None where they may not be shown or there are none."""

    section: str
    label: str
    state: State
    numbers: Numbers | None


@dataclass(frozen=True)
class Line:
    """One requirement: its name (alone, and inside a sentence with and without its place), sentence, state and numbers.

    `state` is None where each section answers for itself; `found` are the findings behind it, one per section.
    """

    name: str
    phrase: str
    bare: str
    text: str
    state: State | None
    where: Where
    quorum: bool
    numbers: Numbers | None
    cells: tuple[Cell, ...]
    parts: tuple["Line", ...]
    found: tuple[Finding, ...]

    def cell(self, section: str) -> Cell | None:
        """Return what it came to in one section, or None where that section was not asked."""
        return next((cell for cell in self.cells if cell.section == section), None)

    def walk(self) -> Iterator["Line"]:
        """Yield the line and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class _Scene:
    """Findings of one condition, one per section asked, with what is known of how they came about."""

    rule: Rule
    sections: Sections
    found: tuple[Finding, ...]
    where: Where = WHOLE
    quorum: bool = False
    negated: bool = False
    tallied: bool = False
    detail: Detail = Detail.EVERYTHING
    asked: tuple[str, ...] = ()

    @property
    def first(self) -> Finding:
        return self.found[0]

    @property
    def place(self) -> conditions.Place:
        return conditions.Place(self.where, self.sections, self.quorum)

    def below(self, index: int = 0) -> "_Scene":
        """Return the scene of the child at an index, in each section."""
        return replace(self, found=tuple(one.children[index] for one in self.found))

    def holds(self) -> bool | None:
        """Return whether it holds wherever it was asked."""
        results = {one.holds for one in self.found}
        return False if False in results else (None if None in results else True)


def lines(rule: Rule, finding: Finding, *, sections: Sections, detail: Detail = Detail.EVERYTHING) -> tuple[Line, ...]:
    """Return a verdict's requirements in the order of the rule.

    Numbers that `detail` keeps back are left out; whether a section passed is always told.
    """
    return tuple(_lines(_Scene(rule, sections, (finding,), detail=detail)))


def _lines(scene: _Scene) -> Iterator[Line]:
    """The lines of a scene, with the parts of an "all" beside one another."""
    unwrapped = _unwrapped(scene)
    if unwrapped.first.kind is FindingKind.ALL:
        for index in range(len(unwrapped.first.children)):
            yield from _lines(unwrapped.below(index))
    else:
        yield _line(unwrapped)


def _unwrapped(scene: _Scene) -> _Scene:
    step = _STEPS.get(scene.first.kind)
    return _unwrapped(step(scene)) if step else scene


def _into_each(scene: _Scene) -> _Scene:
    asked = tuple(str(one.section) for one in scene.first.children)
    where = Where(each=True, among=scene.first.among)
    return replace(scene, found=scene.first.children, where=where, asked=asked)


def _into_one(scene: _Scene) -> _Scene:
    section = scene.first.section
    return replace(scene.below(), where=Where(section=section), asked=(str(section),))


_STEPS: Mapping[FindingKind, Callable[[_Scene], _Scene]] = MappingProxyType({
    FindingKind.QUORUM: lambda scene: replace(scene.below(), quorum=True),
    FindingKind.REFERENCE: lambda scene: scene.below(),
    FindingKind.RULE: lambda scene: replace(scene.below(), rule=conditions.entered(scene.rule, str(scene.first.name))),
    FindingKind.EVERY_SECTION: _into_each,
    FindingKind.IN_SECTION: _into_one,
})  # fmt: skip


def _line(scene: _Scene) -> Line:
    if scene.first.kind in contests.KINDS:
        return _line_of_contest(scene)
    condition = conditions.condition_at(scene.rule, scene.first.path)
    inner = _unwrapped(_into_each(scene)) if scene.first.kind in TALLIES else scene
    return Line(
        name=conditions.name(condition, scene.rule, scene.place),
        phrase=conditions.phrase(condition, scene.rule, scene.place),
        bare=conditions.bare(condition, scene.rule, quorum=scene.quorum),
        text=conditions.text(condition, scene.rule, scene.sections),
        state=_state(scene),
        where=scene.where,
        quorum=scene.quorum,
        numbers=_whole_numbers(scene),
        cells=_cells(inner) if inner.where.each else _cells_of_classes(scene),
        parts=_parts(scene),
        found=scene.found,
    )


def _line_of_contest(scene: _Scene) -> Line:
    name = contests.name(scene.first)
    shown = scene.first.actual is not None and scene.detail is not Detail.NOTHING
    return Line(
        name=name,
        phrase=name,
        bare=name,
        text=contests.text(scene.first),
        state=_STATES_OF.get(scene.first.kind, STATES)[scene.first.holds],
        where=scene.where,
        quorum=False,
        numbers=numbers(scene.first) if shown else None,
        cells=(),
        parts=tuple(_line(scene.below(index)) for index in range(len(scene.first.children))),
        found=scene.found,
    )


def _state(scene: _Scene) -> State | None:
    if scene.tallied or scene.first.kind in {FindingKind.PER_SECTION, FindingKind.RANKED, FindingKind.OUTCOME}:
        return None
    return (FORBIDDEN if scene.negated else STATES)[scene.holds()]


def _whole_numbers(scene: _Scene) -> Numbers | None:
    kept_back = scene.detail is Detail.NOTHING or (scene.detail is Detail.WHOLE and scene.where.section is not None)
    if kept_back or scene.where.each or scene.first.kind not in LEAVES | TALLIES:
        return None
    return numbers(scene.first, margins=not scene.negated)


def _cells(scene: _Scene) -> tuple[Cell, ...]:
    told = scene.first.kind in LEAVES and scene.detail is Detail.EVERYTHING
    states = FORBIDDEN if scene.negated else STATES
    return tuple(
        Cell(
            section=section,
            label=scene.sections.label(section),
            state=states[finding.holds],
            numbers=numbers(finding, margins=not scene.negated) if told else None,
        )
        for section, finding in zip(scene.asked, scene.found, strict=True)
    )


def _cells_of_classes(scene: _Scene) -> tuple[Cell, ...]:
    if scene.first.kind is not FindingKind.CLASS_SHARE or scene.detail is not Detail.EVERYTHING:
        return ()
    return tuple(
        Cell(str(one.section), scene.sections.label(str(one.section)), STATES[scene.first.holds], numbers(one))
        for one in scene.first.children
    )


def _parts(scene: _Scene) -> tuple[Line, ...]:
    if scene.first.kind in LEAVES:
        return ()
    if scene.first.kind in TALLIES:
        inner = _unwrapped(replace(_into_each(scene), tallied=True))
        return () if inner.first.kind in LEAVES else tuple(_lines(inner))
    negated = scene.negated is not (scene.first.kind is FindingKind.NOT)
    inside = replace(scene, negated=negated)
    return tuple(_part(inside.below(index)) for index in range(len(scene.first.children)))


def _part(scene: _Scene) -> Line:
    """One part of an "any", "at least" or "not": an "all" stays together as a line with parts of its own."""
    return _line(_unwrapped(scene))
