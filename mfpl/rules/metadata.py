"""The parts of a rule document that are not conditions: texts, dates, sources, and who votes with how many votes."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mfpl.rules.codes import Mark
from mfpl.rules.values import (
    Day,
    Line,
    MonthDay,
    Name,
    Positive,
    Prose,
    ShareOfAll,
    WebAddress,
)


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


class Caps(Strict):
    """The most votes that one voter, or a class together, may have once votes are weighted."""

    votes_per_voter: Positive | None = None
    share_per_voter: ShareOfAll | None = None
    share_of_class: dict[Name, ShareOfAll] = Field(default_factory=dict)


class Electorate(Strict):
    """Who votes, and with how many votes."""

    statuses: Annotated[tuple[Name, ...], Field(min_length=1)]
    weights: Annotated[dict[Name, Positive], Field(min_length=1)]
    joined: Joined | None = None
    roll_date: Literal["opening", "closing"] | None = None
    caps: Caps | None = None
