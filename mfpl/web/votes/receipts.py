"""Receipts between casting and "I have kept it": held only in the voter's own signed session, never here."""

from uuid import UUID

from flask import session

KEPT = "receipts"


def keep(number: str, voter_id: UUID, code: str) -> None:
    """Hold a receipt in this browser until it is kept elsewhere or the session ends."""
    held: dict[str, str] = session.get(KEPT, {})
    session[KEPT] = {**held, _key(number, voter_id): code}


def find(number: str, voter_id: UUID) -> str | None:
    """Return the receipt this browser still holds for a ballot, or None."""
    held: dict[str, str] = session.get(KEPT, {})
    return held.get(_key(number, voter_id))


def forget(number: str, voter_id: UUID) -> None:
    """Let go of a receipt that was kept elsewhere."""
    held: dict[str, str] = session.get(KEPT, {})
    session[KEPT] = {key: code for key, code in held.items() if key != _key(number, voter_id)}


def grouped(code: str) -> str:
    """Return a receipt in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _key(number: str, voter_id: UUID) -> str:
    return f"{number}/{voter_id.hex}"
