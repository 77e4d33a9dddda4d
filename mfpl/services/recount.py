"""Recount packs: what anyone needs to decide a vote again, and the recount itself, without any database."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from mfpl.domain.effects import took_effect
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.rules import CountsInvalid, RuleInvalid, decide, fingerprint, parse_counts, parse_rule
from mfpl.store.queries.results import ROLL, list_roll_totals, list_verdicts
from mfpl.store.queries.votes import VoteFacts, list_pinned_texts, list_questions

FORMAT = "mfpl-recount/1"
ANSWERS = ("yes", "no", "abstain", "blank")
PARTS = {"vote": str, "roll": list, "texts": dict, "questions": list}


@dataclass(frozen=True)
class QuestionRecount:
    """One question decided again: what the pack says, what the recount says, and where they part."""

    position: int
    stated: str
    found: str
    took_effect: bool
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Recount:
    """A pack decided again; ``differences`` are codes of what does not agree, over the whole pack."""

    vote: str
    questions: tuple[QuestionRecount, ...]
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Return whether the recount found exactly what the pack states."""
        return not self.differences and not any(question.differences for question in self.questions)


def build_pack(session: Session, *, vote: VoteFacts) -> dict[str, Any]:
    """Return the recount pack of a closed vote; raise Conflict before it is closed. Shape: docs/recount.md."""
    if vote.times.closed_at is None:
        raise Conflict("vote_not_closed")
    verdicts = {one.position: one for one in list_verdicts(session, vote_id=vote.id)}
    return {
        "format": FORMAT,
        "vote": vote.number,
        "example": vote.example,
        "roll": [
            {"center": one.center_code, "kind": one.kind, "excluded": one.reason}
            | {"members": one.members, "weight": one.weight, "voted": one.voted, "voted_weight": one.voted_weight}
            for one in list_roll_totals(session, vote_id=vote.id)
        ],
        "texts": {
            language: {"title": text.title, "fingerprint": text.fingerprint}
            for language, text in sorted(list_pinned_texts(session, vote_id=vote.id).items())
        },
        "rule": json.loads(vote.rule_document),
        "rule_fingerprint": vote.rule_fingerprint,
        "questions": [
            {
                "position": one.position,
                "effective_if": one.effective_if,
                "wording": dict(sorted(one.wordings.items())),
                "counts": _without_roll(verdicts[one.position].counts),
                "took_effect": verdicts[one.position].took_effect,
                "verdict": json.loads(verdicts[one.position].verdict),
            }
            for one in list_questions(session, vote_id=vote.id)
        ],
    }


def _without_roll(counts: str) -> dict[str, Any]:
    """The stored counts of a question; the roll beside them stands once in the pack."""
    return {name: value for name, value in json.loads(counts).items() if name != ROLL}


def recount(pack: Mapping[str, Any]) -> Recount:
    """Return what deciding a pack again finds; raise Invalid for what is no pack of a format known here."""
    if pack.get("format") != FORMAT:
        raise Invalid("pack_unknown_format")
    try:
        return _recount(pack)
    except (KeyError, TypeError, AttributeError) as error:
        raise Invalid("pack_incomplete", part=str(error)) from error
    except (RuleInvalid, CountsInvalid) as error:
        raise Invalid("pack_unreadable") from error


def _recount(pack: Mapping[str, Any]) -> Recount:
    _require_parts(pack)
    rule = parse_rule(pack["rule"])
    differences = [] if fingerprint(rule) == pack["rule_fingerprint"] else ["rule_fingerprint"]
    effects: dict[int, bool] = {}
    questions = []
    for place, question in enumerate(pack["questions"], start=1):
        _require_place(question, place)
        verdict = decide(rule, parse_counts(question["counts"]))
        position = question["position"]
        effects[position] = took_effect(verdict.outcome, depends_on=question["effective_if"], earlier=effects)
        found = {
            "verdict": verdict.to_json() == question["verdict"],
            "took_effect": effects[position] == question["took_effect"],
            "roll": _roll_agrees(pack["roll"], question["counts"]),
        }
        parted = tuple(name for name, same in found.items() if not same)
        stated = question["verdict"]["outcome"]
        questions.append(QuestionRecount(position, stated, verdict.outcome, effects[position], parted))
    return Recount(pack["vote"], tuple(questions), tuple(differences))


def _require_parts(pack: Mapping[str, Any]) -> None:
    """Raise Invalid unless a pack says which vote it is of, on which texts, and has a roll and a question."""
    for name, kind in PARTS.items():
        if not isinstance(pack[name], kind) or not pack[name]:
            raise Invalid("pack_incomplete", part=name)
    for text in pack["texts"].values():
        if not (text["title"] and text["fingerprint"]):
            raise Invalid("pack_incomplete", part="texts")


def _require_place(question: Mapping[str, Any], place: int) -> None:
    """Raise Invalid unless a question stands in its place and depends, if at all, on an earlier one."""
    depends_on = question["effective_if"]
    if question["position"] != place or not (depends_on is None or 1 <= depends_on < place):
        raise Invalid("pack_incomplete", part="position")


def _roll_agrees(roll: list[dict[str, Any]], counts: Mapping[str, Any]) -> bool:
    """Whether the counts are those of this roll: all its centers, who could vote, who did, one answer per ballot."""
    if any(line["voted"] or line["voted_weight"] for line in roll if line["excluded"] is not None):
        return False
    voting = {line["center"] for line in roll if line["excluded"] is None and line["members"]}
    if {section["id"] for section in counts["sections"]} != voting:
        return False
    return all(
        section[unit]["eligible"] == eligible
        and section[unit]["ballots"] == cast
        and sum(section[unit][answer] for answer in ANSWERS) == cast
        for section in counts["sections"]
        for unit, (eligible, cast) in _of_center(roll, section["id"]).items()
    )


def _of_center(roll: list[dict[str, Any]], code: str) -> dict[str, tuple[int, int]]:
    lines = [line for line in roll if line["excluded"] is None and line["center"] == code]
    columns = {"members": ("members", "voted"), "votes": ("weight", "voted_weight")}
    return {
        unit: (sum(line[could] for line in lines), sum(line[did] for line in lines))
        for unit, (could, did) in columns.items()
    }


def pack_text(pack: Mapping[str, Any]) -> str:
    """Return a pack as the JSON text people download: sorted keys, readable by eye, the same bytes every time."""
    return json.dumps(pack, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def pack_fingerprint(text: str) -> str:
    """Return the SHA-256, in hexadecimal, of a pack's text."""
    return hashlib.sha256(text.encode()).hexdigest()
