"""The result page: the outcome first, then why, then the rule and the counts, all from what was stored at closing."""

import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, update

from mfpl.domain.votes import Answer, Level, receipt_code
from mfpl.services.votes import Cast as Ballot
from mfpl.services.votes import QuestionDraft, cast_ballot, close_due
from mfpl.store.tables import Affiliation, Center, CenterName, Decision, Member, Proposal, RuleVersion, StoredVerdict
from tests import cast as c
from tests.web.booth import behind, heading
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

YES, NO = Answer.YES, Answer.NO
ONE = (QuestionDraft({"es": "¿Seguimos?", "en": "Do we go on?"}),)


def cast(site: Site, number: str, person: str, member: str, *answers: Answer) -> None:
    """Cast a ballot behind the pages."""

    def doing(cast: c.Cast) -> None:
        voter = cast.people[person] if member == "seat" else cast.members[member]
        secret = receipt_code(sha256(f"{person}/{member}".encode()).digest()[:15])
        ballot = Ballot(voter, dict(enumerate(answers, start=1)), secret)
        cast_ballot(cast.session, actor=cast.actor(person), number=number, cast=ballot, now=c.NOW)

    behind(site, doing)


def closed(site: Site, number: str) -> str:
    """Let the time of a vote pass, and close it."""
    site.clock.instant = c.CLOSES + timedelta(hours=1)
    assert behind(site, lambda cast: close_due(cast.session, now=site.clock.instant)) == [number]
    return number


def decided(site: Site, *, mx: Answer = YES, us: Answer = YES, **changes: object) -> str:
    """Hold a vote of one question in which both centers vote, and close it."""
    settings = {"questions": ONE, **changes}
    number = behind(site, lambda cast: c.opened(cast, **settings))  # type: ignore[arg-type]  # as the cast takes them
    for person, member, answer in (
        ("Itzel", "Radio Bosque", mx),
        ("Itzel", "Itzel", mx),
        ("Dana", "River Press", us),
        ("Dana", "Dana", us),
    ):
        cast(site, number, person, member, answer)
    return closed(site, number)


def requirement_cells(page: Element) -> list[Element]:
    return [cell for pair in page.all("div", class_="pair") for cell in pair.content if isinstance(cell, Element)]


@pytest.mark.parametrize(
    ("language", "outcome", "centers"),
    [
        ("es", "Se aprobó. 6 votos a favor y 0 votos en contra. La única condición se cumplió.", ["mx", "us"]),
        ("en", "Adopted. 6 votes for and 0 votes against. The only requirement was met.", ["us", "mx"]),
    ],
)
def test_the_outcome_comes_first_and_each_language_has_its_center_first(
    site: Site, visitor: Visitor, language: str, outcome: str, centers: list[str]
) -> None:
    page = visitor.get(f"/{language}/votes/{decided(site)}/result")
    assert page.one("div", class_="verdict").text == outcome
    cells = requirement_cells(page)
    assert [cell.get("class") for cell in cells] == centers
    assert [cell.one("span", class_="big").text for cell in cells] == ["3 – 0", "3 – 0"]
    assert all(cell.one("svg", class_="bar").get("aria-label") for cell in cells)
    assert page.all("p", class_="decided")
    told = {"es": "Participaron 4 de 4 (100 %).", "en": "4 of 4 took part (100%)."}
    assert told[language] in page.one("main").text


def test_one_center_that_says_no_decides_and_is_named(site: Site, visitor: Visitor) -> None:
    page = visitor.get(f"/es/votes/{decided(site, mx=NO)}/result")
    assert page.one("div", class_="no").text.startswith("No se aprobó. 3 votos a favor y 3 votos en contra.")
    assert (
        "la mayoría en el Centro MX. Con al menos 2 votos que ahí pasaran a favor"
        in page.one("p", class_="decided").text
    )
    marked = [state.text for state in page.all("span", class_="state")]
    assert "✗ No se cumplió" in marked


def test_the_top_says_what_was_missing_and_a_fold_holds_the_full_working(site: Site, visitor: Visitor) -> None:
    number = decided(site, mx=NO)
    page = visitor.get(f"/en/votes/{number}/result")
    assert page.one("div", class_="no").text == (
        "Not adopted. 3 votes for and 3 votes against. At least 2 more votes in favor in the MX center were missing."
    )
    fold = next(one for one in page.all("details") if one.one("summary").text == "The full working")
    assert [name.text for name in fold.all("b")] == ["Asked in each center", "Majority in the MX center",
                                                     "Majority in the US center"]  # fmt: skip
    told = [sentence.text for sentence in fold.all("span", class_="num")]
    assert "0 of 3 = 0 (0%)." in told
    assert "Asked: more than 1/2; exactly 1/2 is not enough." in told


def test_votes_and_ballots_stand_in_one_table(site: Site, visitor: Visitor) -> None:
    page = visitor.get(f"/en/votes/{decided(site)}/result")
    box = page.one("div", class_="scroll", aria_label="Votes and ballots")
    assert box.get("tabindex") == "0"
    rows = [[cell.text for cell in row.all("td")] for row in box.all("tr") if row.all("td")]
    assert rows == [
        ["3", "3", "3", "0"],
        ["3", "3", "3", "0"],
        ["6", "6", "6", "0"],
        ["2", "2", "2", "0"],
        ["2", "2", "2", "0"],
        ["4", "4", "4", "0"],
    ]


def test_the_rule_is_the_pinned_one_in_the_readers_language(site: Site, visitor: Visitor) -> None:
    number = decided(site)
    spanish, english = (visitor.get(f"/{code}/votes/{number}/result") for code in ("es", "en"))
    assert spanish.one("blockquote", lang="es").text == "Más de la mitad en cada centro."
    assert english.one("blockquote", lang="en").text == "More than half in each center."
    assert spanish.one("a", hreflang="en", href=f"/en/votes/{number}/result#rule").text == "leer en inglés"


def test_nothing_that_changes_afterwards_changes_the_page(site: Site, visitor: Visitor) -> None:
    number = decided(site)
    path = f"/es/votes/{number}/result"
    visitor.get(path)
    before = visitor.last.text

    def meddle(cast: c.Cast) -> None:
        cast.session.execute(update(CenterName).values(name="Otro nombre", short_name="Otro"))
        cast.session.execute(update(Center).values(time_zone="Pacific/Auckland", language="en"))
        document = cast.session.scalars(select(RuleVersion.document)).first() or ""
        cast.session.execute(
            update(RuleVersion).values(document=document.replace("1/2", "2/3").replace("Más de", "Casi"))
        )
        cast.session.execute(update(Member).values(name="Nadie", left_on=c.TODAY))
        cast.session.execute(update(Affiliation).values(center_id=cast.centers["US"]))

    behind(site, meddle)
    visitor.get(path)
    assert visitor.last.text == before


def test_before_closing_there_is_no_count_and_no_center(site: Site, visitor: Visitor) -> None:
    number = behind(site, c.opened)
    for person, member in (("Itzel", "Radio Bosque"), ("Itzel", "Itzel"), ("Dana", "River Press")):
        cast(site, number, person, member, YES, YES)
    page = visitor.get(f"/es/votes/{number}/result")
    assert page.one("div", class_="wait").text.startswith("Todavía no hay resultado.")
    assert page.one("div", class_="clock")
    assert "Hasta ahora han votado 3 de 4." in page.one("main").text
    assert not page.all("div", class_="pair")
    assert "Centro" not in page.one("main").text.replace("cada centro", "")
    site.clock.instant = c.CLOSES
    assert "El tiempo para votar terminó." in visitor.get(f"/es/votes/{number}/result").one("main").text


def test_before_closing_a_handful_of_ballots_is_not_counted_out(site: Site, visitor: Visitor) -> None:
    number = behind(site, lambda cast: c.opened(cast, smallest_cell=3))
    cast(site, number, "Itzel", "Itzel", YES)
    text = visitor.get(f"/en/votes/{number}/result").one("main").text
    assert "Fewer than 3 of 4 have voted so far." in text


def test_the_pack_of_a_small_center_is_for_election_officers(
    site: Site, visitor: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    number = decided(site, smallest_cell=3)
    path = f"/es/votes/{number}/recount.json"
    assert path not in [link.get("href") for link in visitor.get(f"/es/votes/{number}/result").all("a")]
    member, officer = signed_in("Itzel"), signed_in("Olmo")
    member.get(path)
    assert member.last.status_code == 403
    assert path in [link.get("href") for link in officer.get(f"/es/votes/{number}/result").all("a")]
    officer.get(path)
    assert officer.last.status_code == 200


def test_the_pack_is_a_file_whose_fingerprint_the_page_tells(site: Site, visitor: Visitor) -> None:
    number = decided(site)
    page = visitor.get(f"/es/votes/{number}/result")
    answer = visitor.client.get(f"/es/votes/{number}/recount.json")
    assert answer.mimetype == "application/json"
    assert f"recount-{number}.json" in answer.headers["Content-Disposition"]
    assert json.loads(answer.text)["vote"] == number
    digest = sha256(answer.data).hexdigest()
    groups = " ".join(digest[start : start + 4] for start in range(0, 64, 4))
    assert groups in page.one("main").text
    assert f"mfpl recount recount-{number}.json" in page.one("pre").text


def test_before_closing_there_is_no_pack(site: Site, signed_in: Callable[[str], Visitor]) -> None:
    number = behind(site, c.opened)
    officer = signed_in("Olmo")
    officer.get(f"/es/votes/{number}/recount.json")
    assert officer.last.status_code == 409


def test_several_questions_say_whether_they_take_effect(site: Site, visitor: Visitor) -> None:
    number = behind(site, c.opened)
    for person, member in (
        ("Itzel", "Radio Bosque"),
        ("Itzel", "Itzel"),
        ("Dana", "River Press"),
        ("Dana", "Dana"),
    ):
        cast(site, number, person, member, NO, YES)
    page = visitor.get(f"/es/votes/{closed(site, number)}/result")
    first, second = page.all("div", class_="verdict")
    assert first.text.startswith("No se aprobó.")
    listed = page.one("ol", class_="reqs")
    assert [state.text for state in listed.all("span", class_="state")] == [
        "✗ No se aprobó.",
        "◦ Se aprobó, pero no surte efecto.",
    ]
    assert second.text == "Se aprobó, pero no surte efecto. Dependía de la pregunta 1, que no se aprobó."
    assert [link.get("href") for link in page.one("ol", class_="reqs").all("a")] == ["#question-1", "#question-2"]


def test_a_result_is_shown_to_whom_its_proposal_is(site: Site, signed_in: Callable[[str], Visitor]) -> None:
    def hold(cast: c.Cast) -> str:
        number = c.opened(cast, level=Level.OPEN, body="committee")
        cast.session.execute(update(Proposal).values(visibility="body"))
        return number

    path = f"/es/votes/{behind(site, hold)}/result"
    nobody, outsider, seated = site.visitor(), signed_in("Ana"), signed_in("Dana")
    assert heading(nobody.get(path)) == "Entrar"
    outsider.get(path)
    assert outsider.last.status_code == 403
    seated.get(path)
    assert seated.last.status_code == 200


def test_a_vote_that_does_not_exist_has_no_result(visitor: Visitor) -> None:
    visitor.get("/es/votes/2031-77/result")
    assert visitor.last.status_code == 404


def test_counts_stored_without_names_are_told_with_those_of_today(site: Site, visitor: Visitor) -> None:
    number = decided(site)

    def forget(cast: c.Cast) -> None:
        for stored in cast.session.scalars(select(StoredVerdict)):
            stored.counts = json.dumps({"sections": json.loads(stored.counts)["sections"]})

    behind(site, forget)
    assert "Centro MX" in visitor.get(f"/es/votes/{number}/result").one("div", class_="pair").text


def test_a_committee_votes_without_weights(site: Site, signed_in: Callable[[str], Visitor]) -> None:
    number = behind(site, lambda cast: c.opened(cast, level=Level.OPEN, body="committee", questions=ONE))
    for person in ("Itzel", "Dana"):
        cast(site, number, person, "seat", YES)
    page = signed_in("Itzel").get(f"/es/votes/{closed(site, number)}/result")
    table = page.one("div", class_="scroll", aria_label="Votos y boletas")
    assert not table.all("caption")
    assert [row.text for row in table.all("th", scope="rowgroup")] == ["Boletas, una por una"]
    assert "votación del comité" in page.one("main").text


@pytest.mark.parametrize("on_record", [True, False])
def test_example_data_is_said_to_be_so(site: Site, visitor: Visitor, on_record: bool) -> None:
    number = decided(site, example=True)

    def attach(cast: c.Cast) -> None:
        cast.session.execute(update(Decision).values(record={"id": "coop-2019-bylaws"} if on_record else {}))

    behind(site, attach)
    said = "Los totales son los que se publicaron." if on_record else "Son datos de ejemplo:"
    assert visitor.get(f"/es/votes/{number}/result").one("p", class_="note").text.startswith(said)
