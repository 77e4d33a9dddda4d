"""The language the terminal speaks: which one was asked for, and a context in which everything is worded in it."""

import gettext as standard_gettext
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from flask import Flask

import mfpl
from mfpl.web import languages

TRANSLATIONS = Path(mfpl.__file__).parents[1] / "translations"
OPTION = "--lang"
OTHERWISE = "en"


class LanguageUnknown(ValueError):  # noqa: N818 - named as the sentence says it
    """The language asked for is none of those spoken here."""


def N_(msgid: str) -> str:  # noqa: N802 - the name by which extraction knows a sentence translated later
    """Mark a sentence for translation where no language is chosen yet."""
    return msgid


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the language to speak and the arguments without ``--lang``, wherever it stood.

    Without the option ``MFPL_LANG`` decides, then ``LANG`` and its kin. Raises ``LanguageUnknown`` for a language
    that is not spoken, whether asked for by the option or by ``MFPL_LANG``.
    """
    asked, rest = _asked(arguments)
    asked = asked if asked is not None else environment.get("MFPL_LANG") or None
    if asked is None:
        return _of_the_terminal(environment), rest
    if asked not in languages.LANGUAGES:
        raise LanguageUnknown(asked)
    return asked, rest


def _asked(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    asked, rest, words = None, [], iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == OPTION:
            asked = next(words, "")
        elif word.startswith(f"{OPTION}="):
            asked = word.partition("=")[2]
        else:
            rest.append(word)
    return asked, rest


def _of_the_terminal(environment: Mapping[str, str]) -> str:
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    spoken = named[:2].lower()
    return spoken if spoken in languages.LANGUAGES else OTHERWISE


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Word everything in one language: what this project says, and what the command line library says itself."""
    before = os.environ.get("LANGUAGE")
    standard_gettext.bindtextdomain("messages", str(TRANSLATIONS))
    os.environ["LANGUAGE"] = code
    try:
        with _voice().app_context(), languages.speaking(code):
            yield
    finally:
        os.environ.pop("LANGUAGE")
        if before is not None:
            os.environ["LANGUAGE"] = before


@cache
def _voice() -> Flask:
    """An application that has catalogs and nothing else: words need no database and no settings."""
    voice = Flask("mfpl")
    voice.config.update(DEFAULT_LANGUAGE=OTHERWISE, BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS))
    languages.init_languages(voice)
    return voice
