"""A question takes effect if it was adopted and what it depends on took effect too."""

import pytest

from mfpl.domain.effects import took_effect


@pytest.mark.parametrize(
    ("outcome", "depends_on", "effective"),
    [
        ("passed", None, True),
        ("failed", None, False),
        ("not_quorate", None, False),
        ("passed", 1, True),
        ("passed", 2, False),
        ("failed", 1, False),
    ],
)
def test_what_was_adopted_takes_effect_with_what_it_depends_on(
    outcome: str, depends_on: int | None, *, effective: bool
) -> None:
    assert took_effect(outcome, depends_on=depends_on, earlier={1: True, 2: False}) is effective


def test_what_depends_on_a_question_nobody_decided_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        took_effect("passed", depends_on=3, earlier={1: True})
