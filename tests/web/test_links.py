"""Mailed links: a page when opened, an act when its button is pressed, once, for one purpose, until it expires."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from mfpl.domain.accounts import Purpose, token_digest
from mfpl.services.accounts import invite
from mfpl.store.tables import Account, AccountToken, HistoryEntry, OutboxMessage, Person
from tests.cast import NOW
from tests.web.conftest import PASSWORD, SECRET, Site, Visitor

ADDRESS = re.compile(r"http://site\.test(/\S+)")


def link_in(text: str) -> str:
    """Return the first address of a mail, without the site."""
    found = ADDRESS.search(text)
    assert found, text
    return found.group(1)


def ask(site: Site, email: str = "itzel@example.org", path: str = "/es/sign-in/link") -> str:
    """Ask for a link and return where it leads."""
    site.visitor().send(path, email=email)
    (mail,) = site.mail()
    return link_in(mail.words.text)


@pytest.fixture
def new_person(site: Site) -> str:
    """Invite a new representative of Radio Bosque and return where the invitation leads."""
    with site.sessions.transaction() as session:
        person = Person(
            full_name="Nayeli López Cruz", called_name="Nayeli", search_key="nayeli", language="es", time_zone="UTC"
        )
        session.add(person)
        session.flush()
        site.cast.session = session
        from mfpl.store.tables import Representative

        session.add(
            Representative(
                member_id=site.cast.members["Radio Bosque"], person_id=person.id, votes=False, from_on=NOW.date()
            )
        )
        session.flush()
        invite(
            session,
            actor=site.cast.actor("Ana"),
            person_id=person.id,
            email="nayeli@example.org",
            now=NOW,
            secret=SECRET,
        )
    (mail,) = site.mail()
    assert mail.words.subject == "Abre tu cuenta"
    return link_in(mail.words.text)


def test_opening_a_link_leaves_no_trace_and_its_button_signs_in_once(site: Site) -> None:
    path = ask(site)
    visitor = site.visitor()
    for _opening in range(2):
        page = visitor.get(path)
        assert page.one("h1").text == "Hola, Itzel"
    with site.sessions.reading() as session:
        assert session.scalars(select(AccountToken.used_at)).all() == [None]
    visitor.send(path)
    assert visitor.last.request.path == "/es/"
    again = site.visitor()
    page = again.get(path)
    assert again.last.status_code == 410
    assert "Este enlace ya se usó." in page.one("main").text
    assert page.all("a", href="/es/sign-in/link")


def test_a_link_pressed_twice_at_once_signs_in_once(site: Site) -> None:
    path = ask(site)
    first, second = site.visitor(), site.visitor()
    page = second.get(path)
    token = page.one("input", id="csrf_token")["value"]
    first.send(path)
    second.post(path, csrf_token=token)
    assert second.last.status_code == 410


@pytest.mark.parametrize(("path", "minutes"), [("/es/sign-in/link", 15), ("/es/sign-in/forgotten", 60)])
def test_a_link_works_until_just_before_it_expires(site: Site, path: str, minutes: int) -> None:
    link = ask(site, path=path)
    site.clock.instant = NOW + timedelta(minutes=minutes) - timedelta(microseconds=1)
    visitor = site.visitor()
    visitor.get(link)
    assert visitor.last.status_code == 200
    site.clock.instant = NOW + timedelta(minutes=minutes)
    page = visitor.get(link)
    assert visitor.last.status_code == 410
    assert "Este enlace ya venció." in page.one("main").text


def test_one_more_link_does_not_spoil_the_one_just_received(site: Site) -> None:
    received = ask(site)
    site.clock.instant += timedelta(seconds=5)
    ask(site)
    visitor = site.visitor()
    visitor.send(received)
    assert visitor.last.request.path == "/es/"


def test_the_two_newest_links_take_the_place_of_older_ones(site: Site) -> None:
    older = ask(site)
    for _newer in range(2):
        site.clock.instant += timedelta(seconds=5)
        newer = ask(site)
    visitor = site.visitor()
    page = visitor.get(older)
    assert visitor.last.status_code == 410
    assert "Un enlace más reciente" in page.one("main").text
    visitor.send(newer)
    assert visitor.last.request.path == "/es/"


@pytest.mark.parametrize("token", ["", "x", "A" * 32, "ñ", "a" * 5000])
def test_a_link_that_is_not_ours_gets_a_clear_sentence(visitor: Visitor, token: str) -> None:
    page = visitor.get(f"/en/sign-in/link/{token}")
    assert visitor.last.status_code in {200, 404}
    if token:
        assert "not complete or is not one of ours" in page.one("main").text


@pytest.mark.parametrize(("purpose", "other"), [("sign-in/link", "new-password"), ("new-password", "sign-in/link")])
def test_a_link_for_one_purpose_is_refused_for_another(site: Site, purpose: str, other: str) -> None:
    path = ask(site, path="/es/sign-in/link" if purpose == "sign-in/link" else "/es/sign-in/forgotten")
    visitor = site.visitor()
    page = visitor.get(path.replace(purpose, other))
    assert visitor.last.status_code == 404
    assert "Este enlace es para otra cosa." in page.one("main").text


def test_the_same_is_said_whether_or_not_an_address_has_an_account(site: Site) -> None:
    answers = []
    for email in ("itzel@example.org", "nobody@example.org"):
        visitor = site.visitor()
        page = visitor.send("/en/sign-in/link", email=email)
        answers.append((visitor.last.status_code, visitor.last.request.path, page.one("main").text))
    assert answers[0] == answers[1]
    assert [mail.recipient for mail in site.mail()] == ["itzel@example.org"]


def test_mail_is_written_in_the_language_of_who_reads_it(site: Site) -> None:
    site.visitor().send("/es/sign-in/link", email="dana@example.org")
    (mail,) = site.mail()
    assert mail.words.subject == "Your link to sign in"
    assert link_in(mail.words.text).startswith("/en/sign-in/link/")
    assert 'lang="en-US"' in mail.words.html


def test_neither_links_nor_outbox_keep_what_signs_in(site: Site) -> None:
    site.visitor().send("/es/sign-in/link", email="itzel@example.org")
    with site.sessions.reading() as session:
        kept = str(session.scalar(select(OutboxMessage.parameters)))
        digest = session.scalar(select(AccountToken.digest))
    (mail,) = site.mail()
    token = link_in(mail.words.text).rpartition("/")[2]
    assert token_digest(token) == digest
    assert token not in kept


def test_asking_for_too_many_links_must_wait(site: Site) -> None:
    visitor = site.visitor()
    for _request in range(5):
        visitor.send("/en/sign-in/link", email="itzel@example.org")
        assert visitor.last.status_code == 200
    visitor.send("/en/sign-in/link", email="itzel@example.org")
    assert visitor.last.status_code == 429
    assert len(site.mail()) == 5


def test_a_new_password_by_link_ends_every_session_and_signs_in(
    site: Site, signed_in: Callable[[str], Visitor]
) -> None:
    elsewhere = signed_in("Itzel")
    path = ask(site, path="/es/sign-in/forgotten")
    visitor = site.visitor()
    visitor.send(path, password="corta")
    assert visitor.last.status_code == 422
    visitor.send(path, password="una frase muy distinta")
    assert visitor.last.request.path == "/es/"
    elsewhere.get("/es/account")
    assert elsewhere.last.request.path == "/es/sign-in"


def test_an_invitation_opens_an_account(site: Site, new_person: str) -> None:
    visitor = site.visitor()
    page = visitor.get(new_person)
    assert "Nayeli López Cruz" in page.one("main").text
    assert page.one("input", id="password")["autocomplete"] == "new-password"
    visitor.send(new_person, called_name="Naye", password="corta")
    assert visitor.last.status_code == 422
    page = visitor.send(new_person, called_name="Naye", password="palabras que recuerdo bien")
    assert visitor.last.request.path == "/es/"
    assert "Naye" in page.one("main").text
    again = site.visitor()
    again.get(new_person)
    assert again.last.status_code == 410
    with site.sessions.reading() as session:
        facts = session.scalars(select(HistoryEntry.code).where(HistoryEntry.stream.like("person:%"))).all()
        confirmed = session.scalar(select(Account.confirmed_at).where(Account.email_key == "nayeli@example.org"))
    assert facts == ["person_invited", "account_confirmed"]
    assert confirmed == NOW


def test_before_the_invitation_is_accepted_no_password_signs_in(site: Site, new_person: str) -> None:
    assert new_person
    visitor = site.visitor()
    visitor.send("/es/sign-in", email="nayeli@example.org", password=PASSWORD)
    assert visitor.last.status_code == 422


def test_an_invitation_still_open_may_be_accepted_by_a_link_to_sign_in(site: Site, new_person: str) -> None:
    assert new_person.startswith("/es/invitation/")
    path = ask(site, email="nayeli@example.org")
    visitor = site.visitor()
    visitor.send(path)
    assert visitor.last.request.path == "/es/"
    with site.sessions.reading() as session:
        assert session.scalar(select(Account.confirmed_at).where(Account.email_key == "nayeli@example.org"))


def test_every_purpose_has_its_own_token_for_the_same_number(site: Site) -> None:
    from uuid import UUID

    from mfpl.domain.accounts import token_for

    number = UUID(int=7)
    assert len({token_for(SECRET, token_id=number, purpose=purpose) for purpose in Purpose}) == len(Purpose)
