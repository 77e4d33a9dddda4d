"""mfpl members roll --on DATE: who was a member on a day, where, in what standing, with how many votes, and why."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from flask_babel import gettext

from mfpl.cli.command import BadInput, Group, as_json, option
from mfpl.cli.command import command as make_command
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.domain.refusals import Invalid, NotFound
from mfpl.web.members.days import read_day
from mfpl.web.wording.members import status_words
from mfpl.web.wording.refusals import sentence
from mfpl.web.wording.rule_errors import word_rule_error
from mfpl.web.wording.votes import exclusion, kind_word

if TYPE_CHECKING:
    from mfpl.store.queries.rolls import RollEntryPreview

BETWEEN = " · "


@click.group("members", cls=Group, help=N_("The register of members; it needs the database."))
def command() -> None:
    """Everything below is a command of its own."""


@make_command(
    "roll",
    help=N_(
        "List who was a member on a day: center, standing, votes, and why somebody has none. With --json each line is "
        "an object of its own."
    ),
)
@option("--on", "day", required=True, metavar=N_("DATE"), help=N_("The day, such as 2026-06-01 or “June 1, 2026”."))
@option("--rule", metavar=N_("RULE"), help=N_("The id of a rule of the rulebook, as it stood on that day."))
@as_json
def roll(*, day: str, rule: str | None, as_json: bool) -> None:
    """Write each line as it is read, and the sums at the end."""
    votes: Counter[str] = Counter()
    members: Counter[str] = Counter()
    with _roll(day, rule) as lines:
        for line in lines:
            click.echo(json.dumps(_plain(line), ensure_ascii=False) if as_json else _told(line))
            if line.reason is None:
                members[line.center_code or ""] += 1
                votes[line.center_code or ""] += line.weight
    for center in sorted(members):
        counted = {"center": center, "members": members[center], "votes": votes[center]}
        text = gettext("%(center)s: members with a vote %(members)s, votes %(votes)s.", **counted)
        click.echo(text, err=as_json)


command.add_command(roll)


@contextmanager
def _roll(day: str, code: str | None) -> "Iterator[Iterator[RollEntryPreview]]":
    from mfpl.rules import CountsInvalid, parse_rule
    from mfpl.services.electorates import roll_on
    from mfpl.store.backup import opened
    from mfpl.store.queries.rules import get_rule_in_force

    url = settings().database
    with database_answering():
        require_current_schema(url)
        with opened(url) as sessions, sessions.reading() as session:
            try:
                on = read_day(day)
                rule = parse_rule(get_rule_in_force(session, code=code, on=on).document) if code else None
            except (Invalid, NotFound) as refused:
                raise BadInput(sentence(refused)) from refused
            try:
                found = roll_on(session, rule=rule, day=on)
            except CountsInvalid as refused:
                raise BadInput("\n".join(word_rule_error(error) for error in refused.errors)) from refused
            yield found


def _plain(line: "RollEntryPreview") -> dict[str, object]:
    return {**asdict(line), "member_id": str(line.member_id), "has_vote": line.reason is None}


def _told(line: "RollEntryPreview") -> str:
    standing = status_words(line.status).words if line.status else gettext("no standing")
    right = exclusion(line.reason) if line.reason else gettext("votes: %(votes)s", votes=line.weight)
    return BETWEEN.join([line.center_code or "–", line.name, kind_word(line.kind), str(standing), right])
