"""Keeps the by-laws: takes versions of clauses in, puts them in force center by center, and retires them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind, Effect, effective_day
from mfpl.rules import Rule, canonical, fingerprint
from mfpl.services.clauses import ClauseDocument
from mfpl.store.locks import take_turn
from mfpl.store.queries.bylaws import find_clause_row, find_governing, next_article, next_place, next_sequence
from mfpl.store.tables import Article, ArticleTitle, Clause, ClauseVersion, Enactment, RuleVersion

Days = Mapping[UUID | None, date | None]
"""From which day, by center; the key None stands for all centers, the day None for ever since."""


@dataclass(frozen=True)
class ArticleDraft:
    """An article as it is written: its number, its titles by language, and its clauses in their order."""

    code: str
    titles: Mapping[str, str]
    clauses: Sequence[tuple[ClauseKind, str]] = ()


def write_articles(session: Session, articles: Sequence[ArticleDraft]) -> None:
    """Write the articles of the by-laws after those there are, and place the clauses they list under them."""
    for position, draft in enumerate(articles, start=next_article(session)):
        article = Article(code=draft.code, position=position)
        session.add(article)
        session.flush()
        for language, title in draft.titles.items():
            session.add(ArticleTitle(article_id=article.id, language=language, title=title))
        for place, (kind, code) in enumerate(draft.clauses, start=1):
            clause = _clause(session, kind=kind, code=code)
            clause.article_id, clause.position = article.id, place
    session.flush()


def place_clause(session: Session, *, kind: ClauseKind, code: str, article_id: UUID) -> None:
    """Place a clause that stands nowhere yet at the end of an article."""
    clause = _clause(session, kind=kind, code=code)
    if clause.article_id is None:
        take_turn(session, name=f"article:{article_id}")
        clause.position = next_place(session, article_id=article_id)
        clause.article_id = article_id
        session.flush()


def let_govern_amendments(session: Session, *, code: str) -> None:
    """Let a rule govern the amendment of every clause that does not name another, instead of the one that did."""
    before = find_governing(session)
    if before is not None:
        _clause(session, kind=ClauseKind.RULE, code=before).governs_amendments = False
    _clause(session, kind=ClauseKind.RULE, code=code).governs_amendments = True
    session.flush()


def take_in(
    session: Session,
    *,
    kind: ClauseKind,
    document: ClauseDocument,
    days: Days,
    now: datetime,
    decision_id: UUID | None = None,
) -> None:
    """Add a version of a clause and put it in force from the days given; the number must be free."""
    clause = _clause(session, kind=kind, code=document.id)
    version = ClauseVersion(clause_id=clause.id, number=document.version, fingerprint=fingerprint(document))
    if isinstance(document, Rule):
        version.rule_version_id = _rule_version(session, document)
    else:
        version.document = canonical(document)
    session.add(version)
    session.flush()
    for center_id, day in days.items():
        _enact(session, clause, version_id=version.id, center_id=center_id, day=day, now=now, decision_id=decision_id)


def retire(
    session: Session, *, kind: ClauseKind, code: str, days: Days, now: datetime, decision_id: UUID | None = None
) -> None:
    """Retire a clause from the days given; its versions stay."""
    clause = _clause(session, kind=kind, code=code)
    for center_id, day in days.items():
        _enact(session, clause, version_id=None, center_id=center_id, day=day, now=now, decision_id=decision_id)


def take_in_with_its_dates(
    session: Session, *, kind: ClauseKind, document: ClauseDocument, now: datetime, not_before: date | None = None
) -> None:
    """Add a version of a clause that says itself from which day until which, both included, it is in force.

    Where it says no first day, or one before `not_before`, it begins on `not_before`; without that, it has been in
    force for ever.
    """
    begins = _day(document.in_force.from_ if document.in_force else None)
    ends = _day(document.in_force.until if document.in_force else None)
    if not_before is not None:
        begins = effective_day(begins, adopted_on=not_before)
    take_in(session, kind=kind, document=document, days={None: begins}, now=now)
    if ends is not None and ends < date.max:
        retire(session, kind=kind, code=document.id, days={None: ends + timedelta(days=1)}, now=now)


def take_turn_with(session: Session, *, kind: ClauseKind, code: str) -> None:
    """Wait until nobody else is changing this clause, or putting a change of it to the vote."""
    take_turn(session, name=f"clause:{kind}:{code}")


def take_turn_with_all(session: Session) -> None:
    """Wait until nobody else is putting a change of any clause to the vote, for one may lean on the other."""
    take_turn(session, name="clauses")


def _clause(session: Session, *, kind: ClauseKind, code: str) -> Clause:
    take_turn_with(session, kind=kind, code=code)
    found = find_clause_row(session, kind=kind, code=code)
    if found is None:
        found = Clause(kind=kind, code=code)
        session.add(found)
        session.flush()
    return found


def _rule_version(session: Session, rule: Rule) -> UUID:
    row = RuleVersion(
        code=rule.id,
        number=rule.version,
        document=canonical(rule),
        fingerprint=fingerprint(rule),
        in_force_from=_day(rule.in_force.from_ if rule.in_force else None),
        in_force_until=_day(rule.in_force.until if rule.in_force else None),
    )
    session.add(row)
    session.flush()
    return row.id


def _enact(
    session: Session,
    clause: Clause,
    *,
    version_id: UUID | None,
    center_id: UUID | None,
    day: date | None,
    now: datetime,
    decision_id: UUID | None,
) -> None:
    session.add(
        Enactment(
            clause_id=clause.id,
            sequence=next_sequence(session, clause_id=clause.id),
            clause_version_id=version_id,
            center_id=center_id,
            effect=Effect.RETIRED if version_id is None else Effect.IN_FORCE,
            from_on=day,
            decision_id=decision_id,
            recorded_at=now,
        )
    )
    session.flush()


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
