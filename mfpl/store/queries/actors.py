"""Finds who acts: a person with the mandates and memberships of one day."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    String,
    Uuid,
    and_,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from mfpl.domain.actors import NOBODY, Actor, MandateHeld, MandateKind, MembershipHeld
from mfpl.store.queries.days import holds_on
from mfpl.store.tables import Affiliation, Mandate, Member, Person, Representative

PERSON, MANDATE = "person", "mandate"


def load_actor(session: Session, *, person_id: UUID, on: date) -> Actor:
    """Return the person as they may act on a day, in one statement; NOBODY where there is no such person."""
    called_name, language = None, None
    memberships: list[MembershipHeld] = []
    mandates: list[MandateHeld] = []
    for what, label, first, second, votes, spoken in session.execute(_HELD, {"who": person_id, "day": on}):
        if what == PERSON:
            called_name, language = label, spoken
        elif what == MANDATE:
            mandates.append(MandateHeld(MandateKind(label), first, second))
        else:
            memberships.append(MembershipHeld(first, label, what, second, votes))
    if called_name is None:
        return NOBODY
    memberships.sort(key=lambda held: (held.kind, held.name))
    return Actor(person_id, called_name, language, tuple(mandates), tuple(memberships))


def _held() -> CompoundSelect[Any]:
    who, day = bindparam("who", type_=Uuid()), bindparam("day", type_=Date())
    no_center, no_body, no_language = cast(null(), Uuid()), cast(null(), Uuid()), cast(null(), String())
    person = (
        select(literal(PERSON), Person.called_name, no_body.label("first"), no_center.label("second"))
        .add_columns(literal(value=True), Person.language)
        .where(Person.id == who)
    )
    mandates = select(
        literal(MANDATE), Mandate.kind, Mandate.body_id, Mandate.center_id, literal(value=True), no_language
    ).where(Mandate.person_id == who, holds_on(Mandate, day))
    own = _memberships(literal(value=True), no_language, day).where(Member.person_id == who)
    represented = (
        _memberships(Representative.votes, no_language, day)
        .join(Representative, Representative.member_id == Member.id)
        .where(Representative.person_id == who, holds_on(Representative, day))
    )
    return union_all(person, mandates, own, represented)


def _memberships(votes: Any, language: Any, day: Any) -> Select[Any]:
    return (
        select(Member.kind, Member.name, Member.id, Affiliation.center_id, votes, language)
        .select_from(Member)
        .outerjoin(Affiliation, and_(Affiliation.member_id == Member.id, holds_on(Affiliation, day)))
        .where(or_(Member.left_on.is_(None), Member.left_on > day))
    )


_HELD = _held()
