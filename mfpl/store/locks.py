"""Turns taken by name, so that two writers who find nothing yet do not both make the first one."""

import hashlib

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

_TAKE = text("SELECT pg_advisory_xact_lock(:key)").bindparams(bindparam("key"))


def take_turn(session: Session, *, name: str) -> None:
    """Wait until no other transaction holds the turn of this name; it is given back when this one ends.

    On SQLite a writing transaction is alone anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        session.execute(_TAKE, {"key": key})
