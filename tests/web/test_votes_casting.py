"""Casting a ballot over HTTP: choose, check, confirm, receipt; once, for one's own membership, while it is open."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import session as browser
from sqlalchemy import func, select

from mfpl.domain.votes import Level
from mfpl.store.tables import HistoryEntry, OutboxMessage, RollEntry, SheetBallot
from mfpl.web.votes import receipts
from tests import cast as c
from tests.web.booth import ballot_path, behind, cast_vote, heading, open_vote, press, receipt_on, send, voter
from tests.web.conftest import Site, Visitor

SignIn = Callable[[str], Visitor]


def ballots(site: Site) -> list[str]:
    with site.sessions.reading() as session:
        return sorted(session.scalars(select(SheetBallot.choices)))


def voted(site: Site) -> int:
    with site.sessions.reading() as session:
        return session.scalar(select(func.count()).select_from(RollEntry).where(RollEntry.voted)) or 0


@pytest.mark.parametrize(("language", "title"), [("es", "Tu boleta quedó emitida"), ("en", "Your ballot was cast")])
def test_a_ballot_is_chosen_checked_confirmed_and_receipted(
    site: Site, signed_in: SignIn, language: str, title: str
) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    page = visitor.get(ballot_path(site, number, "Radio Bosque", language=language))
    assert len(page.all("fieldset", class_="choices")) == 2
    check = send(visitor, page, q1="yes", q2="no")
    said = [one.text for one in check.one("dl", class_="chosen").all("dd")]
    assert said == {"es": ["Sí", "No"], "en": ["Yes", "No"]}[language]
    assert ballots(site) == []
    receipt = send(visitor, check)
    assert heading(receipt) == title
    assert [len(group) for group in receipt_on(receipt).split()] == [4] * 6
    assert ballots(site) == ['{"1":"yes","2":"no"}']


def test_the_ballot_says_whose_it_is_with_center_weight_and_rule(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    page = signed_in("Itzel").get(ballot_path(site, number, "Radio Bosque"))
    main = page.one("main")
    assert "Votas por: Radio Bosque (organización) Centro MX Su boleta cuenta como 2 votos." in main.text
    assert "Más de la mitad en cada centro." in page.one("blockquote").text
    assert "Todavía no has votado: falta revisar y confirmar." in main.text
    assert "Esta respuesta sólo surte efecto si se aprueba la pregunta 1." in page.one("p", class_="note").text


def test_a_ballot_all_blank_is_refused_at_its_first_question(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    page = send(visitor, visitor.get(ballot_path(site, number, "Dana", language="en")))
    assert visitor.last.status_code == 422
    assert page.one("div", id="errors").one("a")["href"] == "#q1-0"
    assert page.one("title").text.startswith("Error: ")


def test_a_blank_answer_is_warned_of_before_confirming(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    check = send(visitor, visitor.get(ballot_path(site, number, "Dana", language="en")), q1="abstain")
    assert "You left 1 question blank." in check.one("main").text
    assert [one.text for one in check.all("dd")] == ["I abstain", "Left blank"]
    send(visitor, check)
    assert ballots(site) == ['{"1":"abstain"}']


def test_an_answer_that_is_on_no_ballot_is_refused(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    send(visitor, visitor.get(ballot_path(site, number, "Dana")), q1="perhaps")
    assert visitor.last.status_code == 422
    assert ballots(site) == []


def test_a_double_tap_is_one_ballot_with_one_receipt(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    check = send(visitor, visitor.get(ballot_path(site, number, "Itzel")), q1="yes")
    first, second = receipt_on(send(visitor, check)), receipt_on(send(visitor, check))
    assert first == second
    assert len(ballots(site)) == voted(site) == 1


def test_two_windows_cast_one_ballot_and_the_other_is_told(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor, path = signed_in("Itzel"), ballot_path(site, number, "Itzel")
    one = send(visitor, visitor.get(path), q1="yes")
    other = send(visitor, visitor.get(path), q1="no")
    send(visitor, one)
    page = send(visitor, other)
    assert visitor.last.status_code == 409
    assert heading(page) == "Esta membresía ya votó"
    assert page.one("a", class_="btn", href=ballot_path(site, number, "Itzel", end="/change")).text
    assert ballots(site) == ['{"1":"yes"}']


def test_going_back_from_the_check_page_keeps_the_choices(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor, path = signed_in("Itzel"), ballot_path(site, number, "Itzel")
    check = send(visitor, visitor.get(path), q1="no", q2="abstain")
    back = check.one("button", name="again")
    page = send(visitor, check, to=back["formaction"], again="1")
    assert [one["value"] for one in page.all("input", type="radio") if "checked" in one.attributes] == ["no", "abstain"]


def test_the_language_switch_keeps_choices_on_the_ballot_and_on_its_check_page(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    page = visitor.get(ballot_path(site, number, "Itzel"))
    switch = page.one("button", lang="en")["formaction"]
    english = send(visitor, page, to=switch, q1="abstain")
    assert heading(english) == "The relation between the centers"
    assert [one["value"] for one in english.all("input", type="radio") if "checked" in one.attributes] == ["abstain"]
    check = send(visitor, english)
    spanish = send(visitor, check, to=check.one("button", lang="es")["formaction"])
    assert heading(spanish) == "¿Es ésta tu boleta?"
    assert [one.text for one in spanish.all("dd")] == ["Me abstengo", "En blanco"]
    receipt_on(send(visitor, spanish))
    assert ballots(site) == ['{"1":"abstain"}']


def test_another_memberships_ballot_is_forbidden(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    page = visitor.get(ballot_path(site, number, "River Press"))
    assert visitor.last.status_code == 403
    assert "River Press" not in page.one("main").text


def test_a_checked_ballot_of_somebody_else_is_refused(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    itzel, dana = signed_in("Itzel"), signed_in("Dana")
    sealed = send(itzel, itzel.get(ballot_path(site, number, "Itzel")), q1="yes").one("input", name="sealed")["value"]
    own = send(dana, dana.get(ballot_path(site, number, "Dana")), q1="no")
    page = send(dana, own, sealed=sealed)
    assert dana.last.status_code == 422
    assert "No se guardó nada" in page.one("main").text
    assert ballots(site) == []


def test_whoever_is_signed_out_is_led_to_sign_in_and_back(site: Site, visitor: Visitor) -> None:
    number = open_vote(site)
    path = ballot_path(site, number, "Itzel")
    visitor.get(path)
    assert (visitor.last.request.path, visitor.last.request.args["next"]) == ("/es/sign-in", path)


def test_opening_a_ballot_twice_leaves_no_trace(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    for _time in range(2):
        visitor.get(ballot_path(site, number, "Itzel"))
    assert voted(site) == 0


@pytest.mark.parametrize("moment", [c.CLOSES, c.CLOSES + timedelta(hours=2)])
def test_a_form_left_open_until_closing_is_refused_with_the_instant_and_what_was_kept(
    site: Site, signed_in: SignIn, moment: object
) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    check = send(visitor, visitor.get(ballot_path(site, number, "Itzel")), q1="yes")
    site.clock.instant = moment  # type: ignore[assignment]  # an instant
    page = send(visitor, check)
    assert visitor.last.status_code == 409
    assert heading(page) == "Esta votación ya cerró"
    assert "No quedó registrada ninguna boleta de Itzel" in page.one("main").text
    times = [one.text for one in page.one("div", class_="clock").all("time")]
    assert "martes 24 de noviembre de 2026, 6:00 p. m." in times
    assert "martes 24 de noviembre de 2026, 7:00 p. m." in times
    assert ballots(site) == []


def test_the_last_instant_before_closing_counts(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    site.clock.instant = c.CLOSES - timedelta(microseconds=1)
    cast_vote(visitor, ballot_path(site, number, "Itzel"), q1="yes")
    assert len(ballots(site)) == 1


def test_before_opening_the_hour_of_opening_is_named(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site, opens_at=c.NOW + timedelta(hours=5))
    visitor = signed_in("Itzel")
    page = visitor.get(ballot_path(site, number, "Itzel", language="en"))
    assert visitor.last.status_code == 409
    assert heading(page) == "This vote is not open yet"
    assert "In 5 hours" in page.one("div", class_="clock").text


@pytest.mark.parametrize(
    ("member", "person", "words"),
    [("Telar", "Ana", "no estaba al corriente"), ("Lale", "Lale", "no está en el padrón")],
)
def test_who_has_no_ballot_is_told_why(site: Site, signed_in: SignIn, member: str, person: str, words: str) -> None:
    number = open_vote(site)
    visitor = signed_in(person)
    page = visitor.get(ballot_path(site, number, member))
    assert visitor.last.status_code == 403
    assert words in page.one("main").text


def test_a_secret_ballot_leaves_a_mail_without_choice_receipt_or_hour_and_no_history(
    site: Site, signed_in: SignIn
) -> None:
    number = open_vote(site)
    entries = behind(site, lambda cast: cast.session.scalar(select(func.count()).select_from(HistoryEntry)))
    code = receipt_on(cast_vote(signed_in("Dana"), ballot_path(site, number, "Dana", language="en"), q1="no"))
    with site.sessions.reading() as session:
        (message,) = session.scalars(select(OutboxMessage))
        assert (message.created_at.hour, message.created_at.minute, message.created_at.second) == (0, 0, 0)
        assert session.scalar(select(func.count()).select_from(HistoryEntry)) == entries
    (mail,) = site.mail()
    words = mail.words.text + mail.words.html
    assert "The ballot of Dana in vote 2026-01 was recorded on November 21, 2026." in mail.words.text
    assert code not in words
    assert code.replace(" ", "") not in words
    assert str(voter(site, "Dana")) not in words


def test_the_receipt_is_shown_until_it_is_kept(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    page = cast_vote(visitor, ballot_path(site, number, "Dana"), q1="no")
    code = receipt_on(page)
    assert receipt_on(visitor.get(ballot_path(site, number, "Dana", end="/receipt"))) == code
    form = next(one for one in page.all("form") if one.get("action").endswith("/receipt/kept"))
    after = visitor.post(form["action"], csrf_token=form.one("input", name="csrf_token")["value"])
    assert not after.all("p", class_="receipt")
    assert "Tu boleta cuenta igual." in after.one("main").text


def test_a_ballot_by_name_needs_no_receipt_and_shows_what_was_voted(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site, level=Level.OPEN, body="committee")
    page = cast_vote(signed_in("Dana"), ballot_path(site, number, "seat of Dana", language="en"), q1="yes")
    assert not page.all("p", class_="receipt")
    assert [one.text for one in page.all("dd")] == ["Yes", "Left blank"]
    assert site.mail() == []


def test_whoever_signed_out_everywhere_is_led_back_to_the_ballot_and_not_to_casting(
    site: Site, signed_in: SignIn
) -> None:
    number = open_vote(site)
    visitor, elsewhere = signed_in("Itzel"), signed_in("Itzel")
    check = send(visitor, visitor.get(ballot_path(site, number, "Itzel")), q1="yes")
    press(elsewhere, elsewhere.get("/es/account"), "Cerrar todas mis sesiones")
    send(visitor, check)
    assert visitor.last.request.path == "/es/sign-in"
    assert visitor.last.request.args["next"] == ballot_path(site, number, "Itzel")
    assert ballots(site) == []


def test_a_browser_holds_the_newest_ten_receipts(site: Site) -> None:
    voters = [UUID(int=number) for number in range(12)]
    with site.app.test_request_context("/es/"):
        for voter_id in voters:
            receipts.keep("2026-01", voter_id, "A" * 24)
        receipts.keep("2026-01", voters[2], "B" * 24)
        kept = browser["newest_receipts"] = site.app.json.loads(site.app.json.dumps(browser["newest_receipts"]))
        assert [receipts.find("2026-01", one) for one in (voters[0], voters[1], voters[3])] == [None, None, "A" * 24]
        assert receipts.find("2026-01", voters[2]) == "B" * 24
        assert len(kept) == 10
        receipts.forget("2026-01", voters[2])
        assert receipts.find("2026-01", voters[2]) is None
