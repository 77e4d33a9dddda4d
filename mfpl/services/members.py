"""Members: entered into the register of their center, and their people invited to open an account."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.members import MemberKind, Status
from mfpl.domain.names import search_key, sort_key
from mfpl.domain.policy import Subject, require
from mfpl.domain.refusals import Conflict, Invalid, NotFound
from mfpl.services import accounts, history
from mfpl.store.queries import members as queries
from mfpl.store.queries.bodies import CenterFacts, list_centers
from mfpl.store.tables import Affiliation, Member, Person, Representative, Standing

NAME_LIMIT = 255
ENTERED = "entered"


@dataclass(frozen=True)
class MemberDraft:
    """A member as it is entered: `speaker` is who represents an organization, an individual speaks for themselves."""

    kind: MemberKind
    name: str
    joined_on: date
    speaker: str = ""
    called_name: str = ""


def add_member(session: Session, *, actor: Actor, center_id: UUID, draft: MemberDraft, now: datetime) -> UUID:
    """Enter a member in good standing into a center and return its id.

    Raise Forbidden unless the actor administers that center; Invalid without a name or for a day to come; Conflict
    where an organization of that name belongs to the center already.
    """
    require(actor, "members.write", Subject(center_id=center_id))
    name = _name(draft.name)
    if draft.joined_on > now.date():
        raise Invalid("member_joined_later")
    _require_new(session, center_id=center_id, draft=draft, now=now)
    center = next(one for one in list_centers(session) if one.id == center_id)
    member = Member(
        id=uuid4(),
        kind=draft.kind,
        name=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
        person_id=_add_person(session, name, center, draft.called_name)
        if draft.kind is MemberKind.INDIVIDUAL
        else None,
        joined_on=draft.joined_on,
    )
    session.add(member)
    session.flush()
    _add_dated(session, member, center_id=center_id)
    if draft.kind is MemberKind.ORGANIZATION and draft.speaker.strip():
        _add_speaker(session, member, center, draft)
    stream, given = f"member:{member.id}", {"center": str(center_id), "kind": str(draft.kind)}
    history.record(session, stream=stream, fact=Fact.MEMBER_RECORDED, actor_id=actor.person_id, now=now, **given)
    return member.id


def invite_person(
    session: Session, *, actor: Actor, member_id: UUID, person_id: UUID, email: str, now: datetime, secret: str
) -> None:
    """Invite somebody who speaks for a member to open their account.

    Raise Forbidden for a member of a center the actor does not administer, NotFound for who does not speak for it;
    Conflict when the account is confirmed or the address somebody else's; Invalid for an address no mail reaches.
    """
    member = queries.find_member(session, member_id=member_id, on=now.date())
    if member is None:
        raise NotFound("member_unknown")
    require(actor, "members.write", Subject(center_id=member.center_id))
    if person_id not in {one.person_id for one in queries.list_spokespeople(session, member=member)}:
        raise NotFound("member_unknown")
    accounts.invite(session, actor=actor, person_id=person_id, email=email, now=now, secret=secret)


def _name(text: str) -> str:
    name = " ".join(text.split())[:NAME_LIMIT]
    if not search_key(name):
        raise Invalid("member_name_missing")
    return name


def _require_new(session: Session, *, center_id: UUID, draft: MemberDraft, now: datetime) -> None:
    if draft.kind is not MemberKind.ORGANIZATION:
        return
    key = search_key(draft.name)
    if queries.find_namesake(session, center_id=center_id, search_key=key, kind=draft.kind, on=now.date()):
        raise Conflict("member_exists", name=_name(draft.name))


def _add_person(session: Session, name: str, center: CenterFacts, called_name: str) -> UUID:
    person = Person(
        id=uuid4(),
        full_name=name,
        called_name=called_name.strip() or name.split(maxsplit=1)[0],
        search_key=search_key(name),
        language=center.language,
        time_zone=center.time_zone,
    )
    session.add(person)
    session.flush()
    return person.id


def _add_dated(session: Session, member: Member, *, center_id: UUID) -> None:
    since = {"member_id": member.id, "from_on": member.joined_on, "reason": ENTERED}
    session.add(Affiliation(center_id=center_id, **since))
    session.add(Standing(status=Status.GOOD_STANDING, **since))
    session.flush()


def _add_speaker(session: Session, member: Member, center: CenterFacts, draft: MemberDraft) -> None:
    person_id = _add_person(session, _name(draft.speaker), center, draft.called_name)
    session.add(Representative(member_id=member.id, person_id=person_id, votes=True, from_on=member.joined_on))
    session.flush()
