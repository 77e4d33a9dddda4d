"""A whole vote at its pages, in both languages: written, translated, reviewed, called, cast, closed by two centers."""

from collections.abc import Callable

from mfpl.store.queries.results import list_verdicts
from mfpl.store.queries.votes import get_vote
from tests.web.booth import ballot_path, cast_vote, heading, press, receipt_on, send
from tests.web.conftest import Site, Visitor

SignIn = Callable[[str], Visitor]
HOURS = {
    "opens_day": "21", "opens_month": "11", "opens_year": "2026", "opens_time": "5:00 a. m.",
    "closes_day": "29", "closes_month": "11", "closes_year": "2026", "closes_time": "18:00",
    "roll_day": "20", "roll_month": "11", "roll_year": "2026",
}  # fmt: skip
ASKED = {"rule": "both-centers", "level": "sheet", "q1_es": "¿Se aprueba el plan?", "q1_en": "Is the plan approved?"}


def put_forward(itzel: Visitor, body: str) -> str:
    form = itzel.get("/es/proposals/new")
    send(itzel, form, for_body=body, title="Un plan común", body="Cada año, una reunión.\n\nEn los dos idiomas.")
    return itzel.last.request.path.rpartition("/")[2]


def translate_and_review(translator: Visitor, reviewer: Visitor, number: str) -> None:
    page = translator.get(f"/es/proposals/{number}/text/en")
    send(translator, page, title="A common plan", body="A meeting every year.\n\nIn both languages.")
    press(reviewer, reviewer.get(f"/es/proposals/{number}"), "Ya la cotejé con el original")


def call_and_open(olmo: Visitor, number: str) -> str:
    page = send(olmo, olmo.get(f"/es/votes/prepare/{number}"), **HOURS, **ASKED)
    assert heading(page) == "Todo está listo para abrir"
    press(olmo, page, "Abrir la votación")
    return olmo.last.request.path.rpartition("/")[2]


def test_two_centers_write_call_cast_and_close_a_vote_together(site: Site, signed_in: SignIn) -> None:
    itzel, dana, olmo, owen = (signed_in(name) for name in ("Itzel", "Dana", "Olmo", "Owen"))
    proposal = put_forward(itzel, str(site.cast.bodies["membership"]))
    translate_and_review(itzel, signed_in("Tere"), proposal)
    number = call_and_open(olmo, proposal)

    cast_vote(itzel, ballot_path(site, number, "Radio Bosque"), q1="yes")
    cast_vote(itzel, ballot_path(site, number, "Itzel"), q1="yes")
    code = receipt_on(cast_vote(dana, ballot_path(site, number, "Dana", language="en"), q1="no"))
    cast_vote(dana, ballot_path(site, number, "River Press", language="en"), q1="yes")
    shown = send(dana, dana.get(ballot_path(site, number, "Dana", language="en", end="/change")), receipt=code)
    assert heading(send(dana, send(dana, shown, q1="abstain"))) == "Your ballot was changed"

    press(olmo, olmo.get(f"/es/votes/{number}/close"), "Pedir el cierre anticipado")
    press(owen, owen.get(f"/en/votes/{number}/close"), "Confirm: close and count now")
    assert owen.last.request.path == f"/en/votes/{number}/result"
    assert owen.last.status_code == 200

    with site.sessions.reading() as session:
        vote = get_vote(session, number=number)
        (verdict,) = list_verdicts(session, vote_id=vote.id)
    assert verdict.outcome == "passed"
    assert "Decided" in owen.get(f"/en/proposals/{proposal}").one("ol", class_="steps").text
    assert "Aprobada" in itzel.get("/es/votes").one("main").text
    page = itzel.get(ballot_path(site, number, "Itzel"))
    assert itzel.last.status_code == 409
    assert heading(page) == "Esta votación ya cerró"
