"""mfpl rules check FILE…: say of each rule document whether it can be used, and if not, everything that is wrong."""

import json

import click
from flask_babel import gettext

from mfpl.cli.command import BAD_INPUT, argument, as_json
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import as_line, as_plain, known_rules, read_rule
from mfpl.cli.speech import N_
from mfpl.rules import RuleInvalid, fingerprint
from mfpl.services.clauses import ClauseDocument, kind_of, read_clause


@make_command(
    "check",
    help=N_(
        "Check documents of the by-laws: rules, seat rules and texts. Files, or the names of rules that come with the "
        "program."
    ),
    exits={0: N_("Every document can be used."), BAD_INPUT: N_("A document cannot be used or cannot be read.")},
)
@argument(
    "files", nargs=-1, required=True, metavar=N_("FILE…"), help=N_("Rule documents, or - for the standard input.")
)
@as_json
def check(*, files: tuple[str, ...], as_json: bool) -> None:
    """Check every document before answering for any."""
    answers = [(name, _checked(read_rule(name))) for name in files]
    if as_json:
        click.echo(json.dumps([_plain(name, answer) for name, answer in answers], ensure_ascii=False))
    else:
        for name, answer in answers:
            _tell(name, answer)
    if any(isinstance(answer, RuleInvalid) for _, answer in answers):
        click.get_current_context().exit(BAD_INPUT)


def _checked(document: bytes) -> ClauseDocument | RuleInvalid:
    try:
        return read_clause(kind_of(document), document, rules=known_rules())
    except RuleInvalid as refused:
        return refused


def _plain(name: str, answer: ClauseDocument | RuleInvalid) -> dict[str, object]:
    if isinstance(answer, RuleInvalid):
        return {"file": name, "valid": False, "errors": [as_plain(error) for error in answer.errors]}
    stamp = {"id": answer.id, "version": answer.version, "fingerprint": fingerprint(answer)}
    return {"file": name, "valid": True, **stamp, "errors": []}


def _tell(name: str, answer: ClauseDocument | RuleInvalid) -> None:
    if isinstance(answer, RuleInvalid):
        for error in answer.errors:
            click.echo(as_line(name, error), err=True)
        return
    click.echo(
        gettext(
            "%(name)s can be used: %(id)s, version %(version)s, fingerprint %(digest)s",
            name=name,
            id=answer.id,
            version=answer.version,
            digest=fingerprint(answer),
        )
    )
