"""The language of rules: what a rule document may hold, field by field."""

from typing import Literal

from pydantic import Field

from mfpl.rules.conditions import (
    CONDITIONS,
    HEADS,
    TAG,
    AllOf,
    AnyCondition,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    EverySection,
    InSection,
    Not,
    NumberOfSections,
    OptionQuorum,
    OptionRatio,
    PerSection,
    Quorum,
    Ranked,
    Reference,
    Requirement,
    RootCount,
    Share,
    ShareOfSections,
    heads_of,
)
from mfpl.rules.metadata import (
    BilingualLine,
    BilingualProse,
    Electorate,
    InForce,
    Joined,
    Provenance,
    Source,
    Strict,
)
from mfpl.rules.values import Line, Name, Positive, SourceName

__all__ = [
    "CONDITIONS",
    "HEADS",
    "TAG",
    "AllOf",
    "AnyCondition",
    "AnyOf",
    "AtLeast",
    "BilingualLine",
    "BilingualProse",
    "Condition",
    "Count",
    "Electorate",
    "EverySection",
    "InForce",
    "InSection",
    "Joined",
    "Not",
    "NumberOfSections",
    "OptionQuorum",
    "OptionRatio",
    "PerSection",
    "Provenance",
    "Quorum",
    "Ranked",
    "Reference",
    "Requirement",
    "RootCount",
    "Rule",
    "Share",
    "ShareOfSections",
    "Source",
    "Strict",
    "heads_of",
]


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
