"""The document an organization is founded with: its shape, and everything that is wrong with one at once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from mfpl.domain.accounts import email_key, require_email, require_time_zone
from mfpl.domain.actors import MandateKind
from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import Invalid

FEWEST_CENTERS = 2
OF_A_CENTER = {MandateKind.CENTER_ADMIN, MandateKind.ELECTION_OFFICER}
OF_A_BODY = {MandateKind.COMMITTEE_MEMBER, MandateKind.CHAIR}


class Wrong(StrEnum):
    """What can be wrong at a place of the document."""

    NOT_JSON = "not_json"
    MISSING = "missing"
    UNKNOWN = "unknown"
    UNUSABLE = "unusable"
    REPEATED = "repeated"
    NO_SUCH_CENTER = "no_such_center"
    NO_SUCH_BODY = "no_such_body"
    NO_SUCH_CLAUSE = "no_such_clause"
    TOO_FEW_CENTERS = "too_few_centers"
    NO_ADMIN = "no_admin"
    NO_OFFICER = "no_officer"


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong, and where: names and positions, counted from 0, joined by slashes."""

    place: str
    wrong: Wrong


class FoundingInvalid(Exception):  # noqa: N818 - an answer people expect, not a failure of the program
    """The document cannot be used; ``flaws`` are all that is wrong with it."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__(*self.flaws)


def _accepted_by(require: Callable[[str], str]) -> AfterValidator:
    def accepted(value: str) -> str:
        try:
            return require(value)
        except Invalid as refusal:
            raise ValueError(refusal.code) from refusal

    return AfterValidator(accepted)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
LanguageCode = Literal["es", "en"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(_Part):
    """A name in both languages."""

    es: Line
    en: Line


class CenterGiven(_Part):
    """A center."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,8}$")]
    legal_entity: Line
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    time_zone: Annotated[str, _accepted_by(require_time_zone)]
    language: LanguageCode
    name: Names
    short_name: Names
    opened_on: date | None = None


class BodyGiven(_Part):
    """A body that decides; an assembly names its center, the others none."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
    kind: Literal["membership", "committee", "assembly"]
    name: Names
    center: str | None = None
    seats: Annotated[int, AfterValidator(lambda seats: seats if seats > 0 else _refuse())] | None = None


class MandateGiven(_Part):
    """A charge: admins and officers are of a center, committee members and chairs of a body."""

    kind: MandateKind
    center: str | None = None
    body: str | None = None


class PersonGiven(_Part):
    """Somebody the organization begins with, who is invited at their address."""

    full_name: Line
    called_name: Line
    email: Annotated[str, _accepted_by(require_email)]
    language: LanguageCode
    time_zone: Annotated[str, _accepted_by(require_time_zone)]
    mandates: tuple[MandateGiven, ...]


class ClauseNamed(_Part):
    """A clause by what it is and its own name, which is the id of its document."""

    kind: ClauseKind
    code: Line


class ArticleGiven(_Part):
    """A heading of the by-laws with the clauses under it, in order."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
    title: Names
    clauses: tuple[ClauseNamed, ...] = ()


class Founding(_Part):
    """Everything an organization begins with.

    ``rules`` are names of shipped rules, or files of rules, seat rules and texts; ``articles`` place them in the
    by-laws, and ``governs_amendments`` is the rule under which changes of them are voted.
    """

    centers: tuple[CenterGiven, ...]
    bodies: tuple[BodyGiven, ...]
    rules: tuple[str, ...]
    people: tuple[PersonGiven, ...]
    articles: tuple[ArticleGiven, ...] = ()
    governs_amendments: str | None = None


def read_founding(text: bytes) -> Founding:
    """Return the document; raise FoundingInvalid with every flaw of its shape, or else of what it says."""
    try:
        founding = Founding.model_validate_json(text)
    except ValidationError as refused:
        raise FoundingInvalid(_of_shape(refused)) from refused
    flaws = [*_repeated(founding), *_places(founding), *_keys(founding)]
    if flaws:
        raise FoundingInvalid(flaws)
    return founding


def check_clauses(founding: Founding, *, taken: Collection[tuple[ClauseKind, str]]) -> None:
    """Raise FoundingInvalid with every place that names a clause which is none of those taken in."""
    flaws = [
        Flaw(f"articles/{position}/clauses/{place}", Wrong.NO_SUCH_CLAUSE)
        for position, article in enumerate(founding.articles)
        for place, clause in enumerate(article.clauses)
        if (clause.kind, clause.code) not in taken
    ]
    governing = founding.governs_amendments
    if governing is not None and (ClauseKind.RULE, governing) not in taken:
        flaws.append(Flaw("governs_amendments", Wrong.NO_SUCH_CLAUSE))
    if flaws:
        raise FoundingInvalid(flaws)


def _refuse() -> int:
    raise ValueError


def _of_shape(refused: ValidationError) -> Iterator[Flaw]:
    kinds = {"missing": Wrong.MISSING, "extra_forbidden": Wrong.UNKNOWN, "json_invalid": Wrong.NOT_JSON}
    for error in refused.errors(include_url=False, include_context=False, include_input=False):
        yield Flaw("/".join(map(str, error["loc"])), kinds.get(error["type"], Wrong.UNUSABLE))


def _repeated(founding: Founding) -> Iterator[Flaw]:
    named = {
        "centers": [center.code for center in founding.centers],
        "bodies": [body.code for body in founding.bodies],
        "rules": list(founding.rules),
        "people": [email_key(person.email) for person in founding.people],
        "articles": [article.code for article in founding.articles],
        "articles/clauses": [f"{one.kind}/{one.code}" for article in founding.articles for one in article.clauses],
    }
    for part, keys in named.items():
        yield from (Flaw(f"{part}/{key}", Wrong.REPEATED) for key, times in Counter(keys).items() if times > 1)


def _places(founding: Founding) -> Iterator[Flaw]:
    centers, bodies = {one.code for one in founding.centers}, {one.code for one in founding.bodies}
    for position, body in enumerate(founding.bodies):
        if (body.kind == "assembly" or body.center is not None) and body.center not in centers:
            yield Flaw(f"bodies/{position}/center", Wrong.NO_SUCH_CENTER)
        elif body.kind != "assembly" and body.center is not None:
            yield Flaw(f"bodies/{position}/center", Wrong.UNKNOWN)
    for position, person in enumerate(founding.people):
        for number, held in enumerate(person.mandates):
            place = f"people/{position}/mandates/{number}"
            if (held.kind in OF_A_CENTER or held.center is not None) and held.center not in centers:
                yield Flaw(f"{place}/center", Wrong.NO_SUCH_CENTER)
            if (held.kind in OF_A_BODY or held.body is not None) and held.body not in bodies:
                yield Flaw(f"{place}/body", Wrong.NO_SUCH_BODY)


def _keys(founding: Founding) -> Iterator[Flaw]:
    """Yield what would leave one center without the people who act for it: nothing common is done by one alone."""
    if len(founding.centers) < FEWEST_CENTERS:
        yield Flaw("centers", Wrong.TOO_FEW_CENTERS)
    held = {(one.kind, one.center) for person in founding.people for one in person.mandates}
    for center in founding.centers:
        if (MandateKind.CENTER_ADMIN, center.code) not in held:
            yield Flaw(f"centers/{center.code}", Wrong.NO_ADMIN)
        if (MandateKind.ELECTION_OFFICER, center.code) not in held:
            yield Flaw(f"centers/{center.code}", Wrong.NO_OFFICER)
