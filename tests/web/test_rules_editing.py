"""The form over a rule: every rule there is can be edited, in words, and what is kept as an example is held to it."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import update
from werkzeug.datastructures import MultiDict

from mfpl.cli.speech import speaking
from mfpl.rules.editing import Changes, edited, leaves, weights
from mfpl.rules.replaying import replay
from mfpl.services.rulebook import adopt_rule
from mfpl.store.tables import Proposal
from mfpl.web.rules.editing import EditForm, as_query, changes_in, edit_form
from tests import cast as c
from tests.rules.support import DATA, MAJORITY, PRESETS, document, rule
from tests.web.booth import behind, filled, press
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element
from tests.web.test_results import decided
from tests.web.test_rules_trying import BOTH, EACH, NUMBERS, tried, verdicts

FILES = sorted([*PRESETS.glob("*.json"), *(DATA / "rules").glob("*.json")])
NAME = "Una a favor de más"


def form_of(asked: dict[str, Any], changes: Changes | None = None) -> EditForm:
    changes = changes or Changes()
    return edit_form(asked, changes, edited(asked, changes))


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_rule_can_be_edited_in_words(file: Any, language: str) -> None:
    asked = json.loads(file.read_text())
    with speaking(language):
        form = form_of(asked)
    shown = [field for part in form.parts for field in part.fields] + list(form.weights)
    expected = {at: text for leaf in leaves(asked) for at, text in leaf.fields.items()} | weights(asked)
    assert {field.name: field.value for field in shown} == expected
    assert not form.problems
    for part in form.parts:
        assert part.name.strip()
        assert not part.name.startswith("/")
    for field in shown:
        assert field.label.strip()
        assert not field.options or field.value in dict(field.options)
        assert all(words.strip() and "_" not in words for _value, words in field.options)


def test_changes_are_read_from_an_address_as_they_were_put_into_it() -> None:
    changes = Changes(
        fields={"/requires/value": "2/3"}, removed=frozenset({"/requires/all/1"}), added=("two_thirds",), text="{}"
    )
    assert changes_in(MultiDict(as_query(changes))) == changes
    assert changes_in(MultiDict([("roll", "today"), ("MX.yes", "3")])) == Changes()
    assert len(changes_in(MultiDict([("/requires/value", "9" * 1000)])).fields["/requires/value"]) == 80


def test_a_part_is_left_out_once_however_many_numbers_it_has() -> None:
    inner = {"number_of_sections": MAJORITY, "among": "center", "comparison": "at_least", "value": 1}
    with speaking("en"):
        form = form_of(document({"all": [inner, MAJORITY]}), Changes(removed=frozenset({"/requires/all/1"})))
    assert [(part.name, part.item, part.left_out) for part in form.parts] == [
        ("Majority by centers", "/requires/all/0", False),
        ("Majority by centers: what is asked of each", "", False),
        ("Majority in the whole", "/requires/all/1", True),
    ]


def test_what_a_quorum_means_stands_with_what_it_asks_for() -> None:
    quorum = {"quorum": {**MAJORITY, "share": "voting", "of": "eligible"}, "otherwise": "failed"}
    with speaking("en"):
        (part,) = form_of(document(quorum)).parts
    assert (part.name, part.fields[-1].name, part.fields[-1].value) == (
        "Quorum in the whole", "/requires/otherwise", "failed"
    )  # fmt: skip


def test_a_procedure_offers_nothing_to_add() -> None:
    case = {"case": [{"when": MAJORITY, "then": {"outcome": "passed"}}], "otherwise": {"outcome": "failed"}}
    with speaking("en"):
        form = form_of(document(case))
    assert not form.additions
    assert form.parts


def test_a_text_that_is_no_rule_yet_can_still_be_edited() -> None:
    text = json.dumps({"requires": {"all": [{**MAJORITY, "of": ["yes", "no"]}, {"share": "yes", "of": "perhaps"}]}})
    with speaking("en"):
        form = form_of(document(MAJORITY), Changes(text=text))
    assert [part.name for part in form.parts] == ["/requires/all/0", "/requires/all/1"]
    of = next(field for field in form.parts[0].fields if field.name.endswith("/of"))
    assert dict(of.options)["yes+no"] == "the votes for and the votes against"
    odd = next(field for field in form.parts[1].fields if field.name.endswith("/of"))
    assert dict(odd.options)["perhaps"] == "perhaps"
    assert odd.errors
    assert any(message.startswith("/requires/all/1: ") for message in form.loose)
    assert json.loads(form.text) == json.loads(text)


def keeping(visitor: Visitor, page: Element, title: str, **changes: str) -> Element:
    form = next(one for one in page.all("form") if one.get("action").endswith("/try/examples"))
    return visitor.post(form["action"], **(filled(form) | changes | {"title": title}))


@pytest.fixture
def officer(site: Site) -> Visitor:
    """An election officer, who may keep examples."""
    return site.visitor().sign_in("Olmo")


def test_numbers_are_kept_as_an_example_with_what_the_rule_gives(officer: Visitor, visitor: Visitor) -> None:
    page = keeping(officer, tried(officer), NAME)
    assert page.one("p", class_="note", role="status").text == "The example was kept."
    assert dict(parse_qsl(urlsplit(officer.last.request.url).query)) == NUMBERS
    shown = visitor.get(f"/en{BOTH}").one("h2", id="examples")
    assert shown.text == "Examples of this rule"
    (item,) = [one for one in visitor.get(f"/en{BOTH}").all("li") if NAME in one.text]
    assert "As expected — Una a favor de más Expected: ✓ Adopted." in item.text
    again = visitor.get(item.one("a")["href"])
    assert verdicts(again) == verdicts(tried(visitor))


def test_an_example_without_a_name_or_with_one_taken_is_refused_with_everything_kept(officer: Visitor) -> None:
    keeping(officer, tried(officer), NAME)
    for title, said in (("", "Give the example a name."), (NAME, "already"), ("x" * 201, "too long")):
        page = keeping(officer, tried(officer), title)
        assert officer.last.status_code == 422
        assert said in page.one("span", id="title-error").text
        assert page.one("form", id="page-form").one("input", name="MX.individual.yes")["value"] == "3"
    page = keeping(officer, tried(officer), "Otro", **{"MX.individual.yes": "99"})
    assert officer.last.status_code == 422
    assert page.one("div", id="errors")


def test_examples_are_handed_out_for_the_command_that_replays(officer: Visitor, visitor: Visitor) -> None:
    keeping(officer, tried(officer), NAME)
    cases = json.loads(visitor.client.get("/en/rules/both-centers/1/try/examples.json").text)
    assert [(case["id"], case["outcome"]) for case in cases] == [(NAME, "passed")]
    (again,) = replay(rule(c.CONCURRENT["requires"]), cases)
    assert (again.outcome, again.changed) == ("passed", False)


def test_a_changed_rule_and_a_later_version_are_held_against_the_examples(site: Site, officer: Visitor) -> None:
    keeping(officer, tried(officer), NAME)
    changed = tried(officer, **{f"{EACH}/value": "2/3"})
    (item,) = [one for one in changed.all("li") if NAME in one.text]
    assert "As you changed it: ✗ Not adopted." in item.text
    stricter = {"requires": {**c.CONCURRENT["requires"], "among": "canton"}}  # type: ignore[dict-item]
    cantons = tried(officer, document=json.dumps(stricter))
    assert "As you changed it" not in next(one.text for one in cantons.all("li") if NAME in one.text)
    second = {**c.CONCURRENT, "version": 2, "requires": {**MAJORITY, "value": "9/10"}}
    behind(site, lambda cast: adopt_rule(cast.session, document=second, actor=cast.actor("Olmo"), now=c.NOW))
    (item,) = [one for one in officer.get("/en/rules/both-centers/2/try").all("li") if NAME in one.text]
    assert "Otherwise than expected" in item.text
    assert "Now: ✗ Not adopted." in item.text


def test_an_example_is_retired_and_no_longer_shown(officer: Visitor) -> None:
    page = keeping(officer, tried(officer), NAME)
    page = press(officer, page, "Retire the example")
    assert page.one("p", class_="note", role="status").text == "The example was retired."
    assert NAME not in page.one("main").text
    assert json.loads(officer.client.get("/en/rules/both-centers/1/try/examples.json").text) == []


def test_who_may_not_keep_examples_sees_no_form_and_is_refused(site: Site, visitor: Visitor) -> None:
    page = visitor.get(f"/es{BOTH}")
    assert not [one for one in page.all("form") if one.get("method") == "post"]
    visitor.send("/es/rules/both-centers/1/try/examples", title=NAME, follow=False, **NUMBERS)
    assert visitor.last.status_code == 303
    member = site.visitor().sign_in("Lale")
    member.send("/en/rules/both-centers/1/try/examples", title=NAME, **NUMBERS)
    assert member.last.status_code == 403


def test_the_numbers_of_a_vote_that_is_not_public_are_not_kept(site: Site, officer: Visitor) -> None:
    decided(site)
    public = officer.get(f"/en{BOTH}?roll=2026-01")
    assert [one for one in public.all("form") if one.get("action").endswith("/try/examples")]
    behind(site, lambda cast: cast.session.execute(update(Proposal).values(visibility="members")))
    page = officer.get(f"/en{BOTH}?roll=2026-01")
    assert page.one("select", id="roll").one("option", selected="")["value"] == "2026-01"
    assert not [one for one in page.all("form") if one.get("action").endswith("/try/examples")]
    officer.send("/en/rules/both-centers/1/try/examples", roll="2026-01", title=NAME)
    assert officer.last.status_code == 422
