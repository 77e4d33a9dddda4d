"""Adds a crowd to the demonstration: members with people and accounts, and an open vote in which all of them vote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor, MandateHeld, MandateKind
from mfpl.domain.names import search_key, sort_key
from mfpl.domain.votes import Level, TieRule
from mfpl.services.civil_days import civil_day
from mfpl.services.demonstration import load_demonstration
from mfpl.services.proposals import Text, create_proposal, review_text, save_text
from mfpl.services.votes import QuestionDraft, VoteDraft, open_vote, prepare_vote
from mfpl.store.engine import Sessions
from mfpl.store.queries.votes import get_vote
from mfpl.store.tables import Account, Affiliation, Body, Center, Mandate, Member, Person, Standing

JOINED = date(2018, 1, 1)
ROWS_AT_ONCE = 10_000
QUESTIONS = (
    QuestionDraft({"es": "¿Primera?", "en": "First?"}),
    QuestionDraft({"es": "¿Segunda?", "en": "Second?"}, effective_if=1),
)


@dataclass(frozen=True)
class Voter:
    """One of the crowd: the account, the person and the membership."""

    account_id: UUID
    person_id: UUID
    member_id: UUID


@dataclass(frozen=True)
class Crowd:
    """The vote the crowd votes in, and who they are."""

    number: str
    vote_id: UUID
    voters: tuple[Voter, ...]


def gather(sessions: Sessions, *, size: int, now: datetime) -> Crowd:
    """Load the demonstration, add the crowd and open a vote for it; one in five belongs to Mexico."""
    with sessions.transaction() as session:
        load_demonstration(session, now=now, password_hash="!")  # noqa: S106 - a hash that no password has
        voters = add_members(session, size=size, now=now)
        number = open_for_all(session, now=now)
        return Crowd(number, get_vote(session, number=number).id, voters)


def add_members(session: Session, *, size: int, now: datetime) -> tuple[Voter, ...]:
    """Add individual members in good standing, each with a person and an account."""
    centers = dict(session.execute(select(Center.code, Center.id)).all())
    voters = tuple(Voter(uuid4(), uuid4(), uuid4()) for _ in range(size))
    _insert(session, Person, (_person(place, voter) for place, voter in enumerate(voters)))
    _insert(session, Account, (_account(place, voter, now) for place, voter in enumerate(voters)))
    _insert(session, Member, (_member(place, voter) for place, voter in enumerate(voters)))
    dated = {"from_on": JOINED, "until_on": None, "reason": "bench"}
    codes = ["MX" if place % 5 == 0 else "US" for place in range(size)]
    _insert(
        session,
        Affiliation,
        (
            {"id": uuid4(), "member_id": voter.member_id, "center_id": centers[code], **dated}
            for voter, code in zip(voters, codes, strict=True)
        ),
    )
    standing = {"status": "good_standing", **dated}
    _insert(session, Standing, ({"id": uuid4(), "member_id": voter.member_id, **standing} for voter in voters))
    return voters


def open_for_all(session: Session, *, now: datetime) -> str:
    """Put a proposal to the members and open its vote under a majority in each center; return its number."""
    people = session.scalars(select(Person.id).join(Mandate, Mandate.person_id == Person.id).distinct().limit(2)).all()
    body_id = session.scalars(select(Body.id).where(Body.code == "membership")).one()
    sponsor, other = (
        Actor(person_id=person, mandates=(*_everything(), MandateHeld(MandateKind.COMMITTEE_MEMBER, body_id=body_id)))
        for person in people
    )
    text, words = Text("Una propuesta", "Su texto."), Text("A proposal", "Its text.")
    number = create_proposal(
        session, actor=sponsor, body_id=body_id, source_language="es", text=text, now=now - timedelta(days=2)
    )
    save_text(session, actor=sponsor, number=number, language="en", text=words, now=now - timedelta(days=2))
    review_text(session, actor=other, number=number, language="en", now=now - timedelta(days=2))
    draft = VoteDraft(
        rule_code="concurrent-majorities",
        level=Level.SHEET,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        roll_date=civil_day(session, now - timedelta(days=1)),
        questions=QUESTIONS,
        tie_rule=TieRule.FAILS,
        example=True,
    )
    vote = prepare_vote(session, actor=sponsor, number=number, draft=draft, now=now - timedelta(days=1))
    open_vote(session, actor=sponsor, number=vote, now=now - timedelta(days=1))
    return vote


def _everything() -> tuple[MandateHeld, ...]:
    return (MandateHeld(MandateKind.ELECTION_OFFICER), MandateHeld(MandateKind.TRANSLATOR))


def _insert(session: Session, table: type[Any], rows: Iterator[dict[str, Any]]) -> None:
    while some := list(islice(rows, ROWS_AT_ONCE)):
        session.execute(insert(table), some)


def _person(place: int, voter: Voter) -> dict[str, Any]:
    name = _name(place)
    return {
        "id": voter.person_id,
        "full_name": name,
        "called_name": name,
        "search_key": search_key(name),
        "language": "es" if place % 5 == 0 else "en",
        "time_zone": "America/Mexico_City",
    }


def _account(place: int, voter: Voter, now: datetime) -> dict[str, Any]:
    address = f"{place}@crowd.example"
    return {
        "id": voter.account_id,
        "person_id": voter.person_id,
        "email": address,
        "email_key": address,
        "password_hash": None,
        "epoch": "1",
        "created_at": now,
        "confirmed_at": now,
        "disabled_at": None,
    }


def _member(place: int, voter: Voter) -> dict[str, Any]:
    name = _name(place)
    return {
        "id": voter.member_id,
        "kind": "individual",
        "name": name,
        "search_key": search_key(name),
        "sort_key": sort_key(name),
        "person_id": voter.person_id,
        "joined_on": JOINED,
        "left_on": None,
    }


def _name(place: int) -> str:
    return f"Núñez Ávila {place:07d}"
