"""Languages: which there are, which one a page speaks, and where the same page is in another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, Request, Response, current_app, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from werkzeug.routing import BaseConverter

COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600
KEEP = "keep"


@dataclass(frozen=True)
class Language:
    """A language of the interface: its name in itself, how it formats, and the clock its readers know best."""

    code: str
    name: str
    locale: str
    tag: str
    zone: str
    date: str
    date_without_weekday: str
    month: str
    percent: str
    periods: tuple[str, str]


LANGUAGES = {
    language.code: language
    for language in (
        Language(
            code="es",
            name="Español",
            locale="es_MX",
            tag="es-MX",
            zone="America/Mexico_City",
            date="EEEE d 'de' MMMM 'de' y",
            date_without_weekday="d 'de' MMMM 'de' y",
            month="MMMM 'de' y",
            percent="#,##0.#\N{NO-BREAK SPACE}%",
            periods=("a.\N{NO-BREAK SPACE}m.", "p.\N{NO-BREAK SPACE}m."),
        ),
        Language(
            code="en",
            name="English",
            locale="en_US",
            tag="en-US",
            zone="America/New_York",
            date="EEEE, MMMM d, y",
            date_without_weekday="MMMM d, y",
            month="MMMM y",
            percent="#,##0.#%",
            periods=("AM", "PM"),
        ),
    )
}


class LanguageConverter(BaseConverter):
    """The first part of an address: one of the languages, nothing else."""

    regex = "|".join(LANGUAGES)
    part_isolating = True


def language() -> Language:
    """Return the language being spoken: the address's, or the recipient's while a mail is worded."""
    locale = get_locale()
    return LANGUAGES[locale.language if locale else current_app.config["DEFAULT_LANGUAGE"]]


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language for a while, as in a mail to somebody; an unknown one becomes the default."""
    with force_locale(code if code in LANGUAGES else current_app.config["DEFAULT_LANGUAGE"]):
        yield


def preferred_language(asked: Request) -> str:
    """Return the language a visitor is likely to read: their cookie's, then their browser's, then the default."""
    kept = asked.cookies.get(COOKIE, "")
    if kept in LANGUAGES:
        return kept
    default: str = current_app.config["DEFAULT_LANGUAGE"]
    return asked.accept_languages.best_match(list(LANGUAGES), default) or default


def language_in(path: str) -> str | None:
    """Return the language an address begins with, or None."""
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in LANGUAGES else None


def address_in(code: str, *, keeping: bool = False) -> str:
    """Return this very page in another language, with its query; ``keeping`` asks it to keep what was typed.

    An address that only acts has no page: there it is the nearest page above it, where the act began.
    """
    opened = _page_of(request.path)
    spoken = language_in(opened)
    rest = opened[len(spoken) + 1 :] if spoken else "/"
    if opened != request.path:
        return f"/{code}{rest}"
    query = [(name, value) for name, value in request.args.items(multi=True) if name != KEEP]
    if keeping:
        query.append((KEEP, "1"))
    return f"/{code}{rest}" + (f"?{urlencode(query)}" if query else "")


def _page_of(path: str) -> str:
    """Return the address itself where it can be opened or is unknown, or else the nearest one above that can be."""
    routes = current_app.create_url_adapter(request)
    if routes is None:
        return path
    allowed = set(routes.allowed_methods(path))
    if "GET" in allowed or not allowed:
        return path
    above = path.rpartition("/")[0]
    while above.count("/") > 1 and "GET" not in routes.allowed_methods(above):
        above = above.rpartition("/")[0]
    return above if above.count("/") > 1 else f"{above}/"


def keeps_content() -> bool:
    """Return whether this request only asks for the page again, in this language, with what was typed."""
    return has_request_context() and KEEP in request.args


def _spoken_here() -> str:
    if not has_request_context():
        default: str = current_app.config["DEFAULT_LANGUAGE"]
        return default
    return language_in(request.path) or preferred_language(request)


def _remember(response: Response) -> Response:
    code = language_in(request.path)
    if code and response.mimetype == "text/html" and request.cookies.get(COOKIE) != code:
        response.set_cookie(
            COOKIE, code, max_age=COOKIE_SECONDS, samesite="Lax", httponly=True, secure=request.is_secure
        )
    return response


def _prefill(_endpoint: str, values: dict[str, object]) -> None:
    if "language" not in values and current_app.url_map.is_endpoint_expecting(_endpoint, "language"):
        values["language"] = language().code


def init_languages(app: Flask) -> None:
    """Put the language into addresses, catalogs and the visitor's cookie."""
    app.url_map.converters["language"] = LanguageConverter
    Babel(app, locale_selector=_spoken_here, default_locale=app.config["DEFAULT_LANGUAGE"])
    app.url_value_preprocessor(lambda _endpoint, values: values.pop("language", None) if values else None)
    app.url_defaults(_prefill)
    app.after_request(_remember)
