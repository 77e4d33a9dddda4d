"""What a first visit costs, measured at the browser."""

import gzip

import pytest

from tests.browser.conftest import Windows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIMIT = 60_000


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_first_page_weighs_less_than_sixty_kilobytes(windows: Windows, language: str) -> None:
    visit = windows.open()
    weights: list[int] = []
    visit.page.on("response", lambda answer: weights.append(len(gzip.compress(answer.body()))))
    visit.open(f"/{language}/")
    visit.page.wait_for_load_state("networkidle")
    assert 0 < sum(weights) < LIMIT
