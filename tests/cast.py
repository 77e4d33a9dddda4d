"""A small cast with roles one can remember: two centers, a committee, five members, two officers.

Members of MX: Radio Bosque (organization, spoken for by Itzel), Itzel herself, and Telar (organization, at risk).
Members of US: River Press (organization, spoken for by Dana) and Dana herself, and Late (joined after the cutoff).
Officers: Olmo in MX, Owen in US. Admins: Ana in MX, Ada in US. Translator: Tere. The committee is Itzel, Dana, Olmo.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.names import search_key, sort_key
from mfpl.domain.votes import Level, TieRule
from mfpl.rules import parse_rule
from mfpl.services.bylaws import take_in_with_its_dates
from mfpl.services.proposals import Text, create_proposal, review_text, save_text
from mfpl.services.votes import QuestionDraft, VoteDraft, open_vote, prepare_vote
from mfpl.store.queries.actors import load_actor
from mfpl.store.tables import (
    Affiliation,
    Body,
    BodyName,
    Center,
    CenterName,
    Mandate,
    Member,
    Person,
    Representative,
    Standing,
)

OPENS = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
CLOSES = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
ROLL_DATE = date(2026, 11, 20)
JOINED = date(2015, 5, 1)

CONCURRENT = {
    "language": "mfpl-rules/1",
    "id": "both-centers",
    "version": 1,
    "title": {"en": "Majority in each center", "es": "Mayoría en cada centro"},
    "clause": {"en": "More than half in each center.", "es": "Más de la mitad en cada centro."},
    "electorate": {"statuses": ["good_standing", "grace"], "weights": {"organization": 2, "individual": 1}},
    "requires": {
        "every_section": {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"},
        "among": "center",
    },
}


@dataclass
class Cast:
    """The people, members, centers and bodies of the tests, by name."""

    session: Session
    centers: dict[str, UUID] = field(default_factory=dict)
    bodies: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    members: dict[str, UUID] = field(default_factory=dict)

    def actor(self, name: str, on: date = TODAY) -> Actor:
        """Return a person of the cast as they may act on a day."""
        return load_actor(self.session, person_id=self.people[name], on=on)


def build_cast(session: Session) -> Cast:
    """Write the cast into an empty database and return its names."""
    cast = Cast(session)
    for code, zone, language in (("MX", "America/Mexico_City", "es"), ("US", "America/New_York", "en")):
        _add_center(cast, code, zone, language)
    for code, kind in (("membership", "membership"), ("committee", "committee")):
        _add_body(cast, code, kind)
    for name in ("Itzel", "Dana", "Olmo", "Owen", "Ana", "Ada", "Tere", "Lale"):
        _add_person(cast, name, "en" if name in {"Dana", "Owen", "Ada", "Lale"} else "es")
    _add_members(cast)
    _add_mandates(cast)
    add_rule(session, CONCURRENT)
    session.flush()
    return cast


def add_rule(session: Session, document: dict[str, object]) -> None:
    """Put a rule document into force."""
    take_in_with_its_dates(session, kind=ClauseKind.RULE, document=parse_rule(document), now=OPENS)


def propose(cast: Cast, *, translated: bool = True, reviewed: bool = True, body: str = "membership") -> str:
    """Put a proposal of Itzel's forward, translated and reviewed as asked; return its number."""
    session = cast.session
    number = create_proposal(
        session,
        actor=cast.actor("Itzel"),
        body_id=cast.bodies[body],
        source_language="es",
        text=Text("La relación entre los centros", "Seguimos juntas."),
        now=OPENS,
    )
    if translated:
        text = Text("The relation between the centers", "We go on together.")
        save_text(session, actor=cast.actor("Itzel"), number=number, language="en", text=text, now=OPENS)
    if reviewed:
        review_text(session, actor=cast.actor("Tere"), number=number, language="en", now=OPENS)
    return number


QUESTIONS = (
    QuestionDraft({"es": "¿Seguimos con una estrategia común?", "en": "Do we keep a common strategy?"}),
    QuestionDraft({"es": "¿Con lugares garantizados?", "en": "With guaranteed seats?"}, effective_if=1),
)


def prepare(cast: Cast, *, level: Level = Level.SHEET, rule: str = "both-centers", **changes: object) -> str:
    """Prepare a vote of two questions on a fresh proposal; return its number."""
    proposal = str(changes.pop("proposal", "")) or propose(cast, body=str(changes.pop("body", "membership")))
    settings: dict[str, object] = {
        "rule_code": rule,
        "level": level,
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "roll_date": ROLL_DATE,
        "questions": QUESTIONS,
        "tie_rule": TieRule.FAILS,
        "smallest_cell": 1,
    }
    officer = str(changes.pop("officer", "Olmo"))
    draft = VoteDraft(**(settings | changes))  # type: ignore[arg-type]
    return prepare_vote(cast.session, actor=cast.actor(officer), number=proposal, draft=draft, now=OPENS)


def opened(cast: Cast, *, level: Level = Level.SHEET, **changes: object) -> str:
    """Prepare and open a vote; return its number."""
    number = prepare(cast, level=level, **changes)
    open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=OPENS)
    return number


def _add_center(cast: Cast, code: str, zone: str, language: str) -> None:
    center = Center(
        code=code,
        legal_entity=f"Entity {code}",
        country=code,
        currency=f"{code[:2]}D",
        time_zone=zone,
        language=language,
    )
    cast.session.add(center)
    cast.session.flush()
    cast.centers[code] = center.id
    for spoken, name in (("es", f"Centro {code}"), ("en", f"{code} center")):
        cast.session.add(CenterName(center_id=center.id, language=spoken, name=name, short_name=code))


def _add_body(cast: Cast, code: str, kind: str) -> None:
    body = Body(code=code, kind=kind)
    cast.session.add(body)
    cast.session.flush()
    cast.bodies[code] = body.id
    for language, name in (("es", f"Cuerpo {code}"), ("en", f"Body {code}")):
        cast.session.add(BodyName(body_id=body.id, language=language, name=name))


def _add_person(cast: Cast, name: str, language: str) -> None:
    person = Person(
        full_name=f"{name} Prueba", called_name=name, search_key=search_key(name), language=language, time_zone="UTC"
    )
    cast.session.add(person)
    cast.session.flush()
    cast.people[name] = person.id


def add_member(
    cast: Cast,
    name: str,
    center: str,
    *,
    person: str | None = None,
    status: str = "good_standing",
    joined: date = JOINED,
) -> UUID:
    """Add a member with one center and one standing since joining; an individual where a person is named."""
    member = Member(
        kind="individual" if person else "organization",
        name=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
        person_id=cast.people[person] if person else None,
        joined_on=joined,
    )
    cast.session.add(member)
    cast.session.flush()
    cast.members[name] = member.id
    cast.session.add(Affiliation(member_id=member.id, center_id=cast.centers[center], from_on=joined, reason="country"))
    cast.session.add(Standing(member_id=member.id, status=status, from_on=joined, reason="dues"))
    cast.session.flush()
    return member.id


def _add_members(cast: Cast) -> None:
    add_member(cast, "Radio Bosque", "MX")
    add_member(cast, "Itzel", "MX", person="Itzel")
    add_member(cast, "Telar", "MX", status="at_risk")
    add_member(cast, "River Press", "US")
    add_member(cast, "Dana", "US", person="Dana")
    add_member(cast, "Lale", "US", person="Lale", joined=date(2026, 11, 21))
    for organization, person in (("Radio Bosque", "Itzel"), ("River Press", "Dana"), ("Telar", "Ana")):
        cast.session.add(
            Representative(
                member_id=cast.members[organization], person_id=cast.people[person], votes=True, from_on=JOINED
            )
        )


def _add_mandates(cast: Cast) -> None:
    committee = cast.bodies["committee"]
    for name, kind, center, body in (
        ("Olmo", "election_officer", "MX", None),
        ("Owen", "election_officer", "US", None),
        ("Ana", "center_admin", "MX", None),
        ("Ada", "center_admin", "US", None),
        ("Tere", "translator", None, None),
        ("Itzel", "committee_member", "MX", committee),
        ("Itzel", "committee_member", "MX", cast.bodies["membership"]),
        ("Dana", "committee_member", "US", committee),
        ("Dana", "chair", "US", committee),
        ("Olmo", "committee_member", "MX", committee),
    ):
        center_id = cast.centers[center] if center else None
        cast.session.add(
            Mandate(person_id=cast.people[name], kind=kind, center_id=center_id, body_id=body, from_on=JOINED)
        )


def add_mandate(cast: Cast, name: str, kind: str, *, center: str | None, body: str | None = None) -> Actor:
    """Give a person one more mandate and return them with it."""
    center_id = cast.centers[center] if center else None
    body_id = cast.bodies[body] if body else None
    cast.session.add(
        Mandate(person_id=cast.people[name], kind=kind, center_id=center_id, body_id=body_id, from_on=JOINED)
    )
    cast.session.flush()
    return cast.actor(name)


def move_member(cast: Cast, name: str, center: str) -> None:
    """Move a member to another center from today on."""
    held = cast.session.scalars(select(Affiliation).where(Affiliation.member_id == cast.members[name])).one()
    held.until_on = TODAY
    cast.session.add(
        Affiliation(member_id=held.member_id, center_id=cast.centers[center], from_on=TODAY, reason="transfer")
    )
    cast.session.flush()


def as_seen_by(cast: Cast, session: Session) -> Cast:
    """Return the same cast for another session."""
    return replace(cast, session=session)


def assembly_proposal(cast: Cast, center: str) -> str:
    """Put a proposal before the assembly of one center, translated and reviewed; return its number."""
    body = Body(code=f"assembly-{center}", kind="assembly", center_id=cast.centers[center])
    cast.session.add(body)
    cast.session.flush()
    cast.bodies[body.code] = body.id
    add_mandate(cast, "Itzel", "committee_member", center=center, body=body.code)
    return propose(cast, body=body.code)
