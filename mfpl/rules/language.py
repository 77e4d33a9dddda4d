"""The language of rules: what a rule document may hold, field by field."""

from typing import Literal

from pydantic import Field

from mfpl.rules.circumstances import AmendedBy, Deadlock, Office, Preconditions, SeatsOf, Supersedes
from mfpl.rules.conditions import (
    CONDITIONS,
    HEADS,
    TAG,
    AllOf,
    AnyCondition,
    AnyOf,
    AtLeast,
    ClassShare,
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
    RootCount,
    RuleReference,
    Share,
    ShareOfSections,
    heads_of,
)
from mfpl.rules.metadata import (
    BilingualLine,
    BilingualProse,
    Caps,
    Electorate,
    InForce,
    Joined,
    Provenance,
    Source,
    Strict,
)
from mfpl.rules.procedures import (
    FORMS,
    Branch,
    Case,
    Limits,
    Mediation,
    Petition,
    Requirement,
    Result,
    Stage,
    Stages,
    Step,
    Suspension,
    Window,
)
from mfpl.rules.values import Line, Name, Positive, SourceName

__all__ = [
    "CONDITIONS",
    "FORMS",
    "HEADS",
    "TAG",
    "AllOf",
    "AnyCondition",
    "AnyOf",
    "AtLeast",
    "BilingualLine",
    "BilingualProse",
    "Branch",
    "Caps",
    "Case",
    "ClassShare",
    "Condition",
    "Count",
    "Electorate",
    "EverySection",
    "InForce",
    "InSection",
    "Joined",
    "Limits",
    "Mediation",
    "Not",
    "NumberOfSections",
    "OptionQuorum",
    "OptionRatio",
    "OtherRule",
    "PerSection",
    "Petition",
    "Provenance",
    "Quorum",
    "Ranked",
    "Reference",
    "Requirement",
    "Result",
    "RootCount",
    "Rule",
    "RuleReference",
    "Share",
    "ShareOfSections",
    "Source",
    "Stage",
    "Stages",
    "Step",
    "Strict",
    "Suspension",
    "Window",
    "heads_of",
]


class OtherRule(Strict):
    """A rule without the rules it refers to."""

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
    preconditions: Preconditions | None = None
    amended_by: AmendedBy | None = None
    supersedes: Supersedes | None = None
    deadlock: Deadlock | None = None
    offices: tuple[Office, ...] = ()
    seats: tuple[SeatsOf, ...] = ()
    titles: dict[Name, BilingualLine] = Field(default_factory=dict)
    definitions: dict[Name, AnyCondition] = Field(default_factory=dict)
    requires: Requirement


class Rule(OtherRule):
    """A rule: what must hold for a proposal to be approved, where that is written, and the other rules it refers to."""

    rules: dict[Name, OtherRule] = Field(default_factory=dict)
