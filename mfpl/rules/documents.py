"""JSON text to plain data, refusing what is not exact, not unique, too large or too deep before anybody reads it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mfpl.rules.codes import ErrorCode
from mfpl.rules.errors import DocumentError, DocumentInvalid, pointer

MOST_CHARACTERS = 2_000_000
MOST_LEVELS = 60
LARGEST_NUMBER = 10**18 - 1

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


@dataclass(frozen=True)
class Document:
    """Plain data in which every number is an integer, and what was wrong with the text on the way there."""

    content: Json
    errors: tuple[DocumentError, ...]


class _Inexact(str):
    """The text of a number that JSON would read as a decimal, NaN or Infinity."""

    __slots__ = ()


class _Object(dict[str, Json]):
    """An object that remembers which of its keys were written twice."""

    repeated: tuple[str, ...] = ()


def read_document(source: str | bytes | Mapping[str, object]) -> Document:
    """Plain data from JSON text or from a mapping; raises `DocumentInvalid` where nothing can be read at all."""
    text = _decoded(source) if isinstance(source, str | bytes) else None
    content = _parsed(text) if text is not None else source
    errors: list[DocumentError] = []
    return Document(_cleaned(content, (), errors), tuple(errors))


def _refuse(code: ErrorCode, **params: str | int) -> DocumentInvalid:
    return DocumentInvalid([DocumentError(code, "", params)])


def _decoded(source: str | bytes) -> str:
    if len(source) > MOST_CHARACTERS:
        raise _refuse(ErrorCode.TOO_LARGE, limit=MOST_CHARACTERS)
    try:
        return source.decode("utf-8") if isinstance(source, bytes) else source
    except UnicodeDecodeError:
        raise _refuse(ErrorCode.NOT_UTF8) from None


def _levels(text: str) -> Iterator[int]:
    level, in_text, escaped = 0, False, False
    for character in text:
        if in_text:
            in_text = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_text = True
        elif character in "[{":
            level += 1
            yield level
        elif character in "]}":
            level -= 1


def _object(pairs: list[tuple[str, Json]]) -> _Object:
    result = _Object(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        result.repeated = tuple(key for key in result if keys.count(key) > 1)
    return result


def _integer(text: str) -> int:
    return int(text) if len(text) <= len(str(LARGEST_NUMBER)) else LARGEST_NUMBER + 1


def _parsed(text: str) -> Json:
    if any(level > MOST_LEVELS for level in _levels(text)):
        raise _refuse(ErrorCode.TOO_DEEP, limit=MOST_LEVELS)
    try:
        content: Json = json.loads(
            text, object_pairs_hook=_object, parse_float=_Inexact, parse_constant=_Inexact, parse_int=_integer
        )
    except json.JSONDecodeError as error:
        raise _refuse(ErrorCode.NOT_JSON, line=error.lineno, column=error.colno) from None
    return content


def _cleaned(value: object, path: tuple[str | int, ...], errors: list[DocumentError]) -> Json:
    if len(path) > MOST_LEVELS:
        raise _refuse(ErrorCode.TOO_DEEP, limit=MOST_LEVELS)
    if isinstance(value, Mapping):
        return _cleaned_object(value, path, errors)
    if isinstance(value, list | tuple):
        return [_cleaned(item, (*path, index), errors) for index, item in enumerate(value)]
    if isinstance(value, float | _Inexact):
        errors.append(DocumentError(ErrorCode.NUMBER_NOT_EXACT, pointer(*path), {"value": str(value)[:40]}))
        return None
    if isinstance(value, str):
        return _cleaned_text(value, path, errors)
    return _cleaned_plain(value, path, errors)


def _cleaned_plain(value: object, path: tuple[str | int, ...], errors: list[DocumentError]) -> Json:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _cleaned_integer(value, path, errors)
    errors.append(DocumentError(ErrorCode.TYPE_WRONG, pointer(*path), {"expected": "JSON"}))
    return None


def _cleaned_object(
    value: Mapping[object, object], path: tuple[str | int, ...], errors: list[DocumentError]
) -> dict[str, Json]:
    if isinstance(value, _Object):
        errors.extend(DocumentError(ErrorCode.DUPLICATE_KEY, pointer(*path), {"key": key}) for key in value.repeated)
    result: dict[str, Json] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            errors.append(DocumentError(ErrorCode.TYPE_WRONG, pointer(*path), {"expected": "text"}))
            continue
        name = _cleaned_text(key, path, errors)
        result[name] = _cleaned(item, (*path, name), errors)
    return result


def _cleaned_integer(value: int, path: tuple[str | int, ...], errors: list[DocumentError]) -> int | None:
    if abs(value) <= LARGEST_NUMBER:
        return int(value)
    errors.append(DocumentError(ErrorCode.NUMBER_TOO_LARGE, pointer(*path), {"maximum": LARGEST_NUMBER}))
    return None


def _cleaned_text(value: str, path: tuple[str | int, ...], errors: list[DocumentError]) -> str:
    text = str(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        errors.append(DocumentError(ErrorCode.NOT_UTF8, pointer(*path)))
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
