"""The options and the table of a ranked vote, read from a record of counts."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from mfpl.rules.codes import ErrorCode
from mfpl.rules.contests import Contest, Option
from mfpl.rules.documents import Json
from mfpl.rules.errors import Param
from mfpl.rules.exact import NotAFractionError, ZeroDenominatorError, read_fraction

_MOST_OPTIONS = 200


class Refuse(Protocol):
    """Notes an error at a place of the record."""

    def __call__(self, code: ErrorCode, *path: str | int, **params: Param) -> None:
        """Note it."""


def contest_of(record: Mapping[str, Json], refuse: Refuse) -> Contest | None:
    """The contest of a record, or None where it has no table or what is there cannot be read."""
    table = record.get("pairwise")
    if table is None:
        return None
    options = _options(record.get("options"), refuse)
    prefer = _table(table, len(options), refuse)
    casting = record.get("casting_vote")
    numbers = [option.number for option in options]
    if casting is not None and not (_is_count(casting) and casting in numbers):
        refuse(ErrorCode.CASTING_VOTE_UNKNOWN, "casting_vote", option=str(casting)[:40])
    for number in (number for number, times in Counter(numbers).items() if times > 1):
        refuse(ErrorCode.OPTION_DUPLICATE, "options", option=number)
    defaults = sum(option.is_default for option in options)
    if defaults != 1:
        refuse(ErrorCode.DEFAULT_OPTION_COUNT, "options", count=defaults)
        return None
    return Contest(options, prefer, casting if isinstance(casting, int) else None)


def _options(value: Json, refuse: Refuse) -> tuple[Option, ...]:
    if not isinstance(value, list):
        refuse(ErrorCode.TYPE_WRONG, "options", expected="list")
        return ()
    if len(value) > _MOST_OPTIONS:
        refuse(ErrorCode.TOO_LARGE, "options", limit=_MOST_OPTIONS)
        return ()
    return tuple(_option(option, place, refuse) for place, option in enumerate(value))


def _option(value: Json, place: int, refuse: Refuse) -> Option:
    if not isinstance(value, dict):
        refuse(ErrorCode.TYPE_WRONG, "options", place, expected="object")
        return Option(place + 1)
    number = value.get("n")
    if not _is_count(number):
        refuse(ErrorCode.TYPE_WRONG, "options", place, "n", expected="integer")
    default = value.get("is_default", False)
    if not isinstance(default, bool):
        wrong: dict[str, Param] = {"value": str(default)[:40], "allowed": "true, false"}
        refuse(ErrorCode.VALUE_NOT_ALLOWED, "options", place, "is_default", **wrong)
    name = value.get("name")
    return Option(
        number=number if isinstance(number, int) else place + 1,
        is_default=default is True,
        ratio=_ratio(value.get("ratio"), place, refuse),
        name=name if isinstance(name, str) else None,
    )


def _ratio(value: Json, place: int, refuse: Refuse) -> Fraction:
    if value is None:
        return Fraction(1)
    try:
        return read_fraction(str(value))
    except NotAFractionError:
        refuse(ErrorCode.FRACTION_INVALID, "options", place, "ratio", value=str(value)[:40])
    except ZeroDenominatorError:
        refuse(ErrorCode.DENOMINATOR_ZERO, "options", place, "ratio", value=str(value))
    return Fraction(1)


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _table(value: Json, size: int, refuse: Refuse) -> tuple[tuple[int | None, ...], ...]:
    rows = value if isinstance(value, list) else []
    if len(rows) != size or any(not isinstance(row, list) or len(row) != size for row in rows):
        refuse(ErrorCode.PAIRWISE_SIZE, "pairwise", expected=size)
        return ()
    return tuple(
        tuple(_cell(cell, (row, column), refuse) for column, cell in enumerate(cells) if isinstance(cells, list))
        for row, cells in enumerate(rows)
        if isinstance(cells, list)
    )


def _cell(value: Json, place: tuple[int, int], refuse: Refuse) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        refuse(ErrorCode.COUNT_NOT_INTEGER, "pairwise", *place, name="pairwise", value=str(value)[:40])
        return None
    if value < 0:
        refuse(ErrorCode.COUNT_NEGATIVE, "pairwise", *place, name="pairwise", value=value)
        return None
    return value
