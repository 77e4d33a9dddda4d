"""The history of one thing as its page lists it: when, what, by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mfpl.domain.history import Entry
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.people_names import list_labels, list_names
from mfpl.web.access import may
from mfpl.web.transaction import reading
from mfpl.web.wording.history import tell


@dataclass(frozen=True)
class Event:
    """One line of a history, newest on top of the page."""

    at: datetime
    sentence: str
    sequence: int
    digest: str


def of_proposal(proposal_id: UUID) -> list[Event]:
    """Return the history of a proposal for who may read histories."""
    return _events(f"proposal:{proposal_id}", vote_id=None, shows_ballots=False)


def of_vote(vote_id: UUID, *, shows_ballots: bool) -> list[Event]:
    """Return the history of a vote; what ballots by name say only for who may read them."""
    return _events(f"vote:{vote_id}", vote_id=vote_id, shows_ballots=shows_ballots)


def of_rule(code: str) -> list[Event]:
    """Return the history of a rule for who may read histories."""
    return _events(f"rule:{code}", vote_id=None, shows_ballots=False)


def of_decision(decision_id: UUID) -> list[Event]:
    """Return the history of an entry of the register for who may read histories."""
    return _events(f"decision:{decision_id}", vote_id=None, shows_ballots=False)


def _events(stream: str, *, vote_id: UUID | None, shows_ballots: bool) -> list[Event]:
    if not may("history.view"):
        return []
    entries = list_entries(reading(), stream=stream)
    names = _names(entries, vote_id if shows_ballots else None)
    told = [
        Event(one.at, tell(one, names=names, shows_ballots=shows_ballots), one.sequence, one.digest) for one in entries
    ]
    return told[::-1]


def _names(entries: Iterable[Entry], vote_id: UUID | None) -> dict[str, str]:
    actors = {one.actor_id for one in entries if one.actor_id}
    found = {str(person_id): name for person_id, name in list_names(reading(), person_ids=actors).items()}
    voters = {UUID(one.parameters["voter"]) for one in entries if "voter" in one.parameters}
    if vote_id is not None and voters:
        labels = list_labels(reading(), vote_id=vote_id, voter_ids=voters)
        found |= {str(voter_id): label for voter_id, label in labels.items()}
    return found
