"""mfpl found FILE: begin an organization in an empty database and invite its first people."""

import click
from flask_babel import gettext

from mfpl.cli.command import BadInput, Unfit, argument
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import parsed_clause, read_input
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.config import Config
from mfpl.rules import canonical
from mfpl.services.clauses import kind_of
from mfpl.services.founding_document import Flaw, Founding, FoundingInvalid, Wrong, check_clauses, read_founding

SENTENCES = {
    Wrong.NOT_JSON: N_("this is not JSON."),
    Wrong.MISSING: N_("this is missing."),
    Wrong.UNKNOWN: N_("this does not belong here."),
    Wrong.UNUSABLE: N_("this cannot be used."),
    Wrong.REPEATED: N_("this is there twice."),
    Wrong.NO_SUCH_CENTER: N_("this names none of the document's centers."),
    Wrong.NO_SUCH_BODY: N_("this names none of the document's bodies."),
    Wrong.NO_SUCH_CLAUSE: N_("this names none of the document's rules, seat rules and texts."),
    Wrong.TOO_FEW_CENTERS: N_("an organization of peers has at least two centers."),
    Wrong.NO_ADMIN: N_("nobody administers this center."),
    Wrong.NO_OFFICER: N_("this center has no election officer."),
}


@make_command(
    "found",
    help=N_(
        "Begin an organization in an empty database: its centers, bodies, rules and first people, as a JSON document "
        "says. Every one of those people is invited by mail to open their account."
    ),
)
@argument("file", metavar=N_("FILE"), help=N_("The document, or - for the standard input."))
def command(*, file: str) -> None:
    """Check everything first, then write it all or nothing."""
    founding = _read(file)
    rules, config = _clauses(file, founding), settings()
    with database_answering():
        require_current_schema(config.database)
        _found(config, founding, rules)
    told = gettext("The organization is founded. %(people)d invitations leave with: mfpl jobs run")
    click.echo(told % {"people": len(founding.people)})


def _read(file: str) -> Founding:
    try:
        return read_founding(read_input(file))
    except FoundingInvalid as refused:
        raise _refused(file, refused) from refused


def _refused(file: str, refused: FoundingInvalid) -> BadInput:
    return BadInput("\n".join(_line(file, flaw) for flaw in refused.flaws))


def _line(file: str, flaw: Flaw) -> str:
    return f"{file} /{flaw.place}: {gettext(SENTENCES[flaw.wrong])}"


def _clauses(file: str, founding: Founding) -> list[str]:
    """Return the documents of the clauses; fail with what is wrong with all of them, or with what names one of them."""
    found, wrong = [], []
    for name in founding.rules:
        try:
            found.append(parsed_clause(name))
        except BadInput as refused:
            wrong.append(refused.message)
    if wrong:
        raise BadInput("\n".join(wrong))
    documents = [canonical(clause) for clause in found]
    taken = {(kind_of(text), clause.id) for text, clause in zip(documents, found, strict=True)}
    try:
        check_clauses(founding, taken=taken)
    except FoundingInvalid as refused:
        raise _refused(file, refused) from refused
    return documents


def _found(config: Config, founding: Founding, rules: list[str]) -> None:
    from mfpl.domain.refusals import Conflict
    from mfpl.services.founding import found
    from mfpl.store.backup import opened

    with opened(config.database) as sessions:
        try:
            with sessions.transaction() as session:
                found(session, founding=founding, rules=rules, now=config.clock(), secret=config.secret_key)
        except Conflict as there:
            raise Unfit(gettext("There is an organization here already. Nothing was changed.")) from there
