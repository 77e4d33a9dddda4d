"""Loads the demonstration organization into an empty database, step by step, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from mfpl.domain.refusals import Conflict
from mfpl.services.demonstration import membership, organization, people
from mfpl.services.demonstration.clauses_of_record import write_bylaws
from mfpl.services.demonstration.presets import rule_documents, start_day
from mfpl.services.demonstration.recorded_decisions import fill_register
from mfpl.services.demonstration.scene import OFFICE, Scene
from mfpl.services.demonstration.vote_of_2019 import hold_vote_of_2019
from mfpl.services.demonstration.votes_under_way import tell_stories
from mfpl.services.organization import is_empty
from mfpl.services.rulebook import adopt_rule


class Step(StrEnum):
    """What the loader has just finished; each is worded where people read it."""

    CENTERS = "centers"
    PEOPLE = "people"
    MEMBERS = "members"
    RULES = "rules"
    VOTE_OF_2019 = "vote_of_2019"
    REGISTER = "register"
    BYLAWS = "bylaws"
    PROPOSALS = "proposals"


Progress = Callable[[Step, int], None]


def in_silence(_step: Step, _number: int) -> None:
    """Tell nobody."""


def load_demonstration(session: Session, *, now: datetime, password_hash: str, progress: Progress = in_silence) -> None:
    """Load the demonstration, its relative days counted from the day of ``now``; raise Conflict unless it is empty.

    ``password_hash`` is the hash of the one password of all its people. ``progress`` is told each finished step and
    how many things it made.
    """
    if not is_empty(session):
        raise Conflict("demonstration_not_empty")
    scene = _found(session, now=now, password_hash=password_hash, progress=progress)
    progress(Step.RULES, _adopt_rules(scene))
    progress(Step.VOTE_OF_2019, hold_vote_of_2019(scene))
    progress(Step.REGISTER, fill_register(scene))
    progress(Step.BYLAWS, write_bylaws(scene))
    progress(Step.PROPOSALS, tell_stories(scene))


def _found(session: Session, *, now: datetime, password_hash: str, progress: Progress) -> Scene:
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
    return Scene(session, now, start, centers, bodies, persons, members, invented)


def _adopt_rules(scene: Scene) -> int:
    documents = rule_documents()
    for document in documents:
        adopt_rule(scene.session, document=document, actor=OFFICE, now=scene.now)
    return len(documents)
