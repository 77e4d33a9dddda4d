"""The demonstration's data: its sums hold, its names are unique, and nothing people read lacks a language."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import mfpl
from mfpl.presets.names import DemoMember, build_register, resolve_day, voters_for
from mfpl.rules import decide, parse_counts, parse_rule, parse_text_clause

PRESETS = Path(mfpl.__file__).parent / "presets"
START = date(2026, 11, 21)
WEIGHT = {"organization": 2, "individual": 1}
MARKS = {"stated", "inferred", "assumed", "not_found", "example", "partial", "never_published"}
RULES = {"simple-majority", "structure-2015", "bylaws-2019", "lc-2012", "concurrent-majorities"}
PEOPLE_FIELDS = {"full_name", "called_name", "email", "representatives"}
FILES = sorted(path.name for path in (PRESETS / "demo").glob("*.json"))


def read(name: str) -> Any:
    return json.loads((PRESETS / name).read_text(encoding="utf-8"))


def demo(name: str) -> Any:
    return read(f"demo/{name}.json")


def objects(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object inside a document, with the path to it."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from objects(inner, f"{path}/{key}")
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from objects(inner, f"{path}/{place}")


@pytest.fixture(scope="module")
def people() -> list[dict[str, Any]]:
    return demo("people")["people"]


@pytest.fixture(scope="module")
def register() -> tuple[DemoMember, ...]:
    return build_register(demo("names"), demo("people")["members"])


@pytest.fixture(scope="module")
def decisions() -> list[dict[str, Any]]:
    return demo("decisions")["decisions"]


def value_on(periods: tuple[tuple[str, str], ...], day: date) -> str | None:
    begun = [value for value, since in periods if resolve_day(since, start=START) <= day]
    return begun[-1] if begun else None


def roll_on(register: tuple[DemoMember, ...], day: date) -> Counter[tuple[str, str]]:
    return Counter(
        (str(value_on(member.affiliations, day)), member.kind)
        for member in register
        if value_on(member.statuses, day) == "good_standing"
    )


def weighed(groups: list[dict[str, Any]], question: str, *, center: str | None = None) -> dict[str, int]:
    found = dict.fromkeys(("yes", "no", "abstain"), 0)
    for group in groups:
        if center in {None, group["center"]}:
            found[group["answers"][question]] += group["count"] * WEIGHT[group["kind"]]
    return found


@pytest.mark.parametrize("name", [*(f"demo/{name}" for name in FILES), "glossary.json"])
def test_whatever_has_one_language_has_both(name: str) -> None:
    lacking = [
        path
        for path, found in objects(read(name))
        if ({"es", "en"} & found.keys()) and not path.endswith("/texts") and not (found.get("es") and found.get("en"))
        if not path.endswith("/variants")
    ]
    assert lacking == []


@pytest.mark.parametrize("name", FILES)
def test_marks_are_known_and_what_is_stated_names_its_source(name: str) -> None:
    for path, found in objects(demo(name.removesuffix(".json"))):
        mark = found.get("mark")
        assert mark is None or mark in MARKS, path
        if mark == "stated":
            assert found.get("sources"), path
        for source in found.get("sources", []):
            assert re.fullmatch(r"S\d+[ab]?", source["ref"]), path
            assert source["url"].startswith("http"), path


@pytest.mark.parametrize("name", FILES)
def test_fixed_days_are_never_in_the_future(name: str) -> None:
    text = (PRESETS / "demo" / name).read_text(encoding="utf-8")
    assert max((int(year) for year in re.findall(r'"(\d{4})-\d\d-\d\d', text)), default=0) <= 2024


def test_a_day_is_fixed_or_counted_from_the_start() -> None:
    assert resolve_day("2019-06-11", start=START) == date(2019, 6, 11)
    assert resolve_day("start", start=START) == START
    assert resolve_day("start-61d", start=START) == START - timedelta(days=61)
    assert resolve_day("start+3d", start=START) == START + timedelta(days=3)
    with pytest.raises(ValueError, match="isoformat"):
        resolve_day("start 3", start=START)


def test_both_centers_say_the_same_things_about_themselves() -> None:
    mexico, united_states = sorted(demo("centers")["centers"], key=lambda center: center["code"])
    assert (mexico["code"], united_states["code"]) == ("MX", "US")
    assert mexico.keys() == united_states.keys()


def test_the_register_is_the_same_every_time(register: tuple[DemoMember, ...]) -> None:
    assert build_register(demo("names"), demo("people")["members"]) == register


@pytest.mark.parametrize("day", [date(2019, 6, 11), START - timedelta(days=4)], ids=["2019", "today"])
def test_the_rolls_of_2019_and_of_the_open_vote_have_635_members(register: tuple[DemoMember, ...], day: date) -> None:
    assert roll_on(register, day) == {
        ("MX", "organization"): 85,
        ("MX", "individual"): 42,
        ("US", "organization"): 338,
        ("US", "individual"): 170,
    }


def test_twenty_members_have_lapsed_and_one_has_just_joined(register: tuple[DemoMember, ...]) -> None:
    lapsed = [member for member in register if value_on(member.statuses, START) != "good_standing"]
    assert Counter(member.affiliations[-1][0] for member in lapsed) == {"MX": 9, "US": 11}
    assert {value_on(member.statuses, START) for member in lapsed} == {"at_risk", "suspended", "left"}
    assert [member.cohort for member in register].count("newcomer") == 1


def test_no_two_members_and_no_two_people_share_a_name(
    register: tuple[DemoMember, ...], people: list[dict[str, Any]]
) -> None:
    acting = [name for member in register for name in member.representatives]
    only_representing = [
        person["full_name"]
        for person in people
        if all(membership["as"] == "representative" for membership in person["memberships"])
    ]
    names = [member.name for member in register] + acting + only_representing
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert len({member.id for member in register}) == len(register)
    assert all(name == name.strip() and "  " not in name for name in names)


def test_the_cast_has_every_role_that_a_newcomer_may_want_to_try(people: list[dict[str, Any]]) -> None:
    cast = [person for person in people if person["cast"]]
    assert 12 <= len(cast) <= 16
    held = {(m["kind"], m["center"]) for person in cast for m in person["mandates"]}
    for kind in ("center_admin", "election_officer", "committee_member", "translator"):
        assert {(kind, "MX"), (kind, "US")} <= held
    assert [kind for kind, _ in held].count("chair") == 1
    for center, language in (("MX", "es"), ("US", "en")):
        assert any(
            person["center"] == center
            and person["language"] == language
            and {membership["as"] for membership in person["memberships"]} == {"individual", "representative"}
            for person in cast
        )
    assert any([m["as"] for m in person["memberships"]] == ["representative"] * 2 for person in cast)
    assert all(person["role"] for person in cast)
    assert {person["email"].partition("@")[2] for person in people} == {"demo.example"}
    assert len({person["email"] for person in people}) == len(people)


def test_translators_work_in_both_directions(people: list[dict[str, Any]]) -> None:
    pairs = {(m["languages"]["from"], m["languages"]["to"]) for p in people for m in p["mandates"] if m["languages"]}
    assert pairs == {("es", "en"), ("en", "es")}


def test_the_committee_has_nine_seats_and_six(people: list[dict[str, Any]]) -> None:
    seats = Counter(m["center"] for p in people for m in p["mandates"] if m["kind"] == "committee_member")
    body = next(body for body in demo("bodies")["bodies"] if body["id"] == "leadership-committee")
    assert seats == body["seats_by_center"] == {"US": 9, "MX": 6}
    assert body["seats"] == 15


def test_people_refer_to_members_and_bodies_that_exist(people: list[dict[str, Any]]) -> None:
    members = {member["id"]: member for member in demo("people")["members"]}
    bodies = {body["id"] for body in demo("bodies")["bodies"]} | {None}
    for person in people:
        for membership in person["memberships"]:
            member = members[membership["member"]]
            assert (membership["as"] == "individual") == (member["kind"] == "individual")
            assert member["kind"] == "organization" or member["name"] == person["full_name"]
        assert {mandate["body"] for mandate in person["mandates"]} <= bodies


def test_every_recorded_vote_is_there_once_and_in_order(decisions: list[dict[str, Any]]) -> None:
    assert len(decisions) == len({decision["id"] for decision in decisions}) == 35
    numbers = [decision["number"] for decision in decisions]
    assert numbers == sorted(numbers)
    assert all(re.fullmatch(r"20\d\d-\d\d", number) for number in numbers)
    known = {decision["id"] for decision in decisions}
    assert {decision["depends_on"] for decision in decisions} - {None} <= known


def test_a_decision_says_what_is_known_and_where_it_comes_from(decisions: list[dict[str, Any]]) -> None:
    reasons = demo("decisions")["recompute_reasons"]
    for decision in decisions:
        assert decision["sources"]
        assert decision["notes"]
        assert decision["by_center"] is None
        assert decision["marks"]["by_center"] == "never_published"
        assert (decision["recompute"] is None) == (decision["recompute_reason"] in reasons)
        if decision["counts"]:
            assert decision["counts"]["yes"] + decision["counts"]["no"] == decision["counts"]["total"]


def test_the_register_keeps_no_names_of_people() -> None:
    keys = {key for _, found in objects(demo("decisions")) for key in found}
    assert keys.isdisjoint(PEOPLE_FIELDS | {"names", "open", "elected_names", "appointed_by_workers", "candidates"})
    for _, found in objects(demo("decisions")["decisions"]):
        if found.get("score", {}).get("kind") == "votes":
            assert re.fullmatch(r"Candidate \d", found["label"]["en"])


def test_history_is_decided_again_with_the_same_outcome(decisions: list[dict[str, Any]]) -> None:
    again = [decision["recompute"] for decision in decisions if decision["recompute"]]
    assert len(again) == 12
    for recompute in again:
        rule = parse_rule((PRESETS / "rules" / f"{recompute['rule']}.json").read_text(encoding="utf-8"))
        assert decide(rule, parse_counts(recompute["counts"])).outcome == recompute["expected"]


def test_the_ballots_of_2019_add_up_to_what_was_published() -> None:
    vote = demo("vote_2019")
    groups = vote["ballots"]["groups"]
    heads = Counter({(c, k): 0 for c in ("MX", "US") for k in WEIGHT})
    for group in groups:
        heads[group["center"], group["kind"]] += group["count"]
    assert heads == {
        ("MX", "organization"): 10,
        ("MX", "individual"): 11,
        ("US", "organization"): 52,
        ("US", "individual"): 42,
    }
    for question in vote["questions"]:
        if question["in_vote"]:
            assert weighed(groups, question["id"]) == {**question["published"], "abstain": 0}
    assert weighed(groups, "bylaws", center="MX") == {"yes": 30, "no": 1, "abstain": 0}
    assert weighed(groups, "bylaws", center="US") == {"yes": 144, "no": 2, "abstain": 0}


def test_the_question_of_2019_without_a_published_count_has_no_ballots() -> None:
    vote = demo("vote_2019")
    left_out = next(question for question in vote["questions"] if not question["in_vote"])
    assert left_out["published"] is None
    assert left_out["note"]
    assert all(left_out["id"] not in group["answers"] for group in vote["ballots"]["groups"])


def test_the_open_vote_is_one_ballot_short_of_a_quorum_in_mexico() -> None:
    vote = demo("open_vote")
    groups = vote["ballots"]["groups"]
    cast = Counter({c: sum(g["count"] for g in groups if g["center"] == c) for c in ("MX", "US")})
    assert cast["MX"] * 10 < 127 <= (cast["MX"] + 1) * 10
    assert cast["US"] * 10 >= 508
    for center, standing in vote["ballots"]["standing"].items():
        assert standing["ballots"] == cast[center]
        for question, counted in standing["weighted"].items():
            assert weighed(groups, question, center=center) == counted
    mexico = weighed(groups, "common-strategy", center="MX")
    assert mexico["yes"] > mexico["no"] >= mexico["yes"] - WEIGHT["organization"]


def test_enough_unnamed_members_exist_to_cast_every_example_ballot(register: tuple[DemoMember, ...]) -> None:
    named = {member["id"] for member in demo("people")["members"]}
    for name, day in (("vote_2019", date(2019, 6, 11)), ("open_vote", START - timedelta(days=4))):
        candidates = [
            (member.id, str(value_on(member.affiliations, day)), member.kind)
            for member in register
            if member.id not in named and value_on(member.statuses, day) == "good_standing"
        ]
        groups = demo(name)["ballots"]["groups"]
        chosen = voters_for(groups, candidates=candidates)
        assert [len(members) for members in chosen] == [group["count"] for group in groups]
        assert len({member for members in chosen for member in members}) == sum(map(len, chosen))
    with pytest.raises(ValueError, match="are left"):
        voters_for([{"center": "MX", "kind": "individual", "count": 1}], candidates=[])


def test_the_committee_vote_is_by_name_and_one_vote_from_failing(people: list[dict[str, Any]]) -> None:
    vote = demo("committee_vote")
    assert (vote["vote"]["level"], vote["vote"]["rule"]) == ("open", "lc-2012")
    seated = {p["id"] for p in people if any(m["kind"] == "committee_member" for m in p["mandates"])}
    by_name = vote["ballots"]["by_name"]
    assert {ballot["person"] for ballot in by_name} < seated
    counted = Counter(ballot["answers"]["adopt"] for ballot in by_name)
    assert {**counted, "ballots": len(by_name), "seats": 15} == vote["ballots"]["standing"]
    assert counted["yes"] * 3 > 2 * (counted["yes"] + counted["no"])
    assert counted["yes"] * 3 <= 2 * (counted["yes"] + counted["no"] + 1)


def test_questions_depend_only_on_earlier_ones_and_rules_are_shipped_ones() -> None:
    votes = [demo("open_vote")["vote"], demo("committee_vote")["vote"], demo("vote_2019")]
    votes += [entry["vote"] for entry in demo("proposals")["proposals"] if entry["vote"]]
    for vote in votes:
        assert vote["rule"] in RULES
        earlier: set[str | None] = {None}
        for question in vote["questions"]:
            assert question["depends_on"] in earlier
            earlier.add(question["id"])


def test_only_the_proposals_that_show_it_lack_a_language_or_a_current_translation() -> None:
    entries = [demo("open_vote"), demo("committee_vote"), *demo("proposals")["proposals"]]
    for entry in entries:
        texts, source = entry["proposal"]["texts"], entry["proposal"]["source_language"]
        assert (set(texts) == {"es", "en"}) == (entry.get("shows") != "missing_translation")
        assert texts[source]["status"] == "original"
        stale = [text for text in texts.values() if text["made_from"] and text["made_from"] != texts[source]]
        assert bool(stale) == (entry.get("shows") == "stale_translation")
        assert all(text["reviewed_by"] != text["by"] for text in texts.values())


def test_everyone_named_in_a_proposal_is_in_the_cast_and_translates_in_their_direction(
    people: list[dict[str, Any]],
) -> None:
    translates = {
        person["id"]: mandate["languages"]["to"]
        for person in people
        for mandate in person["mandates"]
        if mandate["languages"]
    }
    known = {person["id"] for person in people}
    for entry in [demo("open_vote"), demo("committee_vote"), *demo("proposals")["proposals"]]:
        proposal = entry["proposal"]
        assert {proposal["sponsor"], *proposal["cosponsors"]} <= known
        for language, text in proposal["texts"].items():
            expected = language == proposal["source_language"] or translates[text["by"]] == language
            assert expected, (entry["id"], language)


def test_every_clause_of_the_bylaws_ships_and_every_text_is_placed_once() -> None:
    bylaws = demo("bylaws")
    shipped = {("rule", rule) for rule in RULES} | {("seats", name) for name in bylaws["seats"]}
    texts = [parse_text_clause(json.dumps(read(f"texts/{name}.json"))) for name in bylaws["texts"]]
    placed = [(kind, code) for article in bylaws["articles"] for kind, code in article["clauses"]]

    assert sorted(bylaws["texts"]) == sorted(path.stem for path in (PRESETS / "texts").glob("*.json"))
    assert sorted(set(placed)) == sorted(shipped | {("text", text.id) for text in texts})
    assert len(placed) == len(set(placed))
    assert bylaws["governs_amendments"]["rule"] in RULES


def test_versions_that_decisions_enacted_name_decisions_of_the_register(decisions: list[dict[str, Any]]) -> None:
    for one in demo("bylaws")["enacted_by"]:
        assert one["decision"] in {decision["id"] for decision in decisions}


@pytest.mark.parametrize("name", demo("bylaws")["texts"])
def test_every_text_of_the_bylaws_says_how_far_it_is_known(name: str) -> None:
    text = parse_text_clause(json.dumps(read(f"texts/{name}.json")))
    marked = {one.field for one in text.provenance}

    assert {"/title", "/clause"} <= marked
    assert text.in_force is None or any(field.startswith("/in_force") for field in marked)


def test_glossary_terms_are_unique_in_each_language() -> None:
    terms = read("glossary.json")["terms"]
    for key in ("id", "es", "en"):
        assert [word for word, times in Counter(term[key] for term in terms).items() if times > 1] == []
    for term in terms:
        for language in ("es", "en"):
            assert term[language] not in term["variants"][language]
