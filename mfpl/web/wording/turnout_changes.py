"""Says how much more or less turnout would have changed a result: in ballots, or in votes if those count."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask_babel import ngettext

Change = Callable[[int, str], str]


def _fewer_here(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s ballot fewer there, the vote would have had no quorum, whatever everyone else did.",
        "With %(count)s ballots fewer there, the vote would have had no quorum, whatever everyone else did.",
        n,
        count=count,
    )


def _fewer(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s ballot fewer, the vote would have had no quorum.",
        "With %(count)s ballots fewer, the vote would have had no quorum.",
        n,
        count=count,
    )


def _fewer_here_fails(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s ballot fewer there, it would not have been adopted, whatever everyone else did.",
        "With %(count)s ballots fewer there, it would not have been adopted, whatever everyone else did.",
        n,
        count=count,
    )


def _fewer_fails(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s ballot fewer, it would not have been adopted.",
        "With %(count)s ballots fewer, it would not have been adopted.",
        n,
        count=count,
    )


def _more_here(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s ballot more there, enough members would have taken part.",
        "With %(count)s ballots more there, enough members would have taken part.",
        n,
        count=count,
    )


def _more(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s ballot more, enough members would have taken part.",
        "With %(count)s ballots more, enough members would have taken part.",
        n,
        count=count,
    )


def _fewer_votes_here(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s fewer vote cast there, the vote would have had no quorum, whatever everyone else did.",
        "With %(count)s fewer votes cast there, the vote would have had no quorum, whatever everyone else did.",
        n,
        count=count,
    )


def _fewer_votes(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s fewer vote cast, the vote would have had no quorum.",
        "With %(count)s fewer votes cast, the vote would have had no quorum.",
        n,
        count=count,
    )


def _fewer_votes_here_fails(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s fewer vote cast there, it would not have been adopted, whatever everyone else did.",
        "With %(count)s fewer votes cast there, it would not have been adopted, whatever everyone else did.",
        n,
        count=count,
    )


def _fewer_votes_fails(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s fewer vote cast, it would not have been adopted.",
        "With %(count)s fewer votes cast, it would not have been adopted.",
        n,
        count=count,
    )


def _more_votes_here(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s more vote cast there, the turnout would have been enough.",
        "With %(count)s more votes cast there, the turnout would have been enough.",
        n,
        count=count,
    )


def _more_votes(n: int, count: str) -> str:
    return ngettext(
        "With %(count)s more vote cast, the turnout would have been enough.",
        "With %(count)s more votes cast, the turnout would have been enough.",
        n,
        count=count,
    )


MORE: Mapping[tuple[bool, bool], Change] = MappingProxyType({
    (False, False): _more,
    (False, True): _more_here,
    (True, False): _more_votes,
    (True, True): _more_votes_here,
})  # fmt: skip
"""By whether votes are counted, and whether it is in a section."""

FEWER: Mapping[tuple[bool, bool, bool], Change] = MappingProxyType({
    (False, False, False): _fewer_fails,
    (False, False, True): _fewer,
    (False, True, False): _fewer_here_fails,
    (False, True, True): _fewer_here,
    (True, False, False): _fewer_votes_fails,
    (True, False, True): _fewer_votes,
    (True, True, False): _fewer_votes_here_fails,
    (True, True, True): _fewer_votes_here,
})  # fmt: skip
"""By the same, and whether there would have been no quorum."""
