"""The rules room: rules as data, exact evaluation, and the verdict as a tree of findings."""

from mfpl.rules.codes import Comparison, CountName, ErrorCode, FindingKind, FindingUnit, Mark, Outcome, Unit
from mfpl.rules.counts import Counts, Section
from mfpl.rules.counts_reading import parse_counts
from mfpl.rules.deciding import decide
from mfpl.rules.errors import CountsInvalid, DocumentError, DocumentInvalid, RuleInvalid
from mfpl.rules.language import Rule
from mfpl.rules.parsing import canonical, fingerprint, parse_rule, schema
from mfpl.rules.verdicts import Decider, Finding, RuleStamp, UnknownCount, Verdict

__all__ = [
    "Comparison",
    "CountName",
    "Counts",
    "CountsInvalid",
    "Decider",
    "DocumentError",
    "DocumentInvalid",
    "ErrorCode",
    "Finding",
    "FindingKind",
    "FindingUnit",
    "Mark",
    "Outcome",
    "Rule",
    "RuleInvalid",
    "RuleStamp",
    "Section",
    "Unit",
    "UnknownCount",
    "Verdict",
    "canonical",
    "decide",
    "fingerprint",
    "parse_counts",
    "parse_rule",
    "schema",
]
