"""mfpl recount FILE: decide a vote again from its pack, without any database."""

import json
from dataclasses import asdict

import click
from flask_babel import gettext

from mfpl.cli.command import NO, BadInput, argument, as_json
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import read_input
from mfpl.cli.speech import N_
from mfpl.domain.refusals import Invalid
from mfpl.services.recount import Recount, recount
from mfpl.web.wording.verdicts import outcome_words

DIFFERENCES = {
    "rule_fingerprint": N_("The rule in the pack is not the one whose fingerprint the pack states."),
    "verdict": N_("The verdict found is not the verdict stated."),
    "took_effect": N_("Whether the decision took effect is stated otherwise."),
    "roll": N_("The counts do not agree with the roll."),
}
REFUSALS = {
    "pack_unknown_format": N_("This is no recount pack of a format known here."),
    "pack_incomplete": N_("The recount pack is incomplete: %(part)s"),
    "pack_unreadable": N_("The rule or the counts in the recount pack cannot be read."),
}


@make_command(
    "recount",
    help=N_("Decide a vote again from its recount pack, the file offered on its result page. No database is needed."),
    exits={0: N_("The recount agrees with what the pack states."), NO: N_("The recount does not agree.")},
)
@argument("file", metavar=N_("FILE"), help=N_("The recount pack, or - for the standard input."))
@as_json
def command(*, file: str, as_json: bool) -> None:
    """Say of each question what the recount found."""
    answer = _recounted(file)
    if as_json:
        click.echo(json.dumps({"agrees": answer.agrees, **asdict(answer)}, ensure_ascii=False))
    else:
        _tell(answer)
    if not answer.agrees:
        click.get_current_context().exit(NO)


def _recounted(file: str) -> Recount:
    try:
        pack = json.loads(read_input(file))
        if not isinstance(pack, dict):
            raise Invalid("pack_unknown_format")
        return recount(pack)
    except (ValueError, RecursionError) as unreadable:
        raise BadInput(gettext("%(name)s is not JSON: %(reason)s", name=file, reason=unreadable)) from unreadable
    except Invalid as refused:
        raise BadInput(gettext(REFUSALS[refused.code], **refused.params)) from refused


def _tell(answer: Recount) -> None:
    click.echo(gettext("Vote %(number)s", number=answer.vote))
    for question in answer.questions:
        found = outcome_words(question.found).sentence
        click.echo(gettext("Question %(position)s: %(outcome)s", position=question.position, outcome=found))
        _tell_differences(question.differences)
    _tell_differences(answer.differences)
    click.echo(
        gettext("The recount agrees with what the pack states.")
        if answer.agrees
        else gettext("The recount does not agree with what the pack states.")
    )


def _tell_differences(codes: tuple[str, ...]) -> None:
    for code in codes:
        click.echo(f"  ✗ {gettext(DIFFERENCES[code])}")
