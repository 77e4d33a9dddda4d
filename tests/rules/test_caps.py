"""Caps cost as much as there are classes, and what many alike get is what each of them gets."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from mfpl.rules import Alike, CountsInvalid, Holder, capped, capped_classes
from mfpl.rules.metadata import Caps

MILLION = 1_000_000
SHARES = st.fractions(min_value=Fraction(1, 20), max_value=Fraction(19, 20), max_denominator=20)
NAMES = ("a", "b", "c")
CLASSES = st.dictionaries(
    st.sampled_from(NAMES), st.builds(Alike, members=st.integers(0, 6), votes=st.integers(0, 9)), max_size=3
)
CAPS = st.builds(
    Caps,
    votes_per_voter=st.none() | st.integers(1, 8),
    share_per_voter=st.none() | SHARES,
    share_of_class=st.dictionaries(st.sampled_from((*NAMES, "d")), SHARES, max_size=2),
)


def one_by_one(caps: Caps, classes: Mapping[str, Alike]) -> tuple[dict[str, Fraction], object]:
    """Cap as many holders as the classes have, and return the votes of the last of each, or the refusal."""
    holders = [
        Holder(f"{name}{place}", alike.votes, name) for name, alike in classes.items() for place in range(alike.members)
    ]
    try:
        votes = capped(caps, holders)
    except CountsInvalid as refused:
        return {}, refused.errors
    return {holder.class_name or "": votes[holder.id] for holder in holders}, None


def by_class(caps: Caps, classes: Mapping[str, Alike]) -> tuple[dict[str, Fraction], object]:
    try:
        return capped_classes(caps, classes), None
    except CountsInvalid as refused:
        return {}, refused.errors


@given(CAPS, CLASSES)
def test_a_class_of_alike_gets_what_each_of_them_would(caps: Caps, classes: dict[str, Alike]) -> None:
    assert by_class(caps, classes) == one_by_one(caps, classes)


@given(CAPS, st.lists(st.builds(Alike, members=st.just(1), votes=st.integers(0, 9)), max_size=8))
def test_whoever_is_capped_stays_under_every_cap(caps: Caps, alike: list[Alike]) -> None:
    holders = [Holder(str(place), one.votes, NAMES[place % 3]) for place, one in enumerate(alike)]
    try:
        votes = capped(caps, holders)
    except CountsInvalid:
        reject()
    total = sum(votes.values())
    assert all(votes[one.id] <= min(one.votes, caps.votes_per_voter or one.votes) for one in holders)
    assert caps.share_per_voter is None or all(held <= caps.share_per_voter * total for held in votes.values())
    for name, share in caps.share_of_class.items():
        assert sum(votes[one.id] for one in holders if one.class_name == name) <= share * total


def test_a_million_members_cost_as_much_as_their_two_kinds() -> None:
    caps = Caps(share_per_voter=Fraction(1, 100), share_of_class={"organization": Fraction(1, 4)})
    votes = capped_classes(caps, {"organization": Alike(MILLION, 6), "individual": Alike(MILLION, 1)})
    assert votes == {"organization": Fraction(1, 3), "individual": 1}


def test_a_million_who_are_too_many_for_their_class_are_refused() -> None:
    with pytest.raises(CountsInvalid) as refused:
        capped_classes(Caps(share_of_class={"a": Fraction(1, 2)}), {"a": Alike(MILLION, 1)})
    assert [error.params for error in refused.value.errors] == [{"limit": "a"}]


def test_ten_thousand_different_holders_are_leveled_in_one_pass() -> None:
    holders = [Holder(str(votes), votes) for votes in range(1, 10_001)]
    votes = capped(Caps(share_per_voter=Fraction(1, 5001)), holders)
    level = max(votes.values())
    assert level == Fraction(sum(votes.values()), 5001)
    assert all(votes[one.id] == min(Fraction(one.votes), level) for one in holders)
