"""mfpl rules decide RULE COUNTS: what a rule says of counts, with every finding behind it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click

from mfpl.cli.command import BAD_INPUT, argument, as_json
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import as_line, as_plain, known_rules, read_input, read_rule
from mfpl.cli.speech import N_
from mfpl.rules import RuleInvalid, parse_counts, parse_rule
from mfpl.rules import decide as decide_counts
from mfpl.rules.errors import DocumentInvalid
from mfpl.web.wording.verdicts import explain


@make_command(
    "decide",
    help=N_(
        "Decide counts by a rule. With --json the answer is an object whose outcome is one word, with the sections "
        "that passed and every finding; all numbers are whole or fractions."
    ),
    exits={0: N_("It was decided, whatever the outcome."), BAD_INPUT: N_("The rule or the counts cannot be used.")},
)
@argument("rule", metavar=N_("RULE"), help=N_("A rule document, or the name of a rule that comes with the program."))
@argument(
    "counts", metavar=N_("COUNTS"), help=N_("A JSON file with the counts of one vote, or - for the standard input.")
)
@as_json
def decide(*, rule: str, counts: str, as_json: bool) -> None:
    """Read both before refusing either, so that nobody corrects one error at a time."""
    with errors_told(rule, counts, as_json=as_json):
        parsed = parse_rule(read_rule(rule), rules=known_rules())
        verdict = decide_counts(parsed, parse_counts(read_input(counts)))
    click.echo(json.dumps(verdict.to_json(), ensure_ascii=False) if as_json else "\n".join(explain(parsed, verdict)))


@contextmanager
def errors_told(rule: str, counts: str, *, as_json: bool) -> Iterator[None]:
    """Tell every error of a rule or of counts that cannot be used, and leave with the exit code for it."""
    try:
        yield
    except DocumentInvalid as refused:
        name = rule if isinstance(refused, RuleInvalid) else counts
        for error in refused.errors:
            click.echo(as_line(name, error), err=True)
        if as_json:
            document = "rule" if isinstance(refused, RuleInvalid) else "counts"
            errors = [as_plain(error) for error in refused.errors]
            click.echo(json.dumps({"document": document, "errors": errors}, ensure_ascii=False))
        click.get_current_context().exit(BAD_INPUT)
