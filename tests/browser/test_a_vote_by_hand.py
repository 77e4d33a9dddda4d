"""The main job by hand: vote in Spanish on a phone, close it with two keys, read why in both languages. No scripts."""

import re

import pytest

from tests.browser.conftest import Visit, Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MEMBER, MX_OFFICER, US_OFFICER = "itzel@demo.example", "juan-de-dios@demo.example", "yvonne@demo.example"


def follow(visit: Visit, words: str) -> None:
    """Press the first link or button in the page that says this."""
    wanted = re.compile(words)
    target = visit.page.locator("main").get_by_role("link", name=wanted)
    if target.count() == 0:
        target = visit.page.locator("main").get_by_role("button", name=wanted)
    target.first.click()


def heading(visit: Visit) -> str:
    """Return the first heading of the open page."""
    return visit.page.locator("h1").inner_text()


def test_a_member_votes_and_two_officers_close(windows: Windows) -> None:
    member = windows.open(width=320).sign_in(MEMBER, language="es")
    follow(member, "Ir a la boleta")
    for choice in member.page.locator("fieldset.choices").all():
        choice.get_by_label(re.compile("^(Sí|A favor)")).first.check()
    follow(member, "Revisar")
    assert member.page.get_by_text(re.compile("[Tt]odavía no")).count() >= 1
    follow(member, "(Emitir|Confirmar|Votar|Depositar)")
    code = member.page.locator(".receipt").inner_text()
    assert len(re.sub(r"\s", "", code)) >= 24

    mexico = windows.open(width=320).sign_in(MX_OFFICER, language="es")
    mexico.open("/es/votes/2026-01")
    follow(mexico, "(Pedir|Solicitar)")
    confirm_if_asked(mexico)

    united_states = windows.open(width=1280).sign_in(US_OFFICER, language="en")
    united_states.open("/en/votes/2026-01")
    follow(united_states, "Confirm")
    confirm_if_asked(united_states)

    reader = windows.open(width=320)
    for language, words in (("es", "boletas|membresías"), ("en", "ballots|members")):
        reader.open(f"/{language}/votes/2026-01/result")
        assert reader.page.locator(".verdict").count() >= 1
        assert reader.page.locator(".reqs li").count() >= 2
        assert re.search(words, reader.page.locator("main").inner_text())


def confirm_if_asked(visit: Visit) -> None:
    """Press the one dark button of a page that asks again before it acts."""
    again = visit.page.locator("main form .btn:not(.quiet)")
    if again.count() == 1:
        again.click()


def test_the_switch_of_language_keeps_what_was_chosen(windows: Windows) -> None:
    member = windows.open(width=320).sign_in("imani@demo.example", language="en")
    follow(member, "Go to the ballot|Open the ballot|ballot")
    member.page.locator("fieldset.choices").first.locator("input").nth(1).check()
    member.page.locator(".masthead").get_by_text("Español").click()
    assert member.page.locator("html").get_attribute("lang") == "es-MX"
    assert member.page.locator("fieldset.choices").first.locator("input").nth(1).is_checked()


def test_choices_are_large_enough_for_a_thumb_and_reached_by_keyboard(windows: Windows) -> None:
    member = windows.open(width=320).sign_in("imani@demo.example", language="en")
    follow(member, "Go to the ballot|Open the ballot|ballot")
    heights = [one.bounding_box()["height"] for one in member.page.locator(".choice").all()]  # type: ignore[index]
    assert min(heights) >= 44
    for _press in range(40):
        member.page.keyboard.press("Tab")
        if member.page.locator(".choice input:focus").count():
            break
    member.page.keyboard.press("Space")
    assert member.page.locator(".choice input:checked").count() == 1
