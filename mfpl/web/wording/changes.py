"""Says the smallest change that would have changed a result: how many of what, answering what instead, and where."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import CountName, Outcome, Unit
from mfpl.rules.moves import AWAY, Move
from mfpl.web.formatting import listed, number
from mfpl.web.wording.findings import Detail
from mfpl.web.wording.sections import Sections, Where, placed

Moves = Sequence[Move] | None
_Amount = Callable[[int], str]


def tellable(moves: Moves, detail: Detail, *, outcome: str) -> Sequence[Move]:
    """Return the moves that may be told: where nothing is told by section, those that are about none.

    Moves that lead to the outcome on record and not away from it, because an older engine decided otherwise, are none.
    """
    away = outcome == Outcome.PASSED
    found = [one for one in moves or () if (one.to in {CountName.NO, AWAY}) is away]
    if detail is Detail.EVERYTHING or (detail is Detail.WHOLE and all(one.section is None for one in found)):
        return found
    return ()


def missing(moves: Sequence[Move], sections: Sections, *, here: str | None = None) -> str:
    """Return what was missing to pass, such as "3 more votes in favor in the United States center were missing".

    `here` is a section that was just named: it is not named again.
    """
    together = sum(one.number for one in moves)
    said = sufficing(moves, sections, here=here)
    return ngettext("%(moves)s was missing", "%(moves)s were missing", together, moves=said)


def sufficing(moves: Sequence[Move], sections: Sections, *, here: str | None = None) -> str:
    """Return moves as a list of noun phrases, those of one kind in one place together: "9 ballots fewer there".

    A number of votes is never said as one of people or ballots, unless each voter has one vote.
    """
    amounts: dict[tuple[_Amount, bool, str | None], int] = {}
    for one in moves:
        key = _amount(one), one.at_least, one.section
        amounts[key] = amounts.get(key, 0) + one.number
    said = [(_counted(say, n, least=least), section) for (say, least, section), n in amounts.items()]
    return listed([_in(what, section, sections, here) for what, section in said])


def _counted(say: _Amount, n: int, *, least: bool) -> str:
    return _("at least %(what)s", what=say(n)) if least else say(n)


def _in(what: str, section: str | None, sections: Sections, here: str | None) -> str:
    if section is None:
        return what
    return _("%(what)s there", what=what) if section == here else placed(what, Where(section=section), sections)


def _amount(move: Move) -> _Amount:
    """How the number of a move is said: in votes or members where they differ, else by what each voter has one of."""
    return _SAID_IN_ITS_UNIT.get((move.unit, *_kind(move)), _SAID[_kind(move)])


def _kind(move: Move) -> tuple[bool, CountName]:
    """Whether somebody comes or stays away, and what they answer then (for staying away: nothing)."""
    return AWAY in {move.origin, move.to}, move.to


def _in_favor(n: int) -> str:
    return ngettext("%(count)s more vote in favor", "%(count)s more votes in favor", n, count=number(n))


def _coming_in_favor(n: int) -> str:
    return ngettext(
        "%(count)s more ballot in favor of somebody who did not vote",
        "%(count)s more ballots in favor of people who did not vote",
        n,
        count=number(n),
    )


def _coming(n: int) -> str:
    return ngettext("%(count)s more person taking part", "%(count)s more people taking part", n, count=number(n))


def _against(n: int) -> str:
    return ngettext(
        "%(count)s vote against instead of in favor", "%(count)s votes against instead of in favor", n, count=number(n)
    )


def _staying_away(n: int) -> str:
    return ngettext("%(count)s ballot fewer", "%(count)s ballots fewer", n, count=number(n))


_SAID: Mapping[tuple[bool, CountName], _Amount] = MappingProxyType({
    (False, CountName.YES): _in_favor,
    (True, CountName.YES): _coming_in_favor,
    (True, CountName.ABSTAIN): _coming,
    (False, CountName.NO): _against,
    (True, AWAY): _staying_away,
})  # fmt: skip


def _members_in_favor(n: int) -> str:
    return ngettext("%(count)s more member in favor", "%(count)s more members in favor", n, count=number(n))


def _members_against(n: int) -> str:
    return ngettext(
        "%(count)s member against instead of in favor",
        "%(count)s members against instead of in favor",
        n,
        count=number(n),
    )


def _votes_coming_in_favor(n: int) -> str:
    return ngettext(
        "%(count)s more vote in favor from members who did not vote",
        "%(count)s more votes in favor from members who did not vote",
        n,
        count=number(n),
    )


def _votes_coming(n: int) -> str:
    return ngettext("%(count)s more vote cast", "%(count)s more votes cast", n, count=number(n))


def _votes_staying_away(n: int) -> str:
    return ngettext("%(count)s fewer vote cast", "%(count)s fewer votes cast", n, count=number(n))


_SAID_IN_ITS_UNIT: Mapping[tuple[Unit | None, bool, CountName], _Amount] = MappingProxyType({
    (Unit.MEMBERS, False, CountName.YES): _members_in_favor,
    (Unit.MEMBERS, False, CountName.NO): _members_against,
    (Unit.VOTES, True, CountName.YES): _votes_coming_in_favor,
    (Unit.VOTES, True, CountName.ABSTAIN): _votes_coming,
    (Unit.VOTES, True, AWAY): _votes_staying_away,
})  # fmt: skip
