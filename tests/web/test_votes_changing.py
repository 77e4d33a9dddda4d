"""Changing a ballot over HTTP: with its receipt where it is secret, by name without; the last one counts."""

from collections.abc import Callable

from sqlalchemy import select

from mfpl.domain.votes import Level
from mfpl.store.tables import OpenBallot, SheetBallot
from tests import cast as c
from tests.web.booth import ballot_path, cast_vote, heading, open_vote, receipt_on, send
from tests.web.conftest import Site, Visitor

SignIn = Callable[[str], Visitor]


def ballots(site: Site) -> list[str]:
    with site.sessions.reading() as session:
        return sorted(session.scalars(select(SheetBallot.choices)))


def test_a_secret_ballot_is_changed_by_its_receipt_in_any_spelling(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    code = receipt_on(cast_vote(visitor, ballot_path(site, number, "Itzel"), q1="yes"))
    page = visitor.get(ballot_path(site, number, "Itzel", end="/change"))
    ballot = send(visitor, page, receipt=code.lower().replace(" ", " - "))
    check = send(visitor, ballot, q1="no", q2="yes")
    assert heading(check) == "¿Es ésta tu boleta?"
    assert ballots(site) == ['{"1":"yes"}']
    after = send(visitor, check)
    assert heading(after) == "Tu boleta cambió"
    assert receipt_on(after) != code
    assert ballots(site) == ['{"1":"no","2":"yes"}']


def test_the_receipt_this_browser_still_holds_is_not_asked_twice(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    code = receipt_on(cast_vote(visitor, ballot_path(site, number, "Itzel"), q1="yes"))
    page = visitor.get(ballot_path(site, number, "Itzel", end="/change"))
    assert page.one("input", name="receipt")["value"] == code


def test_another_browser_must_show_the_receipt(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    cast_vote(signed_in("Itzel"), ballot_path(site, number, "Itzel"), q1="yes")
    page = signed_in("Itzel").get(ballot_path(site, number, "Itzel", end="/change"))
    assert page.one("input", name="receipt")["value"] == ""


def test_a_receipt_that_is_none_or_of_no_ballot_is_refused_in_clear_words(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    path = ballot_path(site, number, "Itzel", language="en", end="/change")
    cast_vote(visitor, ballot_path(site, number, "Itzel", language="en"), q1="yes")
    for typed, words in (
        ("ABCD", "This is not a whole receipt."),
        ("A" * 24, "belongs to no ballot"),
        ("", "not a whole"),
    ):
        page = send(visitor, visitor.get(path), receipt=typed)
        assert visitor.last.status_code == 422
        assert words in page.one("span", id="receipt-error").text
    assert ballots(site) == ['{"1":"yes"}']


def test_the_receipt_of_another_membership_is_refused(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Itzel")
    code = receipt_on(cast_vote(visitor, ballot_path(site, number, "Radio Bosque"), q1="yes"))
    cast_vote(visitor, ballot_path(site, number, "Itzel"), q1="yes")
    send(visitor, visitor.get(ballot_path(site, number, "Itzel", end="/change")), receipt=code)
    assert visitor.last.status_code == 422


def test_a_change_sent_twice_is_one_change_with_one_receipt(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    cast_vote(visitor, ballot_path(site, number, "Dana"), q1="yes")
    ballot = send(visitor, visitor.get(ballot_path(site, number, "Dana", end="/change")))
    check = send(visitor, ballot, q1="abstain")
    assert receipt_on(send(visitor, check)) == receipt_on(send(visitor, check))
    assert ballots(site) == ['{"1":"abstain"}']


def test_a_receipt_that_was_replaced_is_good_no_more(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    old = receipt_on(cast_vote(visitor, ballot_path(site, number, "Dana"), q1="yes"))
    path = ballot_path(site, number, "Dana", end="/change")
    send(visitor, send(visitor, send(visitor, visitor.get(path)), q1="no"))
    page = send(visitor, visitor.get(path), receipt=old)
    assert "sólo sirve el comprobante más reciente" in page.one("main").text


def test_going_back_and_switching_language_while_changing_keep_choices_and_receipt(
    site: Site, signed_in: SignIn
) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    cast_vote(visitor, ballot_path(site, number, "Dana"), q1="yes")
    ballot = send(visitor, visitor.get(ballot_path(site, number, "Dana", end="/change")))
    english = send(visitor, ballot, to=ballot.one("button", lang="en")["formaction"], q1="no")
    check = send(visitor, english)
    back = send(visitor, check, to=check.one("button", name="again")["formaction"], again="1")
    assert [one["value"] for one in back.all("input", type="radio") if "checked" in one.attributes] == ["no"]
    after = send(visitor, send(visitor, back))
    assert heading(after) == "Your ballot was changed"
    assert ballots(site) == ['{"1":"no"}']


def test_the_language_switch_keeps_a_half_typed_receipt_and_does_not_judge_it(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    cast_vote(visitor, ballot_path(site, number, "Dana"), q1="yes")
    page = visitor.get(ballot_path(site, number, "Dana", end="/change"))
    english = send(visitor, page, to=page.one("button", lang="en")["formaction"], receipt="ABCD EF")
    assert english.one("input", name="receipt")["value"] == "ABCD EF"
    assert not english.all("div", id="errors")


def test_nothing_can_be_changed_before_it_is_cast(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    page = visitor.get(ballot_path(site, number, "Dana", end="/change"))
    assert visitor.last.status_code == 409
    assert page.one("a", class_="btn", href=ballot_path(site, number, "Dana"))


def test_a_change_after_closing_leaves_the_ballot_as_it_was(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    visitor = signed_in("Dana")
    cast_vote(visitor, ballot_path(site, number, "Dana"), q1="yes")
    ballot = send(visitor, visitor.get(ballot_path(site, number, "Dana", end="/change")))
    check = send(visitor, ballot, q1="no")
    site.clock.instant = c.CLOSES
    page = send(visitor, check)
    assert visitor.last.status_code == 409
    assert "la boleta de Dana que se confirmó antes. Cuenta como se emitió." in page.one("main").text
    assert ballots(site) == ['{"1":"yes"}']


def test_a_ballot_by_name_is_changed_without_receipt_from_what_it_says(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site, level=Level.OPEN, body="committee")
    visitor = signed_in("Dana")
    cast_vote(visitor, ballot_path(site, number, "seat of Dana"), q1="yes", q2="no")
    page = visitor.get(ballot_path(site, number, "seat of Dana", end="/change"))
    checked = [one["value"] for one in page.all("input", type="radio") if "checked" in one.attributes]
    assert checked == ["yes", "no"]
    send(visitor, send(visitor, page, q1="abstain"))
    with site.sessions.reading() as session:
        assert session.scalars(select(OpenBallot.choices)).one() == '{"1":"abstain","2":"no"}'


def test_a_receipt_page_before_casting_leads_to_the_ballot(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    dana = signed_in("Dana")
    page = dana.get(ballot_path(site, number, "Dana", end="/receipt"))
    assert dana.last.status_code == 409
    assert page.one("main").one("a", class_="btn")["href"] == ballot_path(site, number, "Dana")


def test_opening_the_ballot_again_after_casting_offers_to_change_it(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    dana = signed_in("Dana")
    cast_vote(dana, ballot_path(site, number, "Dana"), q1="yes")
    page = dana.get(ballot_path(site, number, "Dana"))
    assert heading(page) == "Esta membresía ya votó"
    assert page.one("main").all("a", class_="btn")[0]["href"] == ballot_path(site, number, "Dana", end="/change")


def test_whoever_holds_another_ballot_is_led_to_it_after_casting_one(site: Site, signed_in: SignIn) -> None:
    number = open_vote(site)
    page = cast_vote(signed_in("Itzel"), ballot_path(site, number, "Itzel"), q1="yes")
    assert ballot_path(site, number, "Radio Bosque") in [one["href"] for one in page.one("main").all("a")]
