"""mfpl seats RULE: share out the seats of a body between sections, and say how, step by step."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext

import mfpl.presets
from mfpl.cli.command import BAD_INPUT, BadInput, argument, as_json, option
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import as_line, as_plain, read_input
from mfpl.cli.speech import N_
from mfpl.counting.apportionment import Allocation, SeatRule, SeatsRefused, apportion, parse_seat_rule
from mfpl.rules.errors import RuleInvalid
from mfpl.web.languages import language
from mfpl.web.wording.seats import word_reason, word_seats_refusal, word_step, word_tie

SHIPPED = Path(mfpl.presets.__file__).parent / "seats"
NO_ALLOCATION = 3
MOST_MEMBERS = 10**12
MOST_SEATS = 100_000


@make_command(
    "seats",
    help=N_(
        "Share out seats between sections by a seat rule. With --json the answer has the seats of each section and "
        "every step; when no allocation meets the rule, the reason stands under infeasible."
    ),
    exits={
        0: N_("The seats were shared out."),
        BAD_INPUT: N_("The rule or the numbers cannot be used."),
        NO_ALLOCATION: N_("No allocation meets the rule, or a tie needs a lot that has no seed."),
    },
)
@argument("rule", metavar=N_("RULE"), help=N_("A seat rule in a file, or the name of one that comes with the program."))
@option("--members", required=True, help=N_("The members of each section, such as us=508,mx=127."))
@option("--seats", required=True, type=click.IntRange(0, MOST_SEATS), help=N_("The seats of the whole body."))
@option("--continuing", default="", help=N_("The seats of those who stay in the body, such as us=6,mx=4."))
@option("--seed", help=N_("The text from which lots are drawn; publish it before it is used."))
@as_json
def command(*, rule: str, members: str, seats: int, continuing: str, seed: str | None, as_json: bool) -> None:
    """Answer with the seats, or with the reason why there are none."""
    read = _read_rule(rule, as_json=as_json)
    try:
        answer = apportion(read, _numbers(members), seats=seats, continuing=_numbers(continuing), seed=seed)
    except SeatsRefused as refused:
        raise BadInput(word_seats_refusal(refused)) from None
    if as_json:
        click.echo(json.dumps(as_data(answer), ensure_ascii=False))
    else:
        _tell(read, answer)
    if answer.seats is None:
        click.get_current_context().exit(NO_ALLOCATION)


def shipped_seat_rules() -> list[str]:
    """Return the names of the seat rules that come with the program, in order."""
    return sorted(file.stem for file in SHIPPED.glob("*.json"))


def _read_rule(name: str, *, as_json: bool) -> SeatRule:
    shipped = SHIPPED / f"{name}.json"
    by_name = not Path(name).exists() and name in shipped_seat_rules()
    try:
        return parse_seat_rule(shipped.read_bytes() if by_name else read_input(name))
    except RuleInvalid as refused:
        for error in refused.errors:
            click.echo(as_line(name, error), err=True)
        if as_json:
            errors = [as_plain(error) for error in refused.errors]
            click.echo(json.dumps({"document": "rule", "errors": errors}, ensure_ascii=False))
        click.get_current_context().exit(BAD_INPUT)


def _numbers(text: str) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for part in text.split(",") if text else []:
        section, _, given = (piece.strip() for piece in part.partition("="))
        if not section or not given.isascii() or not given.isdigit() or len(given) > len(str(MOST_MEMBERS)):
            raise BadInput(
                gettext("“%(part)s” is not a section and a whole number, such as us=508.", part=part.strip())
            )
        if section in numbers:
            raise BadInput(gettext("The section “%(section)s” is given twice.", section=section))
        numbers[section] = int(given)
    return numbers


def as_data(answer: Allocation) -> Mapping[str, Any]:
    """Return an allocation for programs: seats, those to be filled, and each step with its sentence."""
    steps = [{**step.to_json(), "message": word_step(step)} for step in answer.steps]
    if answer.seats is not None:
        return {"seats": dict(answer.seats), "open": dict(answer.open or {}), "steps": steps}
    if answer.tie is not None:
        return {"seats": None, "tie": {**answer.tie.to_json(), "message": word_tie(answer.tie)}, "steps": steps}
    reasons = [{**reason.to_json(), "message": word_reason(reason)} for reason in answer.reasons]
    return {"seats": None, "infeasible": reasons[0]["message"], "reasons": reasons, "steps": steps}


def _tell(rule: SeatRule, answer: Allocation) -> None:
    click.echo(rule.title.es if language().code == "es" else rule.title.en)
    for step in answer.steps:
        click.echo(f"  {word_step(step)}")
    for reason in answer.reasons:
        click.echo(f"✗ {word_reason(reason)}")
    if answer.tie is not None:
        click.echo(f"✗ {word_tie(answer.tie)}")
