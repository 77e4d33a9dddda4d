"""Counts from their document: a record of a vote, of which `sections` and `totals` are read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from mfpl.rules.codes import CountName, ErrorCode, Unit
from mfpl.rules.contest_reading import contest_of
from mfpl.rules.contradictions import contradictions
from mfpl.rules.counts import Counts, Section, Tally
from mfpl.rules.documents import Json, read_document
from mfpl.rules.errors import CountsInvalid, DocumentError, DocumentInvalid, Param, pointer
from mfpl.rules.exact import NotAFractionError, ZeroDenominatorError, read_fraction
from mfpl.rules.ranges import GIVEN

_ABOUT = {"id", "label", "kind", "attrs", "notes"}
_LONGEST_NAME = 80
_READ = ("/sections", "/totals", "/options", "/pairwise", "/casting_vote", "/stage", "/suspension_lifted")


def parse_counts(source: str | bytes | Mapping[str, object]) -> Counts:
    """The counts of a vote; raises `CountsInvalid` with every error, coded and located.

    `sections` is a list of pools, `totals` one pool or null; `pairwise`, with `options` and `casting_vote`, is the
    table of a ranked vote. Everything else of the record is ignored. A pool gives its counts directly, which then
    answer for every unit, or under `votes` and `members`. A count that is absent or null is unknown.
    """
    try:
        document = read_document(source)
    except DocumentInvalid as refused:
        raise CountsInvalid(refused.errors) from None
    reader = _Reader({error.path: error for error in document.errors if _is_read(error)})
    counts = reader.counts(document.content)
    if reader.errors:
        raise CountsInvalid(reader.errors.values())
    found = [
        replace(error, path=pointer(*path) + error.path)
        for path, each in _each(counts)
        for error in contradictions(each)
    ]
    if found:
        raise CountsInvalid(found)
    return counts


def _each(counts: Counts) -> list[tuple[tuple[str, ...], Counts]]:
    """The counts, or those of each stage with where they stand."""
    return [(("stages", name), each) for name, each in counts.stages.items()] or [((), counts)]


def _is_read(error: DocumentError) -> bool:
    """Whether an error of the text lies in what is read of a record."""
    return error.path == "" or error.path.startswith(_READ)


@dataclass
class _Reader:
    """Reads what it can and notes what it cannot."""

    errors: dict[str, DocumentError]

    def refuse(self, code: ErrorCode, *path: str | int, **params: Param) -> None:
        """Notes an error, unless this place was already found unreadable."""
        where = pointer(*path)
        self.errors.setdefault(where, DocumentError(code, where, params))

    def counts(self, content: Json) -> Counts:
        """The counts of a whole record, or of each of its stages."""
        record = self.object(content)
        lifted = record.get("suspension_lifted")
        if lifted is not None and not isinstance(lifted, bool):
            self.refuse(ErrorCode.VALUE_NOT_ALLOWED, "suspension_lifted", value=str(lifted)[:40], allowed="true, false")
        stages = record.get("stages")
        if stages is None:
            counts = self.once(record)
        else:
            given = self.object(stages, "stages")
            held = {
                name: self.once(self.object(stage, "stages", name), "stages", name) for name, stage in given.items()
            }
            if not held:
                self.refuse(ErrorCode.COUNTS_MISSING)
            counts = Counts(sections=(), stages=held)
        return replace(counts, stage=self.text(record.get("stage"), "stage"), suspension_lifted=lifted is True)

    def once(self, record: dict[str, Json], *path: str | int) -> Counts:
        """The counts of one stage, or of a vote that has none."""
        totals = record.get("totals")
        if not record.get("sections") and totals is None:
            self.refuse(ErrorCode.COUNTS_MISSING, *path)
        return Counts(
            sections=self.sections(record.get("sections"), *path),
            totals=None if totals is None else self.tallies(totals, *path, "totals"),
            contest=contest_of(record, partial(self.at, path)),
        )

    def at(self, before: tuple[str | int, ...], code: ErrorCode, *path: str | int, **params: Param) -> None:
        """Notes an error at a place below another."""
        self.refuse(code, *before, *path, **params)

    def object(self, value: Json, *path: str | int) -> dict[str, Json]:
        """An object, or an empty one with an error noted."""
        if isinstance(value, dict):
            return value
        self.refuse(ErrorCode.TYPE_WRONG, *path, expected="object")
        return {}

    def sections(self, value: Json, *path: str | int) -> tuple[Section, ...]:
        """The sections of a record."""
        if value is None:
            return ()
        if not isinstance(value, list):
            self.refuse(ErrorCode.TYPE_WRONG, *path, "sections", expected="list")
            return ()
        sections: dict[str, Section] = {}
        for index, item in enumerate(value):
            where = (*path, "sections", index)
            section = self.section(self.object(item, *where), *where)
            if section.id in sections:
                self.refuse(ErrorCode.SECTION_DUPLICATE, *where, "id", section=section.id)
            sections[section.id] = section
        return tuple(sections.values())

    def section(self, value: dict[str, Json], *path: str | int) -> Section:
        """One section."""
        if "id" not in value:
            self.refuse(ErrorCode.KEY_MISSING, *path, key="id")
        section_id = self.text(value.get("id"), *path, "id") or str(path[-1])
        return Section(
            id=section_id,
            label=self.text(value.get("label"), *path, "label"),
            kind=self.text(value.get("kind"), *path, "kind"),
            attributes=self.attributes(value.get("attrs"), *path, "attrs", section=section_id),
            tallies=self.tallies(value, *path),
        )

    def text(self, value: Json, *path: str | int) -> str | None:
        """A short text, or None where there is none."""
        if value is None:
            return None
        if not isinstance(value, str):
            self.refuse(ErrorCode.TYPE_WRONG, *path, expected="text")
            return None
        if not value:
            self.refuse(ErrorCode.TEXT_EMPTY, *path)
        if len(value) > _LONGEST_NAME * 4:
            self.refuse(ErrorCode.TEXT_TOO_LONG, *path, limit=_LONGEST_NAME * 4)
        return value

    def attributes(self, value: Json, *path: str | int, section: str) -> dict[str, Fraction]:
        """The numbers a section may be weighed by: integers or fractions, never negative."""
        if value is None:
            return {}
        given = self.object(value, *path)
        read = {
            name: self.attribute(number, *path, name, section=section)
            for name, number in given.items()
            if number is not None
        }
        return {name: number for name, number in read.items() if number is not None}

    def attribute(self, value: Json, *path: str | int, section: str) -> Fraction | None:
        """One such number."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            self.refuse(ErrorCode.TYPE_WRONG, *path, expected="fraction")
            return None
        if str(value).startswith("-"):
            params: dict[str, Param] = {"section": section, "attribute": str(path[-1]), "value": str(value)[:40]}
            self.refuse(ErrorCode.ATTRIBUTE_NEGATIVE, *path, **params)
            return None
        try:
            return read_fraction(str(value))
        except NotAFractionError:
            self.refuse(ErrorCode.FRACTION_INVALID, *path, value=str(value)[:40])
        except ZeroDenominatorError:
            self.refuse(ErrorCode.DENOMINATOR_ZERO, *path, value=str(value))
        return None

    def tallies(self, value: Json, *path: str | int) -> dict[Unit, Tally]:
        """The counts of a pool in each unit."""
        pool = self.object(value, *path)
        by_unit = {unit: pool[unit] for unit in Unit if pool.get(unit) is not None}
        if not by_unit:
            tally = self.tally(pool, *path)
            return dict.fromkeys(Unit, tally)
        if any(pool.get(name) is not None for name in GIVEN):
            self.refuse(ErrorCode.UNITS_MIXED, *path)
        self.keys(pool, *path, allowed={*_ABOUT, *GIVEN, *Unit})
        return {unit: self.tally(self.object(given, *path, unit), *path, unit) for unit, given in by_unit.items()}

    def tally(self, pool: dict[str, Json], *path: str | int) -> dict[CountName, int]:
        """The counts that are known."""
        self.keys(pool, *path, allowed={*_ABOUT, *GIVEN, *Unit})
        read = {name: self.number(pool.get(name), *path, name) for name in GIVEN}
        return {name: number for name, number in read.items() if number is not None}

    def keys(self, pool: dict[str, Json], *path: str | int, allowed: set[str]) -> None:
        """Refuses keys that are neither counts nor about the section; `official_…` is what others said of it."""
        for key in pool:
            if key not in allowed and not key.startswith("official_"):
                self.refuse(ErrorCode.KEY_UNKNOWN, *path, key, key=key)

    def number(self, value: Json, *path: str | int) -> int | None:
        """One count."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(ErrorCode.COUNT_NOT_INTEGER, *path, name=str(path[-1]), value=str(value)[:40])
            return None
        if value < 0:
            self.refuse(ErrorCode.COUNT_NEGATIVE, *path, name=str(path[-1]), value=value)
            return None
        return value
