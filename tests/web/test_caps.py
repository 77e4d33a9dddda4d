"""Caps on votes at the pages: those no votes can meet are told, and those that can be met are applied in a trial."""

from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

import pytest

from tests import cast as c
from tests.web.booth import behind, heading, press
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

LEFT_OUT = {
    "en": "With these members no votes stay under the caps of the rule",
    "es": "Con estas membresías ningún voto queda dentro de los topes de la regla",
}
FIELDS = [f"{center}.{kind}" for center in ("MX", "US") for kind in ("organization", "individual")]

ELECTORATE: dict[str, Any] = {"statuses": ["good_standing", "grace"], "weights": {"organization": 2, "individual": 1}}
NUMBERS = ("eligible", "ballots", "yes", "no")


def under(**caps: Any) -> dict[str, Any]:
    return {**c.CONCURRENT, "id": "capped", "electorate": {**ELECTORATE, "caps": caps}}


@pytest.fixture
def vote(site: Site) -> str:
    """A prepared vote under a rule of whose four voters none may have more than a thousandth."""

    def add(cast: c.Cast) -> str:
        c.add_rule(cast.session, under(share_per_voter="1/1000"))
        return c.prepare(cast, rule="capped")

    return behind(site, add)


def main(page: Element) -> str:
    return page.one("main").text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_of_a_vote_says_that_its_caps_cannot_be_met(visitor: Visitor, vote: str, language: str) -> None:
    page = visitor.get(f"/{language}/votes/{vote}")
    assert visitor.last.status_code == 200
    assert LEFT_OUT[language] in main(page)


def test_an_officer_sees_what_is_missing_before_and_after_trying_to_open(site: Site, vote: str) -> None:
    officer = site.visitor().sign_in("Olmo")
    page = officer.get(f"/en/votes/{vote}/open")
    assert officer.last.status_code == 200
    assert heading(page) == "Something is still missing"
    assert "with this roll nobody's votes could stay under its caps." in main(page)
    page = press(officer, page, "Try to open it all the same")
    assert officer.last.status_code == 409
    assert "with this roll nobody's votes could stay under its caps." in main(page)
    assert LEFT_OUT["en"] in main(page)


def test_power_and_trial_say_in_words_why_the_caps_cannot_be_met(visitor: Visitor, vote: str) -> None:
    page = visitor.get("/en/rules/capped/1/power")
    assert visitor.last.status_code == 200
    assert "There are too few voters for its cap" in main(page)
    assert page.one("input", name="MX-organization")["value"] == "1"
    page = visitor.get("/en/rules/capped/1/try")
    assert visitor.last.status_code == 200
    (said,) = page.all("div", class_="verdict")
    assert said.text.startswith("This rule cannot decide these numbers. There are too few voters for its cap")


def test_power_beside_a_rule_whose_caps_cannot_be_met_is_measured_all_the_same(visitor: Visitor, vote: str) -> None:
    page = visitor.get("/en/rules/both-centers/1/power?against=capped:1")
    first, second = (one.text for one in page.all("div", class_="verdict"))
    assert first.startswith("Of 100 possible votes")
    assert second.startswith("Its power cannot be measured.")


def trial(visitor: Visitor, **changes: str) -> Element:
    """Ten members of each kind in each center: all organizations say yes, all individual members say no."""
    numbers = {f"{pool}.{count}": "10" for pool in FIELDS for count in ("eligible", "ballots")}
    answers = {f"{pool}.{answer}": "10" if (answer == "yes") == pool.endswith("organization") else "0"
               for pool in FIELDS for answer in ("yes", "no")}  # fmt: skip
    query = urlencode({"roll": "typed", **numbers, **answers, **changes})
    return visitor.get(f"/en/rules/capped/1/try?{query}")


@pytest.mark.parametrize(
    ("caps", "outcome"),
    [
        ({"votes_per_voter": 2}, "Adopted."),
        ({"votes_per_voter": 1}, "Not adopted."),
        ({"share_of_class": {"organization": str(Fraction(1, 3))}}, "Not adopted."),
    ],
)
def test_a_trial_counts_votes_as_the_caps_leave_them(
    site: Site, visitor: Visitor, caps: dict[str, Any], outcome: str
) -> None:
    behind(site, lambda cast: c.add_rule(cast.session, under(**caps)))
    page = trial(visitor)
    assert page.one("div", class_="verdict").text.startswith(outcome)
    assert "They are counted as its caps leave them over this roll." in main(page)


def test_a_trial_without_the_number_of_members_says_that_caps_are_left_out(site: Site, visitor: Visitor) -> None:
    behind(site, lambda cast: c.add_rule(cast.session, under(votes_per_voter=1)))
    page = trial(visitor, **{"MX.organization.eligible": ""})
    assert "without caps" in page.one("p", class_="warn").text


def test_a_trial_names_the_class_whose_cap_cannot_be_met(site: Site, visitor: Visitor) -> None:
    behind(site, lambda cast: c.add_rule(cast.session, under(share_of_class={"organization": "1/3"})))
    page = trial(visitor, **{f"{center}.individual.{count}": "0" for center in ("MX", "US") for count in NUMBERS})
    assert "the one that cannot be met is “organization”" in page.one("div", class_="verdict").text
