"""The chain of history: what an entry's digest covers, and how a break is found."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

GENESIS = "0" * 64


class Fact(StrEnum):
    """What history records; each is worded in both languages."""

    PERSON_INVITED = "person_invited"
    ACCOUNT_CONFIRMED = "account_confirmed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of a fact, not a secret
    SESSIONS_ENDED = "sessions_ended"
    MEMBER_RECORDED = "member_recorded"
    PROPOSAL_CREATED = "proposal_created"
    TEXT_SAVED = "text_saved"
    TEXT_REVIEWED = "text_reviewed"
    PROPOSAL_WITHDRAWN = "proposal_withdrawn"
    VOTE_PREPARED = "vote_prepared"
    VOTE_OPENED = "vote_opened"
    OPEN_BALLOT_CAST = "open_ballot_cast"
    OPEN_BALLOT_CHANGED = "open_ballot_changed"
    EARLY_CLOSE_ASKED = "early_close_asked"
    EARLY_CLOSE_CONFIRMED = "early_close_confirmed"
    VOTE_CLOSED = "vote_closed"
    DECISION_RECORDED = "decision_recorded"
    RULE_ADOPTED = "rule_adopted"
    RULE_ENACTED = "rule_enacted"
    RULE_RETIRED = "rule_retired"
    RULE_GOVERNS = "rule_governs"
    AMENDMENT_SAVED = "amendment_saved"
    FACTS_DECLARED = "facts_declared"
    DEADLOCK_BEGAN = "deadlock_began"
    REVISED_AFTER_DEADLOCK = "revised_after_deadlock"
    JOINT_ACT_ASKED = "joint_act_asked"
    JOINT_ACT_CONFIRMED = "joint_act_confirmed"
    JOINT_ACT_WITHDRAWN = "joint_act_withdrawn"
    MEMBER_TRANSFERRED = "member_transferred"
    MANDATE_GIVEN = "mandate_given"
    EXAMPLE_KEPT = "example_kept"
    EXAMPLE_RETIRED = "example_retired"


@dataclass(frozen=True)
class Entry:
    """One entry as it is chained: place in its stream, fact, parameters, actor, instant, digests."""

    stream: str
    sequence: int
    code: str
    parameters: Mapping[str, Any]
    actor_id: UUID | None
    at: datetime
    previous: str
    digest: str = ""


@dataclass(frozen=True)
class Break:
    """The first entry of a stream that does not follow from the one before, and why."""

    stream: str
    sequence: int
    reason: str


def digest(entry: Entry) -> str:
    """Return the SHA-256, in hexadecimal, over everything an entry says and the digest before it."""
    covered = {
        "stream": entry.stream,
        "sequence": entry.sequence,
        "code": entry.code,
        "parameters": entry.parameters,
        "actor": str(entry.actor_id) if entry.actor_id else None,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": entry.previous,
    }
    text = json.dumps(covered, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_break(entries: Iterable[Entry]) -> Break | None:
    """Return where one stream, given in order, stops being a chain; None when it holds from its first entry."""
    previous, expected = GENESIS, 1
    for entry in entries:
        reason = _flaw(entry, previous=previous, sequence=expected)
        if reason:
            return Break(entry.stream, entry.sequence, reason)
        previous, expected = entry.digest, expected + 1
    return None


def _flaw(entry: Entry, *, previous: str, sequence: int) -> str | None:
    if entry.sequence != sequence:
        return "missing"
    if entry.previous != previous:
        return "unlinked"
    if entry.digest != digest(entry):
        return "altered"
    return None
