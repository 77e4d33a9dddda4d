"""The by-laws as they would be once changes are adopted: which clauses stand, and which rule each is amended by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind, stands
from mfpl.measures.possibility import PossibilityCode, Problem
from mfpl.rules import Rule
from mfpl.rules.circumstances import AmendedBy
from mfpl.services.clauses import ClauseDocument, read_clause
from mfpl.store.queries.bodies import list_centers
from mfpl.store.queries.bylaws import ClauseKey, find_governing, list_all_acts, list_clause_texts


@dataclass(frozen=True)
class Book:
    """Clauses that stand, by kind and code, and the rule that governs the amendment of those that name none."""

    clauses: Mapping[ClauseKey, ClauseDocument]
    general: str | None

    def rules(self) -> dict[str, Rule]:
        """Return the rules that decide votes, each with the rule it is amended by, where that is not itself."""
        return {
            document.id: self._governed(document) for document in self.clauses.values() if isinstance(document, Rule)
        }

    def changed(self, key: ClauseKey, document: ClauseDocument | None) -> "Book":
        """Return the by-laws with a clause as it would be, or without it."""
        kept = {name: one for name, one in self.clauses.items() if name != key}
        return replace(self, clauses=kept if document is None else {**kept, key: document})

    def ungoverned(self) -> Iterator[Problem]:
        """Yield each clause that is amended by a rule that does not stand."""
        there = {code for kind, code in self.clauses if kind is ClauseKind.RULE}
        for (kind, code), document in sorted(self.clauses.items()):
            governing = document.amended_by.rule if document.amended_by is not None else self.general
            itself = kind is ClauseKind.RULE and governing is None
            if not itself and governing is not None and governing not in there:
                path = "/amended_by/rule" if document.amended_by is not None else ""
                yield Problem(PossibilityCode.GOVERNING_MISSING, code, path, {"rule": governing})

    def _governed(self, rule: Rule) -> Rule:
        if rule.amended_by is not None or self.general is None:
            return rule
        named = AmendedBy(rule=self.general, itself=True) if self.general == rule.id else AmendedBy(rule=self.general)
        return rule.model_copy(update={"amended_by": named})


def standing_book(session: Session) -> Book:
    """Return the newest version of each clause that is in force for good in every center, now or from a later day."""
    centers = [center.id for center in list_centers(session)]
    acts = list_all_acts(session)
    found: dict[ClauseKey, ClauseDocument] = {}
    for text in list_clause_texts(session):
        key = (text.kind, text.code)
        if key not in found and stands([one.act for one in acts.get(key, [])], centers=centers):
            found[key] = read_clause(text.kind, text.document)
    return Book(found, find_governing(session))
