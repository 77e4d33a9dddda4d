"""Says the steps of a rule: branches, stages, petitions, plain outcomes, other rules and classes; and what is wrong."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import ErrorCode
from mfpl.rules.conditions import ClassShare, Condition
from mfpl.rules.language import OtherRule
from mfpl.rules.procedures import Branch, Case, Petition, Result, Stage, Stages
from mfpl.web.formatting import listed, number
from mfpl.web.wording import counts
from mfpl.web.wording.comparisons import threshold
from mfpl.web.wording.titles import spoken, titled
from mfpl.web.words import lazy as _l

NAMES = MappingProxyType({
    "rule": (_l("Another rule"), _l("another rule")),
    "case": (_l("The first case that applies"), _l("the first case that applies")),
    "branch": (_l("One case"), _l("one case")),
    "stages": (_l("Several stages"), _l("several stages")),
    "stage": (_l("One stage"), _l("one stage")),
    "petition": (_l("Petition"), _l("the petition")),
    "outcome": (_l("Outcome"), _l("the outcome")),
    "class_share": (_l("Votes by class"), _l("the votes by class")),
})  # fmt: skip

Step = Case | Branch | Stages | Stage | Petition | Result
"""What stands for the whole requirement or a part of it, and is asked of nobody in particular."""

SENTENCES = MappingProxyType({
    ErrorCode.PROCEDURE_MISPLACED: _l("“%(key)s” can only be a whole requirement, not a part of a condition."),
    ErrorCode.RULE_UNKNOWN: _l("The rule “%(name)s” that is referred to is not given."),
    ErrorCode.RULE_CIRCULAR: _l("These rules refer to one another in a circle: %(names)s."),
    ErrorCode.PETITION_EFFECT: _l("A petition must do exactly one of these: %(keys)s."),
    ErrorCode.STAGE_DUPLICATE: _l("Two stages have the name “%(name)s”."),
    ErrorCode.STAGE_UNREACHABLE: _l("No outcome of the stage before leads to the stage “%(name)s”."),
    ErrorCode.STAGE_ENDLESS: _l("“%(name)s” is the last stage and cannot lead on to another."),
    ErrorCode.WINDOW_REVERSED: _l("The earliest day is after the latest."),
    ErrorCode.CLASS_SHARES_SUM: _l("The shares of the classes add up to %(sum)s and not to 1."),
    ErrorCode.AMENDED_BY_ITSELF: _l(
        "A rule amended by itself must say so, and no other may; this one names “%(name)s”."
    ),
    ErrorCode.SUPERSEDES_ITSELF: _l("A rule takes the place of an earlier version, not of version %(version)s."),
    ErrorCode.DEADLOCK_TOO_LONG: _l("The steps take %(days)s days, and the matter lapses after %(limit)s."),
    ErrorCode.OFFICE_DUPLICATE: _l("The office “%(name)s” is listed twice."),
    ErrorCode.OFFICE_UNKNOWN: _l("No office “%(name)s” is listed before this one."),
    ErrorCode.STAGE_UNKNOWN: _l("The counts are of a stage that the rule does not have: “%(stage)s”."),
    ErrorCode.CAPS_INFEASIBLE: _l("No weights can meet the caps; the one that cannot be met is “%(limit)s”."),
})  # fmt: skip


def text(condition: Condition, rule: OtherRule) -> str | None:
    """Return what a step asks for, as a sentence without its period; None for what is no step."""
    say = _TEXTS.get(type(condition))
    return say(condition, rule) if say else None


def stage_name(stage: Stage, rule: OtherRule) -> str:
    """Return what a stage is called: by its own title, by the rule's, or by its name."""
    return titled(rule, stage.name) if stage.title is None else spoken(stage.title)


def _stage(stage: Stage, rule: OtherRule) -> str:
    return "; ".join([stage_name(stage, rule), *stage_terms(stage, rule)])


def stage_terms(stage: Stage, rule: OtherRule) -> list[str]:
    """Return when a stage may be held, who mediates before it, and which of its outcomes lead on."""
    said = list(_waits(stage))
    if stage.mediation is not None:
        by = spoken(stage.mediation.by)
        days = stage.mediation.days
        said.append(
            ngettext(
                "before it, mediation by %(by)s for %(days)s day",
                "before it, mediation by %(by)s for %(days)s days",
                days,
                by=by,
                days=number(days),
            )
        )
    if stage.continue_on:
        outcomes = listed([titled(rule, word) for word in stage.continue_on])
        said.append(_("another stage follows on: %(outcomes)s", outcomes=outcomes))
    return said


def _waits(stage: Stage) -> Iterator[str]:
    if stage.earliest_after_days is not None:
        yield ngettext(
            "not before %(days)s day has passed since the stage before",
            "not before %(days)s days have passed since the stage before",
            stage.earliest_after_days,
            days=number(stage.earliest_after_days),
        )
    if stage.latest_after_days is not None:
        yield ngettext(
            "at the latest %(days)s day after the stage before",
            "at the latest %(days)s days after the stage before",
            stage.latest_after_days,
            days=number(stage.latest_after_days),
        )


def _petition(petition: Petition, rule: OtherRule) -> str:
    if petition.suspends is None:
        effect = _("with enough signatures another requirement applies")
    elif petition.suspends.days is None:
        effect = _("enough signatures suspend the matter")
    else:
        effect = ngettext(
            "enough signatures suspend the matter for %(days)s day",
            "enough signatures suspend the matter for %(days)s days",
            petition.suspends.days,
            days=number(petition.suspends.days),
        )
    return "; ".join([effect, *_terms(petition, rule)])


def _terms(petition: Petition, rule: OtherRule) -> Iterator[str]:
    """Who answers a petition, when it may be handed in, how often, and how long people have to think it over."""
    if petition.suspends is not None and petition.suspends.refer_to is not None:
        yield _("it is referred to: %(whom)s", whom=petition.suspends.refer_to)
    if petition.window is not None:
        first, last = titled(rule, petition.window.from_), titled(rule, petition.window.until)
        yield _("it may be handed in from “%(first)s” to “%(last)s”", first=first, last=last)
    limits = petition.limits
    if limits is not None and limits.per_matter is not None:
        yield _("times it may be used in one matter: %(count)s", count=number(limits.per_matter))
    if limits is not None and limits.per_section is not None:
        yield _("times each section may use it: %(count)s", count=number(limits.per_section))
    if petition.reflection_days is not None:
        yield ngettext(
            "%(days)s day to reflect", "%(days)s days to reflect", petition.reflection_days,
            days=number(petition.reflection_days),
        )  # fmt: skip


SCALED = MappingProxyType({
    "votes_cast": _l("by the votes the class casts"),
    "members": _l("by those entitled in the class"),
})  # fmt: skip


def _class_share(found: ClassShare, rule: OtherRule) -> str:
    shares = [f"{titled(rule, name)} {number(share)}" for name, share in found.classes.items()]
    said = counts.shared(
        found.class_share,
        found.unit,
        threshold=threshold(found.comparison, found.value),
        of=found.of,
    )
    return _(
        "%(condition)s, each class scaled to its share %(scaled)s: %(shares)s",
        condition=said,
        scaled=SCALED[found.scaled_by],
        shares=listed(shares),
    )


_TEXTS: Mapping[type[Condition], Callable[[Any, OtherRule], str]] = MappingProxyType({
    Case: lambda _found, _rule: _("the first case whose condition holds decides"),
    Branch: lambda _found, _rule: _("where the first holds, the second decides"),
    Stages: lambda _found, _rule: _("the stages follow one another"),
    Stage: _stage,
    Petition: _petition,
    Result: lambda found, rule: titled(rule, found.outcome),
    ClassShare: _class_share,
})  # fmt: skip
