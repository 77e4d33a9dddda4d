"""What an adoption that waits for a second key would change: the clause as it stands and as it would be, from when."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from mfpl.domain.bylaws import ClauseKind
from mfpl.services.clauses import ClauseDocument, read_clause
from mfpl.store.queries.acts import ActFacts
from mfpl.store.queries.bylaws import find_clause_text
from mfpl.web.bylaws.differences import Difference, difference
from mfpl.web.bylaws.section import anchor
from mfpl.web.formatting import day
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import Said, said
from mfpl.web.votes.places import places
from mfpl.web.wording.bylaws import KINDS


@dataclass(frozen=True)
class Adoption:
    """A version of a clause that would be taken in: what it is, how it differs from the newest, from when it holds.

    `outdated` where the clause has another version by now, so that this one cannot follow it.
    """

    kind_words: str
    title: Said
    url: str
    number: int
    begins: bool
    outdated: bool
    difference: Difference
    from_when: str


def adoption_of(act: ActFacts) -> Adoption:
    """Return what an act would adopt, for the reader."""
    kind, code, number = ClauseKind(act.parameters["kind"]), str(act.parameters["rule"]), int(act.parameters["number"])
    base = find_clause_text(reading(), kind=kind, code=code)
    before = read_clause(kind, base.document) if base else None
    after = read_clause(kind, str(act.parameters["document"]))
    return Adoption(
        kind_words=str(KINDS[kind]),
        title=said(after.title.model_dump()),
        url=url_for("bylaws.index") + f"#{anchor(kind, code)}",
        number=number,
        begins=base is None,
        outdated=number != (base.number if base else 0) + 1,
        difference=difference(before, after, places()),
        from_when=_from_when(after),
    )


def _from_when(clause: ClauseDocument) -> str:
    named = clause.in_force.from_ if clause.in_force else None
    if named is None:
        return _("In every center from the day it is confirmed.")
    begins = day(date.fromisoformat(str(named)))
    return _("In every center from %(day)s, or from the day it is confirmed if that comes later.", day=begins)
