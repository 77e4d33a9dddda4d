"""What the acts of the demonstration happen in: the session, the day it starts, who there is, and who acts as what."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor, MandateHeld, MandateKind
from mfpl.presets.names import DemoMember
from mfpl.services.demonstration.organization import Ids
from mfpl.services.demonstration.presets import read_preset

OFFICE = Actor(mandates=(MandateHeld(MandateKind.ELECTION_OFFICER),))
"""Acts where the public record does not say who did."""


@dataclass(frozen=True)
class Scene:
    """The organization as far as it is loaded; ids by the keys of the data files."""

    session: Session
    now: datetime
    start: date
    centers: Ids
    bodies: Ids
    people: Ids
    members: Ids
    invented: tuple[DemoMember, ...]

    def sponsor(self, key: str, *, body: str) -> Actor:
        """Return a person of the story as one who may put proposals to a body."""
        return self._charged(key, MandateHeld(MandateKind.COMMITTEE_MEMBER, body_id=self.bodies[body]))

    def translator(self, key: str) -> Actor:
        """Return a person of the story as a translator."""
        return self._charged(key, MandateHeld(MandateKind.TRANSLATOR))

    def officers(self) -> list[Actor]:
        """Return the election officers of the story, one of each center."""
        return [
            self._charged(
                person["id"], MandateHeld(MandateKind.ELECTION_OFFICER, center_id=self.centers[held["center"]])
            )
            for person in read_preset("people")["people"]
            for held in person["mandates"]
            if held["kind"] == MandateKind.ELECTION_OFFICER
        ]

    def voter(self, key: str) -> Actor:
        """Return a person of the story as one who casts the ballot of their own seat."""
        return self._charged(key)

    def _charged(self, key: str, *mandates: MandateHeld) -> Actor:
        return Actor(person_id=self.people[key], mandates=mandates)
