"""The rules room: rules as data, exact evaluation, and the verdict as a tree of findings."""

from mfpl.rules.caps import Alike, Holder, capped, capped_classes
from mfpl.rules.codes import (
    Comparison,
    CountName,
    ErrorCode,
    FindingKind,
    FindingUnit,
    Mark,
    Outcome,
    Precondition,
    Unit,
)
from mfpl.rules.counts import Counts, Section
from mfpl.rules.counts_reading import parse_counts
from mfpl.rules.deciding import decide
from mfpl.rules.errors import CountsInvalid, DocumentError, DocumentInvalid, RuleInvalid
from mfpl.rules.language import Rule
from mfpl.rules.offices import deadlines, holders
from mfpl.rules.parsing import canonical, fingerprint, parse_rule, schema
from mfpl.rules.preconditions import Facts, FactsInvalid, Missing, missing_preconditions, parse_facts
from mfpl.rules.texts import TextClause, parse_text_clause
from mfpl.rules.verdicts import Decider, Finding, RuleStamp, UnknownCount, Verdict

__all__ = [
    "Alike",
    "Comparison",
    "CountName",
    "Counts",
    "CountsInvalid",
    "Decider",
    "DocumentError",
    "DocumentInvalid",
    "ErrorCode",
    "Facts",
    "FactsInvalid",
    "Finding",
    "FindingKind",
    "FindingUnit",
    "Holder",
    "Mark",
    "Missing",
    "Outcome",
    "Precondition",
    "Rule",
    "RuleInvalid",
    "RuleStamp",
    "Section",
    "TextClause",
    "Unit",
    "UnknownCount",
    "Verdict",
    "canonical",
    "capped",
    "capped_classes",
    "deadlines",
    "decide",
    "fingerprint",
    "holders",
    "missing_preconditions",
    "parse_counts",
    "parse_facts",
    "parse_rule",
    "parse_text_clause",
    "schema",
]
