"""What election officers do over HTTP: prepare, open, close early with two keys, close when time is over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from mfpl.services.votes import ask_early_close, close_vote
from mfpl.store.queries.votes import VoteFacts, get_vote, list_questions
from tests import cast as c
from tests.web.booth import ballot_path, behind, cast_vote, heading, open_vote, press, send
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

SignIn = Callable[[str], Visitor]
HOURS = {
    "opens_day": "22", "opens_month": "11", "opens_year": "2026", "opens_time": "6:00 p. m.",
    "closes_day": "29", "closes_month": "11", "closes_year": "2026", "closes_time": "18:30",
    "roll_day": "20", "roll_month": "11", "roll_year": "2026",
}  # fmt: skip
ASKED = {"rule": "both-centers", "level": "sheet", "q1_es": "¿Seguimos?", "q1_en": "Do we go on?"}


def vote(site: Site, number: str) -> VoteFacts:
    with site.sessions.reading() as session:
        return get_vote(session, number=number)


def missing(page: Element) -> list[str]:
    items = [item for lists in page.all("ul", class_="reqs") for item in lists.all("li")]
    return [item.one("b").text for item in items if item.all("span", class_="wait")]


def test_hours_are_typed_on_the_clock_of_the_officers_center_and_shown_in_both_cities(
    site: Site, signed_in: SignIn
) -> None:
    proposal = behind(site, c.propose)
    olmo = signed_in("Olmo")
    page = send(olmo, olmo.get(f"/es/votes/prepare/{proposal}"), **HOURS, **ASKED)
    assert heading(page) == "Todo está listo para abrir"
    assert vote(site, "2026-01").times.opens_at == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert vote(site, "2026-01").times.closes_at == datetime(2026, 11, 30, 0, 30, tzinfo=UTC)
    times = [one.text for one in page.all("div", class_="clock")[0].all("time")]
    assert "domingo 22 de noviembre de 2026, 6:00 p. m." in times
    assert "domingo 22 de noviembre de 2026, 7:00 p. m." in times


def test_the_same_hour_typed_in_the_other_center_is_another_instant(site: Site, signed_in: SignIn) -> None:
    proposal = behind(site, c.propose)
    owen = signed_in("Owen")
    send(owen, owen.get(f"/en/votes/prepare/{proposal}"), **HOURS, **ASKED)
    assert vote(site, "2026-01").times.opens_at == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)


def test_one_more_question_keeps_what_was_typed_and_may_depend_on_an_earlier_one(site: Site, signed_in: SignIn) -> None:
    proposal = behind(site, c.propose)
    olmo = signed_in("Olmo")
    page = send(olmo, olmo.get(f"/es/votes/prepare/{proposal}"), **HOURS, **ASKED, more="1")
    assert page.one("input", name="q1_es")["value"] == "¿Seguimos?"
    assert page.one("input", name="opens_time")["value"] == "6:00 p. m."
    send(olmo, page, q2_es="¿Cómo?", q2_en="How?", q2_if="1")
    with site.sessions.reading() as session:
        questions = list_questions(session, vote_id=vote(site, "2026-01").id)
    assert [one.effective_if for one in questions] == [None, 1]


def test_a_preparation_is_changed_and_not_doubled(site: Site, signed_in: SignIn) -> None:
    proposal = behind(site, c.propose)
    olmo = signed_in("Olmo")
    send(olmo, olmo.get(f"/es/votes/prepare/{proposal}"), **HOURS, **ASKED)
    page = olmo.get(f"/es/votes/prepare/{proposal}")
    assert page.one("input", name="q1_en")["value"] == "Do we go on?"
    assert page.one("input", name="closes_time")["value"] == "18:30"
    page = send(olmo, page, closes_day="28", tie_rule="", q1_en="Do we really go on?")
    assert missing(page) == ["Regla de empate:"]
    with site.sessions.reading() as session:
        (question,) = list_questions(session, vote_id=vote(site, "2026-01").id)
    assert question.wordings["en"] == "Do we really go on?"
    assert vote(site, "2026-01").times.closes_at == datetime(2026, 11, 29, 0, 30, tzinfo=UTC)
    assert "Abrir la votación" in olmo.get("/es/").one("main").text


def test_what_is_open_is_prepared_no_more(site: Site, signed_in: SignIn) -> None:
    proposal = behind(site, c.propose)
    number = behind(site, lambda cast: c.prepare(cast, proposal=proposal))
    olmo = signed_in("Olmo")
    page = olmo.get(f"/es/votes/prepare/{proposal}")
    press(olmo, olmo.get(f"/es/votes/{number}/open"), "Abrir la votación")
    send(olmo, page, closes_day="28")
    assert olmo.last.status_code == 409
    assert vote(site, number).times.closes_at == c.CLOSES


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"opens_day": "31"}, "opens_day"),
        ({"closes_time": "25:00"}, "closes_time"),
        ({"closes_time": "13 pm"}, "closes_time"),
        ({"closes_day": "21"}, "closes_day"),
        ({"level": ""}, "level-0"),
        ({"roll_year": ""}, "roll_year"),
    ],
)
def test_what_is_no_day_hour_or_order_is_said_at_its_field(
    site: Site, signed_in: SignIn, changed: dict[str, str], field: str
) -> None:
    proposal = behind(site, c.propose)
    olmo = signed_in("Olmo")
    page = send(olmo, olmo.get(f"/es/votes/prepare/{proposal}"), **(HOURS | ASKED | changed))
    assert olmo.last.status_code == 422
    assert f"#{field}" in [one["href"] for one in page.one("div", id="errors").all("a")]


def test_opening_shows_the_roll_the_rule_and_the_texts_and_then_fixes_them(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.prepare)
    olmo = signed_in("Olmo")
    page = olmo.get(f"/en/votes/{number}/open")
    assert missing(page) == []
    assert "2 with a ballot: 3 votes" in page.one("div", class_="pair").text
    assert "We go on together." in page.one("main").text
    press(olmo, page, "Open the vote")
    assert olmo.last.request.path == f"/en/votes/{number}"
    assert vote(site, number).times.frozen_at == c.NOW


def test_a_vote_with_something_missing_is_refused_with_everything(site: Site, signed_in: SignIn) -> None:
    proposal = behind(site, lambda cast: c.propose(cast, translated=False, reviewed=False))
    number = behind(site, lambda cast: c.prepare(cast, proposal=proposal, tie_rule=None, questions=()))
    olmo = signed_in("Olmo")
    page = press(olmo, olmo.get(f"/es/votes/{number}/open"), "Intentar abrirla de todos modos")
    assert olmo.last.status_code == 409
    assert missing(page) == ["Texto en inglés:", "Preguntas:", "Regla de empate:"]
    assert page.one("div", class_="errors").one("h2").text == "La votación no se abrió"
    assert vote(site, number).times.frozen_at is None


def test_an_early_close_takes_one_officer_of_each_center(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    dana = signed_in("Dana")
    cast_vote(dana, ballot_path(site, number, "Dana"), q1="yes")
    olmo, owen = signed_in("Olmo"), signed_in("Owen")
    page = press(olmo, olmo.get(f"/es/votes/{number}/close"), "Pedir el cierre anticipado")
    assert "Olmo Prueba lo pidió" in page.one("span", class_="turned").text
    assert "Tiene la llave: Owen Prueba" in page.one("div", class_="keys").text
    assert not [one for one in page.all("button") if "Confirmar" in one.text]
    page = owen.get(f"/en/votes/{number}/close")
    press(owen, page, "Confirm: close and count now")
    assert owen.last.request.path == f"/en/votes/{number}/result"
    assert vote(site, number).times.ended_early_at == c.NOW


def test_the_second_key_of_the_same_center_is_refused_and_the_vote_stays_open(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    olmo = signed_in("Olmo")
    page = olmo.get(f"/es/votes/{number}/close")
    behind(site, lambda cast: ask_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW))
    token = page.all("input", name="csrf_token")[0]["value"]
    refused = olmo.post(f"/es/votes/{number}/close/confirm", csrf_token=token)
    assert olmo.last.status_code == 409
    assert "una segunda persona" in refused.one("main").text or "otra persona" in refused.one("main").text
    assert vote(site, number).times.closed_at is None


def test_an_early_close_that_waits_is_on_the_home_page_of_the_other_center_only(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    behind(site, lambda cast: ask_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW))
    assert "Confirm the early close: The relation between the centers" in signed_in("Owen").get("/en/").one("main").text
    assert "Confirmar el cierre" not in signed_in("Olmo").get("/es/").one("main").text


def test_a_vote_whose_time_is_over_is_closed_by_one_officer(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    site.clock.instant = c.CLOSES + timedelta(minutes=5)
    olmo = signed_in("Olmo")
    assert "Cerrar y contar: La relación entre los centros" in olmo.get("/es/").one("main").text
    press(olmo, olmo.get(f"/es/votes/{number}/close"), "Cerrar y contar")
    assert vote(site, number).times.closed_at == site.clock.instant


def test_a_vote_still_open_cannot_be_closed_by_one(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    olmo = signed_in("Olmo")
    token = olmo.get(f"/es/votes/{number}/close").all("input", name="csrf_token")[0]["value"]
    page = olmo.post(f"/es/votes/{number}/close", csrf_token=token)
    assert olmo.last.status_code == 409
    assert "está abierta hasta el" in page.one("main").text


@pytest.mark.parametrize("end", ["/open", "/close"])
def test_members_cannot_open_or_close(site: Site, signed_in: SignIn, end: str) -> None:
    number = behind(site, c.prepare)
    itzel = signed_in("Itzel")
    itzel.get(f"/es/votes/{number}{end}")
    assert itzel.last.status_code == 403
    itzel.get("/es/votes/prepare/2026-01")
    assert itzel.last.status_code == 403


def test_an_hour_the_clocks_skip_is_refused_at_its_field(site: Site, signed_in: SignIn) -> None:
    proposal = behind(site, c.propose)
    owen = signed_in("Owen")
    skipped = {"closes_day": "14", "closes_month": "3", "closes_year": "2027", "closes_time": "2:30"}
    page = send(owen, owen.get(f"/en/votes/prepare/{proposal}"), **(HOURS | ASKED | skipped))
    assert "The clocks skip this hour" in page.one("span", id="closes_time-error").text
    olmo = signed_in("Olmo")
    send(olmo, olmo.get(f"/es/votes/prepare/{proposal}"), **(HOURS | ASKED | skipped))
    assert olmo.last.status_code == 200


def test_a_question_cannot_depend_on_itself_or_a_later_one(site: Site, signed_in: SignIn) -> None:
    proposal = behind(site, c.propose)
    olmo = signed_in("Olmo")
    page = send(olmo, olmo.get(f"/es/votes/prepare/{proposal}"), **HOURS, **ASKED, more="1")
    send(olmo, page, q2_es="¿Cómo?", q2_en="How?", q2_if="2")
    assert olmo.last.status_code == 422


@pytest.mark.parametrize("end", ["/open", "/close"])
def test_what_is_over_is_neither_opened_nor_closed_again(site: Site, signed_in: SignIn, end: str) -> None:
    number = open_vote(site)
    site.clock.instant = c.CLOSES
    behind(site, lambda cast: close_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.CLOSES))
    olmo = signed_in("Olmo")
    olmo.get(f"/es/votes/{number}{end}")
    assert olmo.last.status_code == 409
    olmo.get("/es/votes/prepare/2026-01")
    assert olmo.last.status_code == 409


def test_closing_before_opening_names_the_hour_of_opening(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site, opens_at=c.NOW + timedelta(hours=5))
    page = signed_in("Olmo").get(f"/es/votes/{number}/close")
    assert heading(page) == "Esta votación todavía no abre"


def test_what_was_typed_into_a_form_of_another_session_is_given_back(site: Site, signed_in: SignIn) -> None:
    proposal = behind(site, c.propose)
    olmo = signed_in("Olmo")
    page = olmo.get(f"/es/votes/prepare/{proposal}")
    answer = send(olmo, page, csrf_token="of another session", q1_es="¿Seguimos construyendo juntas?")
    assert olmo.last.status_code == 400
    assert "¿Seguimos construyendo juntas?" in [one.text for one in answer.all("textarea")]


def test_a_vote_is_prepared_with_the_smallest_cell_of_this_instance(site: Site, signed_in: SignIn) -> None:
    site.app.config["SMALLEST_CELL"] = 9
    proposal = behind(site, c.propose)
    owen = signed_in("Owen")
    send(owen, owen.get(f"/en/votes/prepare/{proposal}"), **HOURS, **ASKED)
    assert vote(site, "2026-01").smallest_cell == 9
