"""The base of all mappings: naming of constraints, types of columns, identifiers."""

from datetime import date, datetime
from typing import Annotated, Any, cast
from uuid import UUID, uuid4

from sqlalchemy import JSON, Date, MetaData, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

from mfpl.store.types import UTCDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Identifier = Annotated[UUID, mapped_column(Uuid(), primary_key=True, default=uuid4)]
Code = Annotated[str, mapped_column(String(64))]
Language = Annotated[str, mapped_column(String(8))]
Digest = Annotated[str, mapped_column(String(64))]
LongText = Annotated[str, mapped_column(Text())]
Parameters = Annotated[dict[str, Any], mapped_column(JSON().with_variant(JSONB(), "postgresql"))]


class Base(DeclarativeBase):
    """Every table of the project."""

    @classmethod
    def table(cls) -> Table:
        """Return the table itself, for statements of every request: through the mapping they cost twice as much."""
        return cast("Table", cls.__table__)

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - the name and the form are SQLAlchemy's
        str: String(255),
        datetime: UTCDateTime(),
        date: Date(),
        UUID: Uuid(),
    }
