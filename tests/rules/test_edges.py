"""Small things at their edges: what nobody answered, what is nobody's, and what an error carries."""

from fractions import Fraction

import pytest

from mfpl.rules import Comparison, CountName, CountsInvalid, decide, parse_counts
from mfpl.rules.margins import Margin, share_margin
from mfpl.rules.ranges import Range, range_of
from tests.rules.support import MAJORITY, Json, pool, rule, sections
from tests.rules.test_rule_errors import errors_in

VOTED = (CountName.YES, CountName.NO, CountName.ABSTAIN, CountName.BLANK)


def test_all_answers_together_are_at_most_the_ballots() -> None:
    assert range_of({CountName.BALLOTS: 10}, VOTED) == Range(0, 10)
    assert range_of({CountName.BALLOTS: 10, CountName.NO: 4}, (CountName.YES,)) == Range(0, 6)


def test_of_nothing_known_nobody_needs_to_be_entitled() -> None:
    assert range_of({}, (CountName.ELIGIBLE,)) == Range(0, None)
    assert range_of({CountName.BLOCKS: 2}, (CountName.ELIGIBLE,)) == Range(2, None)
    assert range_of({CountName.SIGNED: 3, CountName.BLOCKS: 2}, (CountName.ELIGIBLE,)) == Range(3, None)


def test_a_share_of_nobody_that_holds_has_nothing_to_spare() -> None:
    at_most = share_margin(0, 0, of=(CountName.VALID,), comparison=Comparison.AT_MOST, value=Fraction(1, 4))
    assert at_most == Margin(Fraction(0), Fraction(0), Fraction(0))


def test_each_district_that_says_yes_is_counted_and_those_unknown_are_bounded() -> None:
    asked = rule({"per_section": MAJORITY})
    known = decide(asked, sections(A={"yes": 2, "no": 1}, B={"yes": 3, "no": 1}, C={"yes": 0, "no": 1})).finding
    assert (known.actual, known.left, known.whole, known.low, known.high) == (2, 2, 3, None, None)
    open_ = decide(asked, sections(A={"yes": 2, "no": 1}, B={"yes": 3}, C={"yes": 0, "no": 1})).finding
    assert (open_.actual, open_.left, open_.whole, open_.low, open_.high) == (None, None, 3, 1, 2)


@pytest.mark.parametrize(
    ("requires", "code", "params"),
    [
        ({"weighing": "w"}, "weight_zero", {"attribute": "w"}),
        ({"weighing": "v"}, "attribute_missing", {"section": "A", "attribute": "v"}),
        ({"among": "canton"}, "sections_none", {"kind": "canton"}),
        ({"among": ["B"]}, "section_absent", {"section": "B"}),
    ],
)
def test_an_error_says_which_section_and_attribute(requires: Json, code: str, params: Json) -> None:
    asked = rule({"share_of_sections": MAJORITY, "comparison": "more_than", "value": "1/2", **requires})
    counts = parse_counts({"sections": [{"id": "A", "yes": 1, "no": 0, "attrs": {"w": 0}}]})
    with pytest.raises(CountsInvalid) as refused:
        decide(asked, counts)
    assert [(str(error.code), dict(error.params)) for error in refused.value.errors] == [(code, params)]


def test_a_branch_that_does_not_apply_is_not_asked_further() -> None:
    never = {"count": "yes", "comparison": "at_least", "value": 9}
    asked = rule({"case": [{"when": never, "then": {"in_section": "nowhere", "require": MAJORITY}}],
                  "otherwise": {"outcome": "failed"}})  # fmt: skip
    verdict = decide(asked, pool(yes=2, no=1))
    assert (verdict.outcome, len(verdict.finding.children[0].children)) == ("failed", 1)


def test_every_part_of_a_petition_is_looked_through() -> None:
    found = errors_in(
        {"petition": {"reference": "a"}, "switches_to": {"reference": "b"}, "requires": {"reference": "c"}}
    )
    assert found == {
        ("reference_dangling", f"/requires/{key}/reference") for key in ("petition", "switches_to", "requires")
    }
    assert errors_in({"stages": 3}) == {("type_wrong", "/requires/stages")}


def test_a_root_in_a_section_is_of_the_section_and_what_fails_for_sure_is_missing_unknown() -> None:
    root = {"root_count": "yes", "comparison": "at_least", "times": 1, "square_root_of": "eligible"}
    counts = sections(A={"yes": 3, "eligible": 9}, B={"yes": None, "ballots": 2, "eligible": 9})
    here = decide(rule({"every_section": root}), counts).finding
    assert [(child.section, child.holds, child.missing) for child in here.children] == [
        ("A", True, 0),
        ("B", False, None),
    ]


def test_a_quorum_above_nothing_is_open_while_nobody_counted() -> None:
    ranked = {"ranked": "schwartz_sequential_dropping", "option_ratio": {"comparison": "more_than"},
              "option_quorum": {"comparison": "more_than", "times": 1, "square_root_of": "eligible"},
              "tie": "default_option"}  # fmt: skip
    table = {"options": [{"n": 1}, {"n": 2, "is_default": True}], "pairwise": [[None, None], [0, None]]}
    verdict = decide(rule(ranked), parse_counts({"totals": {"eligible": 0}, **table}))
    assert verdict.findings[2].kind == "option_quorum"
    assert (verdict.outcome, verdict.findings[2].holds) == ("undecided", None)


def test_a_section_without_an_id_or_with_a_wrong_label_is_told_at_its_place() -> None:
    record = {"sections": [{"id": "A", "label": 3, "kind": 4}, {"yes": 1}, {"yes": 2}]}
    with pytest.raises(CountsInvalid) as refused:
        parse_counts(record)
    assert {(str(error.code), error.path) for error in refused.value.errors} == {
        ("type_wrong", "/sections/0/label"),
        ("type_wrong", "/sections/0/kind"),
        ("key_missing", "/sections/1"),
        ("key_missing", "/sections/2"),
    }


def test_options_keep_their_names_and_one_in_doubt_leaves_their_number_open() -> None:
    ranked = {"ranked": "schwartz_sequential_dropping", "option_ratio": {"comparison": "more_than"},
              "tie": "default_option"}  # fmt: skip
    table: Json = {"options": [{"n": 1, "name": "Yes"}, {"n": 2, "is_default": True}]}
    counts = parse_counts({"totals": {"eligible": 9}, "pairwise": [[None, None], [3, None]], **table})
    assert counts.contest is not None
    assert counts.contest.options[0].name == "Yes"
    assert decide(rule(ranked), counts).finding.actual is None
    full = parse_counts({"totals": {"eligible": 9}, "pairwise": [[None, 4], [3, None]], **table})
    assert decide(rule(ranked), full).finding.actual == 2
