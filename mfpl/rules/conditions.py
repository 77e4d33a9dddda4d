"""The conditions of the language: every form in which a rule can say what must hold."""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from mfpl.rules.codes import Comparison, CountName, Unit
from mfpl.rules.metadata import Strict
from mfpl.rules.values import (
    Among,
    Denominator,
    Exact,
    Line,
    Name,
    Positive,
    SectionName,
    ShareOfAll,
)

TAG = "\N{SECTION SIGN}"
"""Opens the tag of a condition, so that it can be told from a key when an error is located."""


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


class RootCount(Condition):
    """One count held against so many times the square root of another; compared by squares, so that it stays exact."""

    key = "root_count"
    root_count: CountName
    comparison: Comparison
    times: Exact
    square_root_of: CountName
    unit: Unit = Unit.VOTES
    pool: Literal["everyone"] | None = None


class OptionQuorum(Condition):
    """How many ballots must rank an option above the default: so many times the square root of a count."""

    key = "option_quorum"
    comparison: Literal[Comparison.MORE_THAN, Comparison.AT_LEAST]
    times: Exact
    square_root_of: CountName


class OptionRatio(Condition):
    """How the ballots above the default compare with its ratio times those below it; `majority`: with those below."""

    key = "option_ratio"
    comparison: Literal[Comparison.MORE_THAN, Comparison.AT_LEAST]
    majority: Literal[Comparison.MORE_THAN, Comparison.AT_LEAST] | None = None


class Ranked(Condition):
    """Ranked options against a default option: quorum and ratio for each, then the method named, then the tie rule."""

    key = "ranked"
    ranked: Literal["schwartz_sequential_dropping"]
    option_quorum: OptionQuorum | None = None
    option_ratio: OptionRatio
    tie: Literal["casting_vote", "default_option"]


class PerSection(Condition):
    """Each section decides for itself; the result is the list of those where this holds."""

    key = "per_section"
    per_section: "AnyCondition"
    among: Among | None = None


class RuleReference(Condition):
    """What another rule requires, asked of the pool at hand."""

    key = "rule"
    rule: Name


class ClassShare(Condition):
    """The votes of classes, each class scaled to a fixed share of the whole, held against a fraction of one."""

    key = "class_share"
    class_share: CountName
    of: Denominator
    classes: Annotated[dict[SectionName, ShareOfAll], Field(min_length=2)]
    scaled_by: Literal["members", "votes_cast"]
    comparison: Comparison
    value: ShareOfAll
    unit: Unit = Unit.VOTES


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
    RootCount,
    RuleReference,
    ClassShare,
)
PROCEDURES = frozenset({Ranked.key, "case", "stages", "petition", "outcome"})
"""The keys of what is no condition but a whole requirement, or a step of one."""

HEADS = frozenset(condition.key for condition in CONDITIONS) | PROCEDURES


def heads_of(value: object) -> list[str]:
    """The keys of an object that name a condition, in alphabetical order."""
    return sorted(HEADS & set(value)) if isinstance(value, dict) else []


def tag_of(value: Any) -> str | None:
    """The tag of a condition or of what stands for one; None where there is not exactly one key."""
    if isinstance(value, Condition):
        return TAG + value.key
    heads = heads_of(value)
    return TAG + heads[0] if len(heads) == 1 else None


TaggedCondition: TypeAlias = (
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
    | Annotated[RootCount, Tag(TAG + RootCount.key)]
    | Annotated[RuleReference, Tag(TAG + RuleReference.key)]
    | Annotated[ClassShare, Tag(TAG + ClassShare.key)]
)
AnyCondition: TypeAlias = Annotated[TaggedCondition, Discriminator(tag_of)]

for _condition in CONDITIONS:
    _condition.model_rebuild()
