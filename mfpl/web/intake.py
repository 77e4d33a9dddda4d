"""What browsers send: bytes that are no text, and characters no person types, are refused before any page sees them."""

import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from flask import Flask, request

from mfpl.domain.refusals import Refusal

LARGEST_REQUEST = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
REPLACED = "\N{REPLACEMENT CHARACTER}"
TYPED_CONTROLS = frozenset("\t\n\r")


def is_text(value: str) -> bool:
    """Return whether a value holds only characters a person can type and a database can keep."""
    if REPLACED in value:
        return False
    return value.isprintable() or not any(
        unicodedata.category(mark) in {"Cc", "Cs"} and mark not in TYPED_CONTROLS for mark in value
    )


def is_utf8(encoded: bytes) -> bool:
    """Return whether what was sent in the form of an address is UTF-8 once its percent signs are resolved."""
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return False
    return True


def _encoded() -> Iterator[bytes]:
    yield request.query_string
    if request.mimetype == FORM:
        yield request.get_data(cache=True)


def _sent() -> Iterator[str]:
    yield request.path
    for values in (request.args, request.form):
        for name, value in values.items(multi=True):
            yield name
            yield value


def _refuse_unreadable() -> None:
    if not all(map(is_utf8, _encoded())) or not all(map(is_text, _sent())):
        raise Refusal("unreadable_text")


def init_intake(app: Flask) -> None:
    """Limit the size of a request and refuse what is no text."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.before_request(_refuse_unreadable)
