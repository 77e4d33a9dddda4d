"""Enrolls the demonstration's members with the centers and standings they had on each day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from mfpl.domain.history import GENESIS, Entry, Fact, digest
from mfpl.domain.members import MemberKind
from mfpl.domain.names import search_key, sort_key
from mfpl.presets.names import DemoMember, build_register, resolve_day
from mfpl.services.demonstration.organization import Ids
from mfpl.services.demonstration.people import make_person
from mfpl.services.demonstration.presets import read_preset
from mfpl.store.tables import Affiliation, HistoryEntry, HistoryHead, Member, Person, Representative, Standing

LEFT = "left"
AS_ENROLLED = "demonstration"
Periods = Iterator[tuple[str, date, date | None]]


def invented_members() -> tuple[DemoMember, ...]:
    """Return every member of the demonstration as the data describes them."""
    return build_register(read_preset("names"), read_preset("people")["members"])


def enroll(
    session: Session, *, members: Sequence[DemoMember], persons: Mapping[str, UUID], centers: Ids, start: date
) -> Ids:
    """Write members, with a person for each individual who has none, and return their ids by key."""
    ids = {member.id: uuid4() for member in members}
    missing = {one.id: uuid4() for one in members if one.kind == MemberKind.INDIVIDUAL and one.id not in persons}
    zones = _zones()
    session.add_all(_as_person(missing[one.id], one, zones) for one in members if one.id in missing)
    session.flush()
    session.add_all(_member(ids[one.id], one, {**persons, **missing}.get(one.id), start) for one in members)
    session.flush()
    for one in members:
        session.add_all(_affiliations(ids[one.id], one, centers, start))
        session.add_all(_standings(ids[one.id], one, start))
    _represent(session, members=members, ids=ids, zones=zones, start=start)
    return ids


def record_members(session: Session, *, members: Sequence[DemoMember], ids: Ids, now: datetime) -> None:
    """Open the history of each member; all at once, because nobody else can be writing to these streams yet."""
    entries = [_entry(ids[one.id], one, now) for one in members]
    names = Entry.__dataclass_fields__
    session.add_all(HistoryEntry(**{name: getattr(entry, name) for name in names}) for entry in entries)
    session.add_all(HistoryHead(stream=one.stream, sequence=one.sequence, digest=one.digest) for one in entries)
    session.flush()


def _entry(member_id: UUID, member: DemoMember, now: datetime) -> Entry:
    parameters: dict[str, Any] = {"kind": member.kind, "center": member.affiliations[-1][0]}
    unsigned = Entry(f"member:{member_id}", 1, Fact.MEMBER_RECORDED.value, parameters, None, now, GENESIS)
    return Entry(**{**vars(unsigned), "digest": digest(unsigned)})


def _member(member_id: UUID, member: DemoMember, person_id: UUID | None, start: date) -> Member:
    return Member(
        id=member_id,
        kind=member.kind,
        name=member.name,
        search_key=search_key(member.name),
        sort_key=sort_key(member.name),
        person_id=person_id,
        joined_on=resolve_day(member.joined_on, start=start),
        left_on=_left_on(member, start),
    )


def _left_on(member: DemoMember, start: date) -> date | None:
    return next((resolve_day(since, start=start) for status, since in member.statuses if status == LEFT), None)


def _affiliations(member_id: UUID, member: DemoMember, centers: Ids, start: date) -> list[Affiliation]:
    return [
        Affiliation(member_id=member_id, center_id=centers[code], from_on=since, until_on=until, reason=AS_ENROLLED)
        for code, since, until in _periods(member.affiliations, start)
    ]


def _standings(member_id: UUID, member: DemoMember, start: date) -> list[Standing]:
    return [
        Standing(member_id=member_id, status=status, from_on=since, until_on=until, reason=AS_ENROLLED)
        for status, since, until in _periods(member.statuses, start)
        if status != LEFT
    ]


def _periods(changes: Sequence[tuple[str, str]], start: date) -> Periods:
    dated = [(what, resolve_day(since, start=start)) for what, since in changes]
    ends = [*(since for _what, since in dated[1:]), None]
    for (what, since), until in zip(dated, ends, strict=True):
        yield what, since, until


def _represent(
    session: Session, *, members: Sequence[DemoMember], ids: Ids, zones: Mapping[str, str], start: date
) -> None:
    spoken_for = [(one, name, uuid4()) for one in members for name in one.representatives]
    session.add_all(
        make_person(person_id, full_name=name, language=one.language, time_zone=zones[one.affiliations[-1][0]])
        for one, name, person_id in spoken_for
    )
    session.flush()
    session.add_all(
        Representative(
            member_id=ids[one.id],
            person_id=person_id,
            votes=True,
            from_on=resolve_day(one.joined_on, start=start),
        )
        for one, _name, person_id in spoken_for
    )


def _as_person(person_id: UUID, member: DemoMember, zones: Mapping[str, str]) -> Person:
    zone = zones[member.affiliations[-1][0]]
    return make_person(person_id, full_name=member.name, language=member.language, time_zone=zone)


def _zones() -> dict[str, str]:
    return {center["code"]: center["time_zone"] for center in read_preset("centers")["centers"]}
