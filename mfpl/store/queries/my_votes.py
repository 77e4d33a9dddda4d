"""Finds the votes somebody has a line on the roll of, with their titles and outcomes; reads ballots, locks nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, bindparam, select, true
from sqlalchemy.orm import Session

from mfpl.domain.votes import Level, VoteTimes
from mfpl.store.tables import (
    Account,
    OpenBallot,
    Person,
    ProposalText,
    RollEntry,
    SheetBallot,
    StoredVerdict,
    Vote,
)


@dataclass(frozen=True)
class MyVote:
    """A vote with the line one voter has on its roll."""

    vote_id: UUID
    version_id: UUID
    number: str
    level: Level
    times: VoteTimes
    example: bool
    voter_id: UUID
    label: str
    kind: str
    center_id: UUID | None
    weight: int
    reason: str | None
    voted: bool


@dataclass(frozen=True)
class WaitingVote:
    """A vote that some officer must act on: prepared and not opened, or ended and not closed."""

    number: str
    version_id: UUID
    times: VoteTimes


@dataclass(frozen=True)
class Recorded:
    """What a message about a recorded ballot says, and to whom: the vote's level, the voter, the account."""

    level: Level
    voter: str
    called_name: str
    email: str
    language: str
    time_zone: str


def find_recorded(session: Session, *, number: str, voter_id: UUID, person_id: UUID) -> Recorded | None:
    """Return what to write to a person about a voter's ballot in a vote, or None without such a line or account."""
    row = session.execute(_RECORDED, {"of_vote": number, "of_voter": voter_id, "to": person_id}).one_or_none()
    return None if row is None else Recorded(Level(row.level), *row[1:])


def list_my_votes(session: Session, *, voter_ids: Iterable[UUID], unclosed_only: bool = False) -> list[MyVote]:
    """Return the votes whose roll names any of these voters, the one that closes first at the top; one statement."""
    ids = list(voter_ids)
    if not ids:
        return []
    wanted = _lines().where(RollEntry.voter_id.in_(ids)).order_by(Vote.closes_at, Vote.number, RollEntry.kind.desc())
    if unclosed_only:
        wanted = wanted.where(Vote.closed_at.is_(None))
    return [_mine(vote, entry) for vote, entry in session.execute(wanted)]


def list_unclosed(session: Session) -> list[WaitingVote]:
    """Return every vote that is not closed, prepared ones too, the one that closes first at the top."""
    rows = session.scalars(select(Vote).where(Vote.closed_at.is_(None)).order_by(Vote.closes_at, Vote.number))
    return [WaitingVote(vote.number, vote.version_id, _times(vote)) for vote in rows]


def list_titles(session: Session, *, version_ids: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """Return the titles of some versions of proposals: version id to language to title."""
    titles: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    wanted = select(ProposalText.version_id, ProposalText.language, ProposalText.title)
    for version_id, language, title in session.execute(wanted.where(ProposalText.version_id.in_(list(version_ids)))):
        titles[version_id][language] = title
    return titles


def list_outcomes(session: Session, *, vote_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Return the stored outcomes of some votes by vote, in the order of their questions."""
    outcomes: defaultdict[UUID, list[str]] = defaultdict(list)
    wanted = select(StoredVerdict.vote_id, StoredVerdict.outcome).order_by(StoredVerdict.position)
    for vote_id, outcome in session.execute(wanted.where(StoredVerdict.vote_id.in_(list(vote_ids)))):
        outcomes[vote_id].append(outcome)
    return outcomes


def find_named_choices(session: Session, *, vote_id: UUID, voter_id: UUID) -> str | None:
    """Return what a ballot by name says, as canonical JSON, or None where none was cast."""
    return session.scalar(
        select(OpenBallot.choices).where(OpenBallot.vote_id == vote_id, OpenBallot.voter_id == voter_id)
    )


def has_receipt(session: Session, *, vote_id: UUID, receipt: str, center_id: UUID, weight: int) -> bool:
    """Return whether a receipt, given as its digest, belongs to a ballot of that center and weight on the sheet."""
    found = select(SheetBallot.id).where(SheetBallot.vote_id == vote_id, SheetBallot.receipt == receipt)
    return session.scalar(found.where(SheetBallot.center_id == center_id, SheetBallot.weight == weight)) is not None


def _lines() -> Select[Vote, RollEntry]:
    return select(Vote, RollEntry).join(RollEntry, RollEntry.vote_id == Vote.id).where(Vote.frozen_at.is_not(None))


def _times(vote: Vote) -> VoteTimes:
    return VoteTimes(vote.opens_at, vote.closes_at, vote.frozen_at, vote.ended_early_at, vote.closed_at)


def _mine(vote: Vote, entry: RollEntry) -> MyVote:
    return MyVote(
        vote_id=vote.id,
        version_id=vote.version_id,
        number=vote.number,
        level=Level(vote.level),
        times=_times(vote),
        example=vote.example,
        voter_id=entry.voter_id,
        label=entry.label,
        kind=entry.kind,
        center_id=entry.center_id,
        weight=entry.weight,
        reason=entry.reason,
        voted=entry.voted,
    )


_votes, _roll, _accounts, _people = (table.table() for table in (Vote, RollEntry, Account, Person))
_RECORDED = (
    select(_votes.c.level, _roll.c.label, _people.c.called_name, _accounts.c.email)
    .add_columns(_people.c.language, _people.c.time_zone)
    .select_from(
        _votes.join(_roll, _roll.c.vote_id == _votes.c.id)
        .join(_accounts, true())  # one line of the roll beside one account, each found by its key
        .join(_people, _people.c.id == _accounts.c.person_id)
    )
    .where(_votes.c.number == bindparam("of_vote"), _roll.c.voter_id == bindparam("of_voter"))
    .where(_accounts.c.person_id == bindparam("to"))
)
