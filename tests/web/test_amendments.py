"""A change of the by-laws from its form to its vote: read whole, refused whole, never half saved."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mfpl.domain.bylaws import ClauseKind
from mfpl.rules import parse_rule
from mfpl.services.amendments import AmendmentDraft, save_amendment
from mfpl.services.bylaws import take_in
from mfpl.services.proposals import Text, review_text, save_text
from mfpl.services.votes import close_due, open_vote
from mfpl.store.queries.amendments import find_amendment
from mfpl.store.queries.bylaws import find_clause_text
from mfpl.store.queries.proposals import get_proposal, list_proposals
from tests.cast import CLOSES, CONCURRENT, NOW, Cast, add_rule, prepare
from tests.web.booth import ballot_path, behind, cast_vote, press, send
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element

SignedIn = Callable[[str], Visitor]
CHANGE = "/en/proposals/new/change/rule/both-centers"
VALUE = "/requires/every_section/value"
REASONS = {"title": "Two thirds in each center", "body": "So that more of us agree."}
STRICTER = {
    **REASONS,
    "clause_en": "At least two thirds in each center.",
    "clause_es": "Al menos dos tercios en cada centro.",
    VALUE: "2/3",
}


def forward(visitor: Visitor, path: str = CHANGE, **fields: str) -> Element:
    """Fill the form in and send it."""
    return send(visitor, visitor.get(path), **({**STRICTER, **fields} if path == CHANGE else fields))


def numbers(site: Site) -> list[str]:
    return behind(site, lambda cast: [one.number for one in list_proposals(cast.session)])


def messages(page: Element) -> str:
    return page.one("div", id="errors").text


def document(**parts: object) -> dict[str, Any]:
    return {**CONCURRENT, **parts}


def make_votable(cast: Cast, number: str) -> None:
    """Have the proposal translated and read."""
    save_text(
        cast.session,
        actor=cast.actor("Itzel"),
        number=number,
        language="es",
        text=Text("Dos tercios", "Para estar de acuerdo más personas."),
        now=NOW,
    )
    review_text(cast.session, actor=cast.actor("Tere"), number=number, language="es", now=NOW)


def test_a_change_is_put_forward_and_shown_old_and_new_in_both_languages(site: Site, signed_in: SignedIn) -> None:
    page = forward(signed_in("Itzel"))

    assert "What would change in the by-laws" in page.text
    assert {"left out, from here: More than half up to here."} < {one.text for one in page.all("del")} | {"x"}
    assert any("Al menos dos tercios" in one.text for one in page.all("ins"))
    assert "from the day of its adoption" in page.text
    assert "the rule that stands decides on its own change" in page.text
    row = page.one("table").all("tr")[1]
    assert "changed" in row.text
    carried = behind(
        site,
        lambda cast: find_amendment(
            cast.session, version_id=get_proposal(cast.session, number=numbers_of(cast)[-1]).version_id
        ),
    )
    assert carried is not None
    assert json.loads(carried.document or "")["requires"]["every_section"]["value"] == "2/3"
    assert carried.base_number == 1


def numbers_of(cast: Cast) -> list[str]:
    return [one.number for one in list_proposals(cast.session)]


def test_everything_wrong_is_said_at_once_and_nothing_is_saved_or_lost(site: Site, signed_in: SignedIn) -> None:
    page = forward(
        signed_in("Itzel"),
        title="",
        clause_es="",
        day_MX="1/6/2027",
        **{VALUE: "7/3"},
    )

    said = messages(page)
    assert page.one("input", id=VALUE)["value"] == "7/3"
    assert page.one("input", id="day_MX")["value"] == "1/6/2027"
    assert "Write a title." in said
    assert "The text is empty." in said
    assert "“7/3” is not a share" in said
    assert len(page.one("div", id="errors").all("li")) == 4
    assert {link["href"] for link in page.one("div", id="errors").all("a")} == {
        "#title",
        "#clause_es",
        "#day_MX",
        f"#{VALUE}",
    }
    assert numbers(site) == []


def test_data_that_makes_no_sense_is_said_with_its_place(site: Site, signed_in: SignedIn) -> None:
    data = json.dumps({"language": "mfpl-rules/1", "requires": CONCURRENT["requires"], "deadlock": {"steps": []}})
    page = forward(signed_in("Itzel"), whole=data)

    assert "/deadlock: The key “lapses_after_days” is missing." in messages(page)
    assert "/deadlock/steps: The list needs at least" in messages(page)
    assert numbers(site) == []


def test_data_that_is_no_data_is_kept_as_it_was_typed(site: Site, signed_in: SignedIn) -> None:
    page = forward(signed_in("Itzel"), whole='{"requires": ', title_es="", title="")

    assert [link["href"] for link in page.one("div", id="errors").all("a")] == ["#title", "#title_es", "#whole"]
    assert "This is not JSON" in messages(page)
    assert page.one("textarea", id="whole").text == '{"requires":'
    assert numbers(site) == []


ODD = (
    "[]",
    '"text"',
    "{}",
    '{"requires": []}',
    '{"requires": {"all": [1, null, {"any": {}}]}}',
    '{"electorate": [], "definitions": 7, "requires": {"reference": "x"}}',
    '{"language": "mfpl-text/1", "provenance": ["x", {"field": 1}], "sources": []}',
    '{"requires": {"quorum": {"share": "yes"}}, "rules": {"a": 1}, "preconditions": 3}',
    '{"a": 1, "a": 2}',
    '{"requires": {"share": "yes", "value": 0.5}}',
)


@pytest.mark.parametrize("data", ODD)
@pytest.mark.parametrize("kind", ["rule", "seats", "text"])
def test_whatever_is_typed_as_data_is_answered_at_its_field(
    site: Site, signed_in: SignedIn, data: str, kind: str
) -> None:
    visitor = signed_in("Itzel")
    page = send(visitor, visitor.get(f"/en/proposals/new/clause/{kind}"), **REASONS, code="odd", whole=data)

    assert visitor.last.status_code == 422
    if data.startswith(("[", '"')):
        assert page.one("span", id="whole-error").text == "An object is expected here."
    assert messages(page)


def test_data_and_fields_are_changed_together(site: Site, signed_in: SignedIn) -> None:
    data = {
        **{name: CONCURRENT[name] for name in ("language", "electorate", "requires")},
        "deadlock": {"steps": [{"step": "joint_committee", "days": 30}], "lapses_after_days": 60},
    }
    page = forward(signed_in("Itzel"), whole=json.dumps(data))

    assert "A joint committee of the centers meets: within 30 days." in page.text
    assert "two thirds" in page.one("table").text


def test_a_change_that_no_vote_could_open_is_refused_with_its_reason(site: Site, signed_in: SignedIn) -> None:
    data = {
        **{name: CONCURRENT[name] for name in ("language", "electorate", "requires")},
        "preconditions": {"people_of_each_section_in_discussion": 50},
    }
    page = forward(signed_in("Itzel"), whole=json.dumps(data))

    assert "No vote could open: 50 people" in messages(page)
    assert numbers(site) == []


def test_a_change_that_changes_nothing_is_refused(site: Site, signed_in: SignedIn) -> None:
    visitor = signed_in("Itzel")
    page = send(visitor, visitor.get(CHANGE), **REASONS)

    assert "The clause would stay as it is." in messages(page)
    assert numbers(site) == []


def test_a_change_from_a_version_that_is_not_the_newest_any_more_is_refused(site: Site, signed_in: SignedIn) -> None:
    page = forward(signed_in("Itzel"), base="0")

    assert "newer version, 1," in messages(page)
    assert numbers(site) == []


def test_who_sits_in_no_body_cannot_propose(visitor: Visitor, signed_in: SignedIn) -> None:
    signed_in("Ana").get(CHANGE)
    tere = signed_in("Tere")
    tere.get(CHANGE)

    assert tere.last.status_code == 403
    visitor.get(CHANGE)
    assert "/sign-in" in visitor.last.request.path


def test_a_clause_can_be_begun_in_an_article_or_none(site: Site, signed_in: SignedIn) -> None:
    visitor = signed_in("Itzel")
    page = send(
        visitor,
        visitor.get("/en/proposals/new/clause/text"),
        **REASONS,
        code="dues",
        title_es="Cuotas",
        title_en="Dues",
        clause_es="Se pagan una vez al año.",
        clause_en="They are paid once a year.",
    )

    assert "The clause that would be new" in page.text
    assert "There is no such clause yet." in page.text


@pytest.mark.parametrize(
    ("code", "said"),
    [("both-centers", "There is a clause with this name already."), ("¡no!", "is not a name"), ("", "short name")],
)
def test_a_name_that_is_taken_or_no_name_is_said_at_its_field(
    site: Site, signed_in: SignedIn, code: str, said: str
) -> None:
    visitor = signed_in("Itzel")
    texts = {"title_es": "A", "title_en": "B", "clause_es": "C", "clause_en": "D"}
    page = send(visitor, visitor.get("/en/proposals/new/clause/rule"), **REASONS, **texts, code=code)

    assert said in page.one("span", id="code-error").text
    assert numbers(site) == []


def test_a_seat_rule_is_changed_as_data(site: Site, signed_in: SignedIn) -> None:
    visitor = signed_in("Itzel")
    texts = {"title_es": "A", "title_en": "B", "clause_es": "C", "clause_en": "D"}
    page = send(visitor, visitor.get("/en/proposals/new/clause/seats"), **REASONS, **texts, code="seats-of-all")

    assert "Largest remainder" in page.text, messages(page)


def test_the_last_rule_cannot_be_retired_and_the_page_says_why(site: Site, signed_in: SignedIn) -> None:
    page = forward(signed_in("Itzel"), act="retire")
    assert "Not one rule would be left" in page.one("div", class_="errors").text


def test_a_clause_that_would_be_retired_is_shown_as_one(site: Site, signed_in: SignedIn) -> None:
    behind(site, lambda cast: add_rule(cast.session, {**CONCURRENT, "id": "another"}))
    page = forward(signed_in("Itzel"), act="retire")

    assert "The clause that would be retired" in page.text
    assert "The clause would no longer stand." in page.text


def test_a_draft_is_written_again_and_a_change_made_meanwhile_is_not_lost(site: Site, signed_in: SignedIn) -> None:
    visitor = signed_in("Itzel")
    forward(visitor)
    number = numbers(site)[-1]
    opened = visitor.get(f"/en/proposals/{number}/change")
    three_quarters = document(requires={**CONCURRENT["requires"], "every_section": {  # type: ignore[dict-item]
        "share": "yes", "of": "valid", "comparison": "more_than", "value": "3/4"}})  # fmt: skip
    draft = AmendmentDraft(ClauseKind.RULE, "both-centers", three_quarters, {})
    behind(
        site,
        lambda cast: save_amendment(cast.session, actor=cast.actor("Itzel"), number=number, draft=draft, now=NOW),
    )
    refused = send(visitor, opened, **{VALUE: "4/5"})

    assert visitor.last.status_code == 422
    assert refused.one("input", id=VALUE)["value"] == "4/5"
    again = send(visitor, visitor.get(f"/en/proposals/{number}/change"), **{VALUE: "4/5"}, day_US="March 1, 2027")
    assert "The change was saved." in again.text
    assert "from March 1, 2027" in again.text


def test_other_proposals_and_decided_ones_carry_no_change_to_write(site: Site, signed_in: SignedIn) -> None:
    visitor = signed_in("Itzel")
    behind(site, prepare)
    visitor.get(f"/en/proposals/{numbers(site)[0]}/change")

    assert visitor.last.status_code == 409


def proposed(site: Site, signed_in: SignedIn, **fields: str) -> str:
    """Put a change forward and have it translated; return the number of its proposal."""
    forward(signed_in("Itzel"), **fields)
    number = numbers(site)[-1]
    behind(site, lambda cast: make_votable(cast, number))
    return number


def test_only_the_rule_that_governs_a_change_is_offered_for_its_vote(site: Site, signed_in: SignedIn) -> None:
    number = proposed(site, signed_in)
    page = signed_in("Olmo").get(f"/en/votes/prepare/{number}")

    assert [option["value"] for option in page.one("select", id="rule").all("option")] == ["both-centers"]
    assert "the rule that governs it" in page.text


def decide(site: Site, signed_in: SignedIn, number: str, *, dana: str, itzel: str) -> str:
    """Hold the vote with a ballot of each center and close it; return its number."""
    vote = behind(site, lambda cast: prepare(cast, proposal=number))
    behind(site, lambda cast: open_vote(cast.session, actor=cast.actor("Olmo"), number=vote, now=NOW))
    for name, answer in (("Itzel", itzel), ("Dana", dana)):
        cast_vote(signed_in(name), ballot_path(site, vote, name), q1=answer, q2=answer)
    site.clock.instant = CLOSES
    behind(site, lambda cast: close_due(cast.session, now=CLOSES))
    return vote


def test_an_adopted_change_says_what_it_enacted_and_from_when_in_each_center(site: Site, signed_in: SignedIn) -> None:
    number = proposed(site, signed_in, day_MX="2027-01-15")
    vote = decide(site, signed_in, number, dana="yes", itzel="yes")

    line = "enacted version 2 of “Majority in each center”"
    page = signed_in("Itzel").get(f"/en/proposals/{number}")
    assert line in page.text
    assert "in force in MX from January 15, 2027 on" in page.text
    assert "in force in US since November 24, 2026" in page.text
    result = signed_in("Itzel").get(f"/en/votes/{vote}/result")
    assert line in result.text
    decision = next(link["href"] for link in result.all("a") if "/decisions/" in str(link.get("href")))
    assert line in signed_in("Itzel").get(decision).text
    assert "The centers do not have the same version yet." in signed_in("Itzel").get("/en/bylaws").text
    assert behind(
        site, lambda cast: find_clause_text(cast.session, kind=ClauseKind.RULE, code="both-centers", number=2)
    )


def with_deadlock(cast: Cast) -> None:
    rule = document(
        version=2,
        deadlock={
            "steps": [{"step": "joint_committee", "days": 20}, {"step": "second_vote", "days": 20}],
            "lapses_after_days": 60,
        },
        preconditions={"people_of_each_section_in_discussion": 2, "resources_estimated": True},
    )
    days: dict[Any, date | None] = {None: date(2026, 11, 1)}
    take_in(cast.session, kind=ClauseKind.RULE, document=parse_rule(rule), days=days, now=NOW)


def test_an_officer_declares_what_the_program_cannot_count(site: Site, signed_in: SignedIn) -> None:
    behind(site, with_deadlock)
    vote = behind(site, prepare)
    olmo = signed_in("Olmo")
    page = olmo.get(f"/en/votes/{vote}/open")
    assert "At least 2 people of each center took part in the discussion." in page.text

    refused = send(olmo, page, in_discussion_MX="some", in_discussion_US="3")
    assert olmo.last.status_code == 422
    assert refused.one("input", id="in_discussion_MX")["value"] == "some"
    fields = {"in_discussion_MX": "1", "in_discussion_US": "3", "resources_estimated": "y"}
    kept = send(olmo, olmo.get(f"/en/votes/{vote}/open"), **fields)
    assert kept.one("input", id="in_discussion_MX")["value"] == "1"
    assert "it lacks: MX" in kept.text
    ready = send(olmo, kept, **{**fields, "in_discussion_MX": "2"})
    assert "it lacks" not in ready.text
    assert "Everything is ready to open" in ready.one("h1").text


def test_centers_that_are_apart_are_shown_the_way_out_and_write_a_second_text(site: Site, signed_in: SignedIn) -> None:
    behind(site, with_deadlock)
    vote = behind(site, prepare)
    olmo = signed_in("Olmo")
    fields = {"in_discussion_MX": "2", "in_discussion_US": "2", "resources_estimated": "y"}
    send(olmo, olmo.get(f"/en/votes/{vote}/open"), **fields)
    behind(site, lambda cast: open_vote(cast.session, actor=cast.actor("Olmo"), number=vote, now=NOW))
    for name, answer in (("Itzel", "yes"), ("Dana", "no")):
        cast_vote(signed_in(name), ballot_path(site, vote, name), q1=answer, q2=answer)
    site.clock.instant = CLOSES
    behind(site, lambda cast: close_due(cast.session, now=CLOSES))
    number = numbers(site)[0]
    itzel = signed_in("Itzel")
    page = itzel.get(f"/en/proposals/{number}")

    assert "The centers did not agree" in page.text
    assert "A joint committee of the centers meets: until December 14, 2026" in page.text
    assert "Write the revised text" not in signed_in("Dana").get(f"/en/proposals/{number}").text
    assert any("A revised text can be written" in one.text for one in itzel.get("/en/").all("li"))
    draft = press(itzel, itzel.get(f"/en/proposals/{number}"), "Write the revised text")
    assert "version 2" in draft.text
    assert "Change this text" in draft.text
    assert "The centers did not agree" in draft.text
