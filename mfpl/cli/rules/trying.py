"""mfpl rules try RULE: the verdict on numbers given by center, or on every example that was kept of the rule."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import click
from flask_babel import gettext, ngettext

from mfpl.cli.command import BAD_INPUT, NO, BadInput, argument, as_json, option
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.reading import parsed_rule
from mfpl.cli.speech import N_
from mfpl.cli.surroundings import database_answering, require_current_schema, settings
from mfpl.rules import CountsInvalid, Rule, decide, parse_counts
from mfpl.services.examples import Checked, check_examples
from mfpl.web.wording.rule_errors import word_rule_error
from mfpl.web.wording.sections import Sections
from mfpl.web.wording.verdicts import explain, outcome_words

GIVEN = re.compile(r"(?P<center>[^/=]+)(/(?P<kind>[^/=]+))?=(?P<numbers>[^=]*)")
NAMES = ("eligible", "ballots", "yes", "no")
UNKNOWN = "?"
PLAIN = ""
Pools = dict[str, dict[str, dict[str, int]]]


@make_command(
    "try",
    help=N_(
        "Try a rule with numbers by center, such as --center us=508:140:131:9 --center mx=127:13:6:7: on the roll, "
        "taking part, in favor, against; who takes part and answers neither abstains, and ? stands for what is not "
        "known. Where kinds of members weigh differently, give each kind, as in us/organization=338:90:80:6. "
        "Without --center every example that was kept of the rule is tried, which alone needs the database."
    ),
    exits={
        0: N_("The numbers were decided, whatever the outcome; every example gives what it should."),
        NO: N_("An example gives another outcome than it should."),
        BAD_INPUT: N_("The rule or the numbers cannot be used."),
    },
)
@argument("rule", metavar=N_("RULE"), help=N_("A rule document, or the name of a rule that comes with the program."))
@option(
    "--center",
    "centers",
    multiple=True,
    metavar="CODE[/KIND]=ELIGIBLE:BALLOTS:YES:NO",
    help=N_("The numbers of one center, or of one kind of its members. Without kinds each member has one vote."),
)
@option("--kind", default="center", show_default=True, help=N_("What kind of sections the rule knows the centers as."))
@as_json
def try_rule(*, rule: str, centers: tuple[str, ...], kind: str, as_json: bool) -> None:
    """Decide the numbers, or hold the rule against its examples."""
    parsed = parsed_rule(rule)
    if centers:
        _tell_verdict(parsed, _counts(parsed, centers, kind=kind), as_json=as_json)
    else:
        _tell_examples(_checked(parsed), as_json=as_json)


def _counts(rule: Rule, centers: Sequence[str], *, kind: str) -> dict[str, Any]:
    pools: Pools = {}
    for given in centers:
        center, of_kind, numbers = _read(given)
        if of_kind in pools.setdefault(center, {}) or (PLAIN in {of_kind, *pools[center]} and pools[center]):
            raise BadInput(gettext("The numbers of %(center)s are given twice.", center=center))
        pools[center][of_kind] = numbers
    return {"sections": [_section(rule, center, found, kind=kind) for center, found in pools.items()]}


def _read(given: str) -> tuple[str, str, dict[str, int]]:
    """The center, the kind of members and the numbers that are known."""
    found = GIVEN.fullmatch(given)
    numbers = found["numbers"].split(":") if found else []
    if found is None or len(numbers) != len(NAMES) or not all(_is_number(one) for one in numbers):
        raise BadInput(
            gettext("%(given)s is not of the form CODE=ELIGIBLE:BALLOTS:YES:NO, such as us=508:140:131:9.", given=given)
        )
    known = {name: int(one) for name, one in zip(NAMES, numbers, strict=True) if one != UNKNOWN}
    return found["center"], found["kind"] or PLAIN, known


def _is_number(text: str) -> bool:
    return text == UNKNOWN or (text.isascii() and text.isdigit() and len(text) <= len("999999999"))


def _section(rule: Rule, center: str, pools: Mapping[str, Mapping[str, int]], *, kind: str) -> dict[str, Any]:
    complete = {name: _with_abstentions(known) for name, known in pools.items()}
    if PLAIN in pools:
        return {"id": center, "kind": kind, **complete[PLAIN]}
    weights = {name: _weight(rule, name) for name in pools}
    ones = dict.fromkeys(pools, 1)
    return {"id": center, "kind": kind, "votes": _sum(complete, weights), "members": _sum(complete, ones)}


def _weight(rule: Rule, kind: str) -> int:
    weights = rule.electorate.weights if rule.electorate else {}
    if kind not in weights:
        raise BadInput(gettext("The rule gives no weight to members of the kind “%(kind)s”.", kind=kind))
    return weights[kind]


def _with_abstentions(known: Mapping[str, int]) -> dict[str, int]:
    """The numbers with those who abstain, where everything else is known and leaves any."""
    if not {"ballots", "yes", "no"} <= set(known):
        return dict(known)
    rest = known["ballots"] - known["yes"] - known["no"]
    return {**known, "abstain": rest} if rest >= 0 else dict(known)


def _sum(pools: Mapping[str, Mapping[str, int]], weights: Mapping[str, int]) -> dict[str, int]:
    """The numbers of all kinds together; one that is not known of every kind is not known."""
    shared = [name for name in (*NAMES, "abstain") if all(name in known for known in pools.values())]
    return {name: sum(weights[kind] * known[name] for kind, known in pools.items()) for name in shared}


def _tell_verdict(rule: Rule, counts: Mapping[str, Any], *, as_json: bool) -> None:
    try:
        verdict = decide(rule, parse_counts(counts))
    except CountsInvalid as refused:
        raise BadInput("\n".join(word_rule_error(error) for error in refused.errors)) from None
    if as_json:
        click.echo(json.dumps({"counts": counts, "verdict": verdict.to_json()}, ensure_ascii=False))
        return
    kinds = {str(section["kind"]) for section in counts["sections"]}
    click.echo("\n".join(explain(rule, verdict, sections=Sections(kind=kinds.pop()))))


def _checked(rule: Rule) -> list[Checked]:
    from mfpl.store.backup import opened

    config = settings()
    with database_answering():
        require_current_schema(config.database)
        with opened(config.database) as sessions, sessions.reading() as session:
            return check_examples(session, rule=rule)


def _tell_examples(checked: Sequence[Checked], *, as_json: bool) -> None:
    broken = [one for one in checked if not one.holds]
    if as_json:
        click.echo(
            json.dumps({"broken": len(broken), "examples": [_plain(one) for one in checked]}, ensure_ascii=False)
        )
    else:
        for one in checked:
            click.echo(_line(one))
        click.echo(
            ngettext(
                "%(num)s example was tried; %(broken)s gave another outcome than it should.",
                "%(num)s examples were tried; %(broken)s gave another outcome than they should.",
                len(checked),
                broken=len(broken),
            )
        )
    if broken:
        click.get_current_context().exit(NO)


def _plain(one: Checked) -> dict[str, object]:
    example = one.example
    return {"title": example.title, "expected": example.outcome, "outcome": one.outcome, "holds": one.holds}


def _line(one: Checked) -> str:
    expected = outcome_words(one.example.outcome).sentence
    if one.holds:
        return f"✓ {one.example.title}: {expected}"
    found = outcome_words(one.outcome).sentence if one.outcome else gettext("It cannot be decided.")
    return f"✗ {one.example.title}: {expected} → {found}"
