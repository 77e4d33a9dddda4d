"""What abstaining does under a rule, said beside the answer itself; nothing where the rule is not that simple."""

import json
from collections.abc import Iterator
from typing import Any

from mfpl.rules import CountName, Rule, canonical
from mfpl.web.words import lazy as _l

FOR_AND_AGAINST = (CountName.VALID.value, [CountName.YES.value, CountName.NO.value])
TAKING_PART = frozenset({CountName.VOTING.value, CountName.BALLOTS.value})
QUORUM_ONLY = _l("It counts for the quorum, not for the majority.")
NEITHER = _l("It counts neither for nor against.")
LIKE_A_NO = _l("It counts in the whole of which a part must be in favor, so it weighs like a no.")


def abstention_help(rule: Rule) -> str:
    """Return what abstaining does under a rule, or nothing where its conditions ask for more than a share of yes."""
    requires = json.loads(canonical(rule))["requires"]
    majorities = list(_tests(requires, of_quorum=False))
    if not majorities or any(test.get("share") != CountName.YES.value for test in majorities):
        return ""
    outside = [test["of"] in FOR_AND_AGAINST for test in majorities]
    if not all(outside):
        return "" if any(outside) else LIKE_A_NO
    taking_part = [test for test in _tests(requires, of_quorum=True) if _counted(test) in TAKING_PART]
    return QUORUM_ONLY if taking_part else NEITHER


def _tests(part: Any, *, of_quorum: bool, inside: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the tests of counts inside a quorum, or outside of any."""
    if isinstance(part, list):
        for one in part:
            yield from _tests(one, of_quorum=of_quorum, inside=inside)
    elif isinstance(part, dict):
        if ("share" in part or "count" in part) and inside is of_quorum:
            yield part
        for key, value in part.items():
            yield from _tests(value, of_quorum=of_quorum, inside=inside or key == "quorum")


def _counted(test: dict[str, Any]) -> Any:
    return test.get("share") or test.get("count")
