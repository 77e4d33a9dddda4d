"""What the page of a rule leads to: the rule it is amended under, the one it replaces, the rule of its seats."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext as _

from mfpl.rules import Rule
from mfpl.store.queries.rules import find_rule
from mfpl.web.transaction import reading
from mfpl.web.votes.places import places
from mfpl.web.wording.sections import CENTER, Sections
from mfpl.web.wording.titles import spoken


@dataclass(frozen=True)
class Related:
    """Another document that a rule names: what it is to the rule, what it is called, and where it is, if it is here."""

    relation: str
    name: str
    url: str | None


def sections_today() -> Sections:
    """Return what the centers are called today."""
    return Sections({one.code: one.name for one in places()}, kind=CENTER)


def related_to(rule: Rule) -> Iterator[Related]:
    """Yield the other documents that a rule names, in the order of its fields."""
    if rule.amended_by is not None:
        relation = _("It is changed by a vote under:")
        yield _version(relation, rule.amended_by.rule, rule.version if rule.amended_by.itself else None)
    if rule.supersedes is not None:
        yield _version(_("It takes the place of:"), rule.supersedes.id, rule.supersedes.version)
    for seats in rule.seats:
        exists = "seats.show" in current_app.view_functions
        url = url_for("seats.show", code=seats.rule) if exists else None
        yield Related(_("Its seats are shared out by:"), seats.rule, url)
    for name, other in rule.rules.items():
        found = _version(_("It refers to:"), name, other.version)
        yield Related(found.relation, spoken(other.title), found.url)


def _version(relation: str, code: str, number: int | None) -> Related:
    """A version of a rule, the newest where none is named; without an address where the rulebook does not have it."""
    found = find_rule(reading(), code=code, number=number)
    return Related(relation, code, url_for("rules.show", code=code, version=number) if found else None)
