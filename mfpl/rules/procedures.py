"""The forms a whole requirement can take beyond one condition: branches, stages, petitions, and a plain result."""

from typing import Annotated, TypeAlias

from pydantic import Discriminator, Field, Tag

from mfpl.rules.codes import Outcome
from mfpl.rules.conditions import CONDITIONS, TAG, AnyCondition, Condition, PerSection, Ranked, TaggedCondition, tag_of
from mfpl.rules.metadata import BilingualLine, Strict
from mfpl.rules.values import Line, Name, Positive

_OWN_WORDS = {Outcome.PASSED, Outcome.FAILED, Outcome.NOT_QUORATE, Outcome.SUSPENDED}


def outcome_code(word: str) -> str:
    """The outcome a word of a rule stands for: one that every rule knows, or a grade of this rule's own."""
    return word if word in _OWN_WORDS else f"graded:{word}"


class Result(Condition):
    """The outcome, whatever else was counted."""

    key = "outcome"
    outcome: Name


class Branch(Condition):
    """Where a condition holds, what then decides."""

    key = "branch"
    when: AnyCondition
    then: "Step"


class Case(Condition):
    """The first branch whose condition holds decides, else what stands under `otherwise`."""

    key = "case"
    case: Annotated[tuple[Branch, ...], Field(min_length=1)]
    otherwise: "Step"


class Mediation(Strict):
    """Who tries to bring the sides together before a stage, and for how many days."""

    by: BilingualLine
    days: Positive


class Stage(Condition):
    """One of several tests in order; the outcomes under `continue_on` lead to the next."""

    key = "stage"
    name: Name
    title: BilingualLine | None = None
    requires: "Step"
    continue_on: tuple[Name, ...] = ()
    earliest_after_days: Positive | None = None
    latest_after_days: Positive | None = None
    mediation: Mediation | None = None


class Stages(Condition):
    """Tests in order, each counted by itself."""

    key = "stages"
    stages: Annotated[tuple[Stage, ...], Field(min_length=2)]


class Window(Strict):
    """Between which two moments of the procedure a petition may be handed in."""

    from_: Annotated[Name, Field(alias="from")]
    until: Name


class Limits(Strict):
    """How often a petition may be used."""

    per_matter: Positive | None = None
    per_section: Positive | None = None


class Suspension(Strict):
    """For how many days a matter rests, and who answers meanwhile."""

    days: Positive | None = None
    refer_to: Line | None = None


class Petition(Condition):
    """Signatures that suspend a matter, or switch the requirement that applies to it."""

    key = "petition"
    petition: AnyCondition
    suspends: Suspension | None = None
    switches_to: "Step | None" = None
    window: Window | None = None
    limits: Limits | None = None
    reflection_days: Positive | None = None
    requires: "Step"


_TaggedStep: TypeAlias = (
    TaggedCondition
    | Annotated[Ranked, Tag(TAG + Ranked.key)]
    | Annotated[Case, Tag(TAG + Case.key)]
    | Annotated[Stages, Tag(TAG + Stages.key)]
    | Annotated[Petition, Tag(TAG + Petition.key)]
    | Annotated[Result, Tag(TAG + Result.key)]
)
Step: TypeAlias = Annotated[_TaggedStep, Discriminator(tag_of)]
Requirement: TypeAlias = Annotated[
    _TaggedStep | Annotated[PerSection, Tag(TAG + PerSection.key)], Discriminator(tag_of)
]

FORMS: tuple[type[Condition], ...] = (*CONDITIONS, Ranked, Case, Stages, Petition, Result)
"""Everything that an object recognised by its key can be."""

for _form in (Branch, Case, Stage, Stages, Petition):
    _form.model_rebuild()
