"""mfpl backup FILE: a verified copy of everything, made while people vote."""

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
from mfpl.cli.surroundings import require_current_schema, settings


@make_command(
    "backup",
    help=N_(
        "Copy the whole database into a file that must not exist yet, and verify the copy. "
        "The server may go on while people vote; FILE.manifest.json tells what the copy holds."
    ),
    exits={NO: N_("The copy does not verify; it was not kept.")},
)
@argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path), help=N_("Where to write the copy."))
@as_json
def command(*, file: Path, as_json: bool) -> None:
    """Make the copy and say what it holds."""
    from mfpl.services import backup

    config = settings()
    with refusals_worded():
        require_current_schema(config.database)
        with news(gettext("Copying and verifying…")):
            manifest = backup.back_up(config.database, target=file.absolute(), now=config.clock())
    if as_json:
        click.echo(json.dumps(asdict(manifest)))
        return
    click.echo(gettext("The copy is at %(file)s.", file=file))
    click.echo(gettext("Fingerprint (SHA-256): %(digest)s", digest=manifest.sha256))
