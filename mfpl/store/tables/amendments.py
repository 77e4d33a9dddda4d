"""What a proposal to amend the rules carries: the clause as it would be, from which day in which center."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mfpl.store.tables.base import Base, Code, Digest, Identifier, LongText


class Amendment(Base):
    """The change that a version of a proposal would make to one clause; without a document the clause is retired."""

    __tablename__ = "amendments"
    __table_args__ = (
        CheckConstraint("kind IN ('rule', 'seats', 'text')", name="kind"),
        CheckConstraint("document IS NOT NULL OR base_number IS NOT NULL", name="retires_something"),
    )

    id: Mapped[Identifier]
    proposal_version_id: Mapped[UUID] = mapped_column(
        ForeignKey("proposal_versions.id", ondelete="CASCADE"), unique=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    code: Mapped[Code]
    article_id: Mapped[UUID | None] = mapped_column(ForeignKey("articles.id"))
    base_number: Mapped[int | None]
    document: Mapped[LongText | None]
    fingerprint: Mapped[Digest]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    updated_at: Mapped[datetime]


class AmendmentDay(Base):
    """The day from which an amendment would be in force in one center, if it is adopted by then."""

    __tablename__ = "amendment_days"
    __table_args__ = (UniqueConstraint("amendment_id", "center_id"),)

    id: Mapped[Identifier]
    amendment_id: Mapped[UUID] = mapped_column(ForeignKey("amendments.id", ondelete="CASCADE"))
    center_id: Mapped[UUID] = mapped_column(ForeignKey("centers.id"))
    from_on: Mapped[date]


class Deadlock(Base):
    """A vote in which some centers said yes and others no, under a rule that says what happens then."""

    __tablename__ = "deadlocks"
    __table_args__ = (CheckConstraint("lapses_on > began_on", name="days"),)

    id: Mapped[Identifier]
    vote_id: Mapped[UUID] = mapped_column(ForeignKey("votes.id"), unique=True)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"), index=True)
    began_on: Mapped[date]
    lapses_on: Mapped[date]
