"""Caps on votes, applied before anything is counted: for each voter, and for each class together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


Votes = dict[str, Fraction]


def capped(caps: Caps, holders: Sequence[Holder]) -> Votes:
    """The votes of each holder once the caps are applied, exact.

    A number caps first, then the share of all votes that one voter may have, then the share that a class may have; all
    shares are of the votes that remain. Raises `CountsInvalid` (`caps_infeasible`) where no votes can meet them, or
    where meeting one breaks another. Source of the three caps: Regulation (EC) 1435/2003, article 59.
    """
    votes = {holder.id: Fraction(holder.votes) for holder in holders}
    if caps.votes_per_voter is not None:
        votes = {name: min(held, Fraction(caps.votes_per_voter)) for name, held in votes.items()}
    if caps.share_per_voter is not None:
        votes = _levelled(votes, caps.share_per_voter)
    for class_name, share in sorted(caps.share_of_class.items()):
        members = {holder.id for holder in holders if holder.class_name == class_name}
        votes = _scaled(votes, members, share, name=class_name)
    _require_met(caps, votes, holders)
    return votes


def _infeasible(limit: str) -> CountsInvalid:
    return CountsInvalid([DocumentError(ErrorCode.CAPS_INFEASIBLE, "/electorate/caps", {"limit": limit})])


def _levelled(votes: Votes, share: Fraction) -> Votes:
    """The largest holders cut to one level, so that none has more than the share of what remains."""
    largest = sorted(votes.values(), reverse=True)
    for cut in range(len(largest) + 1):
        if share * cut >= 1:
            break
        level = share * sum(largest[cut:], _NOTHING) / (1 - share * cut)
        if level and all(held <= level for held in largest[cut:]):
            return {name: min(held, level) for name, held in votes.items()}
    if any(largest):
        raise _infeasible("share_per_voter")
    return votes


def _scaled(votes: Votes, members: Iterable[str], share: Fraction, *, name: str) -> Votes:
    """The votes of a class reduced in proportion, so that together they have no more than the share of what remains."""
    inside = [member for member in members if member in votes]
    together = sum((votes[member] for member in inside), _NOTHING)
    others = sum(votes.values(), _NOTHING) - together
    if together <= share * (together + others):
        return votes
    if not others:
        raise _infeasible(name)
    factor = share * others / ((1 - share) * together)
    return {holder: held * factor if holder in inside else held for holder, held in votes.items()}


def _require_met(caps: Caps, votes: Mapping[str, Fraction], holders: Sequence[Holder]) -> None:
    total = sum(votes.values(), _NOTHING)
    if caps.share_per_voter is not None and any(held > caps.share_per_voter * total for held in votes.values()):
        raise _infeasible("share_per_voter")
    for class_name, share in sorted(caps.share_of_class.items()):
        if sum((votes[one.id] for one in holders if one.class_name == class_name), _NOTHING) > share * total:
            raise _infeasible(class_name)
