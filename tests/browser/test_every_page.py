"""Every page a person can reach, in both languages, narrow and wide, light and dark: accessible, whole, at home."""

import re
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Visit, Windows

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text()
RULES = "{runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}"
PEOPLE = {
    "visitor": None,
    "member": "itzel@demo.example",
    "admin": "xochitl@demo.example",
    "officer": "juan-de-dios@demo.example",
    "chair": "mari-carmen@demo.example",
    "translator": "ros@demo.example",
}
WAYS = [("es", 320, "light"), ("es", 1280, "dark"), ("en", 320, "dark"), ("en", 1280, "light")]
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|\d{4}-\d{2,}|\d+")
CODE = re.compile(r"(/(?:change|bylaws)/(?:rule|seats|text)/|/rules/|/seats/)[^/]+")
SAME_KIND = 2
MEASURED: dict[tuple[str, str], set[str]] = {}

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def links(visit: Visit, language: str) -> list[str]:
    """Return the addresses of this site, in this language, that the open page leads to."""
    found: list[str] = visit.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
    kept = {link.split("#")[0] for link in found if link.startswith(f"/{language}/")}
    return sorted(link for link in kept if not link.endswith((".json", ".csv")) and "/recount" not in link)


def kind(address: str) -> str:
    """Return an address without what tells one thing of a kind from another, and without its question part."""
    return IDENTIFIER.sub("*", CODE.sub(r"\1*", address.split("?", maxsplit=1)[0]))


def flaws(visit: Visit) -> dict[str, Any]:
    """Return what is wrong with the open page."""
    page = visit.page
    page.evaluate(AXE)
    report = page.evaluate(f"axe.run(document, {RULES})")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found: dict[str, Any] = {one["id"]: [node["target"] for node in one["nodes"]][:3] for one in report["violations"]}
    return found | ({"scrolls_sideways": wide} if wide > 0 else {})


def shape(visit: Visit) -> str:
    """Return the elements and classes of the open page in order, so that pages built alike are measured once."""
    names = "Array.from(document.querySelectorAll('*'), one => one.tagName + '.' + one.getAttribute('class'))"
    found: list[str] = visit.page.evaluate(names)
    return " ".join(name for name, _group in groupby(found))


def walk(visit: Visit, language: str, measured: set[str]) -> dict[str, dict[str, Any]]:
    """Open every kind of page that can be reached from the front page and return those with flaws."""
    waiting, seen, bad = [f"/{language}/"], dict[str, int](), dict[str, dict[str, Any]]()
    done: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        if address in done or seen.get(kind(address), 0) >= SAME_KIND:
            continue
        done.add(address)
        seen[kind(address)] = seen.get(kind(address), 0) + 1
        visit.open(address)
        built = shape(visit)
        found = {} if built in measured else flaws(visit)
        if found:
            bad[address] = found
        else:
            measured.add(built)
        waiting.extend(links(visit, language))
    assert len(done) > SAME_KIND
    return bad


@pytest.mark.parametrize(("language", "width", "scheme"), WAYS)
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_is_accessible_and_whole(windows: Windows, who: str, language: str, width: int, scheme: str) -> None:
    visit = windows.open(width=width, scheme=scheme, scripts=True)
    email = PEOPLE[who]
    if email:
        visit.sign_in(email, language=language)
    assert walk(visit, language, MEASURED.setdefault((language, scheme), set())) == {}
    assert visit.complaints == []
    assert {host.split(":")[0] for host in visit.hosts} == {"127.0.0.1"}
