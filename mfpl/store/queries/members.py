"""Finds members as they stood on a day: lists that cost the same whatever their number, and one member whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from mfpl.store.queries.days import holds_on
from mfpl.store.tables import Account, Affiliation, Center, Mandate, Member, Person, Representative, Standing

MOST_COUNTED = 1_000


@dataclass(frozen=True)
class MemberFilter:
    """Which members are wanted: those of one center on a day; a search key, a status and a kind may narrow them.

    `after` and `before` are ids of members beside which the page begins or ends, in the order of names.
    """

    center_id: UUID
    on: date
    search: str = ""
    status: str | None = None
    kind: str | None = None
    after: UUID | None = None
    before: UUID | None = None


@dataclass(frozen=True)
class MemberLine:
    """A member as a list shows it; its standing is None where it had none on that day."""

    id: UUID
    kind: str
    name: str
    status: str | None
    status_since: date | None
    joined_on: date


@dataclass(frozen=True)
class MemberPage:
    """One page of a list, and whether there are members before and after it."""

    lines: tuple[MemberLine, ...]
    has_previous: bool
    has_next: bool


@dataclass(frozen=True)
class MemberFacts:
    """A member with the center it belongs to on a day (None: to none)."""

    id: UUID
    kind: str
    name: str
    person_id: UUID | None
    joined_on: date
    left_on: date | None
    center_id: UUID | None


@dataclass(frozen=True)
class Period:
    """Something that held from a day until, not including, another: the code of a center or a status, and why."""

    what: str
    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True)
class Spokesperson:
    """A person of a membership: for how long, whether they cast its ballot, and how far their account has come."""

    person_id: UUID
    name: str
    votes: bool
    from_on: date
    until_on: date | None
    has_account: bool
    confirmed: bool


@dataclass(frozen=True)
class MandateLine:
    """A mandate held by a person of a membership."""

    name: str
    kind: str
    from_on: date
    until_on: date | None


def list_members(session: Session, *, wanted: MemberFilter, limit: int) -> MemberPage:
    """Return one page of members in the order of their names, in one statement."""
    backwards = wanted.before is not None
    order = (Member.sort_key.desc(), Member.id.desc()) if backwards else (Member.sort_key, Member.id)
    edge = wanted.before or wanted.after
    statement = _members(wanted).order_by(*order).limit(limit + 1)
    if edge is not None:
        statement = statement.where(_beyond(edge, backwards=backwards))
    rows = session.execute(statement).all()
    more, lines = len(rows) > limit, [MemberLine(*row) for row in rows[:limit]]
    if backwards:
        return MemberPage(tuple(reversed(lines)), has_previous=more, has_next=True)
    return MemberPage(tuple(lines), has_previous=edge is not None, has_next=more)


def count_members(session: Session, *, wanted: MemberFilter) -> int:
    """Return how many members there are of those wanted, counted no further than `MOST_COUNTED` and one more."""
    counted = _unsorted(wanted).limit(MOST_COUNTED + 1).subquery()
    return session.execute(select(func.count()).select_from(counted)).scalar_one()


def list_speakers(session: Session, *, member_ids: Iterable[UUID], on: date) -> dict[UUID, list[str]]:
    """Return who spoke for each of some organizations on a day, by member, in the order of their names."""
    rows = session.execute(
        select(Representative.member_id, Person.full_name)
        .join(Person, Person.id == Representative.person_id)
        .where(Representative.member_id.in_(list(member_ids)), holds_on(Representative, on))
        .order_by(Person.search_key)
    )
    speakers: dict[UUID, list[str]] = {}
    for member_id, name in rows:
        speakers.setdefault(member_id, []).append(name)
    return speakers


def find_member(session: Session, *, member_id: UUID, on: date) -> MemberFacts | None:
    """Return a member with the center it belongs to on a day, or None."""
    row = session.execute(
        select(Member, Affiliation.center_id)
        .outerjoin(Affiliation, and_(Affiliation.member_id == Member.id, holds_on(Affiliation, on)))
        .where(Member.id == member_id)
    ).one_or_none()
    if row is None:
        return None
    one, center_id = row
    return MemberFacts(one.id, one.kind, one.name, one.person_id, one.joined_on, one.left_on, center_id)


def find_affiliation_row(session: Session, *, member_id: UUID, on: date) -> Affiliation | None:
    """Return the center a member belongs to on a day as a row to change, locked, or None."""
    held = select(Affiliation).where(Affiliation.member_id == member_id, holds_on(Affiliation, on))
    return session.scalar(held.order_by(Affiliation.from_on).limit(1).with_for_update())


def list_affiliations(session: Session, *, member_id: UUID) -> list[Period]:
    """Return the centers a member has belonged to, by their codes, the newest first."""
    rows = session.execute(
        select(Center.code, Affiliation.from_on, Affiliation.until_on, Affiliation.reason)
        .join(Center, Center.id == Affiliation.center_id)
        .where(Affiliation.member_id == member_id)
        .order_by(Affiliation.from_on.desc())
    )
    return [Period(*row) for row in rows]


def list_standings(session: Session, *, member_id: UUID) -> list[Period]:
    """Return the standings a member has had, the newest first."""
    rows = session.execute(
        select(Standing.status, Standing.from_on, Standing.until_on, Standing.reason)
        .where(Standing.member_id == member_id)
        .order_by(Standing.from_on.desc())
    )
    return [Period(*row) for row in rows]


def list_spokespeople(session: Session, *, member: MemberFacts) -> list[Spokesperson]:
    """Return the people of a membership, those of an organization with their dates, the newest first."""
    held = select(
        Person.id,
        Person.full_name,
        Representative.votes,
        Representative.from_on,
        Representative.until_on,
        Account.id.is_not(None),
        Account.confirmed_at.is_not(None),
    ).outerjoin(Account, Account.person_id == Person.id)
    if member.person_id is not None:
        alone = held.with_only_columns(
            Person.id, Person.full_name, Account.id.is_not(None), Account.confirmed_at.is_not(None)
        ).where(Person.id == member.person_id)
        return [
            Spokesperson(person_id, name, True, member.joined_on, member.left_on, bool(account), bool(confirmed))
            for person_id, name, account, confirmed in session.execute(alone)
        ]
    rows = session.execute(
        held.join(Representative, Representative.person_id == Person.id)
        .where(Representative.member_id == member.id)
        .order_by(Representative.from_on.desc(), Person.search_key)
    )
    return [Spokesperson(*row) for row in rows]


def list_mandates(session: Session, *, person_ids: Sequence[UUID]) -> list[MandateLine]:
    """Return the mandates of some people, the newest first."""
    rows = session.execute(
        select(Person.full_name, Mandate.kind, Mandate.from_on, Mandate.until_on)
        .join(Person, Person.id == Mandate.person_id)
        .where(Mandate.person_id.in_(person_ids))
        .order_by(Mandate.from_on.desc(), Person.search_key)
    )
    return [MandateLine(*row) for row in rows]


def find_namesake(session: Session, *, center_id: UUID, search_key: str, kind: str, on: date) -> UUID | None:
    """Return the member of a kind that carries a name in a center on a day, or None."""
    wanted = MemberFilter(center_id=center_id, on=on, kind=kind)
    named = _unsorted(wanted).where(Member.search_key == search_key).limit(1)
    found: UUID | None = session.scalar(named)
    return found


def find_member_of_person(session: Session, *, person_id: UUID) -> UUID | None:
    """Return the individual membership of a person, or None."""
    return session.scalar(select(Member.id).where(Member.person_id == person_id))


def _members(wanted: MemberFilter) -> Any:
    # Asked of each member, not joined: a join is begun at the center, and then all its members are sorted for a page.
    belongs = exists().where(Affiliation.member_id == Member.id, *_affiliated(wanted))
    lines = select(Member.id, Member.kind, Member.name, Standing.status, Standing.from_on, Member.joined_on)
    return _narrowed(lines, wanted).where(belongs)


def _unsorted(wanted: MemberFilter) -> Any:
    # Joined, so that it is begun at the center: who counts or looks for one needs no order.
    joined = select(Member.id).join(Affiliation, Affiliation.member_id == Member.id).where(*_affiliated(wanted))
    return _narrowed(joined, wanted)


def _affiliated(wanted: MemberFilter) -> tuple[Any, ...]:
    return Affiliation.center_id == wanted.center_id, holds_on(Affiliation, wanted.on)


def _narrowed(members: Any, wanted: MemberFilter) -> Any:
    statement = (
        members.outerjoin(Standing, and_(Standing.member_id == Member.id, holds_on(Standing, wanted.on)))
        .where(Member.joined_on <= wanted.on)
        .where(or_(Member.left_on.is_(None), Member.left_on > wanted.on))
    )
    if wanted.search:
        statement = statement.where(_named(wanted))
    if wanted.status is not None:
        statement = statement.where(Standing.status == wanted.status)
    return statement if wanted.kind is None else statement.where(Member.kind == wanted.kind)


def _named(wanted: MemberFilter) -> Any:
    """Members whose name, or that of a person of theirs, or that person's address has what is searched."""
    people = (
        select(Person.id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(
            or_(
                Person.search_key.contains(wanted.search, autoescape=True),
                Account.email_key.contains(wanted.search, autoescape=True),
            )
        )
    )
    speaks = select(Representative.member_id).where(
        Representative.person_id.in_(people), holds_on(Representative, wanted.on)
    )
    named = Member.search_key.contains(wanted.search, autoescape=True)
    return or_(named, Member.person_id.in_(people), Member.id.in_(speaks))


def _beyond(edge: UUID, *, backwards: bool) -> Any:
    here = select(Member.sort_key).where(Member.id == edge).scalar_subquery()
    place = tuple_(Member.sort_key, Member.id)
    return place < tuple_(here, edge) if backwards else place > tuple_(here, edge)
