"""Loads the demonstration organization into an empty database, step by step, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor, MandateHeld, MandateKind
from mfpl.domain.refusals import Conflict
from mfpl.services.demonstration import membership, organization, people
from mfpl.services.demonstration.presets import rule_documents, start_day
from mfpl.services.rulebook import adopt_rule
from mfpl.store.queries.bodies import list_centers

OFFICE = Actor(mandates=(MandateHeld(MandateKind.ELECTION_OFFICER),))
"""Acts where the public record does not say who did."""


class Step(StrEnum):
    """What the loader has just finished; each is worded where people read it."""

    CENTERS = "centers"
    PEOPLE = "people"
    MEMBERS = "members"
    RULES = "rules"


Progress = Callable[[Step, int], None]


def in_silence(_step: Step, _number: int) -> None:
    """Tell nobody."""


def is_empty(session: Session) -> bool:
    """Return whether the database has no organization yet."""
    return not list_centers(session)


def load_demonstration(session: Session, *, now: datetime, password_hash: str, progress: Progress = in_silence) -> None:
    """Load the demonstration, its relative days counted from the day of ``now``; raise Conflict unless it is empty.

    ``password_hash`` is the hash of the one password of all its people. ``progress`` is told each finished step and
    how many things it made.
    """
    if not is_empty(session):
        raise Conflict("demonstration_not_empty")
    start = start_day(now)
    centers = organization.found_centers(session)
    bodies = organization.found_bodies(session, centers=centers)
    progress(Step.CENTERS, len(centers))
    persons = people.bring_people(session, now=now, password_hash=password_hash)
    people.give_mandates(session, people=persons, bodies=bodies, centers=centers, start=start)
    progress(Step.PEOPLE, len(persons))
    invented = membership.invented_members()
    own = people.people_by_membership(persons)
    members = membership.enroll(session, members=invented, persons=own, centers=centers, start=start)
    people.name_representatives(session, people=persons, members=members, start=start)
    membership.record_members(session, members=invented, ids=members, now=now)
    progress(Step.MEMBERS, len(members))
    documents = rule_documents()
    for document in documents:
        adopt_rule(session, document=document, actor=OFFICE, now=now)
    progress(Step.RULES, len(documents))
