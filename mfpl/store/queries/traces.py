"""Rewrites, at closing, what PostgreSQL itself keeps of the order in which a secret vote was written."""

from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from mfpl.store.tables import RollEntry, SheetBallot

_ROWS = ((RollEntry.table(), "voter_id"), (SheetBallot.table(), "id"))


def erase_order(session: Session, *, vote_id: UUID) -> None:
    """Write the roll and the sheet of a vote anew, each by its random key, all in this one transaction.

    PostgreSQL stamps every row with the transaction that wrote it (``xmin``) and keeps rows where they were written
    (``ctid``): a mark on the roll and a ballot of one transaction bear the same stamp. Afterwards all rows of the vote
    bear the stamp of the closing. SQLite keeps no such stamp, and its sheet has no order but that of its keys.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    for table, key in _ROWS:
        gone = delete(table).where(table.c.vote_id == vote_id).returning(*table.c).cte("gone")
        columns = [column.name for column in table.c]
        session.execute(insert(table).from_select(columns, select(*gone.c).order_by(gone.c[key])))
