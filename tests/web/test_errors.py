"""Errors: each a page in the design and in the language of the address, saying what was kept and where to go on."""

import logging
from collections.abc import Callable

import pytest

from mfpl.web.wording.refusals import ACCOUNTS, SHELL
from tests import cast
from tests.web.booth import behind
from tests.web.conftest import Site, Visitor
from tests.web.test_access import add_page

LONG = "Una propuesta larga que costó trabajo escribir."


def token(visitor: Visitor) -> str:
    return visitor.get("/en/sign-in").one("input", id="csrf_token")["value"]


@pytest.mark.parametrize(("code", "heading"), [("es", "Aquí no hay nada"), ("en", "There is nothing here")])
def test_a_page_that_does_not_exist(visitor: Visitor, code: str, heading: str) -> None:
    page = visitor.get(f"/{code}/nothing/here")
    assert visitor.last.status_code == 404
    assert page.one("h1").text == heading
    assert page.one("title").text.startswith(heading)
    assert page.one("main").one("a", class_="btn")["href"] == f"/{code}/"
    assert page.one("nav").all("a")


def test_the_wrong_kind_of_request(visitor: Visitor) -> None:
    page = visitor.get("/es/sign-out")
    assert visitor.last.status_code == 405
    assert "POST" in visitor.last.headers["Allow"]
    assert page.one("h1").text == "Esta dirección no funciona así"


def test_more_than_a_megabyte_is_refused_before_it_is_read(visitor: Visitor) -> None:
    page = visitor.post("/es/sign-in", csrf_token=token(visitor), email="x" * (1024 * 1024 + 1))
    assert visitor.last.status_code == 413
    assert "más de un megabyte" in page.one("main").text


def test_half_a_megabyte_of_text_is_read(visitor: Visitor) -> None:
    visitor.post("/es/sign-in", csrf_token=token(visitor), email="x" * 600_000, password="")
    assert visitor.last.status_code == 422


def test_a_number_of_questions_or_a_year_beyond_counting_is_left_out(
    site: Site, visitor: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    for year in ("00001999999", "9" * 5000, "-2019", "9999"):
        visitor.get(f"/en/decisions?year={year}")
        assert visitor.last.status_code == 200
    number = behind(site, cast.propose)
    for count in ("9" * 5000, "-1", "x", "10"):
        page = signed_in("Olmo").send(f"/es/votes/prepare/{number}", count=count, more="1")
        assert [one["name"] for one in page.all("input") if one.get("name").endswith("_es")] == ["q1_es", "q2_es"]


NO_TEXT = (b"email=%ff%fe", b"email=\xff\xfe", b"email=a%00b", b"email=a%1bb", b"email=%ed%a0%80")


@pytest.mark.parametrize("sent", NO_TEXT)
def test_bytes_that_are_no_text_are_refused(visitor: Visitor, sent: bytes) -> None:
    answer = visitor.client.post(
        "/es/sign-in",
        data=sent + b"&csrf_token=" + token(visitor).encode(),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 400
    assert "no es texto legible" in answer.text


@pytest.mark.parametrize("path", ["/es/sign-in?next=%ff", "/es/%ff", "/es/sign-in?q=%00"])
def test_an_address_that_is_no_text_is_refused(visitor: Visitor, path: str) -> None:
    visitor.get(path)
    assert visitor.last.status_code in {400, 404}


def test_accents_line_breaks_and_other_scripts_are_text(visitor: Visitor) -> None:
    visitor.post("/es/sign-in", csrf_token=token(visitor), email="ñandú\r\n\tשלום 🎈", password="x")
    assert visitor.last.status_code == 422


def test_a_stale_form_shows_what_was_typed_but_no_password(visitor: Visitor) -> None:
    page = visitor.post("/es/sign-in", csrf_token="stale", email=LONG, password="una contraseña larga")
    assert visitor.last.status_code == 400
    assert page.one("h1").text == "Este formulario ya no era válido"
    assert [area.text for area in page.all("textarea")] == [LONG]
    assert page.one("label", **{"for": "typed-1"}).text == "Texto 1"
    assert page.one("main").one("a", class_="btn")["href"] == "/es/sign-in"


def test_a_form_without_its_token_is_refused(visitor: Visitor) -> None:
    visitor.post("/es/sign-out")
    assert visitor.last.status_code == 400


def test_a_fault_is_a_page_that_asks_nothing_of_the_database_and_logs_no_address(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    def view() -> str:
        raise ZeroDivisionError

    add_page(site, view)
    visitor = site.visitor().sign_in("Itzel")
    with caplog.at_level(logging.ERROR):
        page = visitor.get("/en/page?token=abc")
    assert visitor.last.status_code == 500
    assert page.one("h1").text == "Something failed on our side"
    assert visitor.last.headers["Cache-Control"] == "no-store"
    assert "fault method=GET endpoint=extra.view" in caplog.text
    assert "token=abc" not in caplog.text


def test_a_database_that_is_gone_is_a_fault_page(site: Site) -> None:
    visitor = site.visitor().sign_in("Itzel")
    with site.sessions.transaction() as session:
        session.execute(__import__("sqlalchemy").text("ALTER TABLE people RENAME TO gone"))
    page = visitor.get("/es/")
    assert visitor.last.status_code == 500
    assert page.one("h1").text == "Algo falló de nuestro lado"


@pytest.mark.parametrize("code", sorted({**SHELL, **ACCOUNTS}))
def test_every_refusal_has_words_of_its_own_in_both_languages(site: Site, code: str) -> None:
    from mfpl.web.languages import speaking

    with site.app.test_request_context("/es/"):
        said = []
        for language in ("es", "en"):
            with speaking(language):
                said.append(
                    {**SHELL, **ACCOUNTS}[code]({"least": 12, "most": 256, "minutes": 3, "rule": "r", "number": 1})
                )
    assert said[0] != said[1]
    assert all(words.endswith(".") and "%(" not in words for words in said)
