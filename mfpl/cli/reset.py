"""mfpl reset: erase the demonstration's data and start anew."""

import click
from flask_babel import gettext

from mfpl.cli.command import Unfit, option
from mfpl.cli.command import command as make_command
from mfpl.cli.demo import load
from mfpl.cli.progress import news
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, make_place, settings
from mfpl.config import Mode


@make_command("reset", help=N_("Erase all data of a demonstration and load it anew. Refused in production."))
@option("--yes", is_flag=True, help=N_("Do not ask first."))
def command(*, yes: bool) -> None:
    """Empty the database by its own migrations and fill it again."""
    from mfpl.store import migrate

    config = settings()
    if config.mode is Mode.PRODUCTION:
        raise Unfit(gettext("A database in production is never erased. To start from a copy: mfpl restore FILE"))
    if not yes:
        click.confirm(gettext("Erase all data of this demonstration?"), abort=True)
    make_place(config.database)
    with database_answering():
        with news(gettext("Erasing the data…")):
            migrate.downgrade(config.database, "base")
            migrate.upgrade(config.database)
        load(config)
