"""mfpl rules govern RULE: say once by which rule the clauses are amended that name no other."""

import click
from flask_babel import gettext

from mfpl.cli.command import BadInput, argument
from mfpl.cli.command import command as make_command
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.domain.refusals import Refusal


@make_command(
    "govern",
    help=N_(
        "Say by which rule of the rulebook the clauses are amended that name no other. This is for an organization "
        "whose by-laws have not said so; it is said once."
    ),
)
@argument("rule", metavar=N_("RULE"), help=N_("The id of a rule of the rulebook."))
def govern(*, rule: str) -> None:
    """Say it, unless it has been said."""
    from mfpl.services.rulebook import let_govern
    from mfpl.store.backup import opened
    from mfpl.web.wording.refusals import sentence

    config = settings()
    with database_answering():
        require_current_schema(config.database)
        with opened(config.database) as sessions:
            try:
                with sessions.transaction() as session:
                    let_govern(session, code=rule, now=config.clock())
            except Refusal as refused:
                raise BadInput(sentence(refused)) from refused
    click.echo(gettext("From now on %(rule)s governs the amendment of clauses that name no other rule.", rule=rule))
