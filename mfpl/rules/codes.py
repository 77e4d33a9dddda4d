"""Every code this room can emit, so that pages can say each one in both languages."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a verdict can say; rules with grades or options add `graded:<name>` and `option_<n>`."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_QUORATE = "not_quorate"
    UNDECIDED = "undecided"
    SUSPENDED = "suspended"
    PER_SECTION = "per_section"
    NOT_READY = "not_ready"


class Comparison(StrEnum):
    """How a number is held against its target; the word carries the strictness."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


class Unit(StrEnum):
    """What is counted: votes (weighted) or members (heads)."""

    VOTES = "votes"
    MEMBERS = "members"


class FindingUnit(StrEnum):
    """What the numbers of a finding are: votes, members, sections, weight of sections, conditions, or options."""

    VOTES = "votes"
    MEMBERS = "members"
    SECTIONS = "sections"
    SECTION_WEIGHT = "section_weight"
    CONDITIONS = "conditions"
    OPTIONS = "options"
    CLASS_WEIGHT = "class_weight"


class CountName(StrEnum):
    """The counts a pool can have; `valid` and `voting` follow from the others and are never given."""

    ELIGIBLE = "eligible"
    PRESENT = "present"
    BALLOTS = "ballots"
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    BLANK = "blank"
    INVALID = "invalid"
    ABSENT = "absent"
    SIGNED = "signed"
    BLOCKS = "blocks"
    VALID = "valid"
    VOTING = "voting"


class FindingKind(StrEnum):
    """What a finding is about: the key of the condition in the rule, or a part that counts by itself."""

    ALL = "all"
    ANY = "any"
    NOT = "not"
    AT_LEAST = "at_least"
    SHARE = "share"
    COUNT = "count"
    EVERY_SECTION = "every_section"
    SHARE_OF_SECTIONS = "share_of_sections"
    NUMBER_OF_SECTIONS = "number_of_sections"
    IN_SECTION = "in_section"
    QUORUM = "quorum"
    REFERENCE = "reference"
    PER_SECTION = "per_section"
    ROOT_COUNT = "root_count"
    RANKED = "ranked"
    OPTION = "option"
    OPTION_QUORUM = "option_quorum"
    OPTION_RATIO = "option_ratio"
    OPTION_MAJORITY = "option_majority"
    DEFEAT = "defeat"
    RULE = "rule"
    CASE = "case"
    BRANCH = "branch"
    STAGES = "stages"
    STAGE = "stage"
    PETITION = "petition"
    OUTCOME = "outcome"
    CLASS_SHARE = "class_share"
    CLASS_PART = "class_part"


class Fact(StrEnum):
    """What is not a count and can be unknown all the same, so that a verdict waits for it."""

    PAIRWISE = "pairwise"
    CASTING_VOTE = "casting_vote"
    STAGE = "stage"


class Precondition(StrEnum):
    """What a rule can ask for before a vote opens."""

    NOTICE = "notice_days"
    LANGUAGES = "languages_certified"
    SPONSORS = "sponsors_from_sections"
    DISCUSSION = "people_of_each_section_in_discussion"
    RESOURCES = "resources_estimated"


class Mark(StrEnum):
    """How far a field of a rule is known: written in a source, concluded from one, or our own assumption."""

    STATED = "stated"
    INFERRED = "inferred"
    ASSUMED = "assumed"


class ErrorCode(StrEnum):
    """Why a rule document or a file of counts is refused; each error also has the path where it was found.

    Any document:
        not_json (line, column): the text is not JSON.
        not_utf8: the bytes are not UTF-8 text, or a text holds half a character.
        too_large (limit): more characters than `limit`.
        too_deep (limit): more than `limit` levels inside one another.
        duplicate_key (key): the same key twice in one object.
        number_not_exact (value): a decimal, NaN or Infinity where only integers and fractions are exact.
        type_wrong (expected): `expected` is object, list, text, integer, fraction or date.
        key_unknown (key), key_missing (key)
        value_not_allowed (value, allowed): not one of the words in `allowed`.
        text_empty, text_too_long (limit), list_too_short (minimum)
        number_too_small (minimum), number_too_large (maximum)
        name_invalid (value): an identifier with characters other than a-z, 0-9, "-" and "_".
        date_invalid (value)

    Rules:
        condition_unknown: none of the keys is a condition.
        condition_ambiguous (keys): two conditions in one object.
        comparison_missing, denominator_missing
        fraction_invalid (value), denominator_zero (value)
        share_out_of_range (value): a share outside 0 to 1.
        threshold_unreachable (comparison, value): more than all, or less than none.
        share_not_part (share, of): the counted are no part of the denominator.
        parts_overlap (names): a list of counts in which one contains another.
        at_least_out_of_range (value, count): at least 3 of 2 conditions.
        conditions_exclude (others): a test that can never hold together with others that must hold as well.
        reference_dangling (name), reference_circular (names)
        too_many_conditions (limit): the rule with its references followed.
        quorum_misplaced: a quorum where its failing could not be the outcome of the whole.
        per_section_misplaced: `per_section` anywhere but as the whole requirement.
        section_nested: a test of sections inside a section.
        procedure_misplaced (key): branches, stages, a petition, ranked options or an outcome inside a condition.
        rule_unknown (name): no rule of that id is given.
        rule_circular (names): rules that refer to one another in a circle.
        petition_effect (keys): a petition that does not do exactly one of `suspends` and `switches_to`.
        stage_duplicate (name): two stages of one name.
        stage_unreachable (name): nothing leads from the stage before to this one.
        stage_endless (name): the last stage leads on to a next one.
        window_reversed: at the earliest after the latest day.
        class_shares_sum (sum): the shares of the classes are not one together.
        amended_by_itself (name): amended by itself without saying so, or saying so of another rule.
        supersedes_itself (version): in the place of its own or a later version.
        deadlock_too_long (days, limit): the steps take longer than the matter lives.
        office_duplicate (name), office_unknown (name): two offices of one name; differing from none listed before.
        provenance_dangling (field): a provenance mark on a field that does not exist.
        source_unknown (source), source_missing: a mark `stated` or `inferred` needs a source that is listed.
        dates_reversed: in force until a day before it begins.

    Counts:
        count_negative (name, value), count_not_integer (name, value)
        units_mixed: counts with and without units in one pool.
        attribute_negative (section, attribute, value): a section that would weigh less than nothing.
        counts_missing: neither sections nor totals.
        section_duplicate (section)
        counts_contradict (section, unit, larger, larger_value, smaller, smaller_value): `smaller` cannot exceed
            `larger`; it lists the counts that were added, joined by "+"; `section` is empty for the totals.
        totals_contradict (unit, name, total, sum): the sections add up to more than the whole.
        option_duplicate (option): two options of one number.
        default_option_count (count): not exactly one option is the default.
        pairwise_size (expected): the table does not have as many rows and columns as there are options.
        pairwise_contradicts (first, second, sum, eligible): more ballots about two options than people entitled.
        casting_vote_unknown (option): the casting vote is for an option that does not exist.

    Counts against a rule:
        section_absent (section): the rule names a section that the counts do not have.
        sections_none (kind): the rule asks about sections of a kind of which there are none.
        attribute_missing (section, attribute): the rule weighs by an attribute a section lacks.
        weight_zero (attribute): the sections weigh nothing together.
        stage_unknown (stage): counts of a stage that the rule does not have.
        caps_infeasible (limit): no votes remain once the caps are applied, or they contradict one another.
        contest_missing: the rule ranks options and the counts have none.
    """

    NOT_JSON = "not_json"
    NOT_UTF8 = "not_utf8"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    DUPLICATE_KEY = "duplicate_key"
    NUMBER_NOT_EXACT = "number_not_exact"
    TYPE_WRONG = "type_wrong"
    KEY_UNKNOWN = "key_unknown"
    KEY_MISSING = "key_missing"
    VALUE_NOT_ALLOWED = "value_not_allowed"
    TEXT_EMPTY = "text_empty"
    TEXT_TOO_LONG = "text_too_long"
    LIST_TOO_SHORT = "list_too_short"
    NUMBER_TOO_SMALL = "number_too_small"
    NUMBER_TOO_LARGE = "number_too_large"
    NAME_INVALID = "name_invalid"
    DATE_INVALID = "date_invalid"

    CONDITION_UNKNOWN = "condition_unknown"
    CONDITION_AMBIGUOUS = "condition_ambiguous"
    COMPARISON_MISSING = "comparison_missing"
    DENOMINATOR_MISSING = "denominator_missing"
    FRACTION_INVALID = "fraction_invalid"
    DENOMINATOR_ZERO = "denominator_zero"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    THRESHOLD_UNREACHABLE = "threshold_unreachable"
    SHARE_NOT_PART = "share_not_part"
    PARTS_OVERLAP = "parts_overlap"
    AT_LEAST_OUT_OF_RANGE = "at_least_out_of_range"
    CONDITIONS_EXCLUDE = "conditions_exclude"
    REFERENCE_DANGLING = "reference_dangling"
    REFERENCE_CIRCULAR = "reference_circular"
    TOO_MANY_CONDITIONS = "too_many_conditions"
    QUORUM_MISPLACED = "quorum_misplaced"
    PER_SECTION_MISPLACED = "per_section_misplaced"
    SECTION_NESTED = "section_nested"
    PROCEDURE_MISPLACED = "procedure_misplaced"
    RULE_UNKNOWN = "rule_unknown"
    RULE_CIRCULAR = "rule_circular"
    PETITION_EFFECT = "petition_effect"
    STAGE_DUPLICATE = "stage_duplicate"
    STAGE_UNREACHABLE = "stage_unreachable"
    STAGE_ENDLESS = "stage_endless"
    WINDOW_REVERSED = "window_reversed"
    CLASS_SHARES_SUM = "class_shares_sum"
    AMENDED_BY_ITSELF = "amended_by_itself"
    SUPERSEDES_ITSELF = "supersedes_itself"
    DEADLOCK_TOO_LONG = "deadlock_too_long"
    OFFICE_DUPLICATE = "office_duplicate"
    OFFICE_UNKNOWN = "office_unknown"
    PROVENANCE_DANGLING = "provenance_dangling"
    SOURCE_UNKNOWN = "source_unknown"
    SOURCE_MISSING = "source_missing"
    DATES_REVERSED = "dates_reversed"

    COUNT_NEGATIVE = "count_negative"
    COUNT_NOT_INTEGER = "count_not_integer"
    UNITS_MIXED = "units_mixed"
    COUNTS_MISSING = "counts_missing"
    SECTION_DUPLICATE = "section_duplicate"
    COUNTS_CONTRADICT = "counts_contradict"
    TOTALS_CONTRADICT = "totals_contradict"
    OPTION_DUPLICATE = "option_duplicate"
    DEFAULT_OPTION_COUNT = "default_option_count"
    PAIRWISE_SIZE = "pairwise_size"
    PAIRWISE_CONTRADICTS = "pairwise_contradicts"
    CASTING_VOTE_UNKNOWN = "casting_vote_unknown"

    SECTION_ABSENT = "section_absent"
    SECTIONS_NONE = "sections_none"
    ATTRIBUTE_MISSING = "attribute_missing"
    ATTRIBUTE_NEGATIVE = "attribute_negative"
    WEIGHT_ZERO = "weight_zero"
    STAGE_UNKNOWN = "stage_unknown"
    CAPS_INFEASIBLE = "caps_infeasible"
    CONTEST_MISSING = "contest_missing"
