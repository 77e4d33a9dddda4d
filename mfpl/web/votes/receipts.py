"""Receipts between casting and "I have kept it": held only in the voter's own signed session, never here.

The session is a cookie, which browsers refuse beyond 4 kB, so it holds the newest receipts only.
"""

from uuid import UUID

from flask import session

KEPT = "newest_receipts"
MOST_HELD = 10


def keep(number: str, voter_id: UUID, code: str) -> None:
    """Hold a receipt in this browser until it is kept elsewhere or the session ends."""
    forget(number, voter_id)
    session[KEPT] = [*_held(), [_key(number, voter_id), code]][-MOST_HELD:]


def find(number: str, voter_id: UUID) -> str | None:
    """Return the receipt this browser still holds for a ballot, or None."""
    return dict(_held()).get(_key(number, voter_id))


def forget(number: str, voter_id: UUID) -> None:
    """Let go of a receipt that was kept elsewhere."""
    session[KEPT] = [[key, code] for key, code in _held() if key != _key(number, voter_id)]


def grouped(code: str) -> str:
    """Return a receipt in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _held() -> list[tuple[str, str]]:
    """Return the receipts held, the oldest first; a list, because the session does not keep the order of names."""
    return [(key, code) for key, code in session.get(KEPT, [])]


def _key(number: str, voter_id: UUID) -> str:
    return f"{number}/{voter_id.hex}"
