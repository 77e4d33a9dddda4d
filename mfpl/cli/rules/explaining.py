"""Explains a verdict in the terminal: the outcome first, then one line for each finding, then what is not known."""

from collections.abc import Iterator

from flask_babel import gettext

from mfpl.cli.speech import N_
from mfpl.rules import Finding, Rule, UnknownCount, Verdict
from mfpl.rules.codes import Outcome
from mfpl.rules.exact import write_fraction
from mfpl.web.languages import language

OUTCOMES = {
    Outcome.PASSED: N_("Passed."),
    Outcome.FAILED: N_("Did not pass."),
    Outcome.NOT_QUORATE: N_("There was no quorum."),
    Outcome.UNDECIDED: N_("It cannot be told: counts are missing that would decide."),
    Outcome.SUSPENDED: N_("Suspended."),
    Outcome.PER_SECTION: N_("Each section decided for itself."),
}
MARKS = {True: "✓", False: "✗", None: "?"}
SIGNS = {"more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤", "exactly": "="}


def explained(rule: Rule, verdict: Verdict) -> str:
    """Return the whole explanation, in the language spoken."""
    title = rule.title.es if language().code == "es" else rule.title.en
    lines = [outcome_sentence(verdict.outcome), title, ""]
    for depth, finding in verdict.finding.walk():
        lines.append("  " * depth + _line(finding, decided=finding == verdict.decided_by))
    if verdict.sections:
        lines += ["", *_sections(verdict)]
    lines += [_unknown(count) for count in verdict.unknown]
    return "\n".join(lines)


def outcome_sentence(outcome: str) -> str:
    """Return the sentence for an outcome; a graded or numbered one is told by its own name."""
    return gettext(OUTCOMES[Outcome(outcome)]) if outcome in set(Outcome) else outcome


def _line(finding: Finding, *, decided: bool) -> str:
    place = f"{finding.path} [{finding.section}]" if finding.section else finding.path
    line = f"{MARKS[finding.holds]} {place}"
    if finding.left is not None and finding.right is not None and finding.comparator:
        left, right = write_fraction(finding.left), write_fraction(finding.right)
        line += f"  {left} {SIGNS[finding.comparator]} {right}"
    if finding.missing:
        line += "  " + gettext("short by %(number)s", number=write_fraction(finding.missing))
    return line + "  ← " + gettext("this decided") if decided else line


def _sections(verdict: Verdict) -> Iterator[str]:
    for section, holds in verdict.sections.items():
        yield f"{MARKS[holds]} {section}"


def _unknown(count: UnknownCount) -> str:
    if count.section is None:
        return gettext("Not known: “%(count)s” of the totals", count=count.count)
    return gettext("Not known: “%(count)s” of “%(section)s”", count=count.count, section=count.section)
