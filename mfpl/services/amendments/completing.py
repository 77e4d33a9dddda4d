"""Completes what somebody wrote into the next version of a clause, and finds what it would change."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.rules import Rule, canonical
from mfpl.services.clauses import LONGEST_CODE, ClauseDocument, read_clause
from mfpl.services.rulebook import newest_rules
from mfpl.store.queries.bylaws import ClauseText, find_clause_text

NAMED_BY_US = ("version", "supersedes", "in_force")
"""Fields that follow from which version comes next and from when it is adopted, whatever was written."""


@dataclass(frozen=True)
class AmendmentDraft:
    """A change of one clause as it is written.

    `document` is the clause as it would be, or None to retire it. `days` say by center code from when; a center that is
    not named has it from the day of the adoption. `article` is the code of the article a new clause goes to.
    """

    kind: ClauseKind
    code: str
    document: Mapping[str, object] | None
    days: Mapping[str, date]
    article: str | None = None


@dataclass(frozen=True)
class Change:
    """What a draft would do: the clause as it stands, if there is one, and as it would be, if it is not retired."""

    base: ClauseText | None
    document: ClauseDocument | None


def change_of(session: Session, draft: AmendmentDraft) -> Change:
    """Return what a draft would do to the newest version of its clause.

    Raise RuleInvalid with every error of the document, Invalid where it changes nothing, Conflict where it retires what
    is not there.
    """
    if len(draft.code) > LONGEST_CODE:
        raise Invalid("clause_code_too_long", limit=LONGEST_CODE)
    base = find_clause_text(session, kind=draft.kind, code=draft.code)
    if draft.document is None:
        if base is None:
            raise Conflict("amendment_retires_nothing", rule=draft.code)
        return Change(base, None)
    document = read_clause(draft.kind, completed(draft, base), rules=_others(session, draft))
    if base is not None and _said(document) == _said(read_clause(draft.kind, base.document)):
        raise Invalid("amendment_changes_nothing")
    return Change(base, document)


def completed(draft: AmendmentDraft, base: ClauseText | None) -> dict[str, object]:
    """Return the document of a draft with its id, the next version number and what it takes the place of."""
    content = {name: value for name, value in (draft.document or {}).items() if name not in NAMED_BY_US}
    content |= {"id": draft.code, "version": base.number + 1 if base else 1}
    if base is not None and draft.kind is ClauseKind.RULE:
        content["supersedes"] = {"id": base.code, "version": base.number}
    return content


def _others(session: Session, draft: AmendmentDraft) -> Mapping[str, Rule]:
    return newest_rules(session) if draft.kind is ClauseKind.RULE else {}


def _said(document: ClauseDocument) -> dict[str, object]:
    """What a version says, apart from what follows from its place among the versions."""
    content = json.loads(canonical(document))
    return {name: value for name, value in content.items() if name not in NAMED_BY_US}
