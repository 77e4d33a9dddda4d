"""Where centers disagree the result says what follows, until when, and when the matter lapses."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from mfpl.domain.votes import Answer
from tests import cast as c
from tests.web.booth import behind
from tests.web.conftest import Site, Visitor
from tests.web.test_results import decided

YES, NO = Answer.YES, Answer.NO
WITH_A_WAY_OUT = {
    **c.CONCURRENT,
    "id": "way-out",
    "deadlock": {
        "steps": [
            {"step": "joint_committee", "days": 30},
            {"step": "revised_text", "days": 10},
            {"step": "second_vote", "days": 20},
        ],
        "lapses_after_days": 90,
    },
}


def disagreed(site: Site, *, mx: Answer = NO, us: Answer = YES, smallest_cell: int = 1) -> str:
    behind(site, lambda cast: c.add_rule(cast.session, WITH_A_WAY_OUT))
    return decided(site, mx=mx, us=us, rule="way-out", smallest_cell=smallest_cell)


def states(visitor: Visitor, number: str, language: str = "en") -> list[str]:
    page = visitor.get(f"/{language}/votes/{number}/result")
    lists = [one for one in page.all("ol", class_="reqs") if "committee" in one.text or "mesa" in one.text.lower()]
    return [state.text for one in lists for state in one.all("span", class_="state")]


def test_the_steps_have_real_dates_and_the_one_that_runs_is_marked(site: Site, visitor: Visitor) -> None:
    number = disagreed(site)
    began = c.CLOSES.astimezone(ZoneInfo("America/Mexico_City")).date()
    text = visitor.get(f"/en/votes/{number}/result").one("main").text
    assert "One center said yes and another said no." in text
    for days in (30, 40, 60):
        until = began + timedelta(days=days)
        assert f"{until:%B} {until.day}, {until.year}" in text
    lapses = began + timedelta(days=90)
    assert f"the matter lapses on {lapses:%A}, {lapses:%B} {lapses.day}, {lapses.year}" in text
    assert states(visitor, number) == ["✓ Now", "◦ Next", "◦ Next"]


@pytest.mark.parametrize(
    ("later", "marked"),
    [
        (30, ["✓ Now", "◦ Next", "◦ Next"]),
        (31, ["◦ Its time is over", "✓ Now", "◦ Next"]),
        (41, ["◦ Its time is over", "◦ Its time is over", "✓ Now"]),
        (61, ["◦ Its time is over"] * 3),
    ],
)
def test_a_step_runs_until_its_last_day(site: Site, visitor: Visitor, later: int, marked: list[str]) -> None:
    number = disagreed(site)
    site.clock.instant += timedelta(days=later)
    assert states(visitor, number) == marked


def test_after_the_last_day_the_matter_has_lapsed(site: Site, visitor: Visitor) -> None:
    number = disagreed(site)
    site.clock.instant += timedelta(days=90)
    assert "Sin acuerdo, el asunto caduca el" in visitor.get(f"/es/votes/{number}/result").one("main").text
    site.clock.instant += timedelta(days=1)
    assert "El asunto caducó el" in visitor.get(f"/es/votes/{number}/result").one("main").text


@pytest.mark.parametrize(("mx", "us"), [(YES, YES), (NO, NO)])
def test_where_centers_agree_nothing_follows(site: Site, visitor: Visitor, mx: Answer, us: Answer) -> None:
    text = visitor.get(f"/en/votes/{disagreed(site, mx=mx, us=us)}/result").one("main").text
    assert "a way out" not in text


@pytest.mark.parametrize(("mx", "us"), [(NO, YES), (NO, NO)])
def test_where_cells_are_small_the_page_does_not_tell_whether_centers_disagreed(
    site: Site, visitor: Visitor, mx: Answer, us: Answer
) -> None:
    number = disagreed(site, mx=mx, us=us, smallest_cell=2)
    text = visitor.get(f"/en/votes/{number}/result").one("main").text
    assert "whether they did is not told" in text
    assert "One center said yes" not in text
    proposal = visitor.get("/en/proposals/2026-01").one("main").text
    assert "whether they did is not told" in proposal
    for telling in ("did not agree", "do not agree", "one center said yes"):
        assert telling not in proposal


def test_a_rule_without_a_way_out_shows_none(site: Site, visitor: Visitor) -> None:
    assert "a way out" not in visitor.get(f"/en/votes/{decided(site, mx=NO)}/result").one("main").text
