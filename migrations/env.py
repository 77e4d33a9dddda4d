"""Runs migrations on an engine whose foreign keys are off, and checks them before the commit."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from mfpl.store.engine import open_engine
from mfpl.store.tables import Base
from mfpl.store.types import UTCDateTime


class ForeignKeysBroken(RuntimeError):  # noqa: N818 - named as the sentence says it
    """A migration left rows that refer to nothing."""


def as_plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Return an instant's column type as SQLAlchemy's own, since a migration imports nothing of the project."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Migrate the database named by the caller in one transaction."""
    engine = open_engine(context.config.attributes["url"], migrating=True)
    with engine.connect() as connection, connection.begin():
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            render_item=as_plain_type,
            transactional_ddl=True,
        )
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.execute(sa.text("PRAGMA foreign_key_check")).fetchall()
            if broken:
                raise ForeignKeysBroken(broken)
    engine.dispose()


run()
