"""The rulebook takes documents in as versions and never edits one."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.actors import NOBODY, Actor, MandateHeld, MandateKind
from mfpl.domain.history import Fact
from mfpl.domain.refusals import Conflict, Forbidden
from mfpl.rules import RuleInvalid, parse_rule
from mfpl.services.rulebook import adopt_rule
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.rules import get_rule_in_force, list_rules

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
OFFICER = Actor(mandates=(MandateHeld(MandateKind.ELECTION_OFFICER),))
HALF = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}


def document(**changes: object) -> dict[str, object]:
    title = {"en": "More than half", "es": "Más de la mitad"}
    return {
        "language": "mfpl-rules/1", "id": "half", "version": 1, "title": title, "requires": HALF, **changes
    }  # fmt: skip


def test_a_document_becomes_the_version_it_says_it_is(session: Session) -> None:
    adopted = adopt_rule(session, document=document(in_force={"from": "2026-01-01"}), actor=OFFICER, now=NOW)

    assert (adopted.code, adopted.number) == ("half", 1)
    assert (adopted.in_force_from, adopted.in_force_until) == (date(2026, 1, 1), None)
    assert parse_rule(adopted.document).requires == parse_rule(document()).requires
    assert [entry.code for entry in list_entries(session, stream="rule:half")] == [Fact.RULE_ADOPTED]


def test_the_same_document_twice_changes_nothing(session: Session) -> None:
    first = adopt_rule(session, document=document(), actor=OFFICER, now=NOW)
    again = adopt_rule(session, document=json.dumps(document(), indent=4), actor=OFFICER, now=NOW)

    assert again == first
    assert len(list_rules(session)) == 1
    assert len(list_entries(session, stream="rule:half")) == 1


def test_an_edited_document_is_refused_under_a_number_that_is_taken(session: Session) -> None:
    kept = adopt_rule(session, document=document(), actor=OFFICER, now=NOW)
    edited = document(requires={**HALF, "comparison": "at_least"})

    with pytest.raises(Conflict, match="rule_version_taken"):
        adopt_rule(session, document=edited, actor=OFFICER, now=NOW)

    assert list_rules(session) == [kept]


def test_a_later_version_stands_beside_the_earlier_one(session: Session) -> None:
    adopt_rule(session, document=document(in_force={"until": "2026-01-31"}), actor=OFFICER, now=NOW)
    adopt_rule(session, document=document(version=2, in_force={"from": "2026-02-01"}), actor=OFFICER, now=NOW)

    assert get_rule_in_force(session, code="half", on=date(2026, 1, 31)).number == 1
    assert get_rule_in_force(session, code="half", on=date(2026, 2, 1)).number == 2


def test_a_document_the_engine_cannot_read_is_refused_with_its_errors(session: Session) -> None:
    with pytest.raises(RuleInvalid) as refused:
        adopt_rule(session, document=document(surprise=1, version=0), actor=OFFICER, now=NOW)

    assert {error.path for error in refused.value.errors} == {"/surprise", "/version"}
    assert list_rules(session) == []


def test_nobody_without_a_mandate_adopts_a_rule(session: Session) -> None:
    with pytest.raises(Forbidden):
        adopt_rule(session, document=document(), actor=NOBODY, now=NOW)
