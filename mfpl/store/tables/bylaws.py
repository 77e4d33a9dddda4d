"""The by-laws: articles, the clauses in them, the versions of a clause, and from when each is in force where."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Digest, Identifier, Language, LongText


class Article(Base):
    """A heading of the by-laws; its clauses stand under it in their order."""

    __tablename__ = "articles"

    id: Mapped[Identifier]
    code: Mapped[str] = mapped_column(String(16), unique=True)
    position: Mapped[int] = mapped_column(unique=True)


class ArticleTitle(Base):
    """What an article is called in one language."""

    __tablename__ = "article_titles"
    __table_args__ = (UniqueConstraint("article_id", "language"),)

    id: Mapped[Identifier]
    article_id: Mapped[UUID] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    language: Mapped[Language]
    title: Mapped[str]


class Clause(Base):
    """A clause whatever it says today: a rule that decides votes, a rule that shares out seats, or text only.

    A clause without an article is kept and can be used, but is no part of the by-laws. One rule may govern the
    amendment of every clause that does not name another.
    """

    __tablename__ = "clauses"
    __table_args__ = (
        UniqueConstraint("kind", "code"),
        UniqueConstraint("article_id", "position"),
        CheckConstraint("kind IN ('rule', 'seats', 'text')", name="kind"),
        CheckConstraint("kind = 'rule' OR NOT governs_amendments", name="governs"),
        CheckConstraint("(article_id IS NULL) = (position IS NULL)", name="place"),
    )

    id: Mapped[Identifier]
    kind: Mapped[str] = mapped_column(String(16))
    code: Mapped[Code]
    article_id: Mapped[UUID | None] = mapped_column(ForeignKey("articles.id"))
    position: Mapped[int | None]
    governs_amendments: Mapped[bool] = mapped_column(server_default=false())


class ClauseVersion(Base):
    """One version of a clause, never edited: the version of a rule that decides, or a document of its own."""

    __tablename__ = "clause_versions"
    __table_args__ = (
        UniqueConstraint("clause_id", "number"),
        CheckConstraint("(rule_version_id IS NULL) <> (document IS NULL)", name="document"),
    )

    id: Mapped[Identifier]
    clause_id: Mapped[UUID] = mapped_column(ForeignKey("clauses.id"))
    number: Mapped[int]
    rule_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("rule_versions.id"), unique=True)
    document: Mapped[LongText | None]
    fingerprint: Mapped[Digest]


class Enactment(Base):
    """From one day a version of a clause is in force, or the clause is retired; in one center or, without one, in all.

    Rows are only added. ``from_on`` is None where the beginning is not known or the version stood from the start.
    """

    __tablename__ = "enactments"
    __table_args__ = (
        UniqueConstraint("clause_id", "sequence"),
        CheckConstraint("effect IN ('in_force', 'retired')", name="effect"),
        CheckConstraint("(effect = 'retired') = (clause_version_id IS NULL)", name="version"),
        CheckConstraint("effect = 'in_force' OR from_on IS NOT NULL", name="day"),
    )

    id: Mapped[Identifier]
    clause_id: Mapped[UUID] = mapped_column(ForeignKey("clauses.id"))
    sequence: Mapped[int]
    clause_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("clause_versions.id"))
    center_id: Mapped[UUID | None] = mapped_column(ForeignKey("centers.id"))
    effect: Mapped[str] = mapped_column(String(16))
    from_on: Mapped[date | None]
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey("decisions.id"))
    recorded_at: Mapped[datetime]
