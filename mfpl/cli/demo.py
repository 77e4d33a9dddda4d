"""mfpl demo: fill an empty database with the demonstration organization."""

from flask_babel import gettext

from mfpl.cli.command import Unfit
from mfpl.cli.command import command as make_command
from mfpl.cli.progress import news
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.config import Config, Mode


@make_command(
    "demo",
    help=N_("Fill an empty database with the demonstration organization; leave one that has data as it is."),
)
def command() -> None:
    """Load the demonstration unless something is there already."""
    config = settings()
    if config.mode is Mode.PRODUCTION:
        raise Unfit(gettext("A database in production is never filled with invented people."))
    with database_answering():
        require_current_schema(config.database)
        load(config)


def load(config: Config) -> None:
    """Load the demonstration in one transaction, unless the database has an organization already."""
    from mfpl.services import demonstration
    from mfpl.services.passwords import hash_password
    from mfpl.store.backup import opened

    with opened(config.database) as sessions, sessions.transaction() as session:
        if demonstration.is_empty(session):
            with news(gettext("Loading the demonstration organization…")):
                password_hash = hash_password(demonstration.PASSWORD)
                demonstration.load_demonstration(session, now=config.clock(), password_hash=password_hash)
