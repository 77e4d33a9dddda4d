"""The queue of acts that need a person of each of two centers, and asking for them, over HTTP."""

import json

import pytest
from sqlalchemy import select

from mfpl.store.tables import Affiliation, Mandate
from tests import cast as c
from tests.web.booth import filled
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element


def member_page(site: Site, name: str) -> str:
    return f"/en/acts/transfer/{site.cast.members[name]}"


def ask(site: Site, *, who: str = "Ana", member: str = "Radio Bosque", **changes: str) -> Element:
    fields = {"center": "US", "from_on": "December 1, 2026", "reason": "It moved to Chicago"} | changes
    visitor = site.visitor().sign_in(who)
    return visitor.send(member_page(site, member), **fields)


def forms(page: Element, act: str) -> list[Element]:
    return [form for form in page.all("form") if form.get("action").endswith(f"/{act}")]


def press(visitor: Visitor, path: str, act: str) -> Element:
    """Open the queue and press the only button that does something with an act."""
    (form,) = forms(visitor.get(path), act)
    return visitor.post(form["action"], **filled(form))


def centers_of(site: Site, member: str) -> list[str]:
    codes = {center_id: code for code, center_id in site.cast.centers.items()}
    with site.sessions.reading() as session:
        rows = session.scalars(
            select(Affiliation).where(Affiliation.member_id == site.cast.members[member]).order_by(Affiliation.from_on)
        )
        return [codes[row.center_id] for row in rows]


def test_a_move_asked_for_in_one_center_is_confirmed_in_the_other(site: Site) -> None:
    shown = ask(site)
    assert "Move a membership: Radio Bosque" in shown.text
    assert centers_of(site, "Radio Bosque") == ["MX"]

    other = site.visitor().sign_in("Ada")
    assert "It moved to Chicago" in other.get("/en/acts").text
    done = press(other, "/en/acts", "confirm")
    assert "it is done" in done.text
    assert centers_of(site, "Radio Bosque") == ["MX", "US"]


def test_who_asked_sees_no_button_to_confirm(site: Site) -> None:
    ask(site)
    queue = site.visitor().sign_in("Ana").get("/en/acts")
    assert not forms(queue, "confirm")
    assert forms(queue, "withdraw")


def test_an_officer_reads_neither_the_name_nor_the_reason_of_a_move(site: Site) -> None:
    ask(site)
    officer = site.visitor().sign_in("Owen")
    queue = officer.get("/en/acts").one("main").text
    assert "Radio Bosque" not in queue
    assert "Chicago" not in queue
    (path,) = [link["href"] for link in site.visitor().sign_in("Ada").get("/en/").all("a") if "/acts/" in link["href"]]
    assert officer.client.get(path).status_code == 404


def test_an_act_names_centers_by_their_names(site: Site) -> None:
    ask(site)
    assert "its center is US center and no longer MX center" in site.visitor().sign_in("Ada").get("/en/acts").text


def test_a_request_is_taken_back(site: Site) -> None:
    ask(site)
    visitor = site.visitor().sign_in("Ana")
    assert "Nothing waits for a second key." in press(visitor, "/en/acts", "withdraw").text


def test_the_home_page_of_the_other_center_says_that_it_waits(site: Site) -> None:
    ask(site)
    assert "Cambiar de centro una membresía: Radio Bosque" in site.visitor().sign_in("Ada").get("/es/").text
    assert "Radio Bosque" not in site.visitor().sign_in("Ana").get("/es/").one("main").text


def test_a_member_of_another_center_cannot_be_asked_about(site: Site) -> None:
    answer = site.visitor().sign_in("Ada").client.get(member_page(site, "Radio Bosque"))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("from_on", "yesterday", "This is not a date"),
        ("from_on", "January 1, 2020", "A move begins today or later"),
        ("reason", "", "Write why"),
        ("center", "", "Choose a center"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(site: Site, field: str, typed: str, says: str) -> None:
    shown = ask(site, **{field: typed})
    assert says in shown.one("div", class_="errors").text
    if field != "reason":
        assert "It moved to Chicago" in shown.one("textarea").text
    assert centers_of(site, "Radio Bosque") == ["MX"]


def test_a_charge_is_given_by_both_centers(site: Site) -> None:
    visitor = site.visitor().sign_in("Ana")
    asked = visitor.send("/es/acts/naming", email="lale@example.org", mandate="election_officer", center="MX")
    assert "Dar un cargo: Lale Prueba" in asked.text

    other = site.visitor().sign_in("Ada")
    press(other, "/es/acts", "confirm")
    with site.sessions.reading() as session:
        held = session.scalars(select(Mandate).where(Mandate.person_id == site.cast.people["Lale"])).one()
    assert (held.kind, held.center_id) == ("election_officer", site.cast.centers["MX"])


def test_an_address_without_an_account_is_refused_at_its_field(site: Site) -> None:
    shown = (
        site.visitor()
        .sign_in("Ana")
        .send("/en/acts/naming", email="nobody@example.org", mandate="center_admin", center="MX")
    )
    assert "No confirmed account has this address" in shown.one("div", class_="errors").text


def test_a_clause_changes_outside_a_vote_with_a_key_of_each_center(site: Site) -> None:
    document = json.dumps({**c.CONCURRENT, "version": 2, "title": {"en": "Another", "es": "Otra"}})
    asked = site.visitor().sign_in("Olmo").send("/en/acts/clause", document=document)
    assert "Change a clause outside of a vote: both-centers" in asked.text

    other = site.visitor().sign_in("Owen")
    queue = other.get("/en/acts")
    assert not forms(queue, "confirm")
    (path,) = [link["href"] for link in queue.all("a") if link.text == "See and confirm"]
    shown = other.get(path)
    assert "version 2" in shown.text
    assert [one.text for one in shown.all("ins") if "Another" in one.text]
    assert "In every center from the day it is confirmed." in shown.text
    press(other, path, "confirm")
    assert "Another" in site.visitor().get("/en/rules/both-centers").one("h1").text


def test_every_error_of_a_document_is_listed_with_its_place(site: Site) -> None:
    document = json.dumps({**c.CONCURRENT, "version": 2, "surprise": 1, "requires": {"share": "yes"}})
    shown = site.visitor().sign_in("Olmo").send("/en/acts/clause", document=document)
    assert "/surprise" in shown.one("div", class_="errors").text
    assert "/requires" in shown.one("div", class_="errors").text
    assert "surprise" in shown.one("textarea").text


def test_a_change_that_no_vote_could_meet_is_refused_with_the_reason(site: Site) -> None:
    impossible = {"count": "yes", "comparison": "at_least", "value": 1000}
    document = json.dumps({**c.CONCURRENT, "version": 2, "requires": impossible})
    shown = site.visitor().sign_in("Olmo").send("/en/acts/clause", document=document)
    assert "/requires" in shown.one("div", class_="errors").text


def test_an_ordinary_member_sees_no_queue(site: Site) -> None:
    assert site.visitor().sign_in("Lale").client.get("/en/acts").status_code == 403


def test_each_is_offered_only_what_their_key_opens(site: Site) -> None:
    officer, admin = site.visitor().sign_in("Olmo"), site.visitor().sign_in("Ana")
    assert "Give a charge" not in officer.get("/en/acts").text
    assert "Change a clause outside of a vote" not in admin.get("/en/acts").text
    assert officer.client.get("/en/acts/naming").status_code == 403
    assert admin.client.get("/en/acts/clause").status_code == 403
