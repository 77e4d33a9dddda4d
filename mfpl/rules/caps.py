"""Caps on votes, applied before anything is counted: for each voter, and for each class together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mfpl.rules.codes import ErrorCode
from mfpl.rules.errors import CountsInvalid, DocumentError
from mfpl.rules.metadata import Caps

_NOTHING = Fraction(0)


@dataclass(frozen=True)
class Holder:
    """Somebody entitled to so many votes, in a class where the rule knows classes."""

    id: str
    votes: int
    class_name: str | None = None


@dataclass(frozen=True)
class Alike:
    """So many members of a class, each entitled to so many votes."""

    members: int
    votes: int


@dataclass(frozen=True)
class _Held:
    """So many holders of one class, each with so many votes at this point."""

    holders: int
    votes: Fraction
    class_name: str | None

    @property
    def together(self) -> Fraction:
        return self.holders * self.votes


Votes = dict[str, Fraction]
_Holdings = dict[str, _Held]


def capped(caps: Caps, holders: Sequence[Holder]) -> Votes:
    """The votes of each holder once the caps are applied, exact.

    A number caps first, then the share of all votes that one voter may have, then the share that a class may have; all
    shares are of the votes that remain. Raises `CountsInvalid` (`caps_infeasible`) where no votes can meet them, or
    where meeting one breaks another. Source of the three caps: Regulation (EC) 1435/2003, article 59.
    """
    return _capped(caps, {one.id: _Held(1, Fraction(one.votes), one.class_name) for one in holders})


def capped_classes(caps: Caps, classes: Mapping[str, Alike]) -> Votes:
    """The votes of one member of each class once the caps are applied, exact; a class without members has none.

    What `capped` says of as many holders, at the cost of one for each class, and with the same refusals.
    """
    held = {name: _Held(one.members, Fraction(one.votes), name) for name, one in classes.items() if one.members}
    return _capped(caps, held)


def _capped(caps: Caps, held: _Holdings) -> Votes:
    if caps.votes_per_voter is not None:
        held = _cut(held, Fraction(caps.votes_per_voter))
    if caps.share_per_voter is not None:
        held = _levelled(held, caps.share_per_voter)
    for class_name, share in sorted(caps.share_of_class.items()):
        held = _scaled(held, class_name, share)
    _require_met(caps, held)
    return {name: one.votes for name, one in held.items()}


def _infeasible(limit: str) -> CountsInvalid:
    return CountsInvalid([DocumentError(ErrorCode.CAPS_INFEASIBLE, "/electorate/caps", {"limit": limit})])


def _cut(held: _Holdings, most: Fraction) -> _Holdings:
    return {name: replace(one, votes=min(one.votes, most)) for name, one in held.items()}


def _levelled(held: _Holdings, share: Fraction) -> _Holdings:
    """The largest holders cut to one level, so that none has more than the share of what remains.

    Holders with as many votes are cut together: one of them is above the level before and after another is cut. As long
    as somebody is above it and votes are left below, those cut have less than everything together.
    """
    cut, left = 0, _total(held)
    if not left:
        return held
    for one in sorted(held.values(), key=lambda each: each.votes, reverse=True):
        if not left:
            break
        level = share * left / (1 - share * cut)
        if one.votes <= level:
            return _cut(held, level)
        cut, left = cut + one.holders, left - one.together
    raise _infeasible("share_per_voter")


def _scaled(held: _Holdings, class_name: str, share: Fraction) -> _Holdings:
    """The votes of a class reduced in proportion, so that together they have no more than the share of what remains."""
    together, total = _together(held, class_name), _total(held)
    if together <= share * total:
        return held
    if together == total:
        raise _infeasible(class_name)
    factor = share * (total - together) / ((1 - share) * together)
    return {
        name: replace(one, votes=one.votes * factor) if one.class_name == class_name else one
        for name, one in held.items()
    }


def _total(held: _Holdings) -> Fraction:
    return sum((one.together for one in held.values()), _NOTHING)


def _together(held: _Holdings, class_name: str) -> Fraction:
    return sum((one.together for one in held.values() if one.class_name == class_name), _NOTHING)


def _require_met(caps: Caps, held: _Holdings) -> None:
    total = _total(held)
    if caps.share_per_voter is not None and any(one.votes > caps.share_per_voter * total for one in held.values()):
        raise _infeasible("share_per_voter")
    for class_name, share in sorted(caps.share_of_class.items()):
        if _together(held, class_name) > share * total:
            raise _infeasible(class_name)
