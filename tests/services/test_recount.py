"""A recount pack decides its vote again without a database, and whatever is changed in it is found."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.refusals import Conflict, Invalid
from mfpl.domain.votes import Answer, receipt_code
from mfpl.rules import decide, parse_counts, parse_rule
from mfpl.services.recount import build_pack, pack_fingerprint, pack_text, recount
from mfpl.services.votes import Cast, cast_ballot, close_due
from mfpl.store.queries.votes import get_vote
from tests import cast as c

Pack = dict[str, Any]
Path_ = tuple[str | int, ...]
TOLD_BY_FINGERPRINT_ALONE = {
    "vote",
    "example",
    "texts",
    "wording",
    "effective_if",
    "excluded",
    "centers",
    "kind",
    "smallest",
}
"""What no count can contradict; the fingerprint that the result page tells still does."""


@pytest.fixture
def pack(session: Session) -> Pack:
    """The pack of a vote of two questions in which both centers voted, one ballot left half blank."""
    cast = c.build_cast(session)
    number = c.opened(cast)
    ballots = {
        ("Itzel", "Radio Bosque"): {1: Answer.YES, 2: Answer.NO},
        ("Itzel", "Itzel"): {1: Answer.YES},
        ("Dana", "River Press"): {1: Answer.YES, 2: Answer.YES},
        ("Dana", "Dana"): {1: Answer.ABSTAIN, 2: Answer.YES},
    }
    for seed, ((person, member), answers) in enumerate(ballots.items()):
        ballot = Cast(cast.members[member], answers, receipt_code(bytes([seed]) * 15))
        cast_ballot(session, actor=cast.actor(person), number=number, cast=ballot, now=c.NOW)
    close_due(session, now=c.CLOSES)
    return build_pack(session, vote=get_vote(session, number=number))


def leaves(value: Any, *path: str | int) -> Iterator[Path_]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, *path, key)
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, *path, index)
    else:
        yield path


def other(value: Any) -> Any:
    """A value of the same type that is not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value}x"
    return 1 if value is None else ["x"]


def changed(pack: Pack, path: Path_) -> Pack:
    altered = copy.deepcopy(pack)
    inside: Any = altered
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = other(inside[path[-1]])
    return altered


def is_found(pack: Pack) -> bool:
    try:
        return not recount(pack).agrees
    except Invalid:
        return True


def test_a_pack_recounts_from_its_text_alone(pack: Pack) -> None:
    found = recount(json.loads(pack_text(pack)))
    assert found.agrees
    assert [(one.found, one.took_effect) for one in found.questions] == [("passed", True), ("failed", False)]


def test_whatever_is_changed_in_a_pack_is_found(pack: Pack) -> None:
    missed = {path for path in leaves(pack) if not is_found(changed(pack, path))}
    excluded = {index for index, line in enumerate(pack["roll"]) if line["excluded"] is not None}
    told = {("roll", index, name) for index in excluded for name in ("members", "weight", "center")}
    unexplained = [path for path in missed - told if not TOLD_BY_FINGERPRINT_ALONE & set(path)]
    assert unexplained == []


def test_whatever_is_changed_in_a_pack_changes_its_fingerprint(pack: Pack) -> None:
    original = pack_fingerprint(pack_text(pack))
    assert all(pack_fingerprint(pack_text(changed(pack, path))) != original for path in leaves(pack))
    assert pack_fingerprint(pack_text(json.loads(pack_text(pack)))) == original


@pytest.mark.parametrize("part", ["rule", "rule_fingerprint", "roll", "questions", "vote", "texts"])
def test_a_pack_that_lacks_a_part_is_refused(pack: Pack, part: str) -> None:
    with pytest.raises(Invalid, match="pack_incomplete"):
        recount({name: value for name, value in pack.items() if name != part})


@pytest.mark.parametrize(
    ("part", "empty"),
    [("questions", []), ("questions", {}), ("roll", []), ("texts", {}), ("texts", {"es": {}}), ("vote", "")],
)
def test_a_pack_that_proves_nothing_is_refused(pack: Pack, part: str, empty: object) -> None:
    with pytest.raises(Invalid, match="pack_incomplete"):
        recount({**pack, part: empty})


@pytest.mark.parametrize("name", ["title", "fingerprint"])
def test_a_pack_whose_text_is_not_named_is_refused(pack: Pack, name: str) -> None:
    pack["texts"]["es"][name] = ""
    with pytest.raises(Invalid, match="pack_incomplete"):
        recount(pack)


def test_a_center_of_the_roll_that_was_left_out_of_the_counts_is_found(pack: Pack) -> None:
    """Even where the rule, asked of the centers that are left, gives the verdict the pack states."""
    for question in pack["questions"]:
        counts = question["counts"]
        counts["sections"] = [one for one in counts["sections"] if one["id"] == "MX"]
        question["verdict"] = decide(parse_rule(pack["rule"]), parse_counts(counts)).to_json()
        question["took_effect"] = question["verdict"]["outcome"] == "passed"
    found = recount(pack)
    assert found.questions[0].differences == ("roll",)
    assert not found.agrees


def test_a_center_nobody_could_vote_in_has_no_counts_to_leave_out(pack: Pack) -> None:
    pack["roll"] = [*pack["roll"], {**pack["roll"][0], "center": "CA", "excluded": "not_in_standing", "voted": 0}]
    pack["roll"][-1]["voted_weight"] = 0
    assert recount(pack).agrees


def test_another_format_is_refused(pack: Pack) -> None:
    with pytest.raises(Invalid, match="pack_unknown_format"):
        recount({**pack, "format": "mfpl-recount/2"})


def test_there_is_no_pack_before_closing(session: Session) -> None:
    number = c.opened(c.build_cast(session))
    with pytest.raises(Conflict, match="vote_not_closed"):
        build_pack(session, vote=get_vote(session, number=number))


def test_every_field_of_a_pack_is_documented(pack: Pack) -> None:
    described = Path("docs/recount.md").read_text(encoding="utf-8")
    named = {step for path in leaves(pack) for step in path if isinstance(step, str)}
    inside_rule = {step for path in leaves(pack["rule"]) for step in path if isinstance(step, str)}
    codes = {"MX", "US", "es", "en"}
    assert sorted(name for name in named - inside_rule - codes if f"`{name}`" not in described) == []
