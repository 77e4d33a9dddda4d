"""Who can decide: the power a rule gives, in heads, alone and beside another rule."""

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

import pytest

from mfpl.cli.speech import speaking
from mfpl.measures.power import Roll, RollSection, RulePower, SectionPower, VoterClass
from mfpl.web.rules import power_measuring
from mfpl.web.rules.power_measuring import samples_for
from mfpl.web.wording.power import word_often, word_passing, word_who_stops
from mfpl.web.wording.sections import Sections
from tests import cast as c
from tests.rules.support import DATA, PRESETS
from tests.web.booth import behind, heading, open_vote
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element
from tests.web.test_results import decided

EVEN: dict[str, Any] = {
    "roll": "typed",
    "MX__organization": 1,
    "MX__individual": 1,
    "US__organization": 1,
    "US__individual": 1,
}
"""An organization and an individual in each center."""

BOTH, SIMPLE = "both-centers", "simple-majority"
DECIDES, STOPS, PREVENTS = "How often one member decides", "Enough to stop it", "What one member can prevent and carry"


@pytest.fixture
def rulebook(site: Site) -> Site:
    """The site with a rule beside that of the cast, one that cannot be measured, and one that names other sections."""
    documents = [
        PRESETS / f"{SIMPLE}.json",
        *(DATA / "rules" / f"{name}.json" for name in ("unsc_1966", "us_amendment")),
    ]

    def add(cast: c.Cast) -> None:
        for file in documents:
            c.add_rule(cast.session, json.loads(file.read_text(encoding="utf-8")))

    behind(site, add)
    return site


def asked(code: str, /, language: str = "en", **typed: Any) -> str:
    query = urlencode({name.replace("__", "-"): value for name, value in typed.items()})
    return f"/{language}/rules/{code}/1/power" + (f"?{query}" if query else "")


def verdicts(page: Element) -> list[str]:
    return [one.text for one in page.all("div", class_="verdict")]


def table(page: Element, name: str) -> list[list[str]]:
    body = page.one("div", role="region", aria_label=name).one("tbody")
    return [[cell.text for cell in row.descendants() if cell.tag in {"th", "td"}] for row in body.all("tr")]


@pytest.mark.parametrize(
    ("language", "passing", "stopping"),
    [
        (
            "en",
            "Of 100 possible votes, 25 pass.",
            "It takes 1 member from US or 1 member from MX to stop what everyone else wants.",
        ),
        (
            "es",
            "De 100 votaciones posibles se aprueban 25.",
            "Para detener lo que todas las demás quieren hacen falta 1 membresía de MX o 1 membresía de US.",
        ),
    ],
)
def test_the_outcome_comes_first_in_heads(visitor: Visitor, language: str, passing: str, stopping: str) -> None:
    assert verdicts(visitor.get(asked(BOTH, language, **EVEN))) == [f"{passing} {stopping}"]


def test_each_class_of_each_center_is_measured(visitor: Visitor) -> None:
    page = visitor.get(asked(BOTH, **EVEN))
    assert heading(page) == "Majority in each center"
    assert table(page, DECIDES) == [
        [f"{center} {who}", often, f"1, {votes} each"]
        for center in ("US", "MX")
        for who, often, votes in (
            ("each organization", "500 of 1,000 (50%)", "2 votes"),
            ("each individual member", "never", "1 vote"),
        )
    ]
    assert table(page, STOPS) == [["US", "1 of 2"], ["MX", "1 of 2"]]
    assert table(page, "Brings decisions about") == [
        [code, "500 of 1,000 (50%)", "500 of 1,000 (50%)"] for code in ("US", "MX")
    ]
    assert table(page, PREVENTS)[0] == ["US each organization", "always", "333 of 1,000 (33.3%)", "750 of 1,000 (75%)"]
    assert "Every possible vote was counted; the numbers are exact." in page.one("main").text


def test_every_picture_says_its_numbers_and_has_its_table(visitor: Visitor) -> None:
    page = visitor.get(asked(BOTH, **EVEN))
    pictures = page.all("svg", role="img")
    assert pictures[0]["aria-label"] == "Of 100 possible votes, 25 pass."
    assert [path["d"].count("M") for path in pictures[0].all("path")] == [75, 25]
    shown = {cell for name in (DECIDES, STOPS, "Brings decisions about") for row in table(page, name) for cell in row}
    assert {one["aria-label"] for one in pictures[1:]} <= shown


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_is_one_of_the_doors_of_the_rule(visitor: Visitor, language: str) -> None:
    page = visitor.get(asked(BOTH, language))
    here = [one.text for one in page.one("main").all("span", aria_current="page")]
    assert here == [{"es": "Quién puede decidir", "en": "Who can decide"}[language]]
    assert f"/{language}/rules/{BOTH}/1" in {link.get("href") for link in page.one("main").all("a")}


def test_two_rules_stand_side_by_side(rulebook: Site, visitor: Visitor) -> None:
    page = visitor.get(asked(BOTH, **EVEN, against=f"{SIMPLE}:1"))
    first, second = verdicts(page)
    assert first.startswith("Of 100 possible votes, 25 pass.")
    assert second.startswith("Of 100 possible votes, 37 pass.")
    assert [one.text for one in page.one("main").all("h2")][:2] == ["Majority in each center", "Simple majority"]
    head = [one.text for one in page.one("div", role="region", aria_label=DECIDES).one("thead").all("th")]
    assert head[1:3] == ["Majority in each center Decides", "Simple majority Decides"]
    assert table(page, STOPS) == [["US", "1 of 2", "2 of 2"], ["MX", "1 of 2", "2 of 2"]]
    chosen = page.one("select", id="against").one("option", selected="")
    assert chosen["value"] == f"{SIMPLE}:1"


@pytest.mark.parametrize(
    "other", ["nothing:1", "nothing", f"{BOTH}:1", f"{SIMPLE}:99", f"{SIMPLE}:x", "::", "a:123456"]
)
def test_another_rule_that_is_none_leaves_the_rule_alone(rulebook: Site, visitor: Visitor, other: str) -> None:
    assert len(verdicts(visitor.get(asked(BOTH, against=other)))) == 1


def test_a_typed_roll_gets_the_weights_of_the_rule(visitor: Visitor) -> None:
    page = visitor.get(
        asked(BOTH, roll="typed", MX__organization=0, MX__individual=3, US__organization=2, US__individual=1)
    )
    assert [row[::2] for row in table(page, DECIDES)] == [
        ["US each organization", "2, 2 votes each"],
        ["US each individual member", "1, 1 vote each"],
        ["MX each individual member", "3, 1 vote each"],
    ]
    assert page.one("input", name="MX-individual")["value"] == "3"
    assert "open" in page.one("details").attributes


def test_a_rule_without_a_word_on_weights_gives_one_vote_each(site: Site, visitor: Visitor) -> None:
    plain = {key: value for key, value in c.CONCURRENT.items() if key != "electorate"} | {"id": "plain"}
    behind(site, lambda cast: c.add_rule(cast.session, plain))
    page = visitor.get(asked("plain", **(EVEN | {"MX__organization": 3})))
    assert [row[2] for row in table(page, DECIDES)] == [
        "1, 1 vote each",
        "1, 1 vote each",
        "1, 1 vote each",
        "3, 1 vote each",
    ]


def test_capped_weights_are_applied_to_a_typed_roll(site: Site, visitor: Visitor) -> None:
    electorate = {
        "statuses": ["good_standing"],
        "weights": {"organization": 5, "individual": 1},
        "caps": {"votes_per_voter": 3},
    }
    behind(site, lambda cast: c.add_rule(cast.session, {**c.CONCURRENT, "id": "capped", "electorate": electorate}))
    page = visitor.get(
        asked("capped", roll="typed", MX__organization=1, MX__individual=0, US__organization=0, US__individual=1)
    )
    assert [row[2] for row in table(page, DECIDES)] == ["1, 1 vote each", "1, 3 votes each"]


@pytest.mark.parametrize("typed", ["many", "-1", "5001"])
def test_what_cannot_be_read_is_refused_beside_its_field_and_kept(visitor: Visitor, typed: str) -> None:
    page = visitor.get(asked(BOTH, roll="typed", MX__individual=typed))
    assert visitor.last.status_code == 422
    assert page.one("input", name="MX-individual")["value"] == typed
    said = page.one("span", id="MX-individual-error").text
    assert said == "MX: individual: write a whole number from 0 to 5,000."
    assert (page.one("div", id="errors").one("a").text, verdicts(page)) == (said, [])


def test_nobody_on_the_roll_is_said(visitor: Visitor) -> None:
    none: dict[str, Any] = {f"{code}__{kind}": 0 for code in ("MX", "US") for kind in ("organization", "individual")}
    page = visitor.get(asked(BOTH, roll="typed", **none))
    assert verdicts(page) == ["Its power cannot be measured. Nobody is on the roll, so there is no power to measure."]


def test_the_roll_of_a_past_vote_is_a_choice(site: Site, visitor: Visitor, signed_in: Callable[[str], Visitor]) -> None:
    number = decided(site)
    page = signed_in("Itzel").get(asked(BOTH, roll=number))
    option = page.one("select", id="roll").one("option", selected="")
    assert (option["value"], option.text) == (number, f"Vote {number}: The relation between the centers")
    assert verdicts(page)[0].startswith("Of 100 possible votes, 25 pass.")


def test_a_vote_that_is_still_open_is_no_choice(site: Site, signed_in: Callable[[str], Visitor]) -> None:
    number = open_vote(site)
    page = signed_in("Itzel").get(asked(BOTH, roll=number))
    assert number not in {one["value"] for one in page.one("select", id="roll").all("option")}
    assert page.one("select", id="roll").one("option", selected="")["value"] == "today"


def test_a_rule_of_other_sections_says_what_the_roll_lacks(rulebook: Site, visitor: Visitor) -> None:
    page = visitor.get(asked("unsc_1966"))
    assert visitor.last.status_code == 200
    (said,) = verdicts(page)
    assert said.startswith("Its power cannot be measured.")
    assert len(said) > len("Its power cannot be measured.") + 20


def test_a_rule_that_cannot_be_measured_leaves_the_other_measured(rulebook: Site, visitor: Visitor) -> None:
    page = visitor.get(asked(BOTH, **EVEN, against="unsc_1966:1"))
    assert verdicts(page)[0].startswith("Of 100 possible votes, 25 pass.")
    assert verdicts(page)[1].startswith("Its power cannot be measured.")
    assert table(page, STOPS) == [["US", "1 of 2"], ["MX", "1 of 2"]]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "were drawn and not counted"), ("es", "se sortearon, no se contaron")]
)
def test_what_is_drawn_says_so_with_its_error(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    power_measuring._KNOWN.clear()
    monkeypatch.setattr(power_measuring, "MOST_STATES", 0)
    text = visitor.get(asked(BOTH, language)).one("main").text
    power_measuring._KNOWN.clear()
    assert said in text
    assert {"en": "in 99 cases of 100", "es": "99 de cada 100"}[language] in text
    assert {"en": ", give or take 3.7%", "es": ", más o menos 3.7 %"}[language] in text
    assert {"en": "not known", "es": "no se sabe"}[language] in text


def roll(*sizes: tuple[int, int]) -> Roll:
    return Roll(
        tuple(
            RollSection(str(place), (VoterClass("organization", one, 2), VoterClass("individual", other)), "center")
            for place, (one, other) in enumerate(sizes)
        )
    )


@pytest.mark.parametrize(
    ("sizes", "samples"),
    [
        (((338, 170), (85, 42)), None),
        (((330, 170), (85, 45)), None),
        (((3380, 1700), (850, 420)), 10_000),
        (((20, 20), (20, 20), (20, 20)), None),
        (((338, 170), (85, 42), (60, 80), (40, 30), (20, 25)), 8_000),
        (((40, 40),) * 26, 1_538),
        (((5, 5),) * 60, 1_000),
        ((), None),
    ],
)
def test_what_would_keep_somebody_waiting_is_drawn(sizes: tuple[tuple[int, int], ...], samples: int | None) -> None:
    assert samples_for(roll(*sizes)) == samples


def test_the_same_question_is_not_measured_twice(visitor: Visitor) -> None:
    power_measuring._KNOWN.clear()
    visitor.get(asked(BOTH))
    visitor.get(asked(BOTH, "es"))
    assert len(power_measuring._KNOWN) == 1


def test_a_third_center_has_its_own_rows(site: Site, visitor: Visitor) -> None:
    behind(site, lambda cast: c._add_center(cast, "GT", "America/Guatemala", "es"))
    page = visitor.get(asked(BOTH, **EVEN, GT__organization=1, GT__individual=1))
    assert table(page, STOPS) == [["US", "1 of 2"], ["GT", "1 of 2"], ["MX", "1 of 2"]]
    assert verdicts(page)[0].startswith("Of 100 possible votes, 12 pass.")
    assert "rows" in page.all("div", class_="pair")[0]["class"]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(0), "No possible vote passes."),
        (Fraction(1), "Every possible vote passes."),
        (Fraction(1, 100), "Of 100 possible votes, 1 passes."),
        (Fraction(1, 250), "Of 1,000 possible votes, 4 pass."),
        (Fraction(1, 10**12), "Of 1,000,000,000 possible votes, not even one passes."),
    ],
)
def test_what_passes_is_told_in_heads(share: Fraction, said: str) -> None:
    with speaking("en"):
        assert word_passing(RulePower(3, 1, share, (), None)) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(0), "never"),
        (Fraction(1), "always"),
        (Fraction(1, 3), "333 of 1,000 (33.3%)"),
        (Fraction(1, 300), "33 of 10,000 (0.33%)"),
        (Fraction(1, 10**11), "less than once in 1,000,000,000"),
    ],
)
def test_how_often_is_told_in_heads_and_cut(share: Fraction, said: str) -> None:
    with speaking("en"):
        assert word_often(share) == said


@pytest.mark.parametrize(
    ("blocking", "said"),
    [
        ((None, None), "No section alone can stop what everyone else wants."),
        ((0, None), "The rule passes nothing over this roll."),
        ((2, None), "It takes 2 members from mx to stop what everyone else wants."),
        ((2, 3), "It takes 2 members from mx or 3 members from us to stop what everyone else wants."),
    ],
)
def test_who_can_stop_it_is_told_with_the_fewest(blocking: tuple[int | None, int | None], said: str) -> None:
    sections = [SectionPower(code, 9, 9, None, None, few, ()) for code, few in zip(("mx", "us"), blocking, strict=True)]
    with speaking("en"):
        assert word_who_stops(sections, Sections()) == said


def test_caps_that_no_votes_can_meet_are_said_of_their_rule(site: Site, visitor: Visitor) -> None:
    electorate = {"statuses": ["good_standing"], "weights": {"organization": 2}, "caps": {"share_per_voter": "1/100"}}
    behind(site, lambda cast: c.add_rule(cast.session, {**c.CONCURRENT, "id": "tight", "electorate": electorate}))
    page = visitor.get(asked(BOTH, **EVEN, against="tight:1"))
    assert verdicts(page)[0].startswith("Of 100 possible votes, 25 pass.")
    assert verdicts(page)[1].startswith("Its power cannot be measured.")
