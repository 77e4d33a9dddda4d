"""mfpl rules replay RULE --cases FILE: which recorded outcomes would have been others under a rule."""

import json
from collections.abc import Mapping
from typing import Any

import click
from flask_babel import gettext

from mfpl.cli.command import BAD_INPUT, BadInput, argument, as_json, option
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import as_plain, parsed_rule, read_input
from mfpl.cli.speech import N_
from mfpl.rules import Rule, fingerprint
from mfpl.rules.documents import Json, read_document
from mfpl.rules.errors import DocumentInvalid
from mfpl.rules.replaying import Replayed, replay
from mfpl.web.wording.rule_errors import word_rule_error
from mfpl.web.wording.verdicts import outcome_words


@make_command(
    "replay",
    help=N_("Decide recorded votes again under a rule, and list which outcomes change."),
    exits={
        0: N_("The votes were decided again, whatever changed."),
        BAD_INPUT: N_("The rule or the file is unusable."),
    },
)
@argument("rule", metavar=N_("RULE"), help=N_("A rule document, or the name of a rule that comes with the program."))
@option("--cases", required=True, metavar=N_("FILE"), help=N_("A JSON list of votes: counts with id and outcome."))
@option("--of", "rule_id", metavar=N_("ID"), help=N_("Only votes that were decided under the rule of this id."))
@as_json
def replay_votes(*, rule: str, cases: str, rule_id: str | None, as_json: bool) -> None:
    """Read everything first, then answer for each vote."""
    parsed = parsed_rule(rule)
    records = [record for record in _records(cases) if rule_id in {None, record.get("rule_id")}]
    votes = replay(parsed, records)
    if as_json:
        click.echo(json.dumps(_plain(parsed, votes), ensure_ascii=False))
        return
    for vote in votes:
        if vote.changed or vote.errors:
            click.echo(_line(vote))
    changed, undecided = sum(vote.changed for vote in votes), sum(bool(vote.errors) for vote in votes)
    click.echo(
        gettext(
            "Votes: %(votes)s. Outcomes that change: %(changed)s. Not decidable under this rule: %(undecided)s.",
            votes=len(votes),
            changed=changed,
            undecided=undecided,
        )
    )


def _records(name: str) -> list[Mapping[str, Any]]:
    try:
        content: Json = read_document(read_input(name)).content
    except DocumentInvalid as refused:
        raise BadInput(f"{name}: {word_rule_error(refused.errors[0])}") from refused
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        raise BadInput(gettext("%(name)s is not a list of votes.", name=name))
    return [record for record in content if isinstance(record, dict)]


def _line(vote: Replayed) -> str:
    if vote.errors:
        return f"? {vote.id}: {word_rule_error(vote.errors[0])}"
    past, now = outcome_words(str(vote.recorded)).sentence, outcome_words(str(vote.outcome)).sentence
    return f"≠ {vote.id}: {past} → {now}"


def _plain(rule: Rule, votes: tuple[Replayed, ...]) -> dict[str, Any]:
    return {
        "rule": {"id": rule.id, "version": rule.version, "fingerprint": fingerprint(rule)},
        "changed": sum(vote.changed for vote in votes),
        "cases": [
            {
                "id": vote.id,
                "recorded": vote.recorded,
                "outcome": vote.outcome,
                "possible": list(vote.possible),
                "changed": vote.changed,
                "errors": [as_plain(error) for error in vote.errors],
            }
            for vote in votes
        ],
    }
