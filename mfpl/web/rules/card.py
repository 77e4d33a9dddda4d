"""A rule as a card: its clause, and a table of what it says and where each part of it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mfpl.counting.apportionment import SeatRule
from mfpl.rules import Rule, TextClause
from mfpl.rules.language import Provenance, Source
from mfpl.web.languages import language
from mfpl.web.wording.clauses import OF_CENTERS
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.marks import MarkWords, mark_words
from mfpl.web.wording.rule_parts import rule_clauses
from mfpl.web.wording.sections import Sections

Document = Rule | SeatRule | TextClause


@dataclass(frozen=True)
class Origin:
    """Where a part of a rule comes from: the mark, the source it names, and what is said about it."""

    mark: MarkWords
    source: Source | None
    note: str


@dataclass(frozen=True)
class CardRow:
    """One row of the table: a thing the rule says, with where it comes from."""

    clause: Clause
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class Card:
    """A rule ready to be read; the origins of its title and clause stand apart from its table."""

    rows: tuple[CardRow, ...]
    clause_origins: tuple[Origin, ...]
    notes: tuple[str, ...]
    sources: tuple[tuple[str, Source], ...]


def card_of(rule: Rule, *, sections: Sections = OF_CENTERS, year: int | None = None) -> Card:
    """Return the card of a rule document; with a year, who holds in it each office that goes round."""
    return card_from(rule, rule_clauses(rule, sections=sections, year=year))


def card_from(rule: Document, said: Iterable[Clause]) -> Card:
    """Return the card of a document of any kind, with what it says already in words."""
    spoken = language().code
    return Card(
        rows=tuple(CardRow(clause, tuple(_origins(rule, clause.path))) for clause in said),
        clause_origins=tuple(_origins(rule, "/clause")),
        notes=tuple(getattr(note, spoken) for note in rule.notes),
        sources=tuple(rule.sources.items()),
    )


def _origins(rule: Document, path: str) -> Iterator[Origin]:
    """What is said about a field and those below it; else about the nearest field above it."""
    exact = [one for one in rule.provenance if one.field == path or one.field.startswith(f"{path}/")]
    above = [one for one in rule.provenance if path.startswith(f"{one.field}/")]
    nearest = max((len(one.field) for one in above), default=0)
    for one in exact or [one for one in above if len(one.field) == nearest]:
        yield _origin(rule, one)


def _origin(rule: Document, provenance: Provenance) -> Origin:
    return Origin(
        mark=mark_words(provenance.mark),
        source=rule.sources.get(provenance.source) if provenance.source else None,
        note=getattr(provenance.note, language().code) if provenance.note else "",
    )
