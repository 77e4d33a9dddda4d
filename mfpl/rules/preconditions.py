"""What must be so before a vote may open, held against the facts that were declared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, ValidationError

from mfpl.rules.circumstances import Preconditions
from mfpl.rules.codes import Precondition
from mfpl.rules.documents import read_document
from mfpl.rules.errors import DocumentInvalid
from mfpl.rules.language import OtherRule
from mfpl.rules.metadata import Strict
from mfpl.rules.shape import shape_errors
from mfpl.rules.values import Name, SectionName

Number = Annotated[int, Field(ge=0)]


class FactsInvalid(DocumentInvalid):
    """Declared facts are refused; the errors say why and where."""


class Facts(Strict):
    """What was declared about a proposal; what nobody declared is null, and counts as missing.

    `sponsors` and `in_discussion` are people by section; every section of the organization must be listed.
    """

    notice_days: Number | None = None
    languages_certified: tuple[Name, ...] | None = None
    sponsors: dict[SectionName, Number] | None = None
    in_discussion: dict[SectionName, Number] | None = None
    resources_estimated: bool | None = None


@dataclass(frozen=True)
class Missing:
    """A precondition that is not met: what is needed and what there is (None: nobody declared it), and where it lacks.

    Numbers for notice, sponsors and discussion; for languages, `where` are those not certified.
    """

    code: Precondition
    needed: int
    actual: int | None
    where: tuple[str, ...] = ()


def parse_facts(source: str | bytes | Mapping[str, object]) -> Facts:
    """The facts of a JSON document; raises `FactsInvalid` with every error, coded and located."""
    try:
        document = read_document(source)
    except DocumentInvalid as refused:
        raise FactsInvalid(refused.errors) from None
    if document.errors:
        raise FactsInvalid(document.errors)
    try:
        return Facts.model_validate(document.content, strict=False)
    except ValidationError as refused:
        raise FactsInvalid(shape_errors(refused)) from None


def missing_preconditions(rule: OtherRule, facts: Facts) -> tuple[Missing, ...]:
    """Every precondition of the rule that the facts do not meet; none: the vote may open."""
    return () if rule.preconditions is None else tuple(_missing(rule.preconditions, facts))


def _missing(needed: Preconditions, facts: Facts) -> Iterator[Missing]:
    if needed.notice_days is not None and (facts.notice_days is None or facts.notice_days < needed.notice_days):
        yield Missing(Precondition.NOTICE, needed.notice_days, facts.notice_days)
    yield from _languages(needed, facts)
    yield from _sponsors(needed, facts)
    yield from _discussion(needed, facts)
    if needed.resources_estimated and not facts.resources_estimated:
        yield Missing(Precondition.RESOURCES, 1, None if facts.resources_estimated is None else 0)


def _languages(needed: Preconditions, facts: Facts) -> Iterator[Missing]:
    certified = facts.languages_certified
    lacking = tuple(name for name in needed.languages_certified if name not in (certified or ()))
    if lacking:
        there = None if certified is None else len(needed.languages_certified) - len(lacking)
        yield Missing(Precondition.LANGUAGES, len(needed.languages_certified), there, lacking)


def _sponsors(needed: Preconditions, facts: Facts) -> Iterator[Missing]:
    if needed.sponsors_from_sections is None:
        return
    sponsors = facts.sponsors
    there = None if sponsors is None else sum(people > 0 for people in sponsors.values())
    if there is None or there < needed.sponsors_from_sections:
        without = tuple(section for section, people in (sponsors or {}).items() if not people)
        yield Missing(Precondition.SPONSORS, needed.sponsors_from_sections, there, without)


def _discussion(needed: Preconditions, facts: Facts) -> Iterator[Missing]:
    least, people = needed.people_of_each_section_in_discussion, facts.in_discussion
    if least is None:
        return
    if not people:
        yield Missing(Precondition.DISCUSSION, least, None)
        return
    lacking = tuple(section for section, there in people.items() if there < least)
    if lacking:
        yield Missing(Precondition.DISCUSSION, least, min(people.values()), lacking)
