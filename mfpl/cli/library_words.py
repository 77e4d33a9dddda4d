"""The sentences the command line library says by itself, marked so that the catalogs hold them in both languages."""

from mfpl.cli.speech import N_

SENTENCES = (
    N_("Usage:"),
    N_("Options"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("Aborted!"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Could not open file {filename!r}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("Option {name!r} does not take a value."),
    N_("default: {default}"),
    N_("required"),
    N_("file"),
    N_("directory"),
    N_("path"),
)
"""Sentences with one form."""


def ngettext(singular: str, plural: str) -> tuple[str, str]:
    """Mark the two forms of a sentence that counts."""
    return singular, plural


COUNTING_SENTENCES = (
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)
"""Sentences with one form for one and another for many."""
