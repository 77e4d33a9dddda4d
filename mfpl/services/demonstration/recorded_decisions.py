"""Fills the register with every decision found in public pages, in order of time."""

from typing import Any

from mfpl.services.demonstration.presets import read_preset
from mfpl.services.demonstration.scene import OFFICE, Scene
from mfpl.services.register import attach_record, enter_decision


def fill_register(scene: Scene) -> int:
    """Enter all recorded decisions and return how many; those voted on here again get their sources attached."""
    voted_here = {question["decision"] for question in read_preset("vote_2019")["questions"] if question["in_vote"]}
    records = _records()
    for record in records:
        if record["id"] in voted_here:
            attach_record(scene.session, record=record, actor=OFFICE, now=scene.now)
        else:
            body_id = scene.bodies[record["body"]]
            enter_decision(scene.session, record=record, body_id=body_id, actor=OFFICE, now=scene.now)
    return len(records)


def _records() -> list[dict[str, Any]]:
    register = read_preset("decisions")
    names = {rule_set["id"]: rule_set["name"] for rule_set in register["rule_sets"]}
    reasons = register["recompute_reasons"]
    return [
        {
            **record,
            "rule_set_name": names.get(record["rule_set"]),
            "recompute_reason_text": reasons.get(record["recompute_reason"]),
        }
        for record in register["decisions"]
    ]
