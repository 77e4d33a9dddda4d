"""The program: its language, its list of commands, its exit code."""

import os
import sys
from collections.abc import Sequence

import click

from mfpl.cli import (
    backup,
    catalogs,
    db,
    demo,
    found,
    history,
    jobs,
    members,
    recount,
    reset,
    restore,
    rules,
    seats,
    serve,
)
from mfpl.cli.command import BAD_INPUT, Group
from mfpl.cli.speech import N_, LanguageUnknown, chosen_language, speaking
from mfpl.web.languages import LANGUAGES

OWN_USER_ONLY = 0o077


@click.group(
    cls=Group,
    help=N_("Members, votes and shared memory for one organization with peer centers."),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
def program() -> None:
    """Everything below is a command of its own."""


for part in (serve, db, found, demo, reset, jobs, backup, restore, history, recount, members, rules, seats, catalogs):
    program.add_command(part.command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    Whatever it writes, of the database and its journals to copies and mail, is for its own user alone.
    """
    os.umask(OWN_USER_ONLY)
    given = sys.argv[1:] if arguments is None else arguments
    try:
        language, rest = chosen_language(given, os.environ)
    except LanguageUnknown as unknown:
        spoken = ", ".join(LANGUAGES)
        click.echo(
            f"✗ Los idiomas son {spoken}, no «{unknown}» · The languages are {spoken}, not “{unknown}”", err=True
        )
        sys.exit(BAD_INPUT)
    with speaking(language):
        program.main(args=rest, prog_name="mfpl")
