"""Says the steps of a rule: branches, stages, petitions, plain outcomes, other rules and classes; and what is wrong."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import ErrorCode
from mfpl.rules.conditions import ClassShare, Condition
from mfpl.rules.procedures import Branch, Case, Petition, Result, Stage, Stages
from mfpl.web.formatting import listed, number
from mfpl.web.languages import language
from mfpl.web.wording import counts
from mfpl.web.wording.comparisons import threshold
from mfpl.web.wording.outcomes import OUTCOMES
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


def text(condition: Condition) -> str | None:
    """Return what a step asks for, as a sentence without its period; None for what is no step."""
    say = _TEXTS.get(type(condition))
    return say(condition) if say else None


def _stage(stage: Stage) -> str:
    title = stage.title
    said = [stage.name if title is None else (title.es if language().code == "es" else title.en)]
    if stage.mediation is not None:
        by = stage.mediation.by.es if language().code == "es" else stage.mediation.by.en
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
        said.append(_("another stage follows on: %(outcomes)s", outcomes=listed([_word(w) for w in stage.continue_on])))
    return "; ".join(said)


def _petition(petition: Petition) -> str:
    if petition.suspends is None:
        return _("with enough signatures another requirement applies")
    days = petition.suspends.days
    if days is None:
        return _("enough signatures suspend the matter")
    return ngettext(
        "enough signatures suspend the matter for %(days)s day",
        "enough signatures suspend the matter for %(days)s days",
        days,
        days=number(days),
    )


def _word(word: str) -> str:
    return str(OUTCOMES[word].words) if word in OUTCOMES else word


def _class_share(found: ClassShare) -> str:
    shares = [f"{name} {share}" for name, share in found.classes.items()]
    said = counts.shared(
        found.class_share,
        found.unit,
        threshold=threshold(found.comparison, found.value),
        of=found.of,
    )
    return _("%(condition)s, each class scaled to its share: %(shares)s", condition=said, shares=listed(shares))


_TEXTS: Mapping[type[Condition], Callable[[Any], str]] = MappingProxyType({
    Case: lambda _found: _("the first case whose condition holds decides"),
    Branch: lambda _found: _("where the first holds, the second decides"),
    Stages: lambda _found: _("the stages follow one another"),
    Stage: _stage,
    Petition: _petition,
    Result: lambda found: _word(found.outcome),
    ClassShare: _class_share,
})  # fmt: skip
