"""The language of rules: what a rule document may hold, field by field."""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from mfpl.rules.codes import Comparison, CountName, Mark, Unit
from mfpl.rules.values import (
    Among,
    Day,
    Denominator,
    Exact,
    Line,
    MonthDay,
    Name,
    Positive,
    Prose,
    SectionName,
    ShareOfAll,
    SourceName,
    WebAddress,
)

TAG = "\N{SECTION SIGN}"
"""Opens the tag of a condition, so that it can be told from a key when an error is located."""


class Strict(BaseModel):
    """A part of a rule document: no unknown keys, no conversions, no changes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, serialize_by_alias=True)


class BilingualLine(Strict):
    """A short text in both languages."""

    en: Line
    es: Line


class BilingualProse(Strict):
    """A text of any length in both languages."""

    en: Prose
    es: Prose


class Condition(Strict):
    """What every condition has in common: the key by which it is recognised."""

    key: ClassVar[str]


class AllOf(Condition):
    """Every one of these must hold."""

    key = "all"
    all_: Annotated[tuple["AnyCondition", ...], Field(alias="all", min_length=1)]


class AnyOf(Condition):
    """One of these is enough."""

    key = "any"
    any_: Annotated[tuple["AnyCondition", ...], Field(alias="any", min_length=1)]


class Not(Condition):
    """The condition inside must not hold."""

    key = "not"
    not_: Annotated["AnyCondition", Field(alias="not")]


class AtLeast(Condition):
    """At least so many of these must hold."""

    key = "at_least"
    at_least: Positive
    of: Annotated[tuple["AnyCondition", ...], Field(min_length=1)]


class Share(Condition):
    """One count divided by another, held against a fraction of one; `everyone` looks at the whole from a section."""

    key = "share"
    share: CountName
    of: Denominator
    comparison: Comparison
    value: ShareOfAll
    unit: Unit = Unit.VOTES
    pool: Literal["everyone"] | None = None


class Count(Condition):
    """One count held against a fixed number; `everyone` looks at the whole from inside a test of sections."""

    key = "count"
    count: CountName
    comparison: Comparison
    value: Annotated[int, Field(ge=0)]
    unit: Unit = Unit.VOTES
    pool: Literal["everyone"] | None = None


class EverySection(Condition):
    """The condition must hold in each section: of a kind, of a list of ids, or of all."""

    key = "every_section"
    every_section: "AnyCondition"
    among: Among | None = None


class ShareOfSections(Condition):
    """The sections where this holds must be such a share of those asked, by number or by weight."""

    key = "share_of_sections"
    share_of_sections: "AnyCondition"
    among: Among | None = None
    weighing: Line | None = None
    comparison: Comparison
    value: ShareOfAll


class NumberOfSections(Condition):
    """The sections where this holds must be so many, or weigh so much."""

    key = "number_of_sections"
    number_of_sections: "AnyCondition"
    among: Among | None = None
    weighing: Line | None = None
    comparison: Comparison
    value: Exact


class InSection(Condition):
    """The condition must hold in the section named."""

    key = "in_section"
    in_section: SectionName
    require: "AnyCondition"


class Quorum(Condition):
    """Taking part: where it fails, the vote has the outcome named."""

    key = "quorum"
    quorum: "AnyCondition"
    otherwise: Literal["not_quorate", "failed"]


class Reference(Condition):
    """The condition defined under this name."""

    key = "reference"
    reference: Name


class PerSection(Condition):
    """Each section decides for itself; the result is the list of those where this holds."""

    key = "per_section"
    per_section: "AnyCondition"
    among: Among | None = None


CONDITIONS: tuple[type[Condition], ...] = (
    AllOf,
    AnyOf,
    Not,
    AtLeast,
    Share,
    Count,
    EverySection,
    ShareOfSections,
    NumberOfSections,
    InSection,
    Quorum,
    Reference,
    PerSection,
)
HEADS = frozenset(condition.key for condition in CONDITIONS)


def heads_of(value: object) -> list[str]:
    """The keys of an object that name a condition, in alphabetical order."""
    return sorted(HEADS & set(value)) if isinstance(value, dict) else []


def _tag(value: Any) -> str | None:
    if isinstance(value, Condition):
        return TAG + value.key
    heads = heads_of(value)
    return TAG + heads[0] if len(heads) == 1 else None


_Tagged: TypeAlias = (
    Annotated[AllOf, Tag(TAG + AllOf.key)]
    | Annotated[AnyOf, Tag(TAG + AnyOf.key)]
    | Annotated[Not, Tag(TAG + Not.key)]
    | Annotated[AtLeast, Tag(TAG + AtLeast.key)]
    | Annotated[Share, Tag(TAG + Share.key)]
    | Annotated[Count, Tag(TAG + Count.key)]
    | Annotated[EverySection, Tag(TAG + EverySection.key)]
    | Annotated[ShareOfSections, Tag(TAG + ShareOfSections.key)]
    | Annotated[NumberOfSections, Tag(TAG + NumberOfSections.key)]
    | Annotated[InSection, Tag(TAG + InSection.key)]
    | Annotated[Quorum, Tag(TAG + Quorum.key)]
    | Annotated[Reference, Tag(TAG + Reference.key)]
)
AnyCondition: TypeAlias = Annotated[_Tagged, Discriminator(_tag)]
Requirement: TypeAlias = Annotated[_Tagged | Annotated[PerSection, Tag(TAG + PerSection.key)], Discriminator(_tag)]


class InForce(Strict):
    """The days on which a rule is in force; an open end is null."""

    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None


class Source(Strict):
    """Where something about the rule can be read."""

    name: Line
    url: WebAddress | None = None


class Provenance(Strict):
    """How far one field of the document, and all below it, is known."""

    field: Line
    mark: Mark
    source: Line | None = None
    note: BilingualProse | None = None


class Joined(Strict):
    """Until which day of the year a member must have joined to vote in it."""

    comparison: Literal["before", "on_or_before"]
    date: MonthDay


class Electorate(Strict):
    """Who votes, and with how many votes."""

    statuses: Annotated[tuple[Name, ...], Field(min_length=1)]
    weights: Annotated[dict[Name, Positive], Field(min_length=1)]
    joined: Joined | None = None
    roll_date: Literal["opening", "closing"] | None = None


class Rule(Strict):
    """A rule: what must hold for a proposal to be approved, and where that is written."""

    language: Literal["mfpl-rules/1"]
    id: Name
    version: Positive
    title: BilingualLine
    clause: BilingualProse | None = None
    article: Line | None = None
    in_force: InForce | None = None
    sources: dict[SourceName, Source] = Field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()
    notes: tuple[BilingualProse, ...] = ()
    electorate: Electorate | None = None
    definitions: dict[Name, AnyCondition] = Field(default_factory=dict)
    requires: Requirement


for _condition in CONDITIONS:
    _condition.model_rebuild()
Rule.model_rebuild()
