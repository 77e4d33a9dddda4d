"""Brings in the demonstration's people: those with a name in the story, and everyone a membership needs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from mfpl.domain.accounts import email_key
from mfpl.domain.names import search_key
from mfpl.presets.names import resolve_day
from mfpl.services.demonstration.organization import Ids
from mfpl.services.demonstration.presets import read_preset
from mfpl.store.tables import Account, Mandate, Person, Representative


def bring_people(session: Session, *, now: datetime, password_hash: str) -> Ids:
    """Write the people of the story with their accounts, all under one password, and return their ids by key."""
    people = read_preset("people")["people"]
    zones = {center["code"]: center["time_zone"] for center in read_preset("centers")["centers"]}
    ids = {person["id"]: uuid4() for person in people}
    session.add_all(
        make_person(
            ids[person["id"]],
            full_name=person["full_name"],
            called_name=person["called_name"],
            language=person["language"],
            time_zone=zones[person["center"]],
        )
        for person in people
    )
    session.flush()
    session.add_all(_account(ids[person["id"]], person["email"], password_hash, now) for person in people)
    return ids


def give_mandates(session: Session, *, people: Ids, bodies: Ids, centers: Ids, start: date) -> None:
    """Write what the people of the story are charged with, and since when."""
    session.add_all(
        Mandate(
            person_id=people[person["id"]],
            kind=mandate["kind"],
            body_id=bodies.get(mandate["body"] or ""),
            center_id=centers.get(mandate["center"] or ""),
            from_on=resolve_day(mandate["from"], start=start),
            until_on=resolve_day(mandate["to"], start=start) if mandate["to"] else None,
        )
        for person, mandate in _held("mandates")
    )


def name_representatives(session: Session, *, people: Ids, members: Ids, start: date) -> None:
    """Write who of the story speaks for which organization; each of them may cast its ballot."""
    session.add_all(
        Representative(
            member_id=members[held["member"]],
            person_id=people[person["id"]],
            votes=True,
            from_on=resolve_day(held["from"], start=start),
        )
        for person, held in _held("memberships")
        if held["as"] == "representative"
    )


def people_by_membership(people: Ids) -> Mapping[str, UUID]:
    """Return the person of each individual membership in the story, by the key of the membership."""
    return {held["member"]: people[person["id"]] for person, held in _held("memberships") if held["as"] == "individual"}


def make_person(
    person_id: UUID, *, full_name: str, language: str, time_zone: str, called_name: str | None = None
) -> Person:
    """Return a person to be added; who is not called otherwise is called by the first of their names."""
    return Person(
        id=person_id,
        full_name=full_name,
        called_name=called_name or full_name.split(maxsplit=1)[0],
        search_key=search_key(full_name),
        language=language,
        time_zone=time_zone,
    )


def _account(person_id: UUID, email: str, password_hash: str, now: datetime) -> Account:
    return Account(
        person_id=person_id,
        email=email,
        email_key=email_key(email),
        password_hash=password_hash,
        epoch=uuid4().hex,
        created_at=now,
        confirmed_at=now,
    )


def _held(what: str) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    people: Sequence[Mapping[str, Any]] = read_preset("people")["people"]
    return ((person, held) for person in people for held in person[what])
