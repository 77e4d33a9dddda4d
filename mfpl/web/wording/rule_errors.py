"""Says why a rule document or a file of counts is refused, one sentence for each error code."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from mfpl.rules.codes import ErrorCode
from mfpl.rules.errors import DocumentError
from mfpl.web.wording.contests import SENTENCES as CONTEST_SENTENCES
from mfpl.web.wording.procedures import SENTENCES as PROCEDURE_SENTENCES

TYPES = MappingProxyType(
    {
        "object": _l("An object is expected here."),
        "list": _l("A list is expected here."),
        "text": _l("A text is expected here."),
        "integer": _l("A whole number is expected here."),
        "fraction": _l("A fraction such as “2/3” is expected here."),
        "date": _l("A date such as “2019-06-11” is expected here."),
    }
)
ANOTHER_TYPE = _l("This is not a value of the kind expected here.")

SENTENCES = MappingProxyType({
    ErrorCode.NOT_JSON: _l("This is not JSON: the text stops making sense at line %(line)s, column %(column)s."),
    ErrorCode.NOT_UTF8: _l("The text is not encoded in UTF-8."),
    ErrorCode.TOO_LARGE: _l("The document is longer than %(limit)s characters."),
    ErrorCode.TOO_DEEP: _l("The document has more than %(limit)s levels inside one another."),
    ErrorCode.DUPLICATE_KEY: _l("The key “%(key)s” is written twice."),
    ErrorCode.NUMBER_NOT_EXACT: _l("“%(value)s” is not exact; write a whole number, or a fraction such as “2/3”."),
    ErrorCode.TYPE_WRONG: ANOTHER_TYPE,
    ErrorCode.KEY_UNKNOWN: _l("The key “%(key)s” is not known here."),
    ErrorCode.KEY_MISSING: _l("The key “%(key)s” is missing."),
    ErrorCode.VALUE_NOT_ALLOWED: _l("“%(value)s” is not allowed here; these are: %(allowed)s."),
    ErrorCode.TEXT_EMPTY: _l("The text is empty."),
    ErrorCode.TEXT_TOO_LONG: _l("The text is longer than %(limit)s characters."),
    ErrorCode.LIST_TOO_SHORT: _l("The list needs at least this many items: %(minimum)s."),
    ErrorCode.NUMBER_TOO_SMALL: _l("The number must be %(minimum)s or more."),
    ErrorCode.NUMBER_TOO_LARGE: _l("The number must be %(maximum)s or less."),
    ErrorCode.NAME_INVALID: _l("“%(value)s” is not a name; names have the letters a to z, digits, “-” and “_”."),
    ErrorCode.DATE_INVALID: _l("“%(value)s” is not a date; write year, month and day as in “2019-06-11”."),
    ErrorCode.CONDITION_UNKNOWN: _l("None of the keys here is a condition."),
    ErrorCode.CONDITION_AMBIGUOUS: _l("There are two conditions in one object: %(keys)s."),
    ErrorCode.COMPARISON_MISSING: _l(
        "The comparison is missing: “more_than” and “at_least” differ by exactly the vote that decides."
    ),
    ErrorCode.DENOMINATOR_MISSING: _l("The share does not say what it is a share of."),
    ErrorCode.FRACTION_INVALID: _l("“%(value)s” is not a fraction; write it as in “2/3”."),
    ErrorCode.DENOMINATOR_ZERO: _l("“%(value)s” divides by zero."),
    ErrorCode.SHARE_OUT_OF_RANGE: _l("“%(value)s” is not a share; a share lies between 0 and 1."),
    ErrorCode.THRESHOLD_UNREACHABLE: _l("No count can ever satisfy “%(comparison)s %(value)s”."),
    ErrorCode.SHARE_NOT_PART: _l("“%(share)s” is not a part of “%(of)s”, so it has no share in it."),
    ErrorCode.PARTS_OVERLAP: _l("These counts contain one another and cannot be added: %(names)s."),
    ErrorCode.AT_LEAST_OUT_OF_RANGE: _l("At least %(value)s of %(count)s conditions can never hold."),
    ErrorCode.CONDITIONS_EXCLUDE: _l("This can never hold together with what is asked at: %(others)s."),
    ErrorCode.REFERENCE_DANGLING: _l("Nothing is defined under the name “%(name)s”."),
    ErrorCode.TOO_MANY_CONDITIONS: _l(
        "The rule has more than %(limit)s conditions once its references are followed."
    ),
    ErrorCode.REFERENCE_CIRCULAR: _l("These definitions refer to one another in a circle: %(names)s."),
    ErrorCode.QUORUM_MISPLACED: _l("A quorum stands where missing it could not be the outcome of the whole vote."),
    ErrorCode.PER_SECTION_MISPLACED: _l("“per_section” can only be the whole requirement, not a part of it."),
    ErrorCode.SECTION_NESTED: _l("A test of sections cannot stand inside a section."),
    ErrorCode.PROVENANCE_DANGLING: _l("The provenance names a field that the document does not have: %(field)s."),
    ErrorCode.SOURCE_UNKNOWN: _l("The source “%(source)s” is not in the list of sources."),
    ErrorCode.SOURCE_MISSING: _l("What is stated or inferred needs a source."),
    ErrorCode.DATES_REVERSED: _l("The rule ends before it begins."),
    ErrorCode.COUNT_NEGATIVE: _l("The count “%(name)s” is negative: %(value)s."),
    ErrorCode.COUNT_NOT_INTEGER: _l("The count “%(name)s” is not a whole number: %(value)s."),
    ErrorCode.UNITS_MIXED: _l("The counts are given both with and without units."),
    ErrorCode.COUNTS_MISSING: _l("There are neither sections nor totals."),
    ErrorCode.SECTION_DUPLICATE: _l("The section “%(section)s” is given twice."),
    ErrorCode.COUNTS_CONTRADICT: _l(
        "The counts of “%(section)s” contradict one another (%(unit)s): "
        "“%(smaller)s” is %(smaller_value)s and cannot exceed “%(larger)s”, which is %(larger_value)s."
    ),
    ErrorCode.TOTALS_CONTRADICT: _l(
        "The sections add up to %(sum)s for “%(name)s” (%(unit)s), which is more than the total of %(total)s."
    ),
    ErrorCode.SECTION_ABSENT: _l("The rule names the section “%(section)s”, which the counts do not have."),
    ErrorCode.SECTIONS_NONE: _l("The rule asks about sections of the kind “%(kind)s”, and there are none."),
    ErrorCode.ATTRIBUTE_MISSING: _l(
        "The rule weighs sections by “%(attribute)s”, which the section “%(section)s” does not have."
    ),
    ErrorCode.ATTRIBUTE_NEGATIVE: _l("The section “%(section)s” has a negative “%(attribute)s”: %(value)s."),
    ErrorCode.WEIGHT_ZERO: _l("By “%(attribute)s” the sections weigh nothing together."),
    **CONTEST_SENTENCES,
    **PROCEDURE_SENTENCES,
})  # fmt: skip

TOTALS_CONTRADICT_THEMSELVES = _l(
    "The totals contradict one another (%(unit)s): "
    "“%(smaller)s” is %(smaller_value)s and cannot exceed “%(larger)s”, which is %(larger_value)s."
)
ALL_SECTIONS_NONE = _l("The rule asks about sections, and there are none.")
VOTERS_TOO_FEW = _l(
    "There are too few voters for its cap: however their votes were weighed, one of them would have a larger share "
    "than the rule lets anybody have."
)


def _type_wrong(error: DocumentError) -> object:
    return TYPES.get(str(error.params.get("expected")), ANOTHER_TYPE)


def _counts_contradict(error: DocumentError) -> object:
    return SENTENCES[error.code] if error.params.get("section") else TOTALS_CONTRADICT_THEMSELVES


def _sections_none(error: DocumentError) -> object:
    return SENTENCES[error.code] if error.params.get("kind") else ALL_SECTIONS_NONE


def _caps_infeasible(error: DocumentError) -> object:
    return VOTERS_TOO_FEW if error.params.get("limit") == "share_per_voter" else SENTENCES[error.code]


_DEPENDING: Mapping[ErrorCode, Callable[[DocumentError], object]] = MappingProxyType({
    ErrorCode.TYPE_WRONG: _type_wrong,
    ErrorCode.COUNTS_CONTRADICT: _counts_contradict,
    ErrorCode.SECTIONS_NONE: _sections_none,
    ErrorCode.CAPS_INFEASIBLE: _caps_infeasible,
})  # fmt: skip


def word_rule_error(error: DocumentError) -> str:
    """Return the sentence for one error, without the place where it was found."""
    depending = _DEPENDING.get(error.code)
    sentence = depending(error) if depending else SENTENCES[error.code]
    return str(sentence) % dict(error.params)
