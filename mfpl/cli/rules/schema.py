"""mfpl rules schema: print the JSON Schema of rules, of seat rules or of texts."""

import json

import click

from mfpl.cli.command import command as make_command
from mfpl.cli.command import option
from mfpl.cli.speech import N_
from mfpl.domain.bylaws import ClauseKind
from mfpl.services.clauses import schema_of


@make_command("schema", help=N_("Print the JSON Schema of the documents that by-laws are made of."))
@option(
    "--of",
    "kind",
    type=click.Choice([kind.value for kind in ClauseKind]),
    default=ClauseKind.RULE.value,
    help=N_("Rules that decide votes, rules that share out seats, or texts."),
)
def schema(*, kind: str) -> None:
    """Print it as one JSON object."""
    click.echo(json.dumps(schema_of(ClauseKind(kind)), ensure_ascii=False, indent=2))
