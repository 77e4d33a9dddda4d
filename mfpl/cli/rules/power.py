"""mfpl rules power RULE ROLL: the power a rule gives to each section and to each of its members."""

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import click
from flask_babel import gettext

from mfpl.cli.command import BAD_INPUT, BadInput, argument, as_json, option
from mfpl.cli.command import command as make_command
from mfpl.cli.progress import news
from mfpl.cli.rules.reading import as_line, as_plain, read_input, read_rule
from mfpl.cli.speech import N_
from mfpl.measures.power import (
    MemberPower,
    PowerRefused,
    RulePower,
    Sampling,
    SectionPower,
    parse_roll,
    power_of_rule,
)
from mfpl.rules import Rule, RuleInvalid, fingerprint, parse_rule
from mfpl.rules.errors import DocumentInvalid
from mfpl.rules.exact import write_fraction
from mfpl.web.languages import language
from mfpl.web.wording.power import word_member, word_power_refusal, word_sampling, word_section, word_to_act

DECIMALS = 12
MOST_SAMPLES = 1_000_000
MOST_BITS_WRITTEN = 14_000
"""Longer numbers are not written out: Python itself refuses to, beyond 4300 digits."""


@make_command(
    "power",
    help=N_(
        "Measure the power a rule gives over a roll: to act, to each section, to each of its members, and how few can "
        "stop a decision. Everyone is taken to vote yes or no."
    ),
    exits={0: N_("The power was measured."), BAD_INPUT: N_("The rule or the roll cannot be used.")},
)
@argument("rule", metavar=N_("RULE"), help=N_("A rule document, or the name of a rule that comes with the program."))
@argument(
    "roll",
    metavar=N_("ROLL"),
    help=N_("A JSON file with the sections and who is entitled in each, or - for the standard input."),
)
@option("--seed", type=int, default=0, help=N_("Where votes must be drawn instead of counted, the seed to draw with."))
@option(
    "--samples", type=click.IntRange(1, MOST_SAMPLES), help=N_("Draw so many votes even where they can be counted.")
)
@as_json
def power(*, rule: str, roll: str, seed: int, samples: int | None, as_json: bool) -> None:
    """Measure it, or say everything that is wrong with the rule and the roll."""
    parsed, measured = _measured(rule, roll, seed=seed, samples=samples, as_json=as_json)
    if as_json:
        click.echo(json.dumps(as_data(parsed, measured), ensure_ascii=False))
        return
    for line in _lines(parsed, measured):
        click.echo(line)


def _measured(rule: str, roll: str, *, seed: int, samples: int | None, as_json: bool) -> tuple[Rule, RulePower]:
    try:
        parsed = parse_rule(read_rule(rule))
        people = parse_roll(read_input(roll))
        with news(gettext("Measuring the power of %(voters)s voters", voters=people.voters)):
            return parsed, power_of_rule(parsed, people, seed=seed, samples=samples)
    except PowerRefused as refused:
        raise BadInput(word_power_refusal(refused)) from None
    except DocumentInvalid as refused:
        name, document = (rule, "rule") if isinstance(refused, RuleInvalid) else (roll, "roll")
        for error in refused.errors:
            click.echo(as_line(name, error), err=True)
        if as_json:
            errors = [as_plain(error) for error in refused.errors]
            click.echo(json.dumps({"document": document, "errors": errors}, ensure_ascii=False))
        click.get_current_context().exit(BAD_INPUT)


def as_data(rule: Rule, power: RulePower) -> dict[str, Any]:
    """Return the power for programs; each number as a fraction, and as a decimal that is cut and not rounded."""
    return {
        "rule": {"id": rule.id, "version": rule.version, "fingerprint": fingerprint(rule)},
        "model": "yes_no",
        "voters": power.voters,
        "winning": _written(power.winning),
        "power_to_act": _number(power.to_act),
        "sections": {section.id: _section(section) for section in power.sections},
        "sampled": None if power.sampling is None else _sampling(power.sampling),
    }


def _section(section: SectionPower) -> dict[str, Any]:
    return {
        "members": section.members,
        "votes": section.votes,
        "banzhaf": _number(section.banzhaf),
        "shapley": _number(section.shapley),
        "blocking": section.blocking,
        "classes": {one.id: _member(one) for one in section.classes},
    }


def _member(member: MemberPower) -> dict[str, Any]:
    names = ("penrose", "banzhaf", "shapley", "prevent", "initiate", "success")
    numbers = {name: _number(getattr(member.indices, name)) for name in names}
    return {"members": member.members, "weight": member.weight, **numbers}


def _number(value: Fraction | None) -> dict[str, Any] | None:
    if value is None:
        return None
    cut = value.numerator * 10**DECIMALS // value.denominator
    fraction = str(write_fraction(value)) if value.denominator.bit_length() <= MOST_BITS_WRITTEN else None
    return {"fraction": fraction, "decimal": f"{cut // 10**DECIMALS}.{cut % 10**DECIMALS:0{DECIMALS}}"}


def _written(count: int | None) -> str | None:
    return None if count is None or count.bit_length() > MOST_BITS_WRITTEN else str(count)


def _sampling(sampling: Sampling) -> dict[str, Any]:
    return {
        "seed": sampling.seed,
        "samples": sampling.samples,
        "error": _number(sampling.error),
        "orders": sampling.orders,
        "orders_error": _number(sampling.orders_error),
    }


def _lines(rule: Rule, power: RulePower) -> Iterator[str]:
    yield rule.title.es if language().code == "es" else rule.title.en
    yield word_to_act(power)
    for section in power.sections:
        first, *others = word_section(section)
        yield ""
        yield first
        yield from (f"  {sentence}" for sentence in others)
        yield from (f"  · {word_member(member)}" for member in section.classes if member.members)
    yield ""
    yield from word_sampling(power.sampling)
