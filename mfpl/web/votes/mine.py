"""The ballots of this reader: for each membership they act for, where its ballot stands in each vote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mfpl.domain.actors import Actor
from mfpl.domain.votes import VoteState, state
from mfpl.store.engine import Session
from mfpl.store.queries.my_votes import MyVote, list_my_votes, list_outcomes, list_titles
from mfpl.web.votes.bilingual import Said, said
from mfpl.web.wording.outcomes import Outcome, outcome


@dataclass(frozen=True)
class MyBallot:
    """One ballot of mine: the vote it is in, whose it is, and where both stand."""

    line: MyVote
    state: VoteState
    title: Said
    outcomes: tuple[Outcome, ...]

    @property
    def awaited(self) -> bool:
        """State whether it can still be cast for the first time."""
        return self.state is VoteState.OPEN and self.line.reason is None and not self.line.voted

    @property
    def changeable(self) -> bool:
        """State whether it has been cast and can still be changed."""
        return self.state is VoteState.OPEN and self.line.voted


def voters_of(actor: Actor) -> list[UUID]:
    """Return the ids under which a person may stand on a roll with a ballot to cast: memberships and own seat."""
    own = [actor.person_id] if actor.person_id else []
    return [*own, *(held.member_id for held in actor.memberships if held.votes)]


def ballots_of(session: Session, actor: Actor, *, now: datetime, unclosed_only: bool = False) -> list[MyBallot]:
    """Return every ballot of a person in votes whose roll is frozen, the vote that closes first at the top."""
    lines = list_my_votes(session, voter_ids=voters_of(actor), unclosed_only=unclosed_only)
    titles = list_titles(session, version_ids={line.version_id for line in lines})
    outcomes = list_outcomes(session, vote_ids={line.vote_id for line in lines if line.times.closed_at})
    return [_ballot(line, now=now, titles=titles, outcomes=outcomes) for line in lines]


def ballots_in(ballots: Iterable[MyBallot], *states: VoteState) -> list[MyBallot]:
    """Return the ballots whose votes are in one of these states."""
    return [ballot for ballot in ballots if ballot.state in states]


def _ballot(
    line: MyVote, *, now: datetime, titles: Mapping[UUID, Mapping[str, str]], outcomes: Mapping[UUID, list[str]]
) -> MyBallot:
    return MyBallot(
        line=line,
        state=state(line.times, now),
        title=said(titles.get(line.version_id, {})),
        outcomes=tuple(outcome(code) for code in outcomes.get(line.vote_id, ())),
    )
