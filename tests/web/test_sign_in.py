"""Signing in and out: one answer for everyone, guesses slowed down, sessions that end when they should."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from mfpl.store.tables import Throttle
from tests.web.conftest import PASSWORD, Site, Visitor

WRONG = "The address or the password is not correct. You can also sign in with a link by mail."


def try_password(visitor: Visitor, email: str, password: str) -> tuple[int, str]:
    page = visitor.send("/en/sign-in", email=email, password=password)
    return visitor.last.status_code, page.one("main").text.replace(email, "…")


def test_the_right_password_leads_home_in_the_persons_language(visitor: Visitor) -> None:
    page = visitor.send("/en/sign-in", email="itzel@example.org", password=PASSWORD)
    assert visitor.last.request.path == "/es/"
    assert page.one("html")["lang"] == "es-MX"
    assert "Itzel" in page.one("main").text


def test_an_address_is_the_same_in_capitals_and_with_spaces_around(visitor: Visitor) -> None:
    visitor.send("/en/sign-in", email="  ITZEL@Example.ORG ", password=PASSWORD)
    assert visitor.last.request.path == "/es/"


def test_a_known_and_an_unknown_address_get_the_same_answer(site: Site) -> None:
    known = try_password(site.visitor(), "itzel@example.org", "not the password at all")
    unknown = try_password(site.visitor(), "nobody@example.org", "not the password at all")
    assert known == unknown
    assert known[0] == 422
    assert WRONG in known[1]


def test_no_password_is_checked_faster_for_an_unknown_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []

    def matches(password: str, *, password_hash: str | None) -> bool:
        checked.append(password_hash is not None)
        return password == ""

    monkeypatch.setattr("mfpl.services.accounts.matches", matches)
    for email in ("itzel@example.org", "nobody@example.org"):
        try_password(site.visitor(), email, "some password")
    assert checked == [True, False]


def test_an_error_is_said_on_top_at_the_field_and_in_the_title(visitor: Visitor) -> None:
    page = visitor.send("/en/sign-in", email="itzel@example.org", password="wrong")
    summary = page.one("div", id="errors")
    assert summary.has({"autofocus": "", "tabindex": "-1", "role": "alert"})
    link = summary.one("a")
    assert (link["href"], link.text) == ("#email", WRONG)
    assert page.one("span", id="email-error").text == WRONG
    field = page.one("input", id="email")
    assert (field["aria-invalid"], field["aria-describedby"], field["value"]) == (
        "true",
        "email-error",
        "itzel@example.org",
    )
    assert page.one("title").text.startswith("Error: ")


def test_empty_fields_are_named_each_and_no_attempt_is_counted(visitor: Visitor) -> None:
    for _attempt in range(15):
        page = visitor.send("/es/sign-in", email="", password="")
    assert visitor.last.status_code == 422
    assert [link["href"] for link in page.one("div", id="errors").all("a")] == ["#email", "#password"]


def test_managers_of_passwords_are_told_what_each_field_is(visitor: Visitor) -> None:
    page = visitor.get("/es/sign-in")
    assert page.one("input", id="email")["autocomplete"] == "username"
    assert page.one("input", id="password")["autocomplete"] == "current-password"


def test_somebody_elses_guesses_lock_nobody_out(site: Site) -> None:
    stranger = site.visitor()
    stranger.client.environ_base["REMOTE_ADDR"] = "192.0.2.66"
    statuses = [try_password(stranger, "itzel@example.org", "wrong")[0] for _guess in range(12)]
    assert statuses == [422] * 10 + [429] * 2
    site.visitor().sign_in("Itzel")


def test_attempts_beyond_the_limit_are_counted_too(site: Site) -> None:
    visitor = site.visitor()
    for _guess in range(13):
        try_password(visitor, "itzel@example.org", "wrong")
    with site.sessions.reading() as session:
        counted = dict(session.execute(select(Throttle.kind, Throttle.attempts)).all())
    assert counted == {"sign_in.client": 13, "sign_in.both": 13, "sign_in.address": 10}


def test_the_eleventh_guess_at_an_address_must_wait_even_with_the_right_password(site: Site) -> None:
    visitor = site.visitor()
    for _guess in range(10):
        assert try_password(visitor, "itzel@example.org", "wrong")[0] == 422
    page = visitor.send("/es/sign-in", email="itzel@example.org", password=PASSWORD)
    assert visitor.last.status_code == 429
    assert visitor.last.headers["Retry-After"] == "900"
    assert "Puedes intentarlo de nuevo en 15 minutos." in page.one("main").text
    site.clock.instant += timedelta(minutes=15)
    visitor.sign_in("Itzel")


def test_guesses_at_an_unknown_address_are_slowed_down_alike(site: Site) -> None:
    visitor = site.visitor()
    statuses = [try_password(visitor, "nobody@example.org", "wrong")[0] for _guess in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_client_that_guesses_at_many_addresses_is_slowed_down(site: Site) -> None:
    visitor = site.visitor()
    statuses = [try_password(visitor, f"guess{number}@example.org", "wrong")[0] for number in range(61)]
    assert statuses == [422] * 60 + [429]


def test_signing_in_forgets_the_guesses_before_it(site: Site) -> None:
    visitor = site.visitor()
    for _round in range(3):
        for _guess in range(9):
            assert try_password(visitor, "itzel@example.org", "wrong")[0] == 422
        visitor.sign_in("Itzel")


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.test/",
        "//elsewhere.test/es/",
        "/\\elsewhere.test/es/",
        "/elsewhere",
        "es/",
        "javascript:alert(1)",
    ],
)
def test_nobody_is_led_to_another_site_after_signing_in(visitor: Visitor, target: str) -> None:
    visitor.send("/es/sign-in?next=" + target, email="itzel@example.org", password=PASSWORD, follow=False)
    assert visitor.last.status_code == 303
    assert visitor.last.headers["Location"] == "/es/"


def test_the_page_that_was_asked_for_opens_after_signing_in(visitor: Visitor) -> None:
    visitor.get("/en/account")
    assert visitor.last.request.full_path == "/en/sign-in?next=/en/account"
    visitor.send(visitor.last.request.full_path, email="itzel@example.org", password=PASSWORD)
    assert visitor.last.request.path == "/en/account"


def test_signing_out_is_done_by_sending_and_ends_this_session(signed_in: Callable[[str], Visitor]) -> None:
    visitor = signed_in("Itzel")
    assert visitor.client.get("/es/sign-out").status_code == 405
    visitor.send("/es/sign-out")
    visitor.get("/es/account")
    assert visitor.last.request.path == "/es/sign-in"


def test_signing_out_everywhere_ends_every_session(signed_in: Callable[[str], Visitor]) -> None:
    here, there = signed_in("Itzel"), signed_in("Itzel")
    here.send("/es/account/sign-out-everywhere")
    for visitor in (here, there):
        visitor.get("/es/account")
        assert visitor.last.request.path == "/es/sign-in"


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(
    site: Site, signed_in: Callable[[str], Visitor]
) -> None:
    here, there = signed_in("Itzel"), signed_in("Itzel")
    here.send("/es/account/password", current_password=PASSWORD, new_password="otras cuatro palabras")
    assert here.last.request.path == "/es/account"
    there.get("/es/account")
    assert there.last.request.path == "/es/sign-in"
    visitor = site.visitor()
    assert try_password(visitor, "itzel@example.org", PASSWORD)[0] == 422
    assert [mail.words.subject for mail in site.mail()] == ["Tu contraseña cambió"]


@pytest.mark.parametrize(
    ("current", "new", "said"),
    [
        ("wrong", "otras cuatro palabras", "La contraseña actual no es correcta."),
        (PASSWORD, "once letras", "Usa al menos 12 caracteres"),
        (PASSWORD, "x" * 257, "Usa como máximo 256 caracteres"),
        (PASSWORD, "itzel@example.org", "no puede ser tu correo ni tu nombre"),
        (PASSWORD, "Itzel Prueba", "no puede ser tu correo ni tu nombre"),
    ],
)
def test_a_password_that_cannot_be_is_refused_with_the_reason(
    signed_in: Callable[[str], Visitor], current: str, new: str, said: str
) -> None:
    visitor = signed_in("Itzel")
    page = visitor.send("/es/account/password", current_password=current, new_password=new)
    assert visitor.last.status_code == 422
    assert said in page.one("div", id="errors").text


def test_settings_are_kept_and_the_door_leads_to_the_saved_language(signed_in: Callable[[str], Visitor]) -> None:
    visitor = signed_in("Itzel")
    page = visitor.send("/en/account", called_name="  Itzel   Ek ", language="en", time_zone="America/Tijuana")
    assert page.one("p", role="status").text == "Your account is up to date."
    assert page.one("input", id="called_name")["value"] == "Itzel Ek"
    assert visitor.client.get("/", headers={"Accept-Language": "es"}).headers["Location"] == "/en/"


@pytest.mark.parametrize("field", [{"called_name": " "}, {"language": "fr"}, {"time_zone": "Moon/Tycho"}])
def test_settings_that_are_not_on_offer_are_refused(signed_in: Callable[[str], Visitor], field: dict[str, str]) -> None:
    visitor = signed_in("Itzel")
    visitor.send("/es/account", **({"called_name": "Itzel", "language": "es", "time_zone": "UTC"} | field))
    assert visitor.last.status_code == 422


@pytest.mark.parametrize("kept", ["garbage", "", "00.11", "00000000000000000000000000000000.x"])
def test_a_session_of_no_account_is_nobody_s(visitor: Visitor, kept: str) -> None:
    with visitor.client.session_transaction() as session:
        session["_user_id"] = kept
    visitor.get("/es/account")
    assert visitor.last.request.path == "/es/sign-in"


def test_pages_of_somebody_signed_in_are_not_kept_by_the_browser(signed_in: Callable[[str], Visitor]) -> None:
    visitor = signed_in("Itzel")
    visitor.get("/es/")
    assert visitor.last.headers["Cache-Control"] == "no-store"
