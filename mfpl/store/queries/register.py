"""Finds entries of the register of decisions to be completed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.refusals import NotFound
from mfpl.store.tables import Decision


def get_decision_row(session: Session, *, number: str) -> Decision:
    """Return the decision with a number as a row to change, locked; raise NotFound."""
    row = session.scalar(select(Decision).where(Decision.number == number).with_for_update())
    if row is None:
        raise NotFound("decision_unknown")
    return row
