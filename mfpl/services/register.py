"""Keeps the register of decisions: enters what the public record tells, and decides recorded counts again."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import require
from mfpl.domain.texts import LANGUAGES
from mfpl.rules import Verdict, decide, parse_counts, parse_rule
from mfpl.services import history
from mfpl.store.queries.register import get_decision_row
from mfpl.store.queries.rules import get_rule_in_force
from mfpl.store.tables import Decision, DecisionText

Record = Mapping[str, Any]


def enter_decision(session: Session, *, record: Record, body_id: UUID | None, actor: Actor, now: datetime) -> str:
    """Enter a decision of the public record, shaped as ``presets/README.md`` says, and return its number.

    Where the record has counts and names the rule, the verdict is decided again and kept with the entry; the kept
    record then says under ``recompute`` which version decided, what came out and whether it ``agrees`` with history.
    Raise Forbidden, or NotFound for a rule nobody adopted.
    """
    require(actor, "decisions.record")
    verdict = _decide_again(session, record)
    decision = Decision(
        number=record["number"],
        kind="record",
        body_id=body_id,
        decided_on=date.fromisoformat(record["decided_on"]),
        precision=record["date_precision"],
        outcome=record["outcome"],
        record=_kept(record, verdict),
        verdict=None if verdict is None else json.dumps(verdict.to_json(), ensure_ascii=False, sort_keys=True),
    )
    session.add(decision)
    session.flush()
    session.add_all(_texts(decision.id, record))
    _remember(session, decision, actor, now)
    return decision.number


def attach_record(session: Session, *, record: Record, actor: Actor, now: datetime) -> None:
    """Put what the public record tells, with its sources, beside a decision that a vote here has reached.

    The verdict of the vote stays as it was computed at closing. Raise Forbidden, or NotFound for an unknown number.
    """
    require(actor, "decisions.record")
    decision = get_decision_row(session, number=record["number"])
    decision.record = _kept(record, _decide_again(session, record))
    _remember(session, decision, actor, now)


def _decide_again(session: Session, record: Record) -> Verdict | None:
    if record["recompute"] is None:
        return None
    rule = get_rule_in_force(session, code=record["recompute"]["rule"], on=date.fromisoformat(record["decided_on"]))
    return decide(parse_rule(rule.document), parse_counts(record["recompute"]["counts"]))


def _kept(record: Record, verdict: Verdict | None) -> dict[str, Any]:
    if verdict is None:
        return dict(record)
    recompute = {
        **record["recompute"],
        "version": verdict.rule.version,
        "fingerprint": verdict.rule.fingerprint,
        "outcome": verdict.outcome,
        "agrees": verdict.outcome == record["recompute"]["expected"],
    }
    return {**record, "recompute": recompute}


def _texts(decision_id: UUID, record: Record) -> list[DecisionText]:
    notes = {language: "\n\n".join(note[language] for note in record["notes"]) for language in LANGUAGES}
    return [
        DecisionText(decision_id=decision_id, language=language, title=record["title"][language], note=notes[language])
        for language in LANGUAGES
    ]


def _remember(session: Session, decision: Decision, actor: Actor, now: datetime) -> None:
    stream, told = f"decision:{decision.id}", {"number": decision.number, "outcome": decision.outcome}
    history.record(session, stream=stream, fact=Fact.DECISION_RECORDED, actor_id=actor.person_id, now=now, **told)
