"""The by-laws as they stood on a day: articles in order, each clause with the versions that are to be read then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mfpl.domain.bylaws import ClauseKind
from mfpl.store.queries.bylaws import (
    ClauseFacts,
    ClauseKey,
    ClauseText,
    EnactmentFacts,
    list_all_acts,
    list_articles,
    list_clause_texts,
    list_clauses,
)
from mfpl.web.bylaws.saying import ShownClause, shown_clause
from mfpl.web.bylaws.section import anchor
from mfpl.web.bylaws.standing import ClauseStanding, Since, since_of, standing_of
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import Said, said
from mfpl.web.votes.places import Place, places


@dataclass(frozen=True)
class ReadVersion:
    """A version to be read: the clause, from when it is in force, and the decisions that enacted it."""

    clause: ShownClause
    since: list[Since]
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class OtherVersion:
    """A version that is only named: its number, its days, and the version to hold it against."""

    number: int
    fingerprint: str
    since: list[Since]
    beside: int


@dataclass(frozen=True)
class BookClause:
    """One clause in the book: how it stands, the versions to read, and the others."""

    kind: ClauseKind
    code: str
    anchor: str
    standing: ClauseStanding
    versions: tuple[ReadVersion, ...]
    others: tuple[OtherVersion, ...]
    retired_by: tuple[str, ...]

    @property
    def title(self) -> Said:
        """Return what the clause is called, by its newest version to be read."""
        return self.versions[0].clause.title


@dataclass(frozen=True)
class BookArticle:
    """A heading with its clauses; without a code it gathers the clauses that stand in no article."""

    code: str
    title: Said | None
    clauses: tuple[BookClause, ...]


@dataclass(frozen=True)
class _Shelf:
    """Everything there is of clauses, read at once."""

    on: date
    centers: list[Place]
    texts: Mapping[ClauseKey, Sequence[ClauseText]]
    acts: Mapping[ClauseKey, Sequence[EnactmentFacts]]


def book(on: date) -> list[BookArticle]:
    """Return the by-laws as they stood on a day, clauses of no article at the end."""
    shelf = _Shelf(on, places(), _texts(), list_all_acts(reading()))
    placed: dict[str | None, list[BookClause]] = {}
    for facts in list_clauses(reading()):
        if facts.key in shelf.texts:
            placed.setdefault(facts.article_code, []).append(_clause(facts, shelf))
    articles = [
        BookArticle(one.code, said(one.titles), tuple(placed.get(one.code, ()))) for one in list_articles(reading())
    ]
    rest = tuple(placed.get(None, ()))
    return [*articles, BookArticle("", None, rest)] if rest else articles


def _texts() -> dict[ClauseKey, list[ClauseText]]:
    found: dict[ClauseKey, list[ClauseText]] = {}
    for text in list_clause_texts(reading()):
        found.setdefault((text.kind, text.code), []).append(text)
    return found


def _clause(facts: ClauseFacts, shelf: _Shelf) -> BookClause:
    texts, told = shelf.texts[facts.key], shelf.acts.get(facts.key, ())
    acts = [one.act for one in told]
    found = standing_of(acts, newest=texts[0].number, on=shelf.on, centers=shelf.centers)
    return BookClause(
        kind=facts.kind,
        code=facts.code,
        anchor=anchor(facts.kind, facts.code),
        standing=found,
        versions=tuple(_read(text, told, shelf) for text in texts if text.number in found.shown),
        others=tuple(_other(text, texts, told, shelf) for text in texts if text.number not in found.shown),
        retired_by=_decisions(told, None),
    )


def _read(text: ClauseText, told: Sequence[EnactmentFacts], shelf: _Shelf) -> ReadVersion:
    return ReadVersion(shown_clause(text, shelf.centers), _since(text, told, shelf), _decisions(told, text.number))


def _other(
    text: ClauseText, texts: Sequence[ClauseText], told: Sequence[EnactmentFacts], shelf: _Shelf
) -> OtherVersion:
    """A version beside the next newer one, the newest beside the one before it."""
    numbers = sorted(one.number for one in texts)
    place = numbers.index(text.number)
    beside = numbers[place + 1] if place + 1 < len(numbers) else numbers[place - 1]
    return OtherVersion(text.number, text.fingerprint, _since(text, told, shelf), beside)


def _since(text: ClauseText, told: Sequence[EnactmentFacts], shelf: _Shelf) -> list[Since]:
    return since_of(text.number, [one.act for one in told], on=shelf.on, centers=shelf.centers)


def _decisions(told: Sequence[EnactmentFacts], number: int | None) -> tuple[str, ...]:
    found = [one.decision for one in told if one.act.number == number and one.decision is not None]
    return tuple(dict.fromkeys(found))
