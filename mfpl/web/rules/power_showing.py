"""Power as its page shows it: center by center and class by class, one rule or two side by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mfpl.measures.power import Indices, MemberPower, RulePower, SectionPower
from mfpl.web.votes.bilingual import Said
from mfpl.web.votes.places import Place
from mfpl.web.wording.power import CLASSES, word_drawn, word_often, word_size, word_stopping

HUNDRED = 100
PAIR = 2


@dataclass(frozen=True)
class Side:
    """One rule on the page: its title and address, its power or why there is none, and what passes in words."""

    code: str
    version: int
    title: Said
    power: RulePower | None
    refusals: tuple[str, ...]
    passing: str
    stopping: str
    notes: tuple[str, ...]

    @property
    def squares(self) -> int:
        """Return how many of a hundred squares stand for votes that pass, cut."""
        return int(self.power.to_act * HUNDRED) if self.power else 0


@dataclass(frozen=True)
class Figure:
    """A share in words, and as it is drawn; both empty where a rule does not have it."""

    words: str = ""
    share: Fraction | None = None


@dataclass(frozen=True)
class ClassLines:
    """The members of a class of a center: how they are called, and each measure of one of them under each rule."""

    name: str
    sizes: tuple[str, ...]
    decides: tuple[Figure, ...]
    prevents: tuple[Figure, ...]
    initiates: tuple[Figure, ...]
    succeeds: tuple[Figure, ...]


@dataclass(frozen=True)
class CenterLines:
    """A center under each rule: its share of the members and of what decides, who stops, and its classes."""

    place: Place
    members: tuple[Figure, ...]
    shapley: tuple[Figure, ...]
    stopping: tuple[Figure, ...]
    classes: tuple[ClassLines, ...]


def center_lines(powers: Sequence[RulePower], places: Iterable[Place]) -> list[CenterLines]:
    """Return the lines of every center that is on a roll, in the order of the places."""
    found = []
    for place in places:
        sections = [next((one for one in power.sections if one.id == place.code), None) for power in powers]
        if any(sections):
            found.append(_center(place, sections, powers))
    return found


def _center(place: Place, sections: Sequence[SectionPower | None], powers: Sequence[RulePower]) -> CenterLines:
    whole = [power.voters for power in powers]
    return CenterLines(
        place=place,
        members=tuple(
            _often(Fraction(one.members, voters)) if one else Figure()
            for one, voters in zip(sections, whole, strict=True)
        ),
        shapley=tuple(
            _often(one.shapley, error) if one else Figure()
            for one, error in zip(sections, (_error_of_orders(power) for power in powers), strict=True)
        ),
        stopping=tuple(_stopping(one) if one else Figure() for one in sections),
        classes=tuple(_classes(sections)),
    )


def _stopping(section: SectionPower) -> Figure:
    share = Fraction(section.blocking, section.members) if section.blocking is not None else None
    return Figure(word_stopping(section), share)


def _error_of_orders(power: RulePower) -> Fraction | None:
    return None if power.sampling is None else power.sampling.orders_error


def _classes(sections: Sequence[SectionPower | None]) -> Iterator[ClassLines]:
    every = [one for section in sections if section for one in section.classes]
    for name in dict.fromkeys(one.id for one in sorted(every, key=lambda one: (-one.weight, one.id))):
        found = [
            next((one for one in (section.classes if section else ()) if one.id == name), None) for section in sections
        ]
        yield ClassLines(
            name=str(CLASSES.get(name, name)),
            sizes=tuple(word_size(one) if one else "" for one in found),
            decides=_of_each(found, lambda known: _often(known.penrose, known.error)),
            prevents=_of_each(found, lambda known: _often(known.prevent)),
            initiates=_of_each(found, lambda known: _often(known.initiate)),
            succeeds=_of_each(found, lambda known: _often(known.success, known.error and known.error / 2)),
        )


def _of_each(found: Iterable[MemberPower | None], say: Callable[[Indices], Figure]) -> tuple[Figure, ...]:
    return tuple(say(one.indices) if one else Figure() for one in found)


def _often(share: Fraction | None, error: Fraction | None = None) -> Figure:
    if share is None:
        return Figure()
    words = word_often(share)
    return Figure(words if error is None else word_drawn(words, error), share)


def largest(lines: Iterable[CenterLines]) -> Fraction:
    """Return how often the member who decides most often does, so that all are drawn on one scale."""
    shares = [one.share for line in lines for group in line.classes for one in group.decides if one.share]
    return max(shares, default=Fraction(1))


def smaller_decides_more(power: RulePower) -> bool:
    """Return whether a member of the smaller of two centers surely decides more often than one alike in the larger."""
    if power.winning is None or len(power.sections) != PAIR:
        return False
    smaller, larger = sorted(power.sections, key=lambda section: section.members)
    others = {one.id: one.indices.penrose for one in larger.classes}
    return any(one.indices.penrose > others.get(one.id, Fraction(1)) for one in smaller.classes)


def have_one_roll(powers: Iterable[RulePower]) -> bool:
    """Return whether all were measured over the same members with the same votes each."""
    rolls = {
        tuple((one.id, each.id, each.members, each.weight) for one in power.sections for each in one.classes)
        for power in powers
    }
    return len(rolls) == 1
