"""Whether a requirement is met by everyone's yes if it is met by any vote at all."""

from mfpl.rules import Comparison, CountName
from mfpl.rules import language as words
from mfpl.rules.exact import wants_less, wants_more

_MOST = frozenset({CountName.YES, CountName.VALID, CountName.VOTING, CountName.BALLOTS, CountName.PRESENT})
"""The counts, and shares, that are as large as they can be where everyone votes yes."""

_LEAST = frozenset(CountName) - _MOST - {CountName.ELIGIBLE}
"""Those that are nothing there."""


def rises(rule: words.OtherRule, rules: dict[str, words.OtherRule]) -> bool:
    """Whether no vote does better under the rule than everyone's yes, so that this one vote tells whether any passes.

    Branches, stages, petitions and numbers to be met exactly are not looked into: False.
    """
    return _Reader(rule, rules).rises(rule.requires, up=True)


class _Reader:
    """Reads conditions of one rule; `up` is whether a condition must hold, or must not."""

    def __init__(self, rule: words.OtherRule, rules: dict[str, words.OtherRule]) -> None:
        self.rule = rule
        self.rules = rules

    def rises(self, condition: words.Condition, *, up: bool) -> bool:
        match condition:
            case words.AllOf(all_=inner) | words.AnyOf(any_=inner) | words.AtLeast(of=inner):
                return all(self.rises(one, up=up) for one in inner)
            case words.Not(not_=inner):
                return self.rises(inner, up=not up)
            case words.Quorum(quorum=one) | words.InSection(require=one) | words.EverySection(every_section=one):
                return self.rises(one, up=up)
            case words.Reference(reference=name):
                return self.rises(self.rule.definitions[name], up=up)
            case words.RuleReference(rule=name):
                return _Reader(self.rules[name], self.rules).rises(self.rules[name].requires, up=up)
        return self._test(condition, up=up)

    def _test(self, condition: words.Condition, *, up: bool) -> bool:
        match condition:
            case words.PerSection(per_section=one):
                return self.rises(one, up=up)
            case words.NumberOfSections(number_of_sections=one) | words.ShareOfSections(share_of_sections=one):
                turned = _turned(condition.comparison, up=up)
                return turned is not None and self.rises(one, up=turned)
            case words.Share(share=counted) | words.Count(count=counted) | words.ClassShare(class_share=counted):
                return _is_best(counted, _turned(condition.comparison, up=up))
            case words.RootCount(root_count=counted, square_root_of=CountName.ELIGIBLE):
                return _is_best(counted, _turned(condition.comparison, up=up))
        return isinstance(condition, words.Ranked)


def _turned(comparison: Comparison, *, up: bool) -> bool | None:
    """Whether more of what is compared helps (True) or less does (False); None where it is neither."""
    if wants_more(comparison):
        return up
    return not up if wants_less(comparison) else None


def _is_best(counted: CountName, more: bool | None) -> bool:
    return counted is CountName.ELIGIBLE or (counted in _MOST if more else more is False and counted in _LEAST)
