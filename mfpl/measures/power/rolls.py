"""The roll over which power is measured: in each section, how many members there are with how many votes each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from mfpl.rules.codes import CountName, ErrorCode, Unit
from mfpl.rules.counts import Counts, Section
from mfpl.rules.counts_reading import parse_counts
from mfpl.rules.documents import Json, read_document
from mfpl.rules.errors import CountsInvalid, DocumentError, DocumentInvalid, Param, pointer

EVERYONE_ALIKE = "member"
"""The name of the only class of a section whose members all have one vote."""

MOST_OF_A_CLASS = 10_000_000
MOST_VOTES_EACH = 1_000_000


@dataclass(frozen=True)
class VoterClass:
    """Members of a section with the same number of votes each."""

    id: str
    members: int
    weight: int = 1


@dataclass(frozen=True)
class RollSection:
    """A section with its classes of members; `kind` and `attributes` are what a rule chooses and weighs it by."""

    id: str
    classes: tuple[VoterClass, ...]
    kind: str | None = None
    attributes: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def members(self) -> int:
        """How many members the section has."""
        return sum(one.members for one in self.classes)

    @property
    def votes(self) -> int:
        """How many votes they have together."""
        return sum(one.members * one.weight for one in self.classes)

    def size(self, unit: Unit) -> int:
        """Members or votes, as asked."""
        return self.votes if unit is Unit.VOTES else self.members


@dataclass(frozen=True)
class Roll:
    """Everyone entitled to vote: the sections, and those who count in the whole without belonging to any."""

    sections: tuple[RollSection, ...]
    outside: tuple[VoterClass, ...] = ()

    @property
    def voters(self) -> int:
        """How many voters there are in all."""
        return sum(section.members for section in self.pools())

    def pools(self) -> Iterator[RollSection]:
        """The sections, and the others as one more pool whose id is empty."""
        yield from self.sections
        if self.outside:
            yield RollSection("", self.outside)

    def everyone_says_yes(self) -> Counts:
        """The counts of a vote in which everyone votes yes."""
        sections = tuple(
            Section(
                section.id,
                {unit: voted(section.size(unit), section.size(unit)) for unit in Unit},
                None,
                section.kind,
                section.attributes,
            )
            for section in self.sections
        )
        whole = {unit: sum(pool.size(unit) for pool in self.pools()) for unit in Unit}
        totals = {unit: voted(size, size) for unit, size in whole.items()}
        return Counts(sections, totals if self.outside or not sections else None)


def voted(yes: int, size: int) -> Mapping[CountName, int]:
    """The counts of a pool of this size in which so many vote yes, the others no, and nobody anything else."""
    everybody = {CountName.ELIGIBLE, CountName.PRESENT, CountName.BALLOTS}
    nobody = {CountName.ABSTAIN, CountName.BLANK, CountName.INVALID, CountName.ABSENT}
    return {**dict.fromkeys(everybody, size), **dict.fromkeys(nobody, 0), CountName.YES: yes, CountName.NO: size - yes}


def parse_roll(source: str | bytes | Mapping[str, object]) -> Roll:
    """The roll of a counts document: of each section `eligible`, and `classes` where members have different votes.

    `{"sections": [{"id": "mx", "kind": "center", "classes": [{"id": "organization", "members": 85, "weight": 2}]}]}`.
    `outside` lists classes of voters in no section. Raises `CountsInvalid` with every error, coded and located.
    """
    try:
        document = read_document(source)
    except DocumentInvalid as refused:
        raise CountsInvalid(refused.errors) from None
    content: dict[str, Json] = document.content if isinstance(document.content, dict) else {}
    reader = _Reader()
    listed = content.get("sections")
    classes = [
        reader.classes(one, "sections", place) for place, one in enumerate(listed if isinstance(listed, list) else [])
    ]
    outside = reader.listed(content.get("outside"), "outside")
    counts = _counts(content, classes, reader)
    if counts is None or reader.errors:
        raise CountsInvalid(reader.errors)
    return Roll(_sections(counts, classes), outside)


def _counts(
    content: Mapping[str, Json], classes: list[tuple[VoterClass, ...] | None], reader: "_Reader"
) -> Counts | None:
    """The sections read as counts, with what the classes come to as those entitled."""
    try:
        counts = parse_counts({"sections": [_plain(one) for one in _items(content)], "totals": None})
    except CountsInvalid as refused:
        reader.errors += [error for error in refused.errors if error not in reader.errors]
        return None
    for place, (section, given) in enumerate(zip(counts.sections, classes, strict=True)):
        sizes = [section.tally(unit).get(CountName.ELIGIBLE) for unit in (Unit.MEMBERS, Unit.VOTES)]
        if given is None and sizes[0] is None:
            reader.refuse(ErrorCode.KEY_MISSING, "sections", place, key="eligible")
        elif given is None and sizes[0] != sizes[1]:
            reader.refuse(ErrorCode.KEY_MISSING, "sections", place, key="classes")
    return counts


def _items(content: Mapping[str, Json]) -> list[Json]:
    listed = content.get("sections")
    return listed if isinstance(listed, list) else []


def _plain(section: Json) -> Any:
    return {key: value for key, value in section.items() if key != "classes"} if isinstance(section, dict) else section


def _sections(counts: Counts, classes: list[tuple[VoterClass, ...] | None]) -> tuple[RollSection, ...]:
    found = []
    for section, given in zip(counts.sections, classes, strict=True):
        eligible = section.tally(Unit.MEMBERS).get(CountName.ELIGIBLE, 0)
        mine = given if given is not None else (VoterClass(EVERYONE_ALIKE, eligible),)
        found.append(RollSection(section.id, mine, section.kind, section.attributes))
    return tuple(found)


class _Reader:
    """Reads classes and notes what is wrong with them."""

    def __init__(self) -> None:
        self.errors: list[DocumentError] = []

    def refuse(self, code: ErrorCode, *path: str | int, **params: Param) -> None:
        """Notes an error at a place."""
        self.errors.append(DocumentError(code, pointer(*path), params))

    def classes(self, section: Json, *path: str | int) -> tuple[VoterClass, ...] | None:
        """The classes of a section, or None where it gives none."""
        if not isinstance(section, dict) or section.get("classes") is None:
            return None
        return self.listed(section["classes"], *path, "classes")

    def listed(self, given: Json, *path: str | int) -> tuple[VoterClass, ...]:
        """A list of classes; none where nothing is given."""
        if given is None:
            return ()
        if not isinstance(given, list):
            self.refuse(ErrorCode.TYPE_WRONG, *path, expected="list")
            return ()
        return tuple(self.one(item, *path, place) for place, item in enumerate(given))

    def one(self, item: Json, *path: str | int) -> VoterClass:
        """One class."""
        if not isinstance(item, dict):
            self.refuse(ErrorCode.TYPE_WRONG, *path, expected="object")
            return VoterClass("", 0)
        for key in item.keys() - {"id", "members", "weight"}:
            self.refuse(ErrorCode.KEY_UNKNOWN, *path, key, key=key)
        name = item.get("id")
        if not isinstance(name, str) or not name:
            self.refuse(ErrorCode.KEY_MISSING, *path, key="id")
        members = self.number(item.get("members"), *path, "members", least=0, most=MOST_OF_A_CLASS)
        weight = self.number(item.get("weight", 1), *path, "weight", least=1, most=MOST_VOTES_EACH)
        return VoterClass(str(name), members, weight)

    def number(self, value: Json, *path: str | int, least: int, most: int) -> int:
        """A whole number within bounds."""
        if value is None:
            self.refuse(ErrorCode.KEY_MISSING, *path[:-1], key=path[-1])
        elif isinstance(value, bool) or not isinstance(value, int):
            self.refuse(ErrorCode.TYPE_WRONG, *path, expected="integer")
        elif value < least:
            self.refuse(ErrorCode.NUMBER_TOO_SMALL, *path, minimum=least)
        elif value > most:
            self.refuse(ErrorCode.NUMBER_TOO_LARGE, *path, maximum=most)
        else:
            return value
        return least
