"""Seats: what a rule gives for any numbers, said first and then line by line, and never guessed."""

import json
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pytest

from mfpl.cli.speech import speaking
from mfpl.counting.apportionment import (
    Excess,
    Limit,
    Method,
    Scope,
    SeatRule,
    Step,
    StepCode,
    TieRule,
    Weighing,
    parse_seat_rule,
)
from mfpl.domain.bylaws import ClauseKind
from mfpl.rules.codes import Comparison
from mfpl.services.rulebook import adopt_clause
from mfpl.web.seats.other_shares import Example, examples
from mfpl.web.seats.rulebook import SHIPPED
from mfpl.web.wording.seat_rules import EXCESSES, METHODS, SCOPES, TIES, WEIGHINGS, seat_clauses, word_what_decided
from mfpl.web.wording.sections import CENTER, Sections
from tests import cast as c
from tests.counting.support import document
from tests.web.booth import behind, heading
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

LARGE = "US"
EIGHTY, SIXTY_SEVEN, SIXTY = Fraction(80, 100), Fraction(67, 100), Fraction(60, 100)
CAPPED = [
    (15, EIGHTY, (12, 3), (9, 6)),
    (15, SIXTY_SEVEN, (10, 5), (9, 6)),
    (15, SIXTY, (9, 6), (9, 6)),
    (5, EIGHTY, (4, 1), (3, 2)),
    (6, EIGHTY, (5, 1), (3, 3)),
    (9, EIGHTY, (7, 2), (5, 4)),
    (20, EIGHTY, (16, 4), (13, 7)),
    (25, EIGHTY, (20, 5), (16, 9)),
    (3, EIGHTY, None, None),
    (3, Fraction(1, 2), None, None),
    (1, EIGHTY, None, None),
    (1, Fraction(1, 2), None, None),
]
"""Seats, the larger center's share, and what the structure of 2015 gives, without its cap and with it."""


def rows(code: str) -> dict[tuple[int, Fraction], Example]:
    shipped = parse_seat_rule((SHIPPED / f"{code}.json").read_bytes())
    return {(one.seats, one.shares[LARGE]): one for one in examples(shipped, larger_first=[LARGE, "MX"])}


def asked(code: str, /, language: str = "en", **typed: object) -> str:
    query = urlencode({name.replace("_", "-"): value for name, value in typed.items()})
    return f"/{language}/seats/{code}" + (f"?{query}" if query else "")


def verdict(page: Element) -> str:
    return page.one("div", class_="verdict").text


def table(page: Element, name: str) -> list[list[str]]:
    body = page.one("div", role="region", aria_label=name).one("tbody")
    return [[cell.text for cell in row.descendants() if cell.tag in {"th", "td"}] for row in body.all("tr")]


@pytest.mark.parametrize(("seats", "share", "alone", "capped"), CAPPED)
def test_the_structure_of_2015_gives_what_its_arithmetic_says(
    seats: int, share: Fraction, alone: tuple[int, int] | None, capped: tuple[int, int] | None
) -> None:
    row = rows("structure-2015")[seats, share]
    if alone is not None:
        assert tuple(row.proportional.values()) == alone
    assert (None if row.given is None else tuple(row.given.values())) == capped
    assert row.limited is (alone != capped or capped is None)


@pytest.mark.parametrize(("seats", "share", "alone"), [row[:3] for row in CAPPED if row[2]])
def test_the_by_laws_of_2019_give_the_proportion_alone(seats: int, share: Fraction, alone: tuple[int, int]) -> None:
    row = rows("bylaws-2019")[seats, share]
    assert row.given is not None
    assert tuple(row.given.values()) == alone
    assert not row.limited


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_list_leads_to_each_rule_and_the_rules_lead_to_the_list(visitor: Visitor, language: str) -> None:
    assert f"/{language}/seats" in {link.get("href") for link in visitor.get(f"/{language}/rules").all("a")}
    page = visitor.get(f"/{language}/seats")
    assert heading(page) == {"es": "Lugares", "en": "Seats"}[language]
    for code in ("structure-2015", "bylaws-2019"):
        assert f"/{language}/seats/{code}" in {link.get("href") for link in page.all("a")}


def test_what_the_by_laws_hold_takes_the_place_of_what_ships(site: Site, visitor: Visitor) -> None:
    shipped = json.loads((SHIPPED / "structure-2015.json").read_text(encoding="utf-8"))
    changed = shipped | {"version": 2, "limits": [{"comparison": "at_most", "share": "2/3"}]}

    for text in (shipped, changed):
        behind(site, partial(keep, text=text))
    page = visitor.get(asked("structure-2015", members_MX=127, members_US=508, seats=15))
    assert verdict(page).startswith("Of 15 seats: 10 for US and 5 for MX.")
    assert "version 2" in page.one("main").text
    assert len(visitor.get("/en/seats").one("main").all("h2")) == 2


def test_an_unknown_rule_is_not_found(visitor: Visitor) -> None:
    visitor.get("/en/seats/nothing-like-it")
    assert visitor.last.status_code == 404


def test_the_outcome_comes_first_with_what_decided(visitor: Visitor) -> None:
    page = visitor.get(asked("structure-2015", members_MX=127, members_US=508, seats=15))
    assert verdict(page) == (
        "Of 15 seats: 9 for US and 6 for MX. The cap, not the proportion, decided this. "
        "By proportion alone: 12 for US and 3 for MX."
    )
    picture = page.one("p", class_="seats")
    assert picture["role"] == "img"
    assert picture["aria-label"] == "Of 15 seats: 9 for US and 6 for MX."
    assert [len(picture.all("span", class_=code)) for code in ("us", "mx")] == [9, 6]
    assert [row[:3] for row in table(page, "Seats by center")] == [["US", "9", "12"], ["MX", "6", "3"]]
    steps = [line.text for line in page.one("ol").all("li")]
    assert "Each center may have less than two thirds of 15 seats: at most 9 seats." in steps
    assert "The limit decides: US would have 12 and may have 9; 3 too many." in steps


def test_every_row_of_other_shares_is_on_the_page(visitor: Visitor) -> None:
    shown = table(
        visitor.get(asked("structure-2015", members_US=508, members_MX=127)), "What this rule gives at other shares"
    )
    expected = [
        [str(seats), "–".join(map(str, capped)) if capped else "not possible"]
        for seats, _share, _alone, capped in CAPPED
    ]
    assert [row[:2] for row in shown] == expected


def test_the_form_begins_with_todays_members(site: Site, visitor: Visitor) -> None:
    page = visitor.get(asked("bylaws-2019", "es"))
    assert page.one("input", name="members-MX")["value"] == "2"
    assert page.one("input", name="members-US")["value"] == "3"
    assert page.one("input", name="seats")["value"] == "15"
    assert verdict(page).endswith("Decidió la proporción.")


def test_those_who_continue_count_and_the_open_seats_are_told_and_drawn(visitor: Visitor) -> None:
    typed: dict[str, Any] = {"seats": 15, "continuing_US": 6, "continuing_MX": 4}
    page = visitor.get(asked("structure-2015", members_MX=127, members_US=508, **typed))
    assert verdict(page).endswith("To be filled now: 3 for US and 2 for MX.")
    assert len(page.one("p", class_="seats").all("span", class_="empty")) == 5
    assert [row[1:4] for row in table(page, "Seats by center")] == [["9", "6", "3"], ["6", "4", "2"]]


@pytest.mark.parametrize(
    ("language", "outcome", "change"),
    [
        ("en", "No allocation meets the rule with these numbers.", "With 2 or 4 seats the rule can be met."),
        ("es", "Con estos números ningún reparto cumple la regla.", "Con 2 o 4 lugares la regla se puede cumplir."),
    ],
)
def test_what_no_allocation_meets_is_said_with_what_would_make_it_possible(
    visitor: Visitor, language: str, outcome: str, change: str
) -> None:
    page = visitor.get(asked("structure-2015", language, members_MX=20, members_US=80, seats=3))
    assert verdict(page).startswith(outcome)
    assert "2 < 3" in verdict(page)
    changes = [line.text for line in page.one("main").all("ul")[0].all("li")]
    assert changes[0] == change
    assert len(changes) == 2
    assert not page.all("p", class_="seats")


def test_one_seat_cannot_be_given_and_no_fewer_are_proposed(visitor: Visitor) -> None:
    page = visitor.get(asked("structure-2015", members_MX=20, members_US=80, seats=1))
    assert "With 2 seats the rule can be met." in page.one("main").text


def test_more_who_continue_than_a_center_may_have_is_not_guessed_away(visitor: Visitor) -> None:
    page = visitor.get(asked("structure-2015", members_MX=20, members_US=80, seats=15, continuing_US=11))
    assert "11 continue in US, which may have at most 9 (11 > 9)." in verdict(page)


def test_a_tie_says_which_rule_settled_it(visitor: Visitor) -> None:
    page = visitor.get(asked("bylaws-2019", members_MX=1, members_US=3, seats=2))
    assert "exactly equal claims to 1 seat; the section with fewer members goes first: it goes to MX." in verdict(page)


def test_a_tie_that_only_a_lot_can_settle_waits_for_a_seed_and_is_then_drawn(visitor: Visitor) -> None:
    equal: dict[str, Any] = {"members_MX": 5, "members_US": 5, "seats": 3}
    page = visitor.get(asked("bylaws-2019", **equal))
    assert verdict(page).startswith("An exact tie is not settled, so no seat is given.")
    drawn = visitor.get(asked("bylaws-2019", **equal, seed="both centers, 7 May"))
    assert "a lot was drawn from the published seed" in verdict(drawn)
    assert drawn.one("input", name="seed")["value"] == "both centers, 7 May"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("members-MX", "many"),
        ("members-MX", "-3"),
        ("members-US", "1.5"),
        ("seats", "0"),
        ("seats", "1001"),
        ("seats", ""),
    ],
)
def test_what_cannot_be_read_is_refused_beside_its_field_and_kept(visitor: Visitor, field: str, typed: str) -> None:
    page = visitor.get(f"/en/seats/structure-2015?{urlencode({'members-MX': 127, 'members-US': 508} | {field: typed})}")
    assert visitor.last.status_code == 422
    assert page.one("input", name=field)["value"] == typed
    said = page.one("span", id=f"{field}-error").text
    link = page.one("div", id="errors").one("a")
    assert (link.text, link["href"]) == (said, f"#{field}")
    assert not page.all("div", class_="verdict")


@pytest.mark.parametrize("typed", ["1,250", "1 250", "1.250", "1250"])
def test_thousands_may_be_written_as_people_write_them(visitor: Visitor, typed: str) -> None:
    page = visitor.get(asked("structure-2015", members_MX=typed, members_US=508))
    assert ["MX", "1,250"] in [[row[0], row[3]] for row in table(page, "Seats by center")]


def test_too_long_a_seed_is_refused(visitor: Visitor) -> None:
    page = visitor.get(asked("structure-2015", seed="x" * 201))
    assert page.one("span", id="seed-error").text == "Seed of the lot: at most 200 characters fit."


def test_nobody_anywhere_is_said(visitor: Visitor) -> None:
    page = visitor.get(asked("structure-2015", members_MX=0, members_US=0))
    assert verdict(page) == "No section has any members, so there is nothing to be in proportion to."


def test_a_large_body_is_told_without_a_picture(visitor: Visitor) -> None:
    page = visitor.get(asked("bylaws-2019", members_MX=20, members_US=80, seats=500))
    assert not page.all("p", class_="seats")
    assert [row[1] for row in table(page, "Seats by center")] == ["400", "100"]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_card_says_each_part_and_where_it_comes_from(visitor: Visitor, language: str) -> None:
    name = {"en": "What the rule says and where it comes from", "es": "Lo que dice la regla y de dónde sale"}[language]
    card = table(visitor.get(asked("structure-2015", language)), name)
    assert len(card) == 6
    marks = {"en": ("stated", "assumed"), "es": ("textual", "supuesto")}[language]
    assert all(row[2].startswith(marks) for row in card)


def rule(**changes: Any) -> SeatRule:
    return parse_seat_rule(document(**changes))


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    ("codes", "words"),
    [(Method, METHODS), (Weighing, WEIGHINGS), (Excess, EXCESSES), (TieRule, TIES), (Scope, SCOPES)],
)
def test_every_word_a_seat_rule_can_use_has_a_sentence(
    codes: type[StrEnum], words: Mapping[StrEnum, str], language: str
) -> None:
    with speaking(language):
        assert len({str(words[code]) for code in codes}) == len(codes)


def test_limits_are_said_for_each_center_and_for_one() -> None:
    limits = (
        Limit(comparison=Comparison.LESS_THAN, share=Fraction(2, 3)),
        Limit(section="mx", comparison=Comparison.AT_LEAST, seats=4),
    )
    one = rule(ties=["lot"]).model_copy(update={"limits": limits})
    with speaking("en"):
        said = [clause.text for clause in seat_clauses(one, Sections({"mx": "Mexico"}, kind=CENTER))]
    assert "Each center has less than two thirds of the seats." in said
    assert "Mexico has at least 4 seats." in said
    assert "A lot is drawn from a seed that was published before." in said


def test_a_third_center_shares_too_and_no_pair_is_made_up_for_it(site: Site, visitor: Visitor) -> None:
    behind(site, lambda cast: c._add_center(cast, "GT", "America/Guatemala", "es"))
    page = visitor.get(asked("structure-2015", members_MX=14, members_US=80, members_GT=6, seats=15))
    assert {row[0]: row[1] for row in table(page, "Seats by center")} == {"US": "9", "MX": "3", "GT": "3"}
    assert not page.all("div", role="region", aria_label="What this rule gives at other shares")


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ({StepCode.FLOOR_BINDS}, "The floor, not the proportion, decided this."),
        ({StepCode.FLOOR_BINDS, StepCode.CAP_BINDS}, "The limits, not the proportion, decided this."),
        ({StepCode.QUOTA}, "The proportion decided; no limit was reached."),
    ],
)
def test_what_decided_is_named(codes: set[StepCode], said: str) -> None:
    steps = [Step(code, "mx") for code in codes]
    with speaking("en"):
        assert word_what_decided(steps, limited=True, proportional={}, words=Sections()) == said


def test_a_floor_too_high_for_any_number_near_it_leaves_nothing_to_propose(site: Site, visitor: Visitor) -> None:
    floor = {"section": "MX", "comparison": "at_least", "seats": 900}
    behind(site, lambda cast: keep(cast, document(id="high", method="dhondt", limits=[floor], scope="election")))
    page = visitor.get(asked("high", members_MX=1, members_US=1, seats=15))
    assert verdict(page).startswith("No allocation meets the rule with these numbers.")
    assert "What would make it possible" not in [one.text for one in page.one("main").all("h2")]


def keep(cast: c.Cast, text: dict[str, Any]) -> None:
    adopt_clause(cast.session, kind=ClauseKind.SEATS, document=text, actor=cast.actor("Olmo"), now=c.NOW)
