"""Whether any vote over a roll can meet a rule: a vote that does, or what proves that none can."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from mfpl.measures.possibility.problems import PossibilityCode, Problem
from mfpl.measures.possibility.rising import rises
from mfpl.measures.possibility.votes import (
    Vote,
    counts_of,
    every_vote,
    interest_of,
    likely_votes,
    nothing_counted,
    number_of_votes,
)
from mfpl.measures.power.rolls import Roll
from mfpl.rules import Counts, CountsInvalid, Finding, FindingKind, Outcome, Rule
from mfpl.rules import language as words
from mfpl.rules.evaluation import evaluate, held_against
from mfpl.rules.outcomes import possible_outcomes
from mfpl.rules.places import Place
from mfpl.rules.procedures import outcome_code

MOST_VOTES = 4_000
"""Where a roll has no more votes than this, each is tried; else `TRIED` of those near the edges of the rule."""

TRIED = 800
_OPTION = "option_1"
Wanted = Callable[[Finding], bool]


class Answer(StrEnum):
    """Whether a vote can meet a rule; unknown where neither a vote that does nor a proof that none does was found."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Possibility:
    """The answer; where it is yes, `witness` are counts that meet the rule; where it is no, `problems` say why.

    A witness that needs several stages has the counts of each. Ranked options have one that everyone ranks first.
    """

    answer: Answer
    witness: Counts | None = None
    problems: tuple[Problem, ...] = ()


def can_be_met(rule: Rule, roll: Roll) -> Possibility:
    """Whether some vote of those on the roll has an outcome that approves.

    These approve: `passed`; `per_section`, where at least one section passes; every grade that a rule names, because
    the language does not say which are welcome; every option but the default. People may answer, stay away, sign and
    block as they like, and a suspension may be lifted. No is only said where it is proved: by a condition that fails
    whatever is counted, by everyone's yes where no vote could do better, or by every vote having been tried.
    """
    try:
        finding = _asked(rule, roll, _unknown(rule, roll))
    except CountsInvalid as refused:
        lacking = [Problem(PossibilityCode(str(one.code)), rule.id, one.path, one.params) for one in refused.errors]
        return Possibility(Answer.NO, problems=tuple(lacking))
    if not _may_approve(finding):
        return Possibility(Answer.NO, problems=_obstacles(finding, rule.id))
    return _searched(rule, roll)


def _unknown(rule: Rule, roll: Roll) -> Counts:
    """Counts of which only those entitled are known, at every stage there is."""
    nothing = nothing_counted(roll)
    requires, _ = _led_to(rule)
    if not isinstance(requires, words.Stages):
        return nothing
    return Counts((), stages={stage.name: nothing for stage in requires.stages}, suspension_lifted=True)


def _led_to(rule: Rule) -> tuple[words.Condition, words.OtherRule]:
    """What is required in the end, and by which rule, where rules only name one another."""
    requires: words.Condition = rule.requires
    at: words.OtherRule = rule
    while isinstance(requires, words.RuleReference):
        at = rule.rules[requires.rule]
        requires = at.requires
    return requires, at


def _asked(rule: Rule, roll: Roll, counts: Counts, step: words.Condition | None = None) -> Finding:
    """The finding of a step of the rule, or of all that it requires."""
    if step is None:
        return held_against(rule, counts)
    return evaluate(step, Place(rule=_led_to(rule)[1], counts=counts, path="/requires", rules=rule.rules))


def _approving(outcome: str) -> bool:
    return outcome in {Outcome.PASSED, _OPTION} or outcome.startswith("graded:")


def _may_approve(finding: Finding) -> bool:
    """Whether what is unknown leaves an outcome open that approves."""
    if finding.kind is FindingKind.PER_SECTION:
        return any(child.holds is not False for child in finding.children)
    if finding.kind is FindingKind.BRANCH:
        return any(_may_approve(child) for child in finding.children[1:])
    return any(_approving(outcome) for outcome in possible_outcomes(finding))


def _approves(finding: Finding) -> bool:
    """Whether the outcome is certain, and approves."""
    if finding.kind is FindingKind.PER_SECTION:
        return any(child.holds is True for child in finding.children)
    return all(_approving(outcome) for outcome in possible_outcomes(finding))


def _obstacles(finding: Finding, rule: str) -> tuple[Problem, ...]:
    """The conditions furthest down that fail, of those that keep the whole from being met, each once."""
    places = dict.fromkeys((one.path, one.section or "") for one in _failing(finding))
    return tuple(Problem(PossibilityCode.NEVER_HOLDS, rule, path, {"section": where}) for path, where in places)


def _failing(finding: Finding) -> Iterator[Finding]:
    children = finding.children[1:] if finding.kind is FindingKind.BRANCH else finding.children
    inside = [child for child in children if not _may_approve(child)]
    deeper = finding.kind not in {FindingKind.NOT, FindingKind.PETITION, FindingKind.CLASS_SHARE}
    if not inside or not deeper:
        yield finding
        return
    for child in inside:
        yield from _failing(child)


def _searched(rule: Rule, roll: Roll) -> Possibility:
    """The answer from votes that were tried."""
    search = _Search(rule, roll)
    for lifted in search.lifted:
        witness = search.witness(lifted=lifted)
        if witness is not None:
            return Possibility(Answer.YES, witness)
    if rises(rule, rule.rules):
        everyone = counts_of(roll, next(likely_votes(roll, interest_of(rule))))
        return Possibility(Answer.NO, problems=_obstacles(_asked(rule, roll, everyone), rule.id))
    if search.complete:
        return Possibility(Answer.NO, problems=(Problem(PossibilityCode.NO_VOTE, rule.id, "/requires"),))
    return Possibility(Answer.UNKNOWN)


class _Search:
    """Looks for a vote that a rule approves; `complete` tells whether every vote there is was tried."""

    def __init__(self, rule: Rule, roll: Roll) -> None:
        self.rule = rule
        self.roll = roll
        self.interest = interest_of(rule)
        self.requires, _ = _led_to(rule)
        self.all_of_them = number_of_votes(roll, self.interest) <= MOST_VOTES
        text = rule.model_dump_json(by_alias=True, exclude_unset=True)
        stages_inside = text.count('"stages":') > isinstance(self.requires, words.Stages)
        self.complete = self.all_of_them and not stages_inside
        self.lifted = (True, False) if '"suspends":' in text else (False,)

    def witness(self, *, lifted: bool) -> Counts | None:
        """The counts of a vote that is approved."""
        if not isinstance(self.requires, words.Stages):
            return self._found(None, _approves, lifted=lifted)
        return self._through(self.requires, lifted=lifted)

    def _through(self, stages: words.Stages, *, lifted: bool) -> Counts | None:
        """The counts of stages that lead to one that approves."""
        held: dict[str, Counts] = {}
        for stage in stages.stages:
            on = {outcome_code(word) for word in stage.continue_on}
            counts = self._found(stage.requires, _ends(on), lifted=lifted)
            if counts is not None:
                return Counts((), stages={**held, stage.name: counts}, suspension_lifted=lifted)
            leading = self._found(stage.requires, _leads(on), lifted=lifted) if on else None
            if leading is None:
                return None
            held[stage.name] = leading
        return None

    def _votes(self) -> Iterator[Vote]:
        if self.all_of_them:
            return every_vote(self.roll, self.interest)
        return islice(likely_votes(self.roll, self.interest), TRIED)

    def _found(self, step: words.Condition | None, wanted: Wanted, *, lifted: bool) -> Counts | None:
        for vote in self._votes():
            counts = replace(counts_of(self.roll, vote), suspension_lifted=lifted)
            if wanted(_asked(self.rule, self.roll, counts, step)):
                return counts
        return None


def _ends(on: set[str]) -> Wanted:
    return lambda finding: _approves(finding) and not possible_outcomes(finding) & on


def _leads(on: set[str]) -> Wanted:
    return lambda finding: possible_outcomes(finding) <= on
