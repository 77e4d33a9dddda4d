"""Languages: in the address, chosen at the door, switched without losing the place or what was typed."""

from collections.abc import Callable
from uuid import UUID

import pytest

from mfpl.web.languages import LANGUAGES, speaking
from tests.web.conftest import PASSWORD, Site, Visitor
from tests.web.reading import read


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "/es/"),
        ("en-GB", "/en/"),
        ("fr,en;q=0.5", "/en/"),
        ("fr", "/es/"),
        ("", "/es/"),
        ("*", "/es/"),
    ],
)
def test_the_door_leads_to_the_language_of_the_browser(visitor: Visitor, header: str, expected: str) -> None:
    answer = visitor.client.get("/", headers={"Accept-Language": header})
    assert (answer.status_code, answer.headers["Location"]) == (302, expected)


def test_a_cookie_goes_before_the_browser_and_a_saved_choice_before_the_cookie(site: Site) -> None:
    visitor = site.visitor()
    visitor.get("/es/")
    assert visitor.client.get("/", headers={"Accept-Language": "en"}).headers["Location"] == "/es/"
    visitor.sign_in("Dana")
    visitor.get("/es/")
    assert visitor.client.get("/", headers={"Accept-Language": "es"}).headers["Location"] == "/en/"


@pytest.mark.parametrize("path", ["/fr/", "/es-MX/", "/ES/", "/esx/", "/e"])
def test_only_the_listed_languages_begin_an_address(visitor: Visitor, path: str) -> None:
    visitor.get(path)
    assert visitor.last.status_code == 404


@pytest.mark.parametrize(("code", "tag"), [("es", "es-MX"), ("en", "en-US")])
def test_a_page_says_its_language_and_where_the_others_are(visitor: Visitor, code: str, tag: str) -> None:
    page = visitor.get(f"/{code}/organization?q=a%20b")
    assert page.one("html")["lang"] == tag
    alternates = {link["hreflang"]: link["href"] for link in page.all("link", rel="alternate")}
    assert alternates == {
        "es": "http://site.test/es/organization?q=a+b",
        "en": "http://site.test/en/organization?q=a+b",
        "x-default": "http://site.test/es/organization?q=a+b",
    }


@pytest.mark.parametrize(("here", "other"), [("es", "en"), ("en", "es")])
def test_the_switch_names_the_other_language_in_itself_and_keeps_page_and_query(
    visitor: Visitor, here: str, other: str
) -> None:
    switch = visitor.get(f"/{here}/organization?page=2").one("a", lang=other)
    assert (switch.text, switch["href"], switch["hreflang"]) == (
        LANGUAGES[other].name,
        f"/{other}/organization?page=2",
        other,
    )


def test_the_switch_of_a_form_carries_what_was_typed_and_judges_nothing(visitor: Visitor) -> None:
    page = visitor.get("/es/sign-in?next=/es/account")
    switch = page.one("button", lang="en")
    assert (switch["form"], page.one("form", method="post")["id"]) == ("page-form", "page-form")
    token = page.one("input", id="csrf_token")["value"]
    page = visitor.post(switch["formaction"], csrf_token=token, email="halfway", password="")
    assert visitor.last.status_code == 200
    assert page.one("html")["lang"] == "en-US"
    assert page.one("input", id="email")["value"] == "halfway"
    assert not page.all("div", id="errors")
    assert page.one("form", method="post")["action"] == "/en/sign-in?next=%2Fes%2Faccount"


@pytest.mark.parametrize(
    ("acting", "page"),
    [
        ("/es/sign-out", "/en/"),
        ("/es/account/sign-out-everywhere?x=1", "/en/account"),
        ("/es/votes/2026-01/close/ask", "/en/votes/2026-01/close"),
        (f"/es/votes/2026-01/ballot/{UUID(int=7)}/cast", f"/en/votes/2026-01/ballot/{UUID(int=7)}"),
        (f"/es/votes/2026-01/ballot/{UUID(int=7)}/change/confirm", f"/en/votes/2026-01/ballot/{UUID(int=7)}/change"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_from_an_address_that_only_acts_the_switch_leads_to_the_page_above(
    visitor: Visitor, acting: str, page: str, method: str
) -> None:
    answer = getattr(visitor.client, method)(acting)
    assert answer.status_code in {400, 404, 405, 422}
    assert read(answer.text).one("a", lang="en")["href"] == page


def test_switching_the_language_never_acts(site: Site) -> None:
    visitor = site.visitor()
    visitor.send("/en/sign-in?keep=1", email="itzel@example.org", password=PASSWORD)
    visitor.get("/en/account")
    assert visitor.last.request.path == "/en/sign-in"


def test_the_enter_key_answers_the_form_and_not_the_language_switch(visitor: Visitor) -> None:
    buttons = visitor.get("/es/sign-in").all("button", type="submit")
    owned = [button for button in buttons if button.get("form") == "page-form"]
    assert "hidden" in owned[0].attributes
    assert "formaction" not in owned[0].attributes


@pytest.mark.parametrize("path", ["/es/nowhere", "/es/sign-in/link/xyz", "/es/account"])
def test_error_pages_and_sign_in_stay_in_the_language_of_the_address(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).one("html")["lang"] == "es-MX"
    assert visitor.get(path.replace("/es/", "/en/")).one("html")["lang"] == "en-US"


def test_an_unknown_language_of_a_recipient_becomes_the_default(site: Site) -> None:
    from mfpl.web.languages import language

    with site.app.app_context():
        for code, expected in (("en", "en"), ("fr", "es"), ("es-MX", "es")):
            with speaking(code):
                assert language().code == expected
        assert language().code == "es"


def test_pages_hold_no_word_of_the_other_language_s_menu(signed_in: Callable[[str], Visitor]) -> None:
    visitor = signed_in("Ana")
    assert visitor.get("/es/").one("nav").all("a")[0].text == "Inicio"
    assert visitor.get("/en/").one("nav").all("a")[0].text == "Home"
