"""Whether what a vote adopted took effect, which may depend on an earlier question of the same vote."""

from collections.abc import Mapping

PASSED = "passed"


def took_effect(outcome: str, *, depends_on: int | None, earlier: Mapping[int, bool]) -> bool:
    """Return whether a question took effect: adopted, and what it depends on took effect too.

    ``depends_on`` is the number of an earlier question or None; ``earlier`` says of each earlier question whether it
    took effect. One that depends on a question nobody has decided is a mistake of the caller, and raises KeyError.
    """
    return outcome == PASSED and (depends_on is None or earlier[depends_on])
