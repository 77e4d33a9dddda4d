"""Access: declared and asked, or refused; and one transaction around every view."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from mfpl.app import create_app
from mfpl.domain.policy import PERMISSIONS
from mfpl.domain.refusals import Conflict
from mfpl.services.outbox import post
from mfpl.store.tables import OutboxMessage
from mfpl.web.access import FOR_EVERYONE, action, authorize, declared_action, require_declared, section
from mfpl.web.transaction import aside, reading, writing
from tests.cast import NOW
from tests.web.conftest import Site, Visitor


def add_page(site: Site, view: Callable[[], ResponseReturnValue], declared: str | None = "home.view") -> None:
    """Add a page to a site at /es/page."""
    site.app._got_first_request = False
    bp = section("extra", __name__)
    bp.route("/page", methods=["GET", "POST"])(action(declared)(view) if declared else view)
    site.app.register_blueprint(bp)


def messages(site: Site) -> int:
    """Count what is in the outbox."""
    with site.sessions.reading() as session:
        return session.scalar(select(func.count()).select_from(OutboxMessage)) or 0


def write() -> None:
    """Write something in the request's transaction."""
    post(writing(), to="a@example.org", language="es", template="x", params={}, now=NOW)


def test_every_page_declares_an_action_of_the_policy(site: Site) -> None:
    for endpoint in site.app.view_functions.keys() - FOR_EVERYONE:
        assert declared_action(site.app, endpoint) in PERMISSIONS, endpoint


@pytest.mark.parametrize("declared", [None, "nothing.known"])
def test_a_page_that_declares_nothing_known_keeps_the_site_from_starting(site: Site, declared: str | None) -> None:
    add_page(site, lambda: "", declared)
    with pytest.raises(RuntimeError, match=r"extra\.<lambda> declares"):
        require_declared(site.app)


def test_a_page_that_does_not_ask_answers_with_a_fault_and_writes_nothing(site: Site) -> None:
    def view() -> ResponseReturnValue:
        write()
        return "secret"

    add_page(site, view)
    visitor = site.visitor()
    page = visitor.send("/es/page")
    assert visitor.last.status_code == 500
    assert "secret" not in page.text
    assert messages(site) == 0


def test_asking_for_another_action_than_the_declared_one_is_not_enough(site: Site) -> None:
    def view() -> ResponseReturnValue:
        authorize("home.view")
        return "secret"

    add_page(site, view, "overview.view")
    visitor = site.visitor()
    visitor.get("/es/page")
    assert visitor.last.status_code == 500


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(visitor: Visitor) -> None:
    answer = visitor.client.get("/es/account?tab=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/es/sign-in?next=/es/account?tab%3D1")


def test_whoever_may_not_gets_a_sentence_and_the_denial_is_logged_without_names(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    def view() -> ResponseReturnValue:
        authorize("members.list")
        return "secret"

    add_page(site, view, "members.list")
    visitor = site.visitor().sign_in("Itzel")
    with caplog.at_level(logging.WARNING):
        page = visitor.get("/es/page")
    assert visitor.last.status_code == 403
    assert page.one("h1").text == "Aquí no puedes entrar"
    assert "Tu cuenta no puede hacer esto." in page.one("main").text
    assert f"denied action=members.list person={site.cast.people['Itzel']}" in caplog.text
    assert "itzel" not in caplog.text.casefold()


def test_what_a_view_writes_is_kept_when_it_answers_and_dropped_when_it_refuses(site: Site) -> None:
    refusing = [False, True]

    def view() -> ResponseReturnValue:
        authorize("home.view")
        write()
        assert reading() is writing()
        if refusing.pop():
            raise Conflict("account_exists")
        return "done"

    add_page(site, view)
    visitor = site.visitor()
    visitor.send("/es/sign-in", email="", password="")
    token = visitor.get("/es/sign-in").one("input", id="csrf_token")["value"]
    visitor.post("/es/page", csrf_token=token)
    assert (visitor.last.status_code, messages(site)) == (409, 0)
    visitor.post("/es/page", csrf_token=token)
    assert (visitor.last.status_code, messages(site)) == (200, 1)


def test_a_commit_that_fails_is_a_fault_page_and_leaves_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def view() -> ResponseReturnValue:
        authorize("home.view")
        write()

        def fail() -> None:
            raise IntegrityError("commit", {}, Exception("the disk is full"))

        monkeypatch.setattr(writing(), "commit", fail)
        return "done"

    add_page(site, view)
    visitor = site.visitor()
    token = visitor.get("/es/sign-in").one("input", id="csrf_token")["value"]
    page = visitor.post("/es/page", csrf_token=token)
    assert visitor.last.status_code == 500
    assert page.one("h1").text == "Algo falló de nuestro lado"
    assert messages(site) == 0


def test_a_page_that_is_only_opened_cannot_write(site: Site) -> None:
    def view() -> ResponseReturnValue:
        authorize("home.view")
        with pytest.raises(RuntimeError, match="GET changes nothing"):
            writing()
        for session in (reading(), aside().__enter__()):
            with pytest.raises(OperationalError, match="readonly"):
                session.execute(text("DELETE FROM people"))
        return "done"

    add_page(site, view)
    visitor = site.visitor()
    visitor.get("/es/page")
    assert visitor.last.status_code == 200


def test_making_the_application_asks_nothing_of_the_database(site: Site) -> None:
    from mfpl.config import Config

    app: Flask = create_app(Config(database="sqlite:////nowhere/at/all.sqlite", secret_key="x", mail="file:x"))
    with app.app_context():
        assert app.config["DEFAULT_LANGUAGE"] == "es"
    assert app.test_client().get("/es/help").status_code == 200
