"""Random rules and random counts that are consistent with themselves."""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from mfpl.rules import RuleInvalid
from tests.rules.support import rule

Json = dict[str, Any]

SECTIONS = ("A", "B", "C")
COMPARISONS = st.sampled_from(["more_than", "at_least", "less_than", "at_most", "exactly"])
UPWARD = st.sampled_from(["more_than", "at_least"])
VALUES = st.sampled_from(["1/3", "1/2", "2/3", "60/100", "1/10", "999/1000"])
UNITS = st.sampled_from(["votes", "members"])
SHARES = st.sampled_from(
    [
        ("yes", "valid"),
        ("yes", "voting"),
        ("yes", "ballots"),
        ("yes", "present"),
        ("yes", "eligible"),
        ("yes", ["yes", "no", "blank"]),
        ("no", "valid"),
        ("abstain", "voting"),
        ("voting", "eligible"),
        ("ballots", "eligible"),
        ("present", "eligible"),
        ("valid", "ballots"),
        ("invalid", "present"),
        ("absent", "eligible"),
        ("signed", "eligible"),
    ]
)
YES_SHARES = st.sampled_from([("yes", "valid"), ("yes", "voting"), ("yes", "ballots"), ("yes", "eligible")])
COUNTED = st.sampled_from(["yes", "no", "abstain", "valid", "voting", "ballots", "eligible", "blocks", "signed"])


def _share(pairs: st.SearchStrategy[Any], comparisons: st.SearchStrategy[str]) -> st.SearchStrategy[Json]:
    return st.builds(
        lambda pair, comparison, value, unit: {
            "share": pair[0],
            "of": pair[1],
            "comparison": comparison,
            "value": value,
            "unit": unit,
        },
        pairs,
        comparisons,
        VALUES,
        UNITS,
    )


def _count(names: st.SearchStrategy[str], comparisons: st.SearchStrategy[str]) -> st.SearchStrategy[Json]:
    return st.builds(
        lambda name, comparison, value: {"count": name, "comparison": comparison, "value": value},
        names,
        comparisons,
        st.integers(min_value=1, max_value=12),
    )


def _groups(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda conditions: {"all": conditions}),
        several.map(lambda conditions: {"any": conditions}),
        several.map(lambda conditions: {"at_least": 1 + len(conditions) // 2, "of": conditions}),
    )


def _of_sections(inner: st.SearchStrategy[Json], comparisons: st.SearchStrategy[str]) -> st.SearchStrategy[Json]:
    weighed = st.sampled_from([{}, {"weighing": "weight"}])
    return st.one_of(
        inner.map(lambda condition: {"every_section": condition}),
        st.builds(
            lambda condition, comparison, value, more: {
                "share_of_sections": condition,
                "comparison": comparison,
                "value": value,
                **more,
            },
            inner,
            comparisons,
            VALUES,
            weighed,
        ),
        st.builds(
            lambda condition, comparison, value, more: {
                "number_of_sections": condition,
                "comparison": comparison,
                "value": value,
                **more,
            },
            inner,
            comparisons,
            st.sampled_from([1, 2, "3/2"]),
            weighed,
        ),
        st.builds(
            lambda section, condition: {"in_section": section, "require": condition}, st.sampled_from(SECTIONS), inner
        ),
    )


def _negated(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.one_of(inner, inner.map(lambda condition: {"not": condition}))


_LEAVES = st.deferred(lambda: st.one_of(_share(SHARES, COMPARISONS), _count(COUNTED, COMPARISONS)))
SUPPORTIVE_LEAVES = st.deferred(lambda: st.one_of(_share(YES_SHARES, UPWARD), _count(st.just("yes"), UPWARD)))
_PLAIN = st.deferred(lambda: _negated(st.one_of(_LEAVES, _groups(_LEAVES))))
_ASKED = st.deferred(lambda: st.one_of(_PLAIN, _of_sections(_PLAIN, COMPARISONS)))
_QUORUM = st.builds(lambda condition, word: {"quorum": condition, "otherwise": word}, _ASKED, st.just("not_quorate"))

_CONDITIONS = st.deferred(
    lambda: st.one_of(
        _ASKED,
        _negated(_groups(_ASKED)),
        st.lists(st.one_of(_QUORUM, _ASKED), min_size=1, max_size=3).map(lambda conditions: {"all": conditions}),
        st.lists(st.one_of(_QUORUM, _ASKED), min_size=1, max_size=3).map(lambda conditions: {"any": conditions}),
    )
)


def stands(requires: Json) -> bool:
    """Whether a requirement is taken: it does not exclude itself."""
    try:
        rule(requires)
    except RuleInvalid:
        return False
    return True


@st.composite
def conditions(draw: st.DrawFn) -> Json:
    """Any requirement that a vote can be decided by."""
    requires = draw(_CONDITIONS)
    assume(stands(requires))
    return requires


_SUPPORTIVE = st.deferred(
    lambda: st.one_of(
        SUPPORTIVE_LEAVES,
        _of_sections(SUPPORTIVE_LEAVES, UPWARD),
        _groups(st.one_of(SUPPORTIVE_LEAVES, _of_sections(SUPPORTIVE_LEAVES, UPWARD))),
    )
)


@st.composite
def supportive(draw: st.DrawFn) -> Json:
    """A requirement that only ever asks for more support."""
    return draw(_SUPPORTIVE)


@st.composite
def tallies(draw: st.DrawFn, *, most: int = 12) -> Json:
    """Every count of one pool, none in contradiction with another."""
    answers = {name: draw(st.integers(0, most)) for name in ("yes", "no", "abstain", "blank")}
    ballots = sum(answers.values()) + draw(st.integers(0, 3))
    invalid = draw(st.integers(0, 3))
    present = max(ballots, sum(answers.values()) + invalid) + draw(st.integers(0, 3))
    absent = draw(st.integers(0, 5))
    eligible = present + absent + draw(st.integers(0, 3))
    return {
        **answers,
        "ballots": ballots,
        "invalid": invalid,
        "present": present,
        "absent": absent,
        "eligible": eligible,
        "signed": draw(st.integers(0, eligible)),
        "blocks": draw(st.integers(0, eligible)),
    }


@st.composite
def records(draw: st.DrawFn) -> Json:
    """Full counts of three sections, each with a weight."""
    return {
        "sections": [
            {"id": section, "attrs": {"weight": draw(st.sampled_from(["1/2", "1", "3"]))}, **draw(tallies())}
            for section in SECTIONS
        ]
    }
