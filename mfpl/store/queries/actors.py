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
        select(literal(PERSON), _person.called_name, no_body.label("first"), no_center.label("second"))
        .add_columns(literal(value=True), _person.language)
        .where(_person.id == who)
    )
    mandates = select(
        literal(MANDATE), _mandate.kind, _mandate.body_id, _mandate.center_id, literal(value=True), no_language
    ).where(_mandate.person_id == who, holds_on(_mandate, day))
    own = _memberships(literal(value=True), no_language, day).where(_member.person_id == who)
    represented = (
        _memberships(_speaker.votes, no_language, day)
        .where(_speaker.member_id == _member.id)
        .where(_speaker.person_id == who, holds_on(_speaker, day))
    )
    return union_all(person, mandates, own, represented)


def _memberships(votes: Any, language: Any, day: Any) -> Select[Any]:
    belongs = and_(_affiliation.member_id == _member.id, holds_on(_affiliation, day))
    return (
        select(_member.kind, _member.name, _member.id, _affiliation.center_id, votes, language)
        .outerjoin_from(Member.table(), Affiliation.table(), belongs)
        .where(or_(_member.left_on.is_(None), _member.left_on > day))
    )


_person, _mandate, _member = Person.table().c, Mandate.table().c, Member.table().c
_affiliation, _speaker = Affiliation.table().c, Representative.table().c
_HELD = _held()
