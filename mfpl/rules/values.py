"""The single values a rule document is made of: exact fractions, days, names, texts, denominators."""

import re
from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import Field, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from mfpl.rules.codes import CountName, ErrorCode
from mfpl.rules.exact import NotAFractionError, ZeroDenominatorError, read_fraction, write_fraction


def _refusal(code: ErrorCode, **params: str | int) -> PydanticCustomError:
    return PydanticCustomError(code, "refused", params)


def _fraction(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        raise _refusal(ErrorCode.TYPE_WRONG, expected="fraction")
    try:
        return read_fraction(str(value))
    except NotAFractionError:
        raise _refusal(ErrorCode.FRACTION_INVALID, value=str(value)[:40]) from None
    except ZeroDenominatorError:
        raise _refusal(ErrorCode.DENOMINATOR_ZERO, value=str(value)) from None


def _share(value: object) -> Fraction:
    fraction = _fraction(value)
    if fraction > 1:
        raise _refusal(ErrorCode.SHARE_OUT_OF_RANGE, value=str(fraction))
    return fraction


def _date(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) and len(value) == _DAY_LENGTH else "")
    except ValueError:
        raise _refusal(ErrorCode.DATE_INVALID, value=str(value)[:40]) from None


def _month_day(value: object) -> str:
    text = value if isinstance(value, str) else ""
    try:
        date.fromisoformat(f"2019-{text}")
    except ValueError:
        raise _refusal(ErrorCode.DATE_INVALID, value=str(value)[:40]) from None
    return text


def _web_address(value: object) -> str:
    if not isinstance(value, str):
        raise _refusal(ErrorCode.TYPE_WRONG, expected="text")
    if not _WEB_ADDRESS.fullmatch(value):
        raise _refusal(ErrorCode.VALUE_NOT_ALLOWED, value=value[:40], allowed="https://…, http://…")
    return value


_DAY_LENGTH = len("2019-06-17")
_WEB_ADDRESS = re.compile(r"https?://[!-~]{3,500}", re.ASCII)
_FRACTION_SCHEMA = {
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "string", "pattern": "^(0|[1-9][0-9]{0,17})(/[1-9][0-9]{0,17})?$", "examples": ["1/2", "2/3"]},
    ]
}
_written = PlainSerializer(write_fraction)
Exact = Annotated[Fraction, PlainValidator(_fraction), _written, WithJsonSchema(_FRACTION_SCHEMA)]
ShareOfAll = Annotated[
    Fraction, PlainValidator(_share), _written, WithJsonSchema(_FRACTION_SCHEMA | {"description": "from 0 to 1"})
]
Day = Annotated[
    date,
    PlainValidator(_date),
    PlainSerializer(lambda day: day.isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
MonthDay = Annotated[str, PlainValidator(_month_day), WithJsonSchema({"type": "string", "examples": ["06-01"]})]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
WebAddress = Annotated[str, PlainValidator(_web_address), WithJsonSchema({"type": "string", "format": "uri"})]
SourceName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
SectionName = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Positive = Annotated[int, Field(ge=1, le=1_000_000)]


PARTS = (CountName.YES, CountName.NO, CountName.ABSTAIN, CountName.BLANK, CountName.INVALID, CountName.ABSENT)


def _denominator(value: object) -> tuple[CountName, ...]:
    names = value if isinstance(value, list | tuple) else [value]
    allowed = PARTS if isinstance(value, list) else tuple(CountName)
    unknown = [name for name in names if name not in allowed]
    if unknown:
        raise _refusal(ErrorCode.VALUE_NOT_ALLOWED, value=str(unknown[0])[:40], allowed=", ".join(allowed))
    counts = tuple(CountName(str(name)) for name in names)
    if len(set(counts)) < len(counts):
        raise _refusal(ErrorCode.PARTS_OVERLAP, names=", ".join(counts))
    if not counts:
        raise _refusal(ErrorCode.LIST_TOO_SHORT, minimum=1)
    return counts


def _among(value: object) -> str | tuple[str, ...]:
    names: list[object] = list(value) if isinstance(value, list | tuple) else [value]
    if not names:
        raise _refusal(ErrorCode.LIST_TOO_SHORT, minimum=1)
    texts = tuple(_section_name(name) for name in names)
    return texts[0] if isinstance(value, str) else texts


def _section_name(value: object) -> str:
    if not isinstance(value, str):
        raise _refusal(ErrorCode.TYPE_WRONG, expected="text")
    if not value:
        raise _refusal(ErrorCode.TEXT_EMPTY)
    return value


_COUNT_NAMES = {"enum": [str(name) for name in CountName]}
Denominator = Annotated[
    tuple[CountName, ...],
    PlainValidator(_denominator),
    PlainSerializer(lambda names: str(names[0]) if len(names) == 1 else [str(name) for name in names]),
    WithJsonSchema({"anyOf": [_COUNT_NAMES, {"type": "array", "items": {"enum": [str(part) for part in PARTS]}}]}),
]
Among = Annotated[
    str | tuple[str, ...],
    PlainValidator(_among),
    PlainSerializer(lambda among: among if isinstance(among, str) else list(among)),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
