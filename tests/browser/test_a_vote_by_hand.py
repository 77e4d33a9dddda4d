"""The main job by hand: vote in Spanish on a phone, close it with two keys, read why in both languages. No scripts."""

import re

import pytest

from tests.browser.conftest import Visit, Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RECEIPT_LENGTH, QUESTIONS = 24, 3
MEMBER, MX_OFFICER, US_OFFICER = "itzel@demo.example", "juan-de-dios@demo.example", "yvonne@demo.example"


def follow(visit: Visit, words: str) -> None:
    """Press the first link or button in the page that says this."""
    wanted = re.compile(words)
    target = visit.page.locator("main").get_by_role("link", name=wanted)
    if target.count() == 0:
        target = visit.page.locator("main").get_by_role("button", name=wanted)
    target.first.click()


def press(visit: Visit, words: str = ".") -> None:
    """Press the first button of the page's own form that says this."""
    visit.page.locator("main form").get_by_role("button", name=re.compile(words)).first.click()


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


def test_a_member_votes_and_two_officers_close(windows: Windows) -> None:
    member = windows.open(width=320).sign_in(MEMBER, language="es")
    follow(member, "Ir a la boleta")
    for question in member.page.locator("fieldset.choices").all():
        question.locator("input").first.check()
    press(member, "Revisar")
    assert "Todavía no se ha emitido" in member.page.locator("main").inner_text()
    press(member, "Confirmar")
    assert len(re.sub(r"\s", "", member.page.locator(".receipt").inner_text())) == RECEIPT_LENGTH

    mexico = windows.open(width=320).sign_in(MX_OFFICER, language="es")
    mexico.open("/es/votes/2026-01/close")
    press(mexico, "Pedir")
    mexico.open("/es/votes/2026-01/result")
    assert mexico.page.locator(".verdict.no, .verdict:not(.wait)").count() == 0

    united_states = windows.open(width=1280).sign_in(US_OFFICER, language="en")
    united_states.open("/en/votes/2026-01/close")
    press(united_states, "Confirm")

    reader = windows.open(width=320)
    for language, words in (("es", "13 / 127"), ("en", "60 / 508")):
        reader.open(f"/{language}/votes/2026-01/result")
        assert reader.page.locator(".verdict").count() == QUESTIONS
        assert words in reader.page.locator("main").inner_text()
