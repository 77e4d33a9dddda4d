"""Commands whose help speaks the chosen language and names their exit codes, and the two ways a command fails."""

from collections.abc import Callable, Mapping
from typing import Any

import click
from flask_babel import gettext

from mfpl.cli.speech import N_, OPTION
from mfpl.web.languages import LANGUAGES

OK, NO, BAD_INPUT, UNFIT = 0, 1, 2, 3
EVERYWHERE = {
    OK: N_("It was done."),
    BAD_INPUT: N_("The command or what it was given cannot be used."),
    UNFIT: N_("The settings, the database or the machine do not allow it."),
}


class BadInput(click.ClickException):
    """What was given cannot be used: a file that is missing, or is not what it should be."""

    exit_code = BAD_INPUT


class Unfit(click.ClickException):
    """The surroundings do not allow it: settings, database, port, missing programs."""

    exit_code = UNFIT


class _Spoken:
    """Help that is kept as the English sentence and read in the language being spoken."""

    _msgid: str | None = None

    @property
    def help(self) -> str | None:
        return gettext(self._msgid) if self._msgid else None

    @help.setter
    def help(self, msgid: str | None) -> None:
        self._msgid = msgid


class Option(_Spoken, click.Option):
    """An option explained in the language being spoken."""


class Argument(_Spoken, click.Argument):
    """An argument named and explained in the language being spoken."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return what stands for the argument where the command's use is shown."""
        return gettext(self.metavar) if self.metavar else super().make_metavar(ctx)


class _WithExits(_Spoken, click.Command):
    """A command that says what its exit codes mean, below its options."""

    exits: Mapping[int, str] = EVERYWHERE

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters, among them the language, which every command takes."""
        return [_language(), *super().get_params(ctx)]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the line that shows how the command is used."""
        return [gettext(piece) if piece else piece for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help."""
        return (self.help or "").partition(". ")[0].removesuffix(".")

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(gettext("Exit codes")):
            formatter.write_dl([(str(code), gettext(meaning)) for code, meaning in sorted(self.exits.items())])


class Command(_WithExits):
    """A command in two languages; ``exits`` words the codes that mean something particular here."""

    def __init__(self, *args: Any, exits: Mapping[int, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exits = {**EVERYWHERE, **(exits or {})}


class Group(_WithExits, click.Group):
    """A group of commands in two languages."""

    command_class = Command


def _language() -> Option:
    help_text = N_("The language to speak; without it MFPL_LANG decides, then the language of the terminal.")
    return Option([OPTION], type=click.Choice(list(LANGUAGES)), expose_value=False, help=help_text)


def command(
    name: str, *, help: str, exits: Mapping[int, str] | None = None
) -> Callable[[Callable[..., Any]], click.Command]:
    """Return a decorator that makes a function a command with a help sentence and its own exit codes."""
    return click.command(name, cls=Command, help=help, exits=exits)


def option(*names: str, help: str, **settings: Any) -> Callable[[Any], Any]:
    """Return a decorator that adds an option with a help sentence."""
    return click.option(*names, cls=Option, help=help, **settings)


def argument(name: str, *, metavar: str, help: str, **settings: Any) -> Callable[[Any], Any]:
    """Return a decorator that adds an argument with a help sentence."""
    return click.argument(name, cls=Argument, metavar=metavar, help=help, **settings)


as_json = option("--json", "as_json", is_flag=True, help=N_("Answer in JSON, for programs."))
"""The option of every command whose answer a program would read."""
