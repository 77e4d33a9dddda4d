"""Keeps the named examples of a rule: counts somebody tried, and the outcome that versions are held against."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import require
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.domain.texts import LANGUAGES
from mfpl.rules import CountsInvalid, Rule, decide, parse_counts, parse_rule
from mfpl.services import history
from mfpl.store.queries.examples import ExampleFacts, find_example, get_example, list_examples
from mfpl.store.queries.rules import get_rule
from mfpl.store.tables import RuleExample

TITLE_LIMIT = 200


@dataclass(frozen=True)
class Checked:
    """An example held against a version of its rule: what it gives now; None where it cannot decide the counts."""

    example: ExampleFacts
    outcome: str | None

    @property
    def holds(self) -> bool:
        """Whether the version gives what the example says."""
        return self.outcome == self.example.outcome


def keep_example(
    session: Session,
    *,
    actor: Actor,
    code: str,
    number: int,
    title: str,
    language: str,
    counts: Mapping[str, Any],
    now: datetime,
) -> str:
    """Keep counts as an example of a version of a rule, with the outcome it gives, and return that outcome.

    Raise Forbidden, NotFound, CountsInvalid with every error of the counts, Invalid for a title, or Conflict when an
    example of that title is there.
    """
    require(actor, "rules.keep_example")
    rule = get_rule(session, code=code, number=number)
    named = title.strip()
    if not named or len(named) > TITLE_LIMIT or language not in LANGUAGES:
        raise Invalid("example_title", limit=TITLE_LIMIT)
    if find_example(session, code=code, title=named) is not None:
        raise Conflict("example_title_taken", title=named)
    outcome = decide(parse_rule(rule.document), parse_counts(counts)).outcome
    row = RuleExample(
        code=code,
        title=named,
        language=language,
        counts=json.dumps(counts, ensure_ascii=False, sort_keys=True),
        outcome=outcome,
        made_under=number,
        author_id=actor.person_id,
        created_at=now,
    )
    session.add(row)
    session.flush()
    _record(session, Fact.EXAMPLE_KEPT, code=code, example_id=row.id, actor=actor, now=now)
    return outcome


def retire_example(session: Session, *, actor: Actor, example_id: UUID, now: datetime) -> None:
    """Hold no version against an example any more; it stays readable. Raise Forbidden, NotFound or Conflict."""
    require(actor, "rules.keep_example")
    facts = get_example(session, example_id=example_id)
    row = session.get_one(RuleExample, example_id)
    if row.retired_at is not None:
        raise Conflict("example_retired")
    row.retired_at = now
    session.flush()
    _record(session, Fact.EXAMPLE_RETIRED, code=facts.code, example_id=example_id, actor=actor, now=now)


def check_examples(session: Session, *, rule: Rule) -> list[Checked]:
    """Return what a version of a rule gives for each of its examples that is not retired, by title."""
    return [Checked(one, _outcome(rule, one)) for one in list_examples(session, code=rule.id) if one.retired_at is None]


def _outcome(rule: Rule, example: ExampleFacts) -> str | None:
    try:
        return decide(rule, parse_counts(example.counts)).outcome
    except CountsInvalid:
        return None


def _record(session: Session, fact: Fact, *, code: str, example_id: UUID, actor: Actor, now: datetime) -> None:
    stream = f"rule:{code}"
    history.record(session, stream=stream, fact=fact, actor_id=actor.person_id, now=now, example=example_id)
