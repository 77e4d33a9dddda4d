"""mfpl catalogs: extract what is said, bring both catalogs up to date, compile them, and tell what is missing."""

import click
from flask_babel import gettext

from mfpl.cli.command import NO, Group
from mfpl.cli.command import Command as SpokenCommand
from mfpl.cli.speech import N_
from mfpl.web.languages import LANGUAGES


@click.group("catalogs", cls=Group, help=N_("The catalogs of both languages, for whoever translates or develops."))
def command() -> None:
    """Everything below is a command of its own."""


@command.command("update", help=N_("Extract all sentences, bring the catalogs up to date and compile them."))
def update() -> None:
    """Keep every translation whose sentence is still said."""
    from mfpl.cli import catalog_files

    template = catalog_files.extracted()
    catalog_files.write_template(template)
    for language in LANGUAGES:
        catalog_files.write_catalog(language, catalog_files.merged(language, template))
    _tell_flaws()


@command.command("compile", help=N_("Compile the catalogs into the form the program reads."))
def compile_() -> None:
    """Compile without looking at what is said."""
    from mfpl.cli import catalog_files

    for language in LANGUAGES:
        catalog_files.compile_catalog(language)


@command.command(
    "check",
    cls=SpokenCommand,
    help=N_("Tell which sentences are not in a catalog, not translated, or translated with other placeholders."),
    exits={0: N_("Both catalogs are complete."), NO: N_("Something is missing.")},
)
def check() -> None:
    """Answer with exit code 0 only when nothing is missing in either language."""
    if _tell_flaws():
        click.get_current_context().exit(NO)


def _tell_flaws() -> int:
    from mfpl.cli import catalog_files

    template = catalog_files.extracted()
    lines = [f"{language}: {flaw}" for language in LANGUAGES for flaw in catalog_files.flaws(language, template)]
    for line in lines:
        click.echo(line)
    click.echo(gettext("Sentences: %(total)d. To do: %(open)d.", total=len(template), open=len(lines)))
    return len(lines)
