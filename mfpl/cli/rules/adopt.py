"""mfpl rules adopt RULE: take a rule into the rulebook of the database, as the version it says it is."""

import click
from flask_babel import gettext

from mfpl.cli.command import BadInput, argument
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import parsed_clause
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.rules import canonical
from mfpl.services.clauses import kind_of


@make_command(
    "adopt",
    help=N_(
        "Take a rule, a seat rule or a text into the rulebook: a file, or the name of a rule that comes with the "
        "program. A version is never edited; the same document again changes nothing."
    ),
)
@argument("rule", metavar=N_("RULE"), help=N_("A rule document, or the name of a rule that comes with the program."))
def adopt(*, rule: str) -> None:
    """Check the document first, then adopt it."""
    from mfpl.domain.refusals import Conflict
    from mfpl.services.founding import OPERATOR
    from mfpl.services.rulebook import adopt_clause
    from mfpl.store.backup import opened
    from mfpl.web.wording.refusals import sentence

    kept, config = parsed_clause(rule), settings()
    with database_answering():
        require_current_schema(config.database)
        with opened(config.database) as sessions:
            try:
                with sessions.transaction() as session:
                    adopt_clause(
                        session,
                        kind=kind_of(canonical(kept)),
                        document=canonical(kept),
                        actor=OPERATOR,
                        now=config.clock(),
                    )
            except Conflict as refused:
                raise BadInput(sentence(refused)) from refused
    click.echo(gettext("The rulebook has %(rule)s, version %(number)d.", rule=kept.id, number=kept.version))
