"""mfpl recount decides a vote again from its pack alone, and says where the pack does not hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from mfpl.services.recount import build_pack, pack_text
from mfpl.store.backup import opened
from mfpl.store.queries.votes import get_vote, list_votes
from tests.cli.conftest import Run
from tests.database import SQLiteTemplate


@pytest.fixture
def pack(sqlite_demonstration: SQLiteTemplate) -> dict[str, Any]:
    """The pack of the first closed vote of the demonstration: the by-laws of 2019."""
    with sqlite_demonstration.fresh() as url, opened(url) as sessions, sessions.reading() as session:
        closed = next(vote for vote in list_votes(session) if vote.times.closed_at)
        return json.loads(pack_text(build_pack(session, vote=get_vote(session, number=closed.number))))


def written(pack: dict[str, Any], folder: Path) -> Path:
    file = folder / "pack.json"
    file.write_text(json.dumps(pack))
    return file


def test_a_sound_pack_agrees(run: Run, pack: dict[str, Any], tmp_path: Path) -> None:
    answer = run("recount", written(pack, tmp_path), "--lang", "es")
    assert answer.code == 0
    assert "El recuento coincide" in answer.out
    told = json.loads(run("recount", written(pack, tmp_path), "--json").out)
    assert told["agrees"] is True
    assert told["questions"][0]["found"] == told["questions"][0]["stated"] == "passed"


def lose_the_vote(pack: dict[str, Any]) -> None:
    for section in pack["questions"][0]["counts"]["sections"]:
        for unit in ("votes", "members"):
            section[unit]["yes"], section[unit]["no"] = section[unit]["no"], section[unit]["yes"]


def claim_the_opposite(pack: dict[str, Any]) -> None:
    pack["questions"][0]["verdict"]["outcome"] = "failed"


def soften_the_rule(pack: dict[str, Any]) -> None:
    pack["rule"]["version"] += 1


def enlarge_the_roll(pack: dict[str, Any]) -> None:
    pack["roll"][0]["members"] += 1


@pytest.mark.parametrize("tamper", [lose_the_vote, claim_the_opposite, soften_the_rule, enlarge_the_roll])
def test_a_pack_that_was_tampered_with_does_not_agree(
    run: Run, pack: dict[str, Any], tmp_path: Path, tamper: Any
) -> None:
    tamper(pack)
    answer = run("recount", written(pack, tmp_path), "--lang", "es")
    assert answer.code == 1
    assert "El recuento no coincide con lo que dice el paquete." in answer.out
    assert "✗" in answer.out


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"format": "mfpl-recount/9"}', '{"format": "mfpl-recount/1"}']
)
def test_what_is_no_pack_is_bad_input(run: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "pack.json").write_text(content)
    answer = run("recount", tmp_path / "pack.json", "--lang", "es")
    assert answer.code == 2
    assert "Traceback" not in answer.err


def test_a_pack_with_a_damaged_rule_is_bad_input(run: Run, pack: dict[str, Any], tmp_path: Path) -> None:
    pack["rule"]["requires"] = {}
    assert run("recount", written(pack, tmp_path)).code == 2


def test_a_pack_that_is_not_there_is_bad_input(run: Run, tmp_path: Path) -> None:
    assert run("recount", tmp_path / "nowhere.json").code == 2
