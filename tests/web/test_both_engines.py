"""The pages people depend on most, on each engine: sign in, cast a ballot, prepare a vote, and what no engine reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.store.tables import Proposal, Throttle
from tests import cast as c
from tests.web.booth import ballot_path, behind, cast_vote, heading, open_vote, press, receipt_on, send
from tests.web.conftest import PASSWORD, Site, make_site
from tests.web.test_votes_office import ASKED, HOURS


@pytest.fixture
def site(database_url: str, password_hash: str, tmp_path: Path) -> Iterator[Site]:
    """A site on SQLite, and one on PostgreSQL."""
    made = make_site(database_url, password_hash, mail=tmp_path / "mail")
    yield made
    made.sessions.engine.dispose()


def test_a_password_signs_in_and_guesses_are_slowed_down(site: Site) -> None:
    guessing = site.visitor()
    for _guess in range(11):
        guessing.send("/en/sign-in", email="dana@example.org", password="wrong")
    assert guessing.last.status_code == 429
    visitor = site.visitor()
    visitor.send("/en/sign-in", email="itzel@example.org", password=PASSWORD)
    assert visitor.last.request.path == "/es/"


def test_a_ballot_is_cast_once_and_receipted(site: Site) -> None:
    path = ballot_path(site, open_vote(site), "Radio Bosque")
    page = cast_vote(site.visitor().sign_in("Itzel"), path, q1="yes", q2="no")
    assert len(receipt_on(page)) > 20


def test_a_vote_is_prepared(site: Site) -> None:
    proposal = behind(site, c.propose)
    olmo = site.visitor().sign_in("Olmo")
    page = send(olmo, olmo.get(f"/es/votes/prepare/{proposal}"), **HOURS, **ASKED)
    assert heading(page) == "Todo está listo para abrir"


def test_an_overtaken_act_on_a_vote_is_a_page_about_the_vote(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    number = behind(site, c.propose)
    behind(site, lambda cast: c.prepare(cast, proposal=number))

    def overtaken(session: Session, **_given: object) -> None:
        for _twice in range(2):
            session.add(Throttle(kind="k", origin="o", window_start=c.NOW, attempts=1))
            session.flush()
            session.expunge_all()

    monkeypatch.setattr("mfpl.web.votes.opening.open_vote", overtaken)
    olmo = site.visitor().sign_in("Olmo")
    page = press(olmo, olmo.get(f"/es/votes/{number}/open"), "Abrir la votación")
    assert olmo.last.status_code == 409
    assert "Alguien más cambió lo mismo" in page.one("main").text
    assert page.one("main").all("a", href=f"/es/votes/{number}")


def test_who_comes_second_is_told_and_nothing_of_theirs_is_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = behind(site, c.propose)
    monkeypatch.setattr("mfpl.services.proposals.next_number", lambda *_args, **_kwargs: first)
    itzel = site.visitor().sign_in("Itzel")
    page = send(itzel, itzel.get("/es/proposals/new"), title="Otra propuesta", body="Con su texto.")
    assert itzel.last.status_code == 409
    assert "Alguien más cambió lo mismo" in page.one("main").text
    with site.sessions.reading() as session:
        assert session.scalars(select(Proposal.number)).all() == [first]


@pytest.mark.parametrize("path", ["/", "/votes", "/proposals", "/decisions", "/rules", "/organization", "/account"])
def test_every_front_page_opens(site: Site, path: str) -> None:
    visitor = site.visitor().sign_in("Dana")
    visitor.get(f"/en{path}")
    assert visitor.last.status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/votes/%00", "/votes/a%00b/ballot/x", "/proposals/%00", "/decisions/%00", "/rules/%00", "/sign-in/link/%00"],
)
def test_an_address_no_engine_can_look_up_is_refused_in_words(site: Site, path: str) -> None:
    page = site.visitor().get(f"/en{path}")
    assert "Part of what arrived is not readable text" in page.one("main").text
