"""mfpl rules schema: print the JSON Schema of rule documents."""

import json

import click

from mfpl.cli.command import command as make_command
from mfpl.cli.speech import N_
from mfpl.rules import schema as rule_schema


@make_command("schema", help=N_("Print the JSON Schema of rule documents."))
def schema() -> None:
    """Print it as one JSON object."""
    click.echo(json.dumps(rule_schema(), ensure_ascii=False, indent=2))
