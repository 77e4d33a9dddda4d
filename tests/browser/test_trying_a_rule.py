"""Trying a rule out in a browser: with scripts each change answers by itself, without them the button does the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RULE = "/en/rules/concurrent-majorities/1/try"
YES = "#MX-organization-yes"


def says(visit: Visit, selector: str, words: str) -> None:
    """Wait until a part of the page says something."""
    expect(visit.page.locator(selector)).to_contain_text(words, timeout=20_000)


def test_with_scripts_a_change_answers_by_itself_and_keeps_the_place(windows: Windows) -> None:
    visit = windows.open(scripts=True)
    visit.open(RULE)
    says(visit, "#spoken", "Adopted.")
    visit.page.fill(YES, "2")
    says(visit, "#spoken", "Not adopted.")
    assert "MX.organization.yes=2" in visit.page.url
    assert visit.page.get_attribute("#verdict", "aria-live") == "polite"
    visit.page.fill(YES, "99")
    says(visit, f"{YES}-error", "The answers add up to")
    visit.page.fill(YES, "15")
    expect(visit.page.locator(f"{YES}-error")).to_be_empty(timeout=20_000)
    assert visit.page.evaluate("document.activeElement.id") == "MX-organization-yes"
    assert visit.complaints == []


def test_without_scripts_the_button_says_the_same(windows: Windows) -> None:
    said = []
    for scripts in (True, False):
        visit = windows.open(scripts=scripts)
        visit.open(RULE)
        visit.page.fill(YES, "2")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**MX.organization.yes=2**")
        said.append((visit.page.inner_text("#spoken"), visit.page.inner_text("#answer"), visit.page.url))
    assert said[0] == said[1]
    assert said[0][0].startswith("Not adopted.")
    assert said[0][2].endswith("#verdict")


def test_a_changed_rule_answers_by_itself_and_the_other_language_keeps_everything(windows: Windows) -> None:
    visit = windows.open(scripts=True, width=1280)
    visit.open(RULE)
    visit.page.click("summary >> nth=0")
    visit.page.check("#page-form input[name=with][value=two_thirds]")
    says(visit, "#spoken", "As you changed it")
    visit.page.click("button.link")
    visit.page.wait_for_url("**/es/**")
    says(visit, "#spoken", "Como tú la cambiaste")
    assert visit.page.is_checked("#page-form input[name=with][value=two_thirds]")
    assert visit.complaints == []
