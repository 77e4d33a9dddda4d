"""Says what is not known of a vote and would settle it: counts, at which stage, and facts that are not counts."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mfpl.rules import Finding, FindingKind, Rule, UnknownCount, Verdict
from mfpl.rules.codes import Fact
from mfpl.web.wording import conditions
from mfpl.web.wording.procedures import stage_name
from mfpl.web.wording.sections import Sections
from mfpl.web.wording.sums import unknown
from mfpl.web.words import lazy as _l

FACTS: Mapping[Fact, str] = MappingProxyType({
    Fact.PAIRWISE: _l("Not known: how many ballots rank one option above another."),
    Fact.CASTING_VOTE: _l("Not known: the casting vote, which decides this tie."),
    Fact.STAGE: _l("Not known: how a stage that comes later comes out."),
})  # fmt: skip


def unknown_words(rule: Rule, verdict: Verdict, sections: Sections) -> Iterator[str]:
    """Yield everything that would settle a verdict, once each, the counts of a stage with the name of the stage."""
    stages: dict[UnknownCount, dict[str, None]] = {}
    for count, stage in _each(rule, verdict.finding, ""):
        stages.setdefault(count, {})[stage] = None
    for one in verdict.unknown:
        for stage in stages.get(one, ("",)):
            yield unknown(one, sections, stage)
    for fact in verdict.facts:
        yield str(FACTS[fact])


def _each(rule: Rule, finding: Finding, stage: str) -> Iterator[tuple[UnknownCount, str]]:
    """Every unknown count with the stage at which it is, or ""."""
    if finding.kind is FindingKind.STAGE:
        stage = stage_name(conditions.condition_at(rule, finding.path), rule)
    for one in finding.unknown:
        yield one, stage
    inner = conditions.entered(rule, str(finding.name)) if finding.kind is FindingKind.RULE else rule
    for child in finding.children:
        yield from _each(inner, child, stage)
