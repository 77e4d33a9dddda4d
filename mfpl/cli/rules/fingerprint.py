"""mfpl rules fingerprint RULE: the digest that a vote pins when it opens under a rule."""

import json

import click

from mfpl.cli.command import BAD_INPUT, argument, as_json
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import parsed_clause
from mfpl.cli.speech import N_
from mfpl.rules import fingerprint as fingerprint_of


@make_command(
    "fingerprint",
    help=N_("Print the fingerprint of a rule: the SHA-256 of its canonical document."),
    exits={BAD_INPUT: N_("The rule cannot be used.")},
)
@argument("rule", metavar=N_("RULE"), help=N_("A rule document, or the name of a rule that comes with the program."))
@as_json
def fingerprint(*, rule: str, as_json: bool) -> None:
    """Print it alone, or with what it is of."""
    parsed = parsed_clause(rule)
    digest = fingerprint_of(parsed)
    stamp = {"id": parsed.id, "version": parsed.version, "fingerprint": digest}
    click.echo(json.dumps(stamp, ensure_ascii=False) if as_json else digest)
