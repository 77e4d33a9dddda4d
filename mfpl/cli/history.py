"""mfpl history verify: check every chain of the history and name the first broken entry of each."""

import json

import click
from flask_babel import gettext

from mfpl.cli.command import NO, Group, as_json
from mfpl.cli.command import Command as SpokenCommand
from mfpl.cli.progress import news
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.domain.history import Break
from mfpl.services.history import Verification

REASONS = {
    "missing": N_("Broken at entry %(sequence)d of %(stream)s: an entry is missing before it."),
    "unlinked": N_("Broken at entry %(sequence)d of %(stream)s: it does not follow from the entry before it."),
    "altered": N_("Broken at entry %(sequence)d of %(stream)s: it was changed after it was written."),
    "truncated": N_("Broken at entry %(sequence)d of %(stream)s: the chain does not end where it should."),
    "unsealed": N_("Broken at entry %(sequence)d of %(stream)s: it is not the entry that was sealed."),
}


@click.group("history", cls=Group, help=N_("The append-only history."))
def command() -> None:
    """Everything below is a command of its own."""


@command.command(
    "verify",
    cls=SpokenCommand,
    help=N_("Check every chain of the history and name the first broken entry of each."),
    exits={0: N_("Every chain holds."), NO: N_("A chain is broken.")},
)
@as_json
def verify(*, as_json: bool) -> None:
    """Answer with exit code 0 only when every chain holds."""
    answer = _verified()
    click.echo(_as_json(answer) if as_json else _as_text(answer))
    if answer.breaks:
        click.get_current_context().exit(NO)


def _verified() -> Verification:
    from mfpl.services import history
    from mfpl.store.backup import opened

    url = settings().database
    with database_answering():
        require_current_schema(url)
        with news(gettext("Checking the history…")), opened(url) as sessions, sessions.reading() as session:
            return history.verify(session)


def _as_json(answer: Verification) -> str:
    breaks = [{"stream": one.stream, "sequence": one.sequence, "reason": one.reason} for one in answer.breaks]
    counted = {"streams": answer.streams, "entries": answer.entries, "seals": answer.seals}
    return json.dumps({"holds": not breaks, **counted, "breaks": breaks}, ensure_ascii=False)


def _as_text(answer: Verification) -> str:
    if answer.breaks:
        return "\n".join(_broken(one) for one in answer.breaks)
    return gettext(
        "The history holds. Entries: %(entries)d, chains: %(streams)d, seals: %(seals)d.",
        entries=answer.entries,
        streams=answer.streams,
        seals=answer.seals,
    )


def _broken(one: Break) -> str:
    return gettext(REASONS[one.reason], sequence=one.sequence, stream=one.stream)
