"""A clause of any kind as a reader sees it: title, text in each language, what it says part by part, where from."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext as _

from mfpl.counting.apportionment import SeatRule
from mfpl.domain.bylaws import ClauseKind
from mfpl.rules import Rule
from mfpl.services.clauses import ClauseDocument, read_clause
from mfpl.store.queries.bylaws import ClauseText
from mfpl.web.rules.card import Card, card_from
from mfpl.web.votes.bilingual import Said, in_reader_order, said
from mfpl.web.votes.places import Place
from mfpl.web.wording.bylaws import KINDS, own_days
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.rule_parts import rule_clauses
from mfpl.web.wording.seat_rules import seat_clauses
from mfpl.web.wording.sections import CENTER, Sections


@dataclass(frozen=True)
class InOneLanguage:
    """The title and the text of a clause in one language."""

    language: str
    title: str
    text: str


@dataclass(frozen=True)
class ShownClause:
    """One version of a clause: `texts` by language, the reader's first, and a card of what it says and from where."""

    kind: ClauseKind
    code: str
    number: int
    fingerprint: str
    title: Said
    texts: tuple[InOneLanguage, ...]
    card: Card
    url: str | None

    @property
    def kind_words(self) -> str:
        """Return what a clause of this kind does."""
        return str(KINDS[self.kind])


def sections_among(centers: list[Place]) -> Sections:
    """Return what centers are called in sentences about rules."""
    return Sections({one.code: one.short_name for one in centers}, kind=CENTER)


def shown_clause(text: ClauseText, centers: list[Place]) -> ShownClause:
    """Return a stored version of a clause for the reader."""
    document = read_clause(text.kind, text.document)
    return ShownClause(
        kind=text.kind,
        code=text.code,
        number=text.number,
        fingerprint=text.fingerprint,
        title=said(document.title.model_dump()),
        texts=texts_of(document),
        card=card_from(document, says(document, centers)),
        url=url_of(text.kind, text.code, text.number),
    )


def texts_of(document: ClauseDocument) -> tuple[InOneLanguage, ...]:
    """Return the title and the text of a clause in each language, the reader's first; no text where it has none."""
    titles = document.title.model_dump()
    texts = document.clause.model_dump() if document.clause else {}
    return tuple(InOneLanguage(code, titles[code], texts.get(code, "")) for code in in_reader_order())


def says(document: ClauseDocument, centers: list[Place]) -> list[Clause]:
    """Return what a clause says that a program reads, and the days it gives itself."""
    found = list(_says(document, sections_among(centers)))
    if document.in_force is not None:
        own = own_days(document.in_force.from_, document.in_force.until)
        found.append(Clause("/in_force", _("Days it names itself"), own))
    return found


def _says(document: ClauseDocument, sections: Sections) -> Iterator[Clause]:
    if isinstance(document, Rule):
        yield from rule_clauses(document, sections=sections)
    elif isinstance(document, SeatRule):
        yield from seat_clauses(document, sections)


def url_of(kind: ClauseKind, code: str, number: int) -> str | None:
    """Return the page on which a clause can be read part by part and tried, or None."""
    if kind is ClauseKind.RULE:
        return url_for("rules.show", code=code, version=number)
    if kind is ClauseKind.SEATS and "seats.show" in current_app.view_functions:
        return url_for("seats.show", code=code)
    return None
