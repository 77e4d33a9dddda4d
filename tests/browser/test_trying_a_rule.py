"""Trying a rule out in a browser: with scripts each change answers by itself, without them the button does the same."""

import pytest

from tests.browser.conftest import Visit, Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RULE = "/en/rules/concurrent-majorities/1/try"


def type_and_wait(visit: Visit, **numbers: str) -> None:
    """Type numbers and wait for the one request that follows."""
    with visit.page.expect_response(lambda answer: "/try?" in answer.url and answer.request.resource_type == "xhr"):
        for field, number in numbers.items():
            visit.page.fill(f"#{field}", number)
    visit.page.wait_for_timeout(100)


def spoken(visit: Visit) -> str:
    return visit.page.inner_text("#spoken")


def test_with_scripts_a_change_answers_by_itself_and_keeps_the_place(windows: Windows) -> None:
    visit = windows.open(scripts=True)
    visit.open(RULE)
    assert spoken(visit).startswith("Adopted.")
    type_and_wait(visit, **{"MX-organization-yes": "2"})
    assert spoken(visit).startswith("Not adopted.")
    assert visit.page.evaluate("document.activeElement.id") == "MX-organization-yes"
    assert "MX.organization.yes=2" in visit.page.url
    assert visit.page.get_attribute("#verdict", "aria-live") == "polite"
    type_and_wait(visit, **{"MX-organization-yes": "99"})
    assert "The answers add up to" in visit.page.inner_text("#MX-organization-yes-error")
    assert visit.page.evaluate("document.activeElement.id") == "MX-organization-yes"
    type_and_wait(visit, **{"MX-organization-yes": "15"})
    assert visit.page.inner_text("#MX-organization-yes-error") == ""
    assert visit.complaints == []


def test_without_scripts_the_button_says_the_same(windows: Windows) -> None:
    said = []
    for scripts in (True, False):
        visit = windows.open(scripts=scripts)
        visit.open(RULE)
        visit.page.fill("#MX-organization-yes", "2")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**MX.organization.yes=2**")
        said.append((spoken(visit), visit.page.inner_text("#answer"), visit.page.url))
    assert said[0] == said[1]
    assert said[0][0].startswith("Not adopted.")
    assert said[0][2].endswith("#verdict")


def test_a_changed_rule_answers_by_itself_and_the_other_language_keeps_everything(windows: Windows) -> None:
    visit = windows.open(scripts=True, width=1280)
    visit.open(RULE)
    visit.page.click("summary >> nth=0")
    with visit.page.expect_response(lambda answer: "with=two_thirds" in answer.url):
        visit.page.check("#page-form input[name=with][value=two_thirds]")
    visit.page.wait_for_timeout(200)
    assert "As you changed it" in spoken(visit)
    visit.page.click("button.link")
    assert "/es/" in visit.page.url
    assert "Como tú la cambiaste" in spoken(visit)
    assert visit.page.is_checked("#page-form input[name=with][value=two_thirds]")
    assert visit.complaints == []
