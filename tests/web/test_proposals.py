"""Proposals over HTTP: the list, the page in two languages, writing, translating, reviewing, withdrawing."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from mfpl.services.proposals import Text, save_text
from mfpl.store.tables import Proposal, ProposalText
from tests import cast as c
from tests.web.booth import behind, heading, press, send
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

SignIn = Callable[[str], Visitor]
LATER = "Seguimos juntas.\n\nY cada año rendimos cuentas."


def english(site: Site) -> ProposalText:
    with site.sessions.reading() as session:
        return session.scalars(select(ProposalText).where(ProposalText.language == "en")).one()


def rewrite_original(cast: c.Cast) -> None:
    text = Text("La relación entre los centros", LATER)
    save_text(cast.session, actor=cast.actor("Itzel"), number="2026-01", language="es", text=text, now=c.NOW)


def states(page: Element) -> list[str]:
    items = [item for lists in page.all("ul", class_="reqs") for item in lists.all("li")]
    return [item.text for item in items]


@pytest.mark.parametrize(
    ("language", "empty"),
    [
        ("es", "Aquí estará cada propuesta con su etapa, su instancia y su ámbito."),
        ("en", "Each proposal will stand here with its state, its body and its scope."),
    ],
)
def test_an_empty_list_says_what_will_be_there(visitor: Visitor, language: str, empty: str) -> None:
    assert empty in visitor.get(f"/{language}/proposals").one("main").text


def test_the_list_is_filtered_by_its_address_and_paged(site: Site, visitor: Visitor) -> None:
    behind(site, lambda cast: [c.propose(cast) for _number in range(23)])
    page = visitor.get("/es/proposals?body=membership&state=draft")
    assert len(page.all("li", class_="card")) == 20
    assert "1 a 20 de 23" in page.one("main").text
    following = page.one("a", rel="next")["href"]
    assert len(visitor.get(following).all("li", class_="card")) == 3
    assert page.one("select", name="state").one("option", selected="")["value"] == "draft"
    none = visitor.get("/es/proposals?state=decided")
    assert "Ninguna propuesta es así." in none.one("main").text


def test_a_title_nobody_translated_is_marked_with_its_language(site: Site, visitor: Visitor) -> None:
    behind(site, lambda cast: c.propose(cast, translated=False, reviewed=False))
    page = visitor.get("/en/proposals")
    assert page.one("li", class_="card").one("h2")["lang"] == "es"


def test_what_members_see_is_not_listed_for_strangers(site: Site, visitor: Visitor, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    behind(site, lambda cast: cast.session.execute(update(Proposal).values(visibility="members")))
    assert not visitor.get("/es/proposals").all("li", class_="card")
    visitor.get(f"/es/proposals/{number}")
    assert visitor.last.request.path == "/es/sign-in"
    assert len(signed_in("Dana").get("/es/proposals").all("li", class_="card")) == 1


def test_both_languages_stand_side_by_side_paragraph_by_paragraph(site: Site, visitor: Visitor) -> None:
    number = behind(site, c.propose)
    behind(site, rewrite_original)
    page = visitor.get(f"/es/proposals/{number}")
    rows = page.all("div", class_="langs")
    assert [[one["lang"] for one in row.content if not isinstance(one, str)] for row in rows] == [["es", "en"]] * 4
    assert rows[3].all("div", lang="es")[0].text == "Y cada año rendimos cuentas."
    assert rows[3].all("div", lang="en")[0].text == ""


def test_the_view_of_one_language_is_in_the_address(site: Site, visitor: Visitor) -> None:
    number = behind(site, c.propose)
    page = visitor.get(f"/es/proposals/{number}?show=en")
    assert [
        one["lang"] for row in page.all("div", class_="langs") for one in row.content if not isinstance(one, str)
    ] == ["en"] * 3
    assert "show=en" in page.one("a", lang="en", hreflang="en")["href"]


def test_what_is_missing_for_the_vote_is_listed(site: Site, visitor: Visitor) -> None:
    number = behind(site, lambda cast: c.propose(cast, reviewed=False))
    found = states(visitor.get(f"/es/proposals/{number}"))
    assert found[0] == "✓ Cumplido — Texto en español: listo para votarse."
    assert found[1] == "◦ Falta — Texto en inglés: falta que otra persona coteje la traducción con el original."
    assert "Una votación preparada" in found[2]


def test_a_translation_falls_behind_when_its_original_changes(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    behind(site, rewrite_original)
    tere = signed_in("Tere")
    page = tere.get(f"/en/proposals/{number}")
    assert "the original changed after this translation" in [one.text for one in page.all("span", class_="tag")]
    assert not [one for one in page.all("button") if "against the original" in one.text]
    assert "Actualizar una traducción" in tere.get("/es/").one("main").text


def test_a_translator_reviews_what_another_translated(site: Site, signed_in: SignIn) -> None:
    number = behind(site, lambda cast: c.propose(cast, reviewed=False))
    tere = signed_in("Tere")
    assert "Revisar una traducción: La relación entre los centros" in tere.get("/es/").one("main").text
    page = press(tere, tere.get(f"/es/proposals/{number}"), "Ya la cotejé con el original")
    assert page.one("p", role="status").text == "Gracias: la traducción quedó marcada como cotejada con el original."
    assert english(site).status == "reviewed"
    assert "Tere Prueba cotejó con el original el texto en inglés." in page.one("ol", class_="history").text


def test_a_review_of_what_changed_meanwhile_is_refused(site: Site, signed_in: SignIn) -> None:
    number = behind(site, lambda cast: c.propose(cast, reviewed=False))
    tere = signed_in("Tere")
    page = tere.get(f"/es/proposals/{number}")

    def rewrite(cast: c.Cast) -> None:
        text = Text("The relation", "Otherwise.")
        save_text(cast.session, actor=cast.actor("Itzel"), number=number, language="en", text=text, now=c.NOW)

    behind(site, rewrite)
    press(tere, page, "Ya la cotejé con el original")
    assert tere.last.status_code == 409
    assert english(site).status == "draft"


def test_writing_beside_somebody_else_shows_both_texts_and_loses_nothing(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    itzel = signed_in("Itzel")
    page = itzel.get(f"/es/proposals/{number}/text/es")
    behind(site, rewrite_original)
    mine = "Seguimos juntas, y lo decimos en voz alta."
    conflict = send(itzel, page, body=mine)
    assert itzel.last.status_code == 422
    assert "Y cada año rendimos cuentas." in conflict.one("section", aria_labelledby="theirs").text
    assert conflict.one("textarea").text == mine
    send(itzel, conflict)
    assert itzel.last.request.path == f"/es/proposals/{number}"


def test_a_translation_is_of_the_original_its_translator_saw(site: Site, signed_in: SignIn) -> None:
    number = behind(site, lambda cast: c.propose(cast, translated=False, reviewed=False))
    tere = signed_in("Tere")
    page = tere.get(f"/en/proposals/{number}/text/en")
    behind(site, rewrite_original)
    after = send(tere, page, title="The relation", body="We go on.")
    assert "the original changed after this translation" in [one.text for one in after.all("span", class_="tag")]


def test_empty_and_endless_texts_are_refused_and_stay_in_the_form(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    itzel = signed_in("Itzel")
    page = send(itzel, itzel.get(f"/es/proposals/{number}/text/es"), title="", body="x" * 100_001)
    assert itzel.last.status_code == 422
    assert [one["href"] for one in page.one("div", id="errors").all("a")] == ["#title", "#body"]
    assert len(page.one("textarea").text) == 100_001


def test_the_language_switch_keeps_what_is_being_written(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    itzel = signed_in("Itzel")
    page = itzel.get(f"/es/proposals/{number}/text/en")
    switched = send(itzel, page, to=page.one("button", lang="en")["formaction"], body="Half a thought")
    assert switched.one("textarea").text == "Half a thought"
    assert heading(switched) == "Translate into English"


def test_markdown_is_shown_without_what_could_run(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    itzel = signed_in("Itzel")
    send(itzel, itzel.get(f"/es/proposals/{number}/text/es"), body="<script>alert(1)</script> **Fuerte**")
    page = itzel.get(f"/es/proposals/{number}")
    assert not page.all("script")
    assert page.one("main").all("strong")


def test_who_may_not_write_sees_no_button_and_is_refused_at_the_address(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    ana = signed_in("Ana")
    assert not [one for one in ana.get(f"/es/proposals/{number}").all("a") if "/text/" in one["href"]]
    ana.get(f"/es/proposals/{number}/text/es")
    assert ana.last.status_code == 403


def test_a_proposal_is_put_forward_by_who_sits_in_a_body(site: Site, signed_in: SignIn) -> None:
    dana = signed_in("Dana")
    form = dana.get("/en/proposals/new")
    assert [one.text for one in form.one("select", name="for_body").all("option")] == ["Body committee"]
    page = send(dana, form, title="A radio that travels", body="Two people and a suitcase.")
    assert heading(page) == "A radio that travels"
    assert "Put forward by Dana Prueba" in page.one("main").text
    signed_in("Ana").get("/en/proposals/new")


def test_withdrawing_asks_first_and_is_the_sponsors(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    itzel = signed_in("Itzel")
    page = press(itzel, itzel.get(f"/es/proposals/{number}/withdraw"), "Retirarla")
    assert "la retiró" in page.one("main").text
    dana = signed_in("Dana")
    dana.get(f"/es/proposals/{number}/withdraw")
    assert dana.last.status_code == 403
    itzel.get(f"/es/proposals/{number}/text/es")
    assert itzel.last.status_code == 409


def test_an_unknown_proposal_and_an_unknown_language_are_not_found(site: Site, signed_in: SignIn) -> None:
    number = behind(site, c.propose)
    itzel = signed_in("Itzel")
    for path in ("/es/proposals/1999-99", f"/es/proposals/{number}/text/fr"):
        itzel.get(path)
        assert itzel.last.status_code == 404
