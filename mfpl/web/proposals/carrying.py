"""The change of the by-laws that a proposal carries, as its page shows it: what, from when, under which rule."""

from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for
from flask_babel import gettext as _

from mfpl.domain.bylaws import ClauseKind
from mfpl.rules import Rule
from mfpl.services.amendments import governing_rule
from mfpl.services.clauses import ClauseDocument, read_clause
from mfpl.store.queries.amendments import AmendmentFacts
from mfpl.store.queries.bylaws import ClauseText, find_clause_text, find_governing
from mfpl.web.bylaws.differences import Difference, difference
from mfpl.web.bylaws.section import anchor
from mfpl.web.formatting import day
from mfpl.web.proposals.effects import Effects, effects_of
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import Said, said
from mfpl.web.votes.places import Place, places
from mfpl.web.wording.bylaws import KINDS


@dataclass(frozen=True)
class CenterDay:
    """From when a change would be in force in one center."""

    center: Place
    words: str


@dataclass(frozen=True)
class Governing:
    """The rule a change is voted under, and why that one."""

    code: str
    title: Said
    url: str
    why: str


@dataclass(frozen=True)
class Carried:
    """Everything the page of a proposal says of the change it carries."""

    facts: AmendmentFacts
    kind_words: str
    title: Said
    url: str
    number: int
    decided: bool
    outdated: bool
    difference: Difference
    days: tuple[CenterDay, ...]
    governing: Governing | None
    effects: Effects | None
    power_url: str | None

    @property
    def retires(self) -> bool:
        """State whether the clause would be retired."""
        return self.facts.document is None

    @property
    def begins(self) -> bool:
        """State whether the clause does not stand yet."""
        return self.facts.base_number is None


def carried(facts: AmendmentFacts, *, decided: bool) -> Carried:
    """Return the change of a proposal for the reader; what it would do is told until it is decided."""
    newest = find_clause_text(reading(), kind=facts.kind, code=facts.code)
    base = _base(facts)
    before = read_clause(facts.kind, base.document) if base else None
    after = read_clause(facts.kind, facts.document) if facts.document else None
    centers = places()
    return Carried(
        facts=facts,
        kind_words=str(KINDS[facts.kind]),
        title=_title(after or before),
        url=url_for("bylaws.index") + f"#{anchor(facts.kind, facts.code)}",
        number=(facts.base_number or 0) + 1,
        decided=decided,
        outdated=not decided and (newest.number if newest else None) != facts.base_number,
        difference=difference(before, after, centers),
        days=tuple(CenterDay(center, _from_when(facts.days.get(center.code))) for center in centers),
        governing=None if decided else governing_of(facts),
        effects=_effects(before, after) if isinstance(after, Rule) and not decided else None,
        power_url=_power_url(facts),
    )


def _base(facts: AmendmentFacts) -> ClauseText | None:
    if facts.base_number is None:
        return None
    return find_clause_text(reading(), kind=facts.kind, code=facts.code, number=facts.base_number)


def _title(document: ClauseDocument | None) -> Said:
    return said(document.title.model_dump() if document else {})


def _from_when(asked: date | None) -> str:
    if asked is None:
        return _("from the day of its adoption")
    return _("from %(day)s, or from the day of its adoption if that comes later", day=day(asked))


def governing_of(facts: AmendmentFacts) -> Governing | None:
    """Return the rule under which a change is voted and why that one, or None where there is none."""
    base = find_clause_text(reading(), kind=facts.kind, code=facts.code)
    before = read_clause(facts.kind, base.document) if base else None
    code = governing_rule(reading(), facts)
    text = find_clause_text(reading(), kind=ClauseKind.RULE, code=code) if code else None
    if code is None or text is None:
        return None
    title = _title(read_clause(ClauseKind.RULE, text.document))
    return Governing(code, title, url_for("rules.show", code=code), _why(code, before, facts))


def _why(code: str, before: ClauseDocument | None, facts: AmendmentFacts) -> str:
    if before is not None and before.amended_by is not None:
        return _("The clause as it stands names it.")
    if find_governing(reading()) == code:
        return _("It governs every change of the by-laws for which the clause names no other rule.")
    if before is not None and code == facts.code:
        return _("No rule governs changes in general, so the rule that stands decides on its own change.")
    return _("The clause does not stand yet, so it is put to the vote that it asks for itself.")


def _effects(before: ClauseDocument | None, after: Rule) -> Effects:
    return effects_of(before if isinstance(before, Rule) else None, after)


def _power_url(facts: AmendmentFacts) -> str | None:
    if facts.kind is not ClauseKind.RULE or facts.base_number is None:
        return None
    if "rules.power" not in current_app.view_functions:
        return None
    return url_for("rules.power", code=facts.code, version=facts.base_number)
