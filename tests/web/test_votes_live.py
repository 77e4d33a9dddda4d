"""While a vote is open its page says what is still missing, in heads, and no more of a center than may be told."""

from collections.abc import Callable, Iterator

import pytest

from mfpl.cli.speech import speaking
from mfpl.domain.votes import Answer, Level
from mfpl.rules import Rule
from mfpl.store.queries.rolls import RollTotal
from mfpl.web.votes.live import Asked, Live, live
from mfpl.web.votes.places import Place
from tests import cast as c
from tests.rules.support import MAJORITY, Json, preset, rule
from tests.web.booth import behind
from tests.web.conftest import Site, Visitor
from tests.web.test_results import ONE, cast

MX = Place(id="1", code="MX", name="Mexico center", short_name="Mexico", language="es", time_zone="America/Mexico_City")  # type: ignore[arg-type]  # any id will do
US = Place(id="2", code="US", name="United States center", short_name="US", language="en", time_zone="America/New_York")  # type: ignore[arg-type]  # any id will do
CONCURRENT = preset("concurrent-majorities")
QUORUM: Json = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/10", "unit": "members"}


@pytest.fixture(autouse=True)
def voice() -> Iterator[None]:
    """Words need catalogs."""
    with speaking("en"):
        yield


def roll(center: str, members: int, voted: int, *, weight: int = 1, reason: str | None = None) -> RollTotal:
    kind = "organization" if weight > 1 else "individual"
    return RollTotal(center, kind, reason, members, members * weight, voted, voted * weight)


def told(asked: Rule, *totals: RollTotal, least: int = 5, exact: bool = False) -> Live:
    found = live(asked, totals, [US, MX], least=least, exact=exact)
    assert found is not None
    return found


def sentences(one: Asked) -> list[tuple[str, str]]:
    return [(spot.center.code if spot.center else "", spot.awaited.sentence) for spot in one.spots]


def test_a_quorum_of_each_center_is_told_in_heads_and_in_steps() -> None:
    found = told(CONCURRENT, roll("MX", 127, 12), roll("US", 508, 64))
    (quorum,) = found.known
    assert quorum.name == "Quorum in each center"
    assert sentences(quorum) == [
        ("US", "At least 60 have taken part and 51 are needed: it is reached."),
        ("MX", "At least 10 of the 13 needed have taken part; at most 3 are missing."),
    ]
    assert [(int(spot.came), int(spot.whole), int(spot.needed)) for spot in quorum.spots] == [
        (60, 508, 51),
        (10, 127, 13),
    ]
    assert "blank" in quorum.caveat
    assert [one.name for one in found.later] == ["Majority in the whole", "Majority in each center"]


def test_a_step_is_told_only_once_it_is_full() -> None:
    for voted, said in {
        0: "Fewer than 5 have taken part and 13 are needed.",
        4: "Fewer than 5 have taken part and 13 are needed.",
        5: "At least 5 of the 13 needed have taken part; at most 8 are missing.",
        9: "At least 5 of the 13 needed have taken part; at most 8 are missing.",
        14: "At least 10 of the 13 needed have taken part; at most 3 are missing.",
        15: "At least 15 have taken part and 13 are needed: it is reached.",
    }.items():
        (quorum,) = told(CONCURRENT, roll("MX", 127, voted), roll("US", 508, 64)).known
        assert sentences(quorum)[1] == ("MX", said)


def test_where_who_has_voted_is_told_by_name_so_are_the_numbers() -> None:
    (quorum,) = told(CONCURRENT, roll("MX", 127, 12), roll("US", 508, 51), exact=True).known
    assert sentences(quorum) == [
        ("US", "51 have taken part and 51 are needed: it is reached."),
        ("MX", "12 of the 13 needed have taken part; 1 is missing."),
    ]


def test_a_center_with_few_members_of_one_weight_keeps_every_center_from_being_told() -> None:
    few = (roll("MX", 120, 12), roll("MX", 4, 0, weight=2), roll("US", 508, 64))
    assert not told(CONCURRENT, *few).known
    assert told(CONCURRENT, *few[:1], few[2], roll("MX", 3, 0, reason="arrears")).known


@pytest.mark.parametrize(
    ("voted", "said"),
    [
        (4, "Fewer than 5 have taken part and 13 are needed."),
        (9, "9 of the 13 needed have taken part; 4 are missing."),
        (13, "13 have taken part and 13 are needed: it is reached."),
    ],
)
def test_a_quorum_of_the_whole_is_told_exactly_from_the_smallest_cell_on(voted: int, said: str) -> None:
    asked = rule({"quorum": QUORUM, "otherwise": "not_quorate"})
    (quorum,) = told(asked, roll("MX", 3, 2), roll("US", 122, voted - 2)).known
    assert sentences(quorum) == [("", said)]


def test_a_quorum_in_weighted_votes_is_asked_at_the_close() -> None:
    asked = rule({"quorum": {**QUORUM, "unit": "votes"}, "otherwise": "not_quorate"})
    weighted = told(asked, roll("MX", 50, 12, weight=2), roll("US", 508, 64))
    assert not weighted.known
    assert [one.name for one in weighted.later] == ["Quorum in the whole"]
    assert told(asked, roll("MX", 50, 12), roll("US", 508, 64)).known


@pytest.mark.parametrize(("measured", "caveat"), [("ballots", ""), ("valid", "Abstentions and blank ballots")])
def test_which_ballots_will_not_count_is_said(measured: str, caveat: str) -> None:
    asked = rule({"quorum": {**QUORUM, "share": measured}, "otherwise": "not_quorate"})
    assert told(asked, roll("MX", 50, 12)).known[0].caveat.startswith(caveat)


def test_nothing_is_told_of_a_rule_that_cannot_be_asked_of_the_roll() -> None:
    asked = rule({"in_section": "CA", "require": MAJORITY})
    assert live(asked, [roll("MX", 50, 12)], [MX], least=5, exact=False) is None


WITH_QUORUM = {
    **c.CONCURRENT,
    "id": "with-quorum",
    "requires": {
        "all": [
            {"quorum": {"every_section": {**QUORUM, "value": "3/4"}, "among": "center"}, "otherwise": "not_quorate"},
            c.CONCURRENT["requires"],
        ]
    },
}


def opened(site: Site, **changes: object) -> str:
    def begin(cast: c.Cast) -> str:
        c.add_rule(cast.session, WITH_QUORUM)
        return c.opened(cast, questions=ONE, rule="with-quorum", **changes)  # type: ignore[arg-type]  # as the cast takes them

    return behind(site, begin)


@pytest.mark.parametrize("page", ["votes/{}", "votes/{}/result"])
def test_the_pages_of_an_open_vote_say_what_is_missing_with_a_picture(site: Site, visitor: Visitor, page: str) -> None:
    number = opened(site, smallest_cell=1)
    cast(site, number, "Itzel", "Itzel", Answer.YES)
    shown = visitor.get(f"/en/{page.format(number)}")
    words = "1 of the 2 needed have taken part; 1 is missing."
    assert words in shown.one("main").text
    assert words in [bar.get("aria-label") for bar in shown.all("svg", class_="bar")]
    assert "At the close — Majority in each center" in shown.one("main").text
    site.clock.instant = c.CLOSES
    assert "What is still missing" not in visitor.get(f"/en/{page.format(number)}").one("main").text


def test_where_cells_are_small_no_page_of_an_open_vote_tells_anything_by_center(site: Site, visitor: Visitor) -> None:
    number = opened(site, smallest_cell=2)
    cast(site, number, "Itzel", "Itzel", Answer.YES)
    for page in (f"/en/votes/{number}", f"/en/votes/{number}/result"):
        text = visitor.get(page).one("main").text
        assert "What is still missing" in text
        assert "taken part" not in text


def test_a_vote_by_name_tells_exact_numbers_to_those_who_may_read_the_names(
    site: Site, visitor: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    number = opened(site, smallest_cell=2, level=Level.OPEN)
    cast(site, number, "Itzel", "Itzel", Answer.YES)
    assert "1 of the 2 needed have taken part" in signed_in("Olmo").get(f"/en/votes/{number}").one("main").text
    assert "taken part" not in visitor.get(f"/en/votes/{number}").one("main").text
