"""The register keeps what the public record tells and says whether the engine agrees with it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.actors import NOBODY, Actor, MandateHeld, MandateKind
from mfpl.domain.history import Fact
from mfpl.domain.refusals import Forbidden, NotFound
from mfpl.services.register import attach_record, enter_decision
from mfpl.services.rulebook import adopt_rule
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.register import get_decision_row
from mfpl.store.tables import Decision, DecisionText

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
OFFICER = Actor(mandates=(MandateHeld(MandateKind.ELECTION_OFFICER),))
HALF: dict[str, Any] = {
    "language": "mfpl-rules/1",
    "id": "half",
    "version": 1,
    "title": {"en": "More than half", "es": "Más de la mitad"},
    "requires": {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"},
}


def record(*, yes: int = 7, no: int = 6, **changes: Any) -> dict[str, Any]:
    counts = {"sections": [], "totals": {"votes": {"yes": yes, "no": no}}}
    return {
        "id": "dues",
        "number": "2016-01",
        "title": {"es": "Cuotas", "en": "Dues"},
        "decided_on": "2016-06-23",
        "date_precision": "day",
        "outcome": "approved",
        "notes": [{"es": "Primera.", "en": "First."}, {"es": "Segunda.", "en": "Second."}],
        "sources": [{"ref": "S1", "url": "https://source.example/", "date": "2016"}],
        "recompute": {"rule": "half", "expected": "passed", "counts": counts, "note": None},
        "recompute_reason": None,
        **changes,
    }


def enter(session: Session, entry: dict[str, Any]) -> Decision:
    adopt_rule(session, document=HALF, actor=OFFICER, now=NOW)
    number = enter_decision(session, record=entry, body_id=None, actor=OFFICER, now=NOW)
    return get_decision_row(session, number=number)


def test_counts_on_record_are_decided_again_and_agree(session: Session) -> None:
    decision = enter(session, record())

    assert decision.verdict is not None
    assert json.loads(decision.verdict)["outcome"] == "passed"
    assert decision.record["recompute"]["agrees"] is True
    assert decision.record["recompute"]["version"] == 1
    assert decision.record["sources"] == record()["sources"]


def test_a_record_the_engine_contradicts_is_kept_as_it_is_and_says_so(session: Session) -> None:
    decision = enter(session, record(yes=6, no=6))

    assert decision.outcome == "approved"
    assert decision.record["recompute"]["outcome"] == "failed"
    assert decision.record["recompute"]["agrees"] is False


def test_a_decision_without_counts_has_no_verdict(session: Session) -> None:
    decision = enter(session, record(recompute=None, recompute_reason="counts_not_found"))

    assert decision.verdict is None
    assert decision.record["recompute_reason"] == "counts_not_found"


def test_title_and_notes_stand_in_both_languages(session: Session) -> None:
    decision = enter(session, record())
    texts = session.scalars(select(DecisionText).where(DecisionText.decision_id == decision.id))

    assert {text.language: (text.title, text.note) for text in texts} == {
        "es": ("Cuotas", "Primera.\n\nSegunda."),
        "en": ("Dues", "First.\n\nSecond."),
    }


def test_entering_is_remembered(session: Session) -> None:
    decision = enter(session, record())

    assert [one.code for one in list_entries(session, stream=f"decision:{decision.id}")] == [Fact.DECISION_RECORDED]


def test_sources_are_put_beside_a_decision_without_touching_its_verdict(session: Session) -> None:
    decision = enter(session, record())
    before = decision.verdict

    attach_record(session, record=record(yes=1, no=9), actor=OFFICER, now=NOW)

    assert decision.record["recompute"]["outcome"] == "failed"
    assert decision.verdict == before


def test_sources_of_a_decision_nobody_knows_are_refused(session: Session) -> None:
    with pytest.raises(NotFound, match="decision_unknown"):
        attach_record(session, record=record(recompute=None), actor=OFFICER, now=NOW)


def test_a_record_under_a_rule_nobody_adopted_is_refused(session: Session) -> None:
    with pytest.raises(NotFound, match="rule_unknown"):
        enter_decision(session, record=record(), body_id=None, actor=OFFICER, now=NOW)


def test_nobody_without_a_mandate_enters_a_decision(session: Session) -> None:
    with pytest.raises(Forbidden):
        enter_decision(session, record=record(recompute=None), body_id=None, actor=NOBODY, now=NOW)
    with pytest.raises(Forbidden):
        attach_record(session, record=record(recompute=None), actor=NOBODY, now=NOW)
