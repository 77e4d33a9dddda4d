"""mfpl restore FILE: put a copy back, after it has proved itself."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask_babel import gettext

from mfpl.cli.command import NO, argument, as_json
from mfpl.cli.command import command as make_command
from mfpl.cli.copies import refusals_worded
from mfpl.cli.progress import news
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import settings


@make_command(
    "restore",
    help=N_(
        "Put a copy made by backup in the place of the database. A copy that does not verify is refused, "
        "and the database that was there is moved aside, never erased. Stop the server first."
    ),
    exits={NO: N_("The copy does not verify; nothing was changed.")},
)
@argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("The copy to put back."))
@as_json
def command(*, file: Path, as_json: bool) -> None:
    """Restore and say where the earlier database went."""
    from mfpl.services import backup

    config = settings()
    with refusals_worded(), news(gettext("Verifying the copy and putting it back…")):
        restored = backup.restore(config.database, source=file.absolute(), now=config.clock())
    if as_json:
        click.echo(json.dumps(asdict(restored)))
        return
    click.echo(gettext("The copy was put back."))
    if restored.moved_aside:
        click.echo(gettext("The earlier database is at %(place)s.", place=restored.moved_aside))
