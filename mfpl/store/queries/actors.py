"""Finds who acts: a person with the mandates and memberships of one day."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from mfpl.domain.actors import NOBODY, Actor, MandateHeld, MandateKind, MembershipHeld
from mfpl.store.queries.days import holds_on
from mfpl.store.tables import Affiliation, Mandate, Member, Person, Representative


def load_actor(session: Session, *, person_id: UUID, on: date) -> Actor:
    """Return the person as they may act on a day, in two statements; NOBODY where there is no such person."""
    person = session.execute(select(Person.called_name, Person.language).where(Person.id == person_id)).one_or_none()
    if person is None:
        return NOBODY
    memberships: list[MembershipHeld] = []
    mandates: list[MandateHeld] = []
    for row in session.execute(_held(person_id, on)):
        if row.what == "mandate":
            mandates.append(MandateHeld(MandateKind(row.label), row.first, row.second))
        else:
            memberships.append(MembershipHeld(row.first, row.label, row.what, row.second, row.votes))
    memberships.sort(key=lambda held: (held.kind, held.name))
    return Actor(person_id, person.called_name, person.language, tuple(mandates), tuple(memberships))


def _held(person_id: UUID, on: date) -> Select[Any]:
    mandates = select(
        literal("mandate").label("what"),
        Mandate.kind.label("label"),
        Mandate.body_id.label("first"),
        Mandate.center_id.label("second"),
        literal(True).label("votes"),
    ).where(Mandate.person_id == person_id, holds_on(Mandate, on))
    represented = and_(
        Representative.member_id == Member.id, Representative.person_id == person_id, holds_on(Representative, on)
    )
    memberships = (
        select(Member.kind, Member.name, Member.id, Affiliation.center_id, _may_vote())
        .outerjoin(Representative, represented)
        .outerjoin(Affiliation, and_(Affiliation.member_id == Member.id, holds_on(Affiliation, on)))
        .where(or_(Member.person_id == person_id, Representative.id.is_not(None)))
        .where(or_(Member.left_on.is_(None), Member.left_on > on))
    )
    both = union_all(mandates, memberships).subquery()
    return select(both)


def _may_vote() -> Any:
    return or_(Member.person_id.is_not(None), Representative.votes)
