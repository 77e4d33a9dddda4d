"""Every template compiles, says nothing outside the catalogs, and needs no inline script, style or foreign host."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.checks.project import PACKAGE, application, name, templates

SPOKEN_ATTRIBUTES = {"title", "alt", "placeholder", "label", "content", "aria-label", "aria-description", "value"}
SAME_IN_BOTH = {
    "width=device-width, initial-scale=1",
    "utf-8",
    "noindex",
    "MX",
    "US",
    "MXN",
    "USD",
    "Español",
    "English",
}
"""What is the same in both languages, or is no language: symbols of law and technique."""
LETTERS = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[A-ZÁÉÍÓÚÑ¿][a-záéíóúñ]+(?:[ .…:]|$)")
TRANSLATING = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
HTML = [file for file in templates() if file.suffix == ".html"]
STATIC = [file for file in (PACKAGE / "web" / "static").rglob("*") if file.suffix in {".css", ".js", ".svg"}]


def literal(file: Path) -> str:
    """Return what a template says by itself, with a gap wherever it shows something else."""
    parts, translated = [], False
    for _line, kind, text in application().jinja_env.lex(file.read_text()):
        if kind == "name" and text in {"trans", "endtrans"}:
            translated = text == "trans"
        elif kind == "data" and not translated:
            parts.append(text)
        elif kind == "variable_end":
            parts.append(GAP)
    return "".join(parts)


class Words(HTMLParser):
    """Collects the text and the spoken attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str] = []

    def handle_data(self, data: str) -> None:
        """Note text between tags."""
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note spoken attributes, and what the Content-Security-Policy would refuse."""
        spoken = {key: value for key, value in attrs if value}
        self.found += [value for key, value in spoken.items() if key in SPOKEN_ATTRIBUTES]
        self.inline += [key for key in spoken if key == "style" or key.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in spoken):
            self.inline.append(tag)


def read(file: Path) -> Words:
    words = Words()
    words.feed(literal(file))
    words.close()
    return words


def raw_words(texts: Iterator[str] | list[str]) -> list[str]:
    kept = (re.sub(rf"[{GAP}\s]+", " ", text).strip() for text in texts)
    return [text for text in kept if LETTERS.search(text) and text not in SAME_IN_BOTH]


@pytest.mark.parametrize("file", templates(), ids=name)
def test_a_template_compiles(file: Path) -> None:
    application().jinja_env.compile(file.read_text())


@pytest.mark.parametrize("file", HTML, ids=name)
def test_a_page_says_nothing_outside_the_catalogs(file: Path) -> None:
    assert raw_words(read(file).found) == []


@pytest.mark.parametrize("file", [file for file in templates() if file.suffix == ".txt"], ids=name)
def test_a_mail_says_nothing_outside_the_catalogs(file: Path) -> None:
    assert raw_words([literal(file)]) == []


@pytest.mark.parametrize("file", templates(), ids=name)
def test_no_sentence_is_handed_to_a_macro_untranslated(file: Path) -> None:
    assert [text for text in constants(application().jinja_env.parse(file.read_text())) if SENTENCE.match(text)] == []


def constants(node: nodes.Node) -> Iterator[str]:
    """Yield the texts in expressions that no translation function receives."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATING:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and node.value not in SAME_IN_BOTH:
        yield node.value
    for child in node.iter_child_nodes():
        yield from constants(child)


@pytest.mark.parametrize("file", HTML, ids=name)
def test_a_page_has_no_inline_script_or_style(file: Path) -> None:
    assert read(file).inline == []


@pytest.mark.parametrize("file", [*templates(), *STATIC], ids=name)
def test_nothing_is_fetched_from_another_host(file: Path) -> None:
    """A page that loads one thing from elsewhere tells somebody else who reads it."""
    addresses = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", file.read_text())
    assert [address for address in addresses if not address.endswith("www.w3.org")] == []
