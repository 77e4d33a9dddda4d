"""Founds an organization in an empty database: centers, bodies, by-laws, and its first people, who are invited."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from mfpl.domain.accounts import Purpose
from mfpl.domain.actors import Actor, MandateHeld, MandateKind
from mfpl.domain.history import Fact
from mfpl.domain.names import search_key
from mfpl.domain.refusals import Conflict
from mfpl.services.accounts import create_account
from mfpl.services.bylaws import ArticleDraft, let_govern_amendments, write_articles
from mfpl.services.clauses import kind_of
from mfpl.services.founding_document import Founding, PersonGiven
from mfpl.services.history import record
from mfpl.services.links import send_link
from mfpl.services.organization import BodyDraft, CenterDraft, Ids, is_empty, write_bodies, write_centers
from mfpl.services.rulebook import adopt_clause
from mfpl.store.queries.accounts import find_account_of
from mfpl.store.tables import Mandate, Person

OPERATOR = Actor(mandates=(MandateHeld(MandateKind.ELECTION_OFFICER),))
"""Whoever runs the server, before anybody has an account: takes in the rules the organization already has."""


def found(session: Session, *, founding: Founding, rules: Sequence[str], now: datetime, secret: str) -> None:
    """Write the organization of a document with its by-laws, and post an invitation to each of its people.

    ``rules`` are the documents of its clauses, of any kind. Raise Conflict unless the database has no organization yet;
    RuleInvalid for a clause that cannot be used.
    """
    if not is_empty(session):
        raise Conflict("demonstration_not_empty")
    centers = write_centers(session, [CenterDraft(**center.model_dump()) for center in founding.centers])
    bodies = write_bodies(session, [BodyDraft(**body.model_dump()) for body in founding.bodies], centers=centers)
    _write_bylaws(session, founding, rules, now)
    for person in founding.people:
        person_id = _write_person(session, person)
        _charge(session, person, person_id=person_id, centers=centers, bodies=bodies, now=now)
        _invite(session, person, person_id=person_id, now=now, secret=secret)


def _write_bylaws(session: Session, founding: Founding, rules: Sequence[str], now: datetime) -> None:
    for document in rules:
        adopt_clause(session, kind=kind_of(document), document=document, actor=OPERATOR, now=now)
    articles = [
        ArticleDraft(one.code, one.title.model_dump(), [(clause.kind, clause.code) for clause in one.clauses])
        for one in founding.articles
    ]
    write_articles(session, articles)
    if founding.governs_amendments is not None:
        let_govern_amendments(session, code=founding.governs_amendments)


def _write_person(session: Session, given: PersonGiven) -> UUID:
    person = Person(
        id=uuid4(),
        full_name=given.full_name,
        called_name=given.called_name,
        search_key=search_key(given.full_name),
        language=given.language,
        time_zone=given.time_zone,
    )
    session.add(person)
    session.flush()
    return person.id


def _charge(session: Session, given: PersonGiven, *, person_id: UUID, centers: Ids, bodies: Ids, now: datetime) -> None:
    session.add_all(
        Mandate(
            person_id=person_id,
            kind=held.kind,
            center_id=centers.get(held.center or ""),
            body_id=bodies.get(held.body or ""),
            from_on=now.date(),
        )
        for held in given.mandates
    )
    session.flush()


def _invite(session: Session, given: PersonGiven, *, person_id: UUID, now: datetime, secret: str) -> None:
    create_account(session, person_id=person_id, email=given.email, now=now)
    account = find_account_of(session, person_id=person_id)
    if account is not None:
        send_link(session, account=account, purpose=Purpose.INVITATION, now=now, secret=secret)
        record(session, stream=f"person:{person_id}", fact=Fact.PERSON_INVITED, actor_id=None, now=now)
