"""mfpl db upgrade: bring the database to the newest schema."""

import click
from flask_babel import gettext

from mfpl.cli.command import Group
from mfpl.cli.progress import news
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, make_place, settings


@click.group("db", cls=Group, help=N_("The database's schema."))
def command() -> None:
    """Everything below is a command of its own."""


@command.command("upgrade", help=N_("Bring the database to the newest schema, making it when it is missing."))
def upgrade() -> None:
    """Migrate only when there is something to migrate."""
    from mfpl.store import migrate

    url = settings().database
    make_place(url)
    with database_answering():
        if migrate.pending(url):
            with news(gettext("Preparing the database…")):
                migrate.upgrade(url)
