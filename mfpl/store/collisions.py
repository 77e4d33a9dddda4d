"""Two who write the same thing at once: what a unique constraint refuses is a refusal people can read, not a fault."""

import sqlite3

from psycopg.errors import UniqueViolation
from sqlalchemy.engine import ExceptionContext

from mfpl.domain.refusals import Overtaken

TAKEN = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})


def refuse_collision(context: ExceptionContext) -> None:
    """Raise Overtaken in the place of a database error that says somebody else was first; leave every other fault.

    Other broken constraints are defects of the program and stay what they are.
    """
    if _is_collision(context.original_exception):
        raise Overtaken("changed_meanwhile")


def _is_collision(failed: BaseException) -> bool:
    if isinstance(failed, sqlite3.IntegrityError):
        return failed.sqlite_errorname in TAKEN
    return isinstance(failed, UniqueViolation)
