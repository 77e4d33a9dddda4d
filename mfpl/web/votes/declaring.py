"""What a rule asks for before a vote opens: what the program sees of it itself, and what an officer declares."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from mfpl.domain.votes import Gap, Missing
from mfpl.rules import Facts, Rule, parse_facts, parse_rule
from mfpl.services.amendments import Change, problems_of
from mfpl.services.clauses import read_clause
from mfpl.services.votes.preconditions import known_facts
from mfpl.store.queries.amendments import find_amendment
from mfpl.store.queries.bylaws import find_clause_text
from mfpl.store.queries.votes import VoteFacts
from mfpl.web.clock import now
from mfpl.web.formatting import listed, number
from mfpl.web.forms import BaseForm
from mfpl.web.transaction import reading
from mfpl.web.votes.places import Place, places
from mfpl.web.wording.circumstances import circumstance_clauses
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.possibility import word_problem
from mfpl.web.wording.sections import CENTER, Sections
from mfpl.web.wording.votes import language_name
from mfpl.web.words import lazy as _l

SPONSORS, DISCUSSION, RESOURCES = "sponsors", "in_discussion", "resources_estimated"
MOST_PEOPLE = 100_000
NO_NUMBER = _l("Write how many people, as a whole number; 0 where there is nobody.")


class FactsForm(BaseForm):
    """What an officer declares of a vote, as far as its rule asks for it; people are numbers by center."""

    centers: tuple[str, ...] = ()

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Return the fields of people by what they are asked about, with a heading each."""
        headings = (
            (SPONSORS, _("People who put it forward")),
            (DISCUSSION, _("People who took part in the discussion")),
        )
        found = [(words, [self[_field(name, code)] for code in self.centers if _field(name, code) in self])
                 for name, words in headings]  # fmt: skip
        return [(words, fields) for words, fields in found if fields]

    @property
    def declared(self) -> Facts:
        """Return what was typed as facts."""
        found: dict[str, object] = {}
        for name in (SPONSORS, DISCUSSION):
            people = {code: self[_field(name, code)].data for code in self.centers if _field(name, code) in self}
            found |= {name: people} if people else {}
        if RESOURCES in self:
            found[RESOURCES] = bool(self[RESOURCES].data)
        return parse_facts(found)


@dataclass(frozen=True)
class Asked:
    """What the rule of a vote asks for before it opens: in words, what the program sees, and the form for the rest."""

    clauses: tuple[Clause, ...]
    seen: tuple[str, ...]
    form: FactsForm | None


def asked_first(vote: VoteFacts) -> Asked | None:
    """Return what the rule of a prepared vote asks for before it opens, or None where it asks for nothing."""
    rule = parse_rule(vote.rule_document)
    if rule.preconditions is None:
        return None
    centers = places()
    sections = Sections({one.code: one.short_name for one in centers}, kind=CENTER)
    said = next(one for one in circumstance_clauses(rule, sections) if one.path == "/preconditions")
    facts = known_facts(reading(), vote=vote, now=now())
    return Asked(said.parts, tuple(_seen(rule, facts)), facts_form(rule, facts, centers))


def facts_form(rule: Rule, facts: Facts, centers: list[Place]) -> FactsForm | None:
    """Return the form for what the program cannot count, filled in as declared; None where the rule asks for none."""
    asked = rule.preconditions
    fields: dict[str, Any] = {}
    values: dict[str, object] = {}
    if asked is None:
        return None
    for name, wanted, there in (
        (SPONSORS, asked.sponsors_from_sections, facts.sponsors),
        (DISCUSSION, asked.people_of_each_section_in_discussion, facts.in_discussion),
    ):
        for center in centers if wanted is not None else ():
            checks = [InputRequired(NO_NUMBER), NumberRange(0, MOST_PEOPLE, NO_NUMBER)]
            fields[_field(name, center.code)] = IntegerField(center.name, checks, render_kw={"inputmode": "numeric"})
            values[_field(name, center.code)] = (there or {}).get(center.code)
    if asked.resources_estimated:
        fields[RESOURCES] = BooleanField(_l("What it would cost has been estimated"))
        values[RESOURCES] = facts.resources_estimated
    if not fields:
        return None
    made = type("FactsForm", (FactsForm,), {**fields, "centers": tuple(one.code for one in centers)})
    form: FactsForm = made(**values)
    return form


def why_impossible(vote: VoteFacts, missing: tuple[Missing, ...]) -> list[str]:
    """Return why the change voted on must not be adopted, where that keeps the vote from opening."""
    amendment = find_amendment(reading(), version_id=vote.version_id)
    if amendment is None or not any(one.gap is Gap.AMENDMENT_IMPOSSIBLE for one in missing):
        return []
    base = find_clause_text(reading(), kind=amendment.kind, code=amendment.code)
    document = read_clause(amendment.kind, amendment.document) if amendment.document is not None else None
    found = problems_of(reading(), Change(base, document), kind=amendment.kind, on=now().date())
    return [word_problem(problem) for problem in found]


def _field(name: str, code: str) -> str:
    return f"{name}_{code}"


def _seen(rule: Rule, facts: Facts) -> list[str]:
    asked, found = rule.preconditions, []
    if asked is not None and asked.notice_days is not None and facts.notice_days is not None:
        found.append(ngettext(
            "%(count)s whole day has passed since the texts last changed.",
            "%(count)s whole days have passed since the texts last changed.",
            facts.notice_days, count=number(facts.notice_days)))  # fmt: skip
    if asked is not None and asked.languages_certified:
        languages = [language_name(code) for code in facts.languages_certified or ()]
        found.append(_("Texts that are ready: %(languages)s.", languages=listed(languages) if languages else _("none")))
    return found
