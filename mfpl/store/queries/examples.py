"""Finds the named examples of rules."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.refusals import NotFound
from mfpl.store.tables import RuleExample


@dataclass(frozen=True)
class ExampleFacts:
    """An example: its title in one language, counts as a JSON text, and the outcome it had under a version."""

    id: UUID
    code: str
    title: str
    language: str
    counts: str
    outcome: str
    made_under: int
    created_at: datetime
    retired_at: datetime | None


def list_examples(session: Session, *, code: str) -> list[ExampleFacts]:
    """Return the examples of a rule by title, retired ones too."""
    rows = session.scalars(select(RuleExample).where(RuleExample.code == code).order_by(RuleExample.title))
    return [_facts(row) for row in rows]


def find_example(session: Session, *, code: str, title: str) -> ExampleFacts | None:
    """Return the example of a rule with a title, or None."""
    row = session.scalar(select(RuleExample).where(RuleExample.code == code, RuleExample.title == title))
    return _facts(row) if row else None


def get_example(session: Session, *, example_id: UUID) -> ExampleFacts:
    """Return the example with an id; raise NotFound."""
    row = session.get(RuleExample, example_id, with_for_update=True)
    if row is None:
        raise NotFound("example_unknown")
    return _facts(row)


def _facts(row: RuleExample) -> ExampleFacts:
    return ExampleFacts(
        row.id,
        row.code,
        row.title,
        row.language,
        row.counts,
        row.outcome,
        row.made_under,
        row.created_at,
        row.retired_at,
    )
