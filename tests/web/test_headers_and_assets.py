"""What every answer carries, and how light a page is."""

import gzip

import pytest

from mfpl.web.assets import DIRECTORY
from tests.web.conftest import Visitor

PAGES = ("/es/", "/en/", "/es/sign-in", "/en/organization", "/es/nothing", "/es/help", "/en/privacy", "/es/protection")
LARGEST_FIRST_PAGE = 60_000
LARGEST_STYLES = 14_000


@pytest.mark.parametrize("path", PAGES)
def test_every_page_carries_the_security_headers(visitor: Visitor, path: str) -> None:
    headers = visitor.client.get(path).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_anything_the_policy_would_block(visitor: Visitor, path: str) -> None:
    page = visitor.get(path)
    assert not page.all("script")
    assert not page.all("style")
    for element in page.descendants():
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")]
        for name in ("src", "action", "formaction"):
            assert not element.get(name).startswith(("http:", "https:", "//"))


def test_an_answer_over_https_asks_for_https_ever_after(visitor: Visitor) -> None:
    answer = visitor.client.get("/es/", base_url="https://site.test")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    cookies = visitor.client.get("/es/sign-in").headers.getlist("Set-Cookie")
    assert {cookie.split("=", 1)[0] for cookie in cookies} == {"session", "language"}
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_a_page_with_a_link_in_its_address_is_not_kept(visitor: Visitor) -> None:
    assert visitor.client.get("/es/sign-in/link/abc").headers["Cache-Control"] == "no-store"


def test_style_sheets_are_kept_for_a_year_under_an_address_that_changes_with_them(visitor: Visitor) -> None:
    styles = visitor.get("/es/").all("link", rel="stylesheet")
    assert len(styles) == 2
    for style in styles:
        answer = visitor.client.get(style["href"], buffered=True)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        undated = visitor.client.get(style["href"].partition("?")[0], buffered=True)
        assert "immutable" not in undated.headers["Cache-Control"]


def test_styles_are_light() -> None:
    assert sum(len(path.read_bytes()) for path in DIRECTORY.glob("*.css")) <= LARGEST_STYLES


def test_the_first_page_with_all_it_loads_is_light(visitor: Visitor) -> None:
    page = visitor.get("/es/")
    loaded = ["/es/", *(link["href"] for link in page.all("link") if link["rel"] in {"stylesheet", "icon"})]
    compressed = {"Accept-Encoding": "gzip"}
    sizes = [len(visitor.client.get(path, headers=compressed, buffered=True).data) for path in loaded]
    assert sum(sizes) < LARGEST_FIRST_PAGE


def test_a_compressed_answer_says_so_and_holds_the_same_page(visitor: Visitor) -> None:
    plain = visitor.client.get("/es/help")
    small = visitor.client.get("/es/help", headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in small.headers["Vary"]
    assert len(small.data) < len(plain.data)


def test_an_unchanged_style_sheet_is_not_sent_again(visitor: Visitor) -> None:
    first = visitor.client.get("/static/app.css", buffered=True)
    again = visitor.client.get("/static/app.css", headers={"If-None-Match": first.headers["ETag"]}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")
