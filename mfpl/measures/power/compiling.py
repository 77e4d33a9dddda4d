"""From a rule and a roll to what the rule asks of yes votes, turned so that more yes can only help."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import TypeGuard

from mfpl.measures.power.refusals import PowerRefusal, PowerRefused
from mfpl.measures.power.rolls import Roll, RollSection, voted
from mfpl.measures.power.yes_conditions import (
    AtLeastYes,
    Condition,
    InSections,
    ScaledYes,
    So,
    asked_of_yes,
    held_against,
    negated,
    so,
)
from mfpl.rules import language as words
from mfpl.rules.codes import Comparison, CountName, Outcome
from mfpl.rules.counts import Counts
from mfpl.rules.evaluation import evaluate
from mfpl.rules.places import Place
from mfpl.rules.ranges import parts_of

STEADY = frozenset({words.Share.key, words.Count.key})
"""Tests that turn at most once as yes votes grow, whatever they count."""

Asked = tuple[tuple[str, Condition, int], ...]


def compiled(rule: words.Rule, roll: Roll) -> Condition:
    """What the rule asks, of everyone and in sections; every part of it is helped by one more yes.

    A quorum that counts those who take part always holds, because everyone votes. Raises `PowerRefused`.
    """
    return _rising(_Compiler(rule, roll, rule.rules).condition(rule.requires, None))


def _is_test(condition: words.Condition) -> TypeGuard[words.Count]:
    """Whether a condition is a test of the counts of one pool; they all have what a count has but its value."""
    return {"unit", "comparison", "pool"} <= type(condition).model_fields.keys()


@dataclass(frozen=True)
class _Compiler:
    """Reads the conditions of a rule over a roll; `rules` are the others it refers to."""

    rule: words.OtherRule
    roll: Roll
    rules: Mapping[str, words.OtherRule]

    def condition(self, condition: words.Condition, section: RollSection | None) -> Condition:
        """What one condition asks, of everyone or of the section at hand."""
        if _is_test(condition):
            return self._test(condition, section)
        match condition:
            case words.Not(not_=inner):
                return negated(self.condition(inner, section))
            case words.Quorum(quorum=inner):
                return self.condition(inner, section)
            case words.Reference(reference=name):
                return self.condition(self.rule.definitions[name], section)
            case words.RuleReference(rule=name):
                other = self.rules[name]
                return replace(self, rule=other).condition(other.requires, section)
        return self._group(condition, section)

    def _group(self, condition: words.Condition, section: RollSection | None) -> Condition:
        match condition:
            case words.AllOf(all_=inner):
                return so(len(inner), tuple(self.condition(one, section) for one in inner))
            case words.AnyOf(any_=inner):
                return so(1, tuple(self.condition(one, section) for one in inner))
            case words.AtLeast(at_least=needed, of=inner):
                return so(needed, tuple(self.condition(one, section) for one in inner))
        return self._of_sections(condition)

    def _of_sections(self, condition: words.Condition) -> Condition:
        match condition:
            case words.InSection(in_section=name, require=inner):
                return InSections(self._asked(inner, (name,), None)[0], 1)
            case words.EverySection(every_section=inner, among=among):
                asked, _scale = self._asked(inner, among, None)
                return InSections(asked, len(asked))
            case words.NumberOfSections(number_of_sections=inner, among=among, weighing=weighing):
                asked, scale = self._asked(inner, among, weighing)
                return _of_weight(condition, condition.value * scale, asked)
            case words.ShareOfSections(share_of_sections=inner, among=among, weighing=weighing):
                asked, _scale = self._asked(inner, among, weighing)
                return _of_weight(condition, condition.value * sum(weight for _, _, weight in asked), asked)
            case words.PerSection():
                raise PowerRefused(PowerRefusal.NO_SINGLE_DECISION)
            case words.ClassShare():
                return self._class_share(condition)
        return self._step(condition)

    def _step(self, condition: words.Condition) -> Condition:
        """What a form of a whole requirement asks; those that are several votes, or no votes, are refused."""
        match condition:
            case words.Result(outcome=Outcome.PASSED):
                return True
            case words.Result(outcome=Outcome.FAILED | Outcome.NOT_QUORATE | Outcome.SUSPENDED):
                return False
            case words.Case(case=branches, otherwise=otherwise):
                decided = self.condition(otherwise, None)
                for branch in reversed(branches):
                    when = self.condition(branch.when, None)
                    then = self.condition(branch.then, None)
                    decided = so(1, (so(2, (when, then)), so(2, (negated(when), decided))))
                return decided
        raise PowerRefused(PowerRefusal.NOT_MEASURED, key=condition.key)

    def _class_share(self, condition: words.ClassShare) -> Condition:
        """Each class scaled to its share: when everyone votes, by those entitled and by votes cast are the same."""
        sizes = {one.id: one.size(condition.unit) for one in self.roll.sections if one.id in condition.classes}
        votes = {name: Fraction(condition.classes[name], size) for name, size in sizes.items() if size}
        counted = [sum(voted(yes, 1)[name] for name in parts_of(condition.of)) for yes in (0, 1)]
        if counted != [1, 1] or condition.class_share is not CountName.YES:
            raise PowerRefused(PowerRefusal.NOT_MEASURED, key=condition.key)
        scale = lcm(*(vote.denominator for vote in votes.values()))
        weights = tuple((name, int(vote * scale)) for name, vote in votes.items())
        target = condition.value * scale * sum(condition.classes[name] for name in votes)
        return held_against(
            condition.comparison, target, lambda least, up: ScaledYes(weights, condition.unit, least, up)
        )

    def _test(self, condition: words.Count, section: RollSection | None) -> Condition:
        """What a test of one pool asks; exactly so many is at least and at most so many."""
        if condition.comparison is Comparison.EXACTLY:
            both = (Comparison.AT_LEAST, Comparison.AT_MOST)
            return so(2, tuple(self._test(condition.model_copy(update={"comparison": one}), section) for one in both))
        whole = section is None or condition.pool == "everyone"
        pools = list(self.roll.pools()) if whole else [section]
        size = sum(pool.size(condition.unit) for pool in pools if pool)
        return asked_of_yes(
            lambda yes: self._holds(condition, yes, size),
            pool=None if whole or section is None else section.id,
            unit=condition.unit,
            size=size,
            steady=condition.key in STEADY,
        )

    def _holds(self, condition: words.Count, yes: int, size: int) -> bool:
        """Whether a test holds with so many yes and the others no, as the rules themselves find it."""
        counts = Counts((), {condition.unit: voted(yes, size)})
        finding = evaluate(condition, Place(rule=self.rule, counts=counts, path=""))
        if finding.holds is None:
            name = finding.unknown[0].count if finding.unknown else ""
            raise PowerRefused(PowerRefusal.COUNT_NOT_VOTED, name=str(name))
        return finding.holds

    def _asked(
        self, inner: words.Condition, among: str | tuple[str, ...] | None, weighing: str | None
    ) -> tuple[Asked, int]:
        """The sections asked, each with what it is asked and its weight as a whole number; and the scale of these."""
        chosen = [one for one in self.roll.sections if _is_among(one, among)]
        weights = [one.attributes[weighing] if weighing else Fraction(1) for one in chosen]
        scale = lcm(*(weight.denominator for weight in weights))
        asked = tuple(
            (one.id, self.condition(inner, one), int(weight * scale))
            for one, weight in zip(chosen, weights, strict=True)
        )
        return asked, scale


def _of_weight(condition: words.NumberOfSections | words.ShareOfSections, target: Fraction, asked: Asked) -> Condition:
    """The sections where their condition holds, held against a target in whole weights."""
    return held_against(condition.comparison, target, lambda least, up: InSections(asked, least, up))


def _is_among(section: RollSection, among: str | tuple[str, ...] | None) -> bool:
    return section.id in among if isinstance(among, tuple) else among in {None, section.kind}


def _rising(condition: Condition) -> Condition:
    """The same condition made of parts that more yes can only help; raises `PowerRefused` where there is none."""
    match condition:
        case So(needed, of):
            return so(needed, tuple(_rising(one) for one in of))
        case InSections():
            return _rising_in_sections(condition)
        case AtLeastYes(up=False) | ScaledYes(up=False):
            raise PowerRefused(PowerRefusal.NOT_MONOTONE)
    return condition


def _rising_in_sections(condition: InSections) -> Condition:
    asked = condition.asked
    if any(_falls(inner) for _, inner, _ in asked):
        whole = sum(weight for _, _, weight in asked)
        turned = tuple((section, negated(inner), weight) for section, inner, weight in asked)
        condition = InSections(turned, whole - condition.least + 1, up=not condition.up)
    inner = tuple((section, _rising(one), weight) for section, one, weight in condition.asked)
    certain = sum(weight for _, one, weight in inner if one is True)
    open_ = tuple(each for each in inner if not isinstance(each[1], bool))
    left = InSections(open_, condition.least - certain, up=condition.up)
    if left.least <= 0 or left.least > sum(weight for _, _, weight in open_):
        return (left.least <= 0) is left.up
    if not left.up:
        raise PowerRefused(PowerRefusal.NOT_MONOTONE)
    return _without_everyone(left)


def _falls(condition: Condition) -> bool:
    """Whether any part of the condition is hurt by one more yes."""
    match condition:
        case AtLeastYes(up=up) | ScaledYes(up=up):
            return not up
        case So(of=of):
            return any(_falls(one) for one in of)
    return False


def _without_everyone(condition: InSections) -> Condition:
    """The same condition with what it asks of everyone taken out of the sections.

    It holds if it does even where that fails; or if that holds, and it does where that holds.
    """
    everyone = next((found for _, inner, _ in condition.asked for found in _about_everyone(inner)), None)
    if everyone is None:
        return condition
    without, with_it = (
        _rising_in_sections(
            replace(
                condition,
                asked=tuple(
                    (section, _known(inner, everyone, truth), weight) for section, inner, weight in condition.asked
                ),
            )
        )
        for truth in (False, True)
    )
    return so(1, (without, so(2, (everyone, with_it))))


def _about_everyone(condition: Condition) -> list[AtLeastYes | ScaledYes]:
    match condition:
        case AtLeastYes(pool=None) | ScaledYes():
            return [condition]
        case So(of=of):
            return [found for one in of for found in _about_everyone(one)]
    return []


def _known(condition: Condition, one: AtLeastYes | ScaledYes, truth: bool) -> Condition:
    if condition == one:
        return truth
    if isinstance(condition, So):
        return so(condition.needed, tuple(_known(inner, one, truth) for inner in condition.of))
    return condition
