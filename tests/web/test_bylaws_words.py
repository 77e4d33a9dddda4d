"""Words gone and come: found by paragraphs, complete on both sides, and never at the cost of a long search."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfpl.web.bylaws import words
from mfpl.web.bylaws.words import MOST_COMPARISONS, Fate, Piece, pieces

PLAIN = "The assembly decides. It meets once a year in each center."
TEXTS = st.text(alphabet="ab \n", max_size=60)
ROUND, BACK = ["a", "b", "c"] * 1334, ["c", "b", "a"] * 1334
MANY = [f"word{place}" for place in range(4000)]


class Counting(SequenceMatcher[str]):
    """Counts how often it holds one word against another."""

    compared = 0

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Any:
        mine, theirs = vars(self)["a"], vars(self)["b2j"]
        Counting.compared += sum(1 + len(theirs.get(one, ())) for one in mine[alo:ahi])
        return super().find_longest_match(alo, ahi, blo, bhi)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> type[Counting]:
    monkeypatch.setattr(words, "SequenceMatcher", Counting)
    Counting.compared = 0
    return Counting


def joined(found: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in found)


def changed(found: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in found if piece.fate is not Fate.SAME]


def kept(found: Sequence[Piece]) -> list[str]:
    return [word for piece in found if piece.fate is Fate.SAME for word in piece.text.split()]


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("limit", [300, 4000])
@pytest.mark.parametrize(("old", "new"), [(ROUND, BACK), (MANY, MANY[::-1]), (["a"] * 4000, ["a", "b"] * 2000)])
def test_texts_made_to_be_slow_cost_no_more_than_allowed(
    counting: type[Counting], old: list[str], new: list[str], between: str, limit: int
) -> None:
    before, after = between.join(old[:limit]), between.join(new[:limit])
    left, right = pieces(before, after)
    assert counting.compared <= MOST_COMPARISONS
    assert (joined(left), joined(right)) == (before, after)


def test_many_slow_paragraphs_together_cost_no_more_than_one(counting: type[Counting]) -> None:
    before = "\n\n".join(f"{place} {' '.join(ROUND[:150])}" for place in range(40))
    after = "\n\n".join(f"{place} {' '.join(BACK[:150])}" for place in range(40))
    left, right = pieces(before, after)
    assert 0 < counting.compared <= MOST_COMPARISONS
    assert (joined(left), joined(right)) == (before, after)


def test_a_word_changed_in_a_long_text_is_found() -> None:
    before = "\n\n".join(f"{place}. {PLAIN}" for place in range(500))
    after = before.replace("499. The assembly", "499. The council").replace("3. The", "3. This", 1)
    left, right = pieces(before, after)
    assert changed(left) == ["The ", "assembly "]
    assert changed(right) == ["This ", "council "]


def test_paragraphs_begun_and_left_out_are_whole_pieces() -> None:
    left, right = pieces("One.\n\nTwo.\n\nFour.", "One.\n\nThree here.\n\nNew.\n\nFour.")
    assert changed(left) == ["Two.\n\n"]
    assert changed(right) == ["Three here.\n\nNew.\n\n"]


def test_a_longer_stretch_of_changed_words_is_shown_whole() -> None:
    left, right = pieces("same " + "a b " * 151 + "same", "same " + "b x " * 151 + "same")
    assert changed(left) == ["a b " * 151]
    assert changed(right) == ["b x " * 151]


@given(TEXTS, TEXTS)
def test_both_sides_are_complete_and_share_the_same_words(before: str, after: str) -> None:
    left, right = pieces(before, after)
    assert (joined(left), joined(right)) == (before, after)
    same = [
        [word for piece in side if piece.fate is Fate.SAME for word in piece.text.split()] for side in (left, right)
    ]
    assert same[0] == same[1]
    assert all(one.fate is not other.fate for side in (left, right) for one, other in pairwise(side))
