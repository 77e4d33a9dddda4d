"""What pydantic says of a document, as codes with places in it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mfpl.rules.codes import ErrorCode
from mfpl.rules.conditions import TAG, PerSection, heads_of
from mfpl.rules.errors import DocumentError, Param, pointer

Params = Mapping[str, Param]
Translated = tuple[ErrorCode, Params]

_TYPES = {
    "model_type": "object",
    "model_attributes_type": "object",
    "dict_type": "object",
    "tuple_type": "list",
    "string_type": "text",
    "int_type": "integer",
}


def shape_errors(refused: ValidationError) -> list[DocumentError]:
    """Each error of pydantic as a coded, located one."""
    return [_located(error) for error in refused.errors(include_url=False) if not _is_echo(error)]


def _is_echo(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because its items are refused themselves."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _located(error: ErrorDetails) -> DocumentError:
    steps = [step for step in error["loc"] if not str(step).startswith(TAG) and step != "[key]"]
    code, params = _translated(error)
    if error["type"] == "missing":
        steps.pop()
    return DocumentError(code, pointer(*steps), params)


def _translated(error: ErrorDetails) -> Translated:
    kind = error["type"]
    if kind in _TYPES:
        return ErrorCode.TYPE_WRONG, {"expected": _TYPES[kind]}
    if kind in _TRANSLATORS:
        return _TRANSLATORS[kind](error)
    return ErrorCode(kind), error["ctx"]


def _missing(error: ErrorDetails) -> Translated:
    key = str(error["loc"][-1])
    code = {"comparison": ErrorCode.COMPARISON_MISSING}.get(key, ErrorCode.KEY_MISSING)
    if key == "of" and {"share", "class_share"} & error["input"].keys():
        code = ErrorCode.DENOMINATOR_MISSING
    return code, {"key": key}


def _unknown_key(error: ErrorDetails) -> Translated:
    return ErrorCode.KEY_UNKNOWN, {"key": str(error["loc"][-1])}


def _no_condition(error: ErrorDetails) -> Translated:
    given = error["input"]
    if not isinstance(given, dict):
        return ErrorCode.TYPE_WRONG, {"expected": "object"}
    heads = heads_of(given)
    return (ErrorCode.CONDITION_AMBIGUOUS, {"keys": ", ".join(heads)}) if heads else (ErrorCode.CONDITION_UNKNOWN, {})


def _misplaced(error: ErrorDetails) -> Translated:
    key = str(error["ctx"]["tag"]).removeprefix(TAG)
    if key == PerSection.key:
        return ErrorCode.PER_SECTION_MISPLACED, {}
    return ErrorCode.PROCEDURE_MISPLACED, {"key": key}


def _not_allowed(error: ErrorDetails) -> Translated:
    allowed = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
    return ErrorCode.VALUE_NOT_ALLOWED, {"value": str(error["input"])[:40], "allowed": allowed}


def _limited(error: ErrorDetails, code: ErrorCode, key: str, name: str) -> Translated:
    return code, {name: int(error["ctx"][key])}


def _too_short(error: ErrorDetails) -> Translated:
    return ErrorCode.TEXT_EMPTY, {}


def _bad_name(error: ErrorDetails) -> Translated:
    return ErrorCode.NAME_INVALID, {"value": str(error["input"])[:40]}


_TRANSLATORS: dict[str, Callable[[Any], Translated]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "union_tag_not_found": _no_condition,
    "union_tag_invalid": _misplaced,
    "enum": _not_allowed,
    "literal_error": _not_allowed,
    "string_too_short": _too_short,
    "string_too_long": partial(_limited, code=ErrorCode.TEXT_TOO_LONG, key="max_length", name="limit"),
    "string_pattern_mismatch": _bad_name,
    "too_short": partial(_limited, code=ErrorCode.LIST_TOO_SHORT, key="min_length", name="minimum"),
    "greater_than_equal": partial(_limited, code=ErrorCode.NUMBER_TOO_SMALL, key="ge", name="minimum"),
    "less_than_equal": partial(_limited, code=ErrorCode.NUMBER_TOO_LARGE, key="le", name="maximum"),
}
