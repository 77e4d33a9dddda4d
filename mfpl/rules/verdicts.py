"""The verdict: a tree of findings with exact numbers, and its form as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal, Self

from mfpl.rules.codes import Comparison, CountName, Fact, FindingKind, FindingUnit, Unit
from mfpl.rules.exact import Number, read_fraction, write_fraction

Json = dict[str, Any]

_ONLY_WHERE_SET = ("against", "squared", "results", "facts")
_NUMBERS = ("left", "right", "low", "high", "whole", "actual", "needed", "missing", "spare")


@dataclass(frozen=True)
class UnknownCount:
    """A count nobody gave: of a section, or of the totals (None)."""

    section: str | None
    unit: Unit
    count: CountName

    def to_json(self) -> Json:
        """The count as plain JSON data."""
        return {"section": self.section, "unit": str(self.unit), "count": str(self.count)}

    @classmethod
    def from_json(cls, content: Json) -> Self:
        """The count from what `to_json` gave."""
        return cls(content["section"], Unit(content["unit"]), CountName(content["count"]))


@dataclass(frozen=True)
class Finding:
    """What one condition of the rule came to.

    `path` is the JSON pointer of the condition in the rule document, `section` the section it was asked of (None: the
    whole). `left comparator right` is the sentence that `holds` (True), does not (False) or cannot be told (None).
    Shares have `measured` and `of`; counts have `measured`. `actual` and `needed` are in `unit`: `needed` is the number
    at which the sentence turns with the denominator fixed. `missing` is how many must still move (0 when it holds, None
    when no number of them would do or when it is unknown), `spare` how many can be lost before it turns (None when it
    does not hold). Where counts are unknown, `low` and `high` bound the left side and `unknown` names them.

    In ranked votes `name` is an option and `against` the other one. `squared`: both sides are squares. `results` are
    the outcomes it alone allows, where it has some of its own, and `facts` what else must be known to settle them.
    """

    path: str
    kind: FindingKind
    holds: bool | None
    unit: FindingUnit
    section: str | None = None
    measured: CountName | None = None
    of: tuple[CountName, ...] = ()
    among: str | tuple[str, ...] | None = None
    weighing: str | None = None
    name: str | None = None
    otherwise: Literal["not_quorate", "failed"] | None = None
    comparator: Comparison | None = None
    left: Fraction | None = None
    right: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    whole: Fraction | None = None
    actual: Fraction | None = None
    needed: Fraction | None = None
    missing: Fraction | None = None
    spare: Fraction | None = None
    unknown: tuple[UnknownCount, ...] = ()
    against: str | None = None
    squared: bool = False
    results: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    children: tuple["Finding", ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Finding"]]:
        """Itself and all below it in the order of the document, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)

    def to_json(self) -> Json:
        """The finding without its children as plain JSON data; numbers are integers or fraction texts."""
        return {
            "path": self.path,
            "kind": str(self.kind),
            "section": self.section,
            "unit": str(self.unit),
            "measured": self.measured and str(self.measured),
            "of": [str(name) for name in self.of],
            "among": list(self.among) if isinstance(self.among, tuple) else self.among,
            "weighing": self.weighing,
            "name": self.name,
            "otherwise": self.otherwise,
            "comparator": self.comparator and str(self.comparator),
            "holds": self.holds,
            **{name: _written(getattr(self, name)) for name in _NUMBERS},
            "unknown": [count.to_json() for count in self.unknown],
            **{name: _plain(value) for name in _ONLY_WHERE_SET if (value := getattr(self, name))},
        }

    @classmethod
    def from_json(cls, content: Json, children: tuple["Finding", ...]) -> "Finding":
        """The finding from what `to_json` gave, with its children."""
        among, measured, comparator = content["among"], content["measured"], content["comparator"]
        return cls(
            path=content["path"],
            kind=FindingKind(content["kind"]),
            section=content["section"],
            unit=FindingUnit(content["unit"]),
            measured=CountName(measured) if measured else None,
            of=tuple(CountName(name) for name in content["of"]),
            among=tuple(among) if isinstance(among, list) else among,
            weighing=content["weighing"],
            name=content["name"],
            otherwise=content["otherwise"],
            comparator=Comparison(comparator) if comparator else None,
            holds=content["holds"],
            unknown=tuple(UnknownCount.from_json(count) for count in content["unknown"]),
            against=content.get("against"),
            squared=content.get("squared", False),
            results=tuple(content.get("results", ())),
            facts=tuple(Fact(fact) for fact in content.get("facts", ())),
            children=children,
            **{name: _read(content[name]) for name in _NUMBERS},
        )


def _plain(value: str | bool | tuple[str, ...]) -> str | bool | list[str]:
    return [str(part) for part in value] if isinstance(value, tuple) else value


def _written(value: Fraction | None) -> Number | None:
    return None if value is None else write_fraction(value)


def _read(value: Number | None) -> Fraction | None:
    return None if value is None else read_fraction(str(value))


def _tree(rows: list[Json], depth: int = 0) -> Iterator[Finding]:
    """The findings at one depth of a flat listing, each with those that follow it one level deeper."""
    starts = [index for index, row in enumerate(rows) if row["depth"] == depth]
    for start, end in pairwise([*starts, len(rows)]):
        yield Finding.from_json(rows[start], tuple(_tree(rows[start + 1 : end], depth + 1)))


@dataclass(frozen=True)
class Decider:
    """Where the one condition that decided is to be found: its path in the rule, and the section it was asked of."""

    path: str
    section: str | None


@dataclass(frozen=True)
class RuleStamp:
    """Which rule a verdict was reached under."""

    id: str
    version: int
    fingerprint: str


@dataclass(frozen=True)
class Verdict:
    """What a rule says of some counts.

    `outcome` is one word; `possible` lists every outcome that unknown counts still allow (one, when decided) and
    `unknown` the counts that would settle it. `sections` says of each section the rule asks about whether its own part
    of the requirement holds. `finding` is the tree; `findings` the same in one line after another. `facts` are what is
    not a count and must be known as well.
    """

    outcome: str
    possible: tuple[str, ...]
    rule: RuleStamp
    sections: Mapping[str, bool | None]
    decider: Decider | None
    unknown: tuple[UnknownCount, ...]
    finding: Finding
    facts: tuple[Fact, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the tree in the order of the document."""
        return tuple(finding for _, finding in self.finding.walk())

    @property
    def decided_by(self) -> Finding | None:
        """The finding that the decider points to."""
        if self.decider is None:
            return None
        return next(
            finding
            for finding in self.findings
            if (finding.path, finding.section) == (self.decider.path, self.decider.section)
        )

    def to_json(self) -> Json:
        """The verdict as plain JSON data; `findings` is flat, in the order of the document, with the depth of each."""
        decider = self.decider
        return {
            "outcome": self.outcome,
            "possible": list(self.possible),
            "rule": {"id": self.rule.id, "version": self.rule.version, "fingerprint": self.rule.fingerprint},
            "sections": dict(self.sections),
            "decider": None if decider is None else {"path": decider.path, "section": decider.section},
            "unknown": [count.to_json() for count in self.unknown],
            "findings": [{"depth": depth, **finding.to_json()} for depth, finding in self.finding.walk()],
            **({"facts": [str(fact) for fact in self.facts]} if self.facts else {}),
        }

    @classmethod
    def from_json(cls, content: Json) -> Self:
        """The verdict from what `to_json` gave."""
        decider = content["decider"]
        return cls(
            outcome=content["outcome"],
            possible=tuple(content["possible"]),
            rule=RuleStamp(**content["rule"]),
            sections=content["sections"],
            decider=None if decider is None else Decider(**decider),
            unknown=tuple(UnknownCount.from_json(count) for count in content["unknown"]),
            finding=next(_tree(content["findings"])),
            facts=tuple(Fact(fact) for fact in content.get("facts", ())),
        )
