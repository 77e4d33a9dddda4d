"""Finds the articles and clauses of the by-laws, their versions, and the acts that put them in force."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind, Enacted, number_in_force, number_in_force_everywhere
from mfpl.domain.refusals import NotFound
from mfpl.store.queries.bodies import list_centers
from mfpl.store.tables import Article, ArticleTitle, Clause, ClauseVersion, Decision, Enactment, RuleVersion

ClauseKey = tuple[ClauseKind, str]


@dataclass(frozen=True)
class ArticleFacts:
    """A heading of the by-laws with its titles by language."""

    id: UUID
    code: str
    titles: Mapping[str, str]


@dataclass(frozen=True)
class ClauseFacts:
    """A clause and where it stands; one without an article is no part of the by-laws."""

    id: UUID
    kind: ClauseKind
    code: str
    article_code: str | None

    @property
    def key(self) -> ClauseKey:
        """Return what names the clause."""
        return self.kind, self.code


@dataclass(frozen=True)
class ClauseText:
    """One version of a clause: its document as canonical JSON, whoever reads it."""

    kind: ClauseKind
    code: str
    number: int
    document: str
    fingerprint: str


@dataclass(frozen=True)
class EnactmentFacts:
    """One act upon a clause, and the number of the decision that made it."""

    act: Enacted
    decision: str | None


def list_articles(session: Session) -> list[ArticleFacts]:
    """Return the articles of the by-laws in their order."""
    titles: dict[UUID, dict[str, str]] = defaultdict(dict)
    for article_id, language, title in session.execute(
        select(ArticleTitle.article_id, ArticleTitle.language, ArticleTitle.title)
    ):
        titles[article_id][language] = title
    rows = session.scalars(select(Article).order_by(Article.position))
    return [ArticleFacts(row.id, row.code, titles[row.id]) for row in rows]


def list_clauses(session: Session) -> list[ClauseFacts]:
    """Return all clauses, those of an article together in their order, those of none at the end."""
    rows = session.execute(
        select(Clause, Article.code)
        .outerjoin(Article, Article.id == Clause.article_id)
        .order_by(Article.position.is_(None), Article.position, Clause.position, Clause.kind, Clause.code)
    )
    return [ClauseFacts(row.id, ClauseKind(row.kind), row.code, article) for row, article in rows]


def find_clause(session: Session, *, kind: ClauseKind, code: str) -> ClauseFacts | None:
    """Return the clause of a kind with a code, or None."""
    row = session.execute(
        select(Clause, Article.code)
        .outerjoin(Article, Article.id == Clause.article_id)
        .where(Clause.kind == kind, Clause.code == code)
    ).one_or_none()
    return ClauseFacts(row[0].id, kind, code, row[1]) if row else None


def list_clause_texts(session: Session, *, kind: ClauseKind | None = None) -> list[ClauseText]:
    """Return every version of every clause, or of those of one kind, by code, the newest version first."""
    conditions = () if kind is None else (Clause.kind == kind,)
    return _texts(session, *conditions)


def find_clause_text(session: Session, *, kind: ClauseKind, code: str, number: int | None = None) -> ClauseText | None:
    """Return one version of a clause, the newest where no number is given, or None."""
    conditions = [Clause.kind == kind, Clause.code == code]
    if number is not None:
        conditions.append(ClauseVersion.number == number)
    return next(iter(_texts(session, *conditions)), None)


def get_clause_text(session: Session, *, kind: ClauseKind, code: str, number: int | None = None) -> ClauseText:
    """Return one version of a clause, the newest where no number is given; raise NotFound."""
    found = find_clause_text(session, kind=kind, code=code, number=number)
    if found is None:
        raise NotFound("clause_unknown")
    return found


def list_acts(session: Session, *, kind: ClauseKind, code: str) -> list[EnactmentFacts]:
    """Return what was done to one clause, in the order it was written."""
    return list_all_acts(session, Clause.kind == kind, Clause.code == code).get((kind, code), [])


def list_all_acts(session: Session, *conditions: ColumnElement[bool]) -> dict[ClauseKey, list[EnactmentFacts]]:
    """Return what was done to each clause, in the order it was written."""
    rows = session.execute(
        select(Clause.kind, Clause.code, ClauseVersion.number, Enactment.from_on, Enactment.center_id, Decision.number)
        .join(Clause, Clause.id == Enactment.clause_id)
        .outerjoin(ClauseVersion, ClauseVersion.id == Enactment.clause_version_id)
        .outerjoin(Decision, Decision.id == Enactment.decision_id)
        .where(*conditions)
        .order_by(Enactment.clause_id, Enactment.sequence)
    )
    found: dict[ClauseKey, list[EnactmentFacts]] = defaultdict(list)
    for kind, code, number, from_on, center_id, decision in rows:
        found[ClauseKind(kind), code].append(EnactmentFacts(Enacted(number, from_on, center_id), decision))
    return found


def acts_of(session: Session, *, kind: ClauseKind, code: str) -> list[Enacted]:
    """Return what was done to one clause as the domain reads it."""
    return [one.act for one in list_acts(session, kind=kind, code=code)]


def list_decided_by(session: Session, *, decision_number: str) -> list[tuple[ClauseKey, int | None, date | None]]:
    """Return what a decision enacted: each clause, the version or None where it was retired, and from which day."""
    found = list_all_acts(session, Decision.number == decision_number)
    return [(key, one.act.number, one.act.from_on) for key, acts in found.items() for one in acts]


def list_acts_of_decision(session: Session, *, decision_number: str) -> dict[ClauseKey, list[Enacted]]:
    """Return what a decision did to each clause, in the order it was written."""
    found = list_all_acts(session, Decision.number == decision_number)
    return {key: [one.act for one in acts] for key, acts in found.items()}


def find_in_force(
    session: Session, *, kind: ClauseKind, code: str, on: date, center_id: UUID | None = None
) -> ClauseText | None:
    """Return the version of a clause in force on a day, in one center or in what all of them share, or None."""
    acts = acts_of(session, kind=kind, code=code)
    if center_id is None:
        centers = [center.id for center in list_centers(session)]
        number = number_in_force_everywhere(acts, on=on, centers=centers)
    else:
        number = number_in_force(acts, on=on, center_id=center_id)
    return None if number is None else find_clause_text(session, kind=kind, code=code, number=number)


def find_governing(session: Session) -> str | None:
    """Return the code of the rule that governs the amendment of clauses that name no other, or None."""
    return session.scalar(select(Clause.code).where(Clause.governs_amendments))


def find_clause_row(session: Session, *, kind: ClauseKind, code: str) -> Clause | None:
    """Return a clause as a row to change, or None."""
    return session.scalar(select(Clause).where(Clause.kind == kind, Clause.code == code))


def next_article(session: Session) -> int:
    """Return the place after the last article."""
    return (session.scalar(select(func.max(Article.position))) or 0) + 1


def next_place(session: Session, *, article_id: UUID) -> int:
    """Return the place after the last clause of an article."""
    return (session.scalar(select(func.max(Clause.position)).where(Clause.article_id == article_id)) or 0) + 1


def next_sequence(session: Session, *, clause_id: UUID) -> int:
    """Return the place of the next act upon a clause."""
    last = session.scalar(select(func.max(Enactment.sequence)).where(Enactment.clause_id == clause_id))
    return (last or 0) + 1


def _texts(session: Session, *conditions: ColumnElement[bool]) -> list[ClauseText]:
    document = func.coalesce(ClauseVersion.document, RuleVersion.document)
    rows = session.execute(
        select(Clause.kind, Clause.code, ClauseVersion.number, document, ClauseVersion.fingerprint)
        .join(Clause, Clause.id == ClauseVersion.clause_id)
        .outerjoin(RuleVersion, RuleVersion.id == ClauseVersion.rule_version_id)
        .where(*conditions)
        .order_by(Clause.kind, Clause.code, ClauseVersion.number.desc())
    )
    return [ClauseText(ClauseKind(kind), code, number, text, mark) for kind, code, number, text, mark in rows]
