"""Says a verdict in words: the outcome first, then the requirements, then what decided and what is not known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Counts, Outcome, Rule, Verdict
from mfpl.rules.language import OtherRule
from mfpl.rules.moves import Move, alike
from mfpl.rules.smallest_change import smallest_change
from mfpl.web.formatting import listed
from mfpl.web.languages import speaking
from mfpl.web.wording.changes import tellable
from mfpl.web.wording.comparisons import small_number
from mfpl.web.wording.deciders import DeciderWords, decider_words
from mfpl.web.wording.findings import MET, Cell, Detail, Line, lines
from mfpl.web.wording.sections import Sections
from mfpl.web.wording.sentences import Told, change, sentence
from mfpl.web.wording.titles import GRADED, OPTION, outcome_name
from mfpl.web.wording.unknowns import unknown_words
from mfpl.web.wording.working import Step, working
from mfpl.web.words import lazy as _l

ANONYMOUS = Sections()
BOTH = 2


@dataclass(frozen=True)
class OutcomeWords:
    """An outcome as it stands at the top of a page: its tone (good, no or wait), and a short sentence."""

    tone: str
    sentence: str


_OUTCOMES: Mapping[str, tuple[str, str]] = MappingProxyType({
    Outcome.PASSED: ("good", _l("Adopted.")),
    Outcome.FAILED: ("no", _l("Not adopted.")),
    Outcome.NOT_QUORATE: ("wait", _l("There was no quorum.")),
    Outcome.UNDECIDED: ("wait", _l("It cannot be told yet.")),
    Outcome.SUSPENDED: ("wait", _l("Suspended.")),
    Outcome.PER_SECTION: ("good", _l("Each section decided for itself.")),
    Outcome.NOT_READY: ("wait", _l("The vote is not ready to open.")),
})  # fmt: skip


@dataclass(frozen=True)
class Explanation:
    """A verdict ready to be shown, at three lengths: `sentence`, `lines` (one per requirement) and `working`.

    `change` is the smallest change to the contrary as a sentence of its own, `reason` how many requirements were met;
    beside the lines stand what decided and what is not known.
    """

    outcome: OutcomeWords
    sentence: str
    change: str
    reason: str
    lines: tuple[Line, ...]
    decider: DeciderWords | None
    unknown: tuple[str, ...]
    working: tuple[Step, ...]

    @property
    def gist(self) -> str:
        """What follows the outcome at the top of a page: what was missing, else how many requirements were met."""
        return self.change if self.change and self.outcome.tone != "good" else self.reason


def outcome_words(outcome: str, rule: OtherRule | None = None) -> OutcomeWords:
    """Return how an outcome is said; grades are told by their titles in the rule, options by their numbers."""
    if outcome in _OUTCOMES:
        tone, sentence = _OUTCOMES[outcome]
        return OutcomeWords(tone, str(sentence))
    if outcome.startswith(GRADED):
        return OutcomeWords("good", _("Outcome: %(name)s.", name=outcome_name(outcome, rule)))
    return OutcomeWords("good", _("Option %(name)s was chosen.", name=outcome.removeprefix(OPTION)))


def requirements(
    rule: Rule,
    verdict: Verdict,
    *,
    sections: Sections = ANONYMOUS,
    detail: Detail = Detail.EVERYTHING,
    counts: Counts | None = None,
) -> Explanation:
    """Return a verdict as a page shows it; numbers that `detail` keeps back are not in it.

    `rule` is the very document the verdict was reached under: findings point into it. With the `counts` it was reached
    from, the smallest change to the contrary is told, and what sections weigh.
    """
    found = lines(rule, verdict.finding, sections=sections, detail=detail)
    equal = counts is None or alike(counts)
    decided = decider_words(verdict, found, sections=sections, detail=detail, one_vote_each=equal)
    moves = () if counts is None else smallest_change(rule, counts)
    told = _told(verdict, decided, tellable(moves, detail, outcome=verdict.outcome), sections)
    reason = _reason(rule, verdict, found, decided=decided, sections=sections)
    outcome = outcome_words(verdict.outcome, rule)
    return Explanation(
        outcome=outcome,
        sentence=sentence(told, otherwise=f"{outcome.sentence} {reason}".strip()),
        change=change(told),
        reason=reason,
        lines=found,
        decider=_with_further(decided, told),
        unknown=tuple(unknown_words(rule, verdict, sections)),
        working=working(rule, verdict.finding, sections=sections, counts=counts, detail=detail),
    )


def _told(verdict: Verdict, decided: DeciderWords | None, moves: Sequence[Move], sections: Sections) -> Told:
    """What the sentence may name: a condition only where its numbers may be told, and where its failing was a lack."""
    finding = verdict.decided_by
    lacked = finding is not None and finding.holds is (verdict.outcome == Outcome.PASSED)
    named = decided is not None and decided.told and lacked
    return Told(
        outcome=verdict.outcome,
        condition=decided.condition if named and decided else "",
        here=finding.section if finding else None,
        moves=moves,
        sections=sections,
    )


def _with_further(decided: DeciderWords | None, told: Told) -> DeciderWords | None:
    """What decided, with the smallest change where it is none, or not only one, of that condition."""
    if decided is None or (decided.change and all(one.section == told.here for one in told.moves)):
        return decided
    return replace(decided, change=f"{decided.change} {change(told)}".strip())


def explain(
    rule: Rule,
    verdict: Verdict,
    *,
    language: str | None = None,
    sections: Sections = ANONYMOUS,
    counts: Counts | None = None,
) -> list[str]:
    """Return a verdict as lines of plain text, the outcome first; in the language spoken unless one is named."""
    with speaking(language) if language else nullcontext():
        return explain_at_length(requirements(rule, verdict, sections=sections, counts=counts))


def explain_at_length(told: Explanation) -> list[str]:
    """Return an explanation as lines of plain text: the outcome, each requirement, what decided, what is not known."""
    return [
        f"{told.outcome.sentence} {told.reason}".strip(),
        *(text for line in told.lines for text in _plain(line, 0)),
        *_plain_decider(told.decider),
        *told.unknown,
    ]


def _reason(
    rule: Rule, verdict: Verdict, found: Sequence[Line], *, decided: DeciderWords | None, sections: Sections
) -> str:
    say = _REASONS.get(verdict.outcome)
    if say is not None and decided is not None:
        return say(found, decided)
    if verdict.outcome == Outcome.PER_SECTION:
        return _by_section(verdict, sections)
    if verdict.outcome == Outcome.UNDECIDED:
        outcomes = [outcome_words(one, rule).sentence.rstrip(".") for one in verdict.possible]
        return _("Counts are missing that would decide. Still possible: %(outcomes)s.", outcomes=listed(outcomes))
    return ""


def _passed(found: Sequence[Line], decided: DeciderWords) -> str:
    if len(found) == 1:
        return _("The only requirement was met.")
    if len(found) == BOTH:
        return (
            _("Both requirements were met; the closest was %(condition)s.", condition=decided.condition)
            if decided.told
            else _("Both requirements were met.")
        )
    several = small_number(len(found))
    if not decided.told:
        return _("All %(count)s requirements were met.", count=several)
    return _(
        "All %(count)s requirements were met; the closest was %(condition)s.",
        count=several,
        condition=decided.condition,
    )


def _failed(found: Sequence[Line], decided: DeciderWords) -> str:
    if len(found) == 1:
        return _("The only requirement was not met.")
    met = sum(line.state is MET for line in found)
    if not met:
        return _("No requirement was met. What it lacked most: %(condition)s.", condition=decided.condition)
    return ngettext(
        "Of %(all)s requirements, one was met. What it lacked: %(condition)s.",
        "Of %(all)s requirements, %(count)s were met. What it lacked: %(condition)s.",
        met,
        count=small_number(met),
        all=small_number(len(found)),
        condition=decided.condition,
    )


def _not_quorate(_found: Sequence[Line], decided: DeciderWords) -> str:
    return _("Too few took part. What it lacked: %(condition)s.", condition=decided.condition)


_REASONS: Mapping[str, Callable[[Sequence[Line], DeciderWords], str]] = MappingProxyType({
    Outcome.PASSED: _passed,
    Outcome.FAILED: _failed,
    Outcome.NOT_QUORATE: _not_quorate,
})  # fmt: skip


def _by_section(verdict: Verdict, sections: Sections) -> str:
    passed = [sections.label(one) for one, holds in verdict.sections.items() if holds]
    failed = [sections.label(one) for one, holds in verdict.sections.items() if holds is False]
    if not passed:
        return _("None said yes: %(failed)s.", failed=listed(failed))
    if not failed:
        return _("All said yes: %(passed)s.", passed=listed(passed))
    return _("Yes: %(passed)s. No: %(failed)s.", passed=listed(passed), failed=listed(failed))


MARKS = MappingProxyType({"good": "✓", "bad": "✗", "wait": "◦"})
INDENT = "  "


def _plain(line: Line, depth: int) -> Iterator[str]:
    margin = INDENT * depth
    yield margin + _headed(line)
    if line.numbers:
        yield margin + INDENT + line.numbers.line
    for cell in line.cells:
        yield margin + INDENT + _plain_cell(cell)
    for part in line.parts:
        yield from _plain(part, depth + 1)


def _headed(line: Line) -> str:
    said = _("%(name)s: %(text)s.", name=line.name, text=line.text) if line.text else f"{line.name}."
    return f"{MARKS[line.state.tone]} {line.state.words} — {said}" if line.state else said


def _plain_cell(cell: Cell) -> str:
    head = f"{MARKS[cell.state.tone]} {cell.label}"
    return f"{head}: {cell.numbers.line}" if cell.numbers else head


def _plain_decider(decided: DeciderWords | None) -> Iterator[str]:
    if decided is not None:
        yield _("What decided: %(condition)s. %(change)s", condition=decided.condition, change=decided.change).strip()
