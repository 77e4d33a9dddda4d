"""The catalogs as files: what is said and must be translated, what is translated, what is missing, and compiling."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from mfpl.cli.speech import TRANSLATIONS

SOURCE_LANGUAGE = "en"
MARKERS = ("lazy_gettext", "_l", "N_", "ngettext:1,2", "npgettext:1c,2,3", "pgettext:1c,2")
NOTE_FOR_TRANSLATORS = "Translators:"
WIDTH = 120
CHANGING_HEADERS = ("POT-Creation", "PO-Revision", "Generated-By", "Last-Tr", "Language-Team", "Report-Msgid")


def catalog_file(language: str) -> Path:
    """Return where the catalog of a language is kept."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def read_catalog(language: str) -> Catalog:
    """Return the catalog of a language as it is kept; an empty one when there is none yet."""
    file = catalog_file(language)
    if not file.exists():
        return Catalog(locale=language)
    return read_po(io.BytesIO(file.read_bytes()), locale=language)


def extracted() -> Catalog:
    """Return every sentence that the code and the templates say now."""
    with (TRANSLATIONS / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]  # Babel leaves it untyped
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(MARKERS)}
    found = extract_from_dir(
        TRANSLATIONS.parent, methods, options, keywords=keywords, comment_tags=(NOTE_FOR_TRANSLATORS,)
    )
    template = Catalog()
    for _file, _line, sentence, comments, context in found:
        template.add(sentence, auto_comments=comments, context=context)
    return template


def said(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalog without its header."""
    return (message for message in catalog if message.id)


def key(message: Message) -> tuple[str | None, str]:
    """Return what a message is known by: its context and its sentence, the singular one when it counts."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def merged(language: str, template: Catalog) -> Catalog:
    """Return the catalog of a language with exactly the sentences of the template, keeping what is translated."""
    kept = read_catalog(language)
    catalog = Catalog(locale=language, project="mfpl", charset="utf-8")
    for message in said(template):
        context, sentence = key(message)
        earlier = kept.get(sentence, context)
        string = message.id if language == SOURCE_LANGUAGE else (earlier.string if earlier else "")
        catalog.add(message.id, string, context=context, flags=message.flags, auto_comments=message.auto_comments)
    return catalog


def flaws(language: str, template: Catalog) -> list[str]:
    """Return what a catalog lacks or has too much against the template, in words for whoever translates."""
    catalog = read_catalog(language)
    there, wanted = {key(message): message for message in said(catalog)}, {key(one) for one in said(template)}
    missing = [f"not in the catalog: {sentence}" for _, sentence in sorted(wanted - there.keys(), key=str)]
    stale = [f"no longer said: {sentence}" for _, sentence in sorted(there.keys() - wanted, key=str)]
    return missing + stale + [line for message in there.values() for line in _flaws_of(message)]


def _flaws_of(message: Message) -> Iterator[str]:
    strings = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    if not all(strings):
        yield f"not translated: {message.id}"
    if message.fuzzy:
        yield f"fuzzy: {message.id}"
    for wrong in message.check():
        yield f"{wrong}: {message.id}"


def write_template(template: Catalog) -> None:
    """Write the list of all sentences."""
    with (TRANSLATIONS / "messages.pot").open("wb") as stream:
        write_po(stream, template, no_location=True, omit_header=True, sort_output=True)


def write_catalog(language: str, catalog: Catalog) -> None:
    """Write a catalog without the header lines that change at every writing, and compile it."""
    written = io.BytesIO()
    write_po(written, catalog, width=WIDTH, no_location=True, sort_output=True)
    kept = tuple(f'"{name}' for name in CHANGING_HEADERS)
    lines = [line for line in written.getvalue().decode().splitlines() if not line.startswith(kept)]
    file = catalog_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    compile_catalog(language)


def compile_catalog(language: str) -> None:
    """Write the compiled form that the program reads."""
    with catalog_file(language).with_suffix(".mo").open("wb") as stream:
        write_mo(stream, read_catalog(language))
