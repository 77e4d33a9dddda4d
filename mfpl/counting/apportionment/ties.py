"""Exactly equal claims: who goes first by the rule's named tie rules, and which of them decided."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mfpl.counting.apportionment.codes import TieRule
from mfpl.counting.apportionment.working import OpenTie, TieNotSettled

Rank = tuple[int, ...]


@dataclass(frozen=True)
class Ties:
    """The tie rules of a seat rule with what they look at: members by section, and the published seed of a lot."""

    rules: Sequence[TieRule]
    members: Mapping[str, int]
    seed: str | None

    def first(self, equal: Sequence[str], *, places: int, at: int) -> tuple[tuple[str, ...], TieRule]:
        """Those of the equal sections who get the places, and the rule that separated them.

        `at` numbers the tie within the count, so that one lot does not decide all. Raises `TieNotSettled` when the
        rules end without separating those inside from those outside.
        """
        usable = [rule for rule in self.rules if rule is not TieRule.LOT or self.seed is not None]
        ranks = {section: tuple(self._rank(rule, section, at) for rule in usable) for section in equal}
        order = sorted(equal, key=lambda section: ranks[section])
        inside, outside = ranks[order[places - 1]], ranks[order[places]]
        for rule, one, other in zip(usable, inside, outside, strict=True):
            if one != other:
                return tuple(order[:places]), rule
        raise TieNotSettled(OpenTie(tuple(equal), places))

    def _rank(self, rule: TieRule, section: str, at: int) -> int:
        ranks: dict[TieRule, Callable[[], int]] = {
            TieRule.MORE_MEMBERS: lambda: -self.members[section],
            TieRule.FEWER_MEMBERS: lambda: self.members[section],
            TieRule.LOT: lambda: lot(self.seed or "", at=at, section=section),
        }
        return ranks[rule]()


def lot(seed: str, *, at: int, section: str) -> int:
    """The number a section draws: SHA-256 of the seed, the number of the tie and the section, each on its own line.

    The lowest number goes first; anyone who has the seed can draw it again.
    """
    return int.from_bytes(hashlib.sha256(f"{seed}\n{at}\n{section}".encode()).digest(), "big")
