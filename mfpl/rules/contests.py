"""A contest of ranked options: the table of which option how many ballots prefer to which."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Option:
    """One option; `ratio` is how many times as many ballots it needs above the default option as below it."""

    number: int
    is_default: bool = False
    ratio: Fraction = Fraction(1)
    name: str | None = None

    @property
    def outcome(self) -> str:
        """The outcome that says it was chosen."""
        return f"option_{self.number}"


@dataclass(frozen=True)
class Contest:
    """Options with their table: `prefer[a][b]` ballots rank option a above option b; None is unknown.

    Ballots that rank two options alike are in neither cell. `casting_vote` is the number of the option for which the
    holder of the casting vote decided, None where nobody did.
    """

    options: tuple[Option, ...]
    prefer: tuple[tuple[int | None, ...], ...]
    casting_vote: int | None = None

    @property
    def default(self) -> int:
        """The place of the default option."""
        return next(place for place, option in enumerate(self.options) if option.is_default)

    @property
    def others(self) -> tuple[int, ...]:
        """The places of all options but the default."""
        return tuple(place for place, option in enumerate(self.options) if not option.is_default)

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """Each pair of places, and how many ballots are known to prefer one to the other."""
        for one in range(len(self.options)):
            for other in range(one + 1, len(self.options)):
                yield one, other, (self.prefer[one][other] or 0) + (self.prefer[other][one] or 0)
