"""mfpl rules: check rule documents, try, decide and replay by them, measure their power, adopt them."""

import click

from mfpl.cli.command import Group
from mfpl.cli.rules.adopt import adopt
from mfpl.cli.rules.check import check
from mfpl.cli.rules.decide import decide
from mfpl.cli.rules.explain import explain
from mfpl.cli.rules.fingerprint import fingerprint
from mfpl.cli.rules.govern import govern
from mfpl.cli.rules.power import power
from mfpl.cli.rules.replay import replay_votes
from mfpl.cli.rules.schema import schema
from mfpl.cli.rules.trying import try_rule
from mfpl.cli.speech import N_


@click.group("rules", cls=Group, help=N_("Rules as documents; only adopt, and try for kept examples, need a database."))
def command() -> None:
    """Everything below is a command of its own."""


for part in (adopt, check, decide, explain, fingerprint, govern, power, replay_votes, schema, try_rule):
    command.add_command(part)
