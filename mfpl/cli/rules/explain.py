"""mfpl rules explain RULE [COUNTS]: what a rule says, or what it makes of counts, in words and at three lengths."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import click

from mfpl.cli.command import BAD_INPUT, argument, as_json, option
from mfpl.cli.command import command as make_command
from mfpl.cli.rules.decide import errors_told
from mfpl.cli.rules.reading import known_rules, read_input, read_rule
from mfpl.cli.speech import N_
from mfpl.rules import Counts, Rule, decide, fingerprint, parse_counts, parse_rule
from mfpl.rules.smallest_change import smallest_change
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.rule_parts import card, disagreeing, rule_clauses
from mfpl.web.wording.titles import spoken
from mfpl.web.wording.verdicts import MARKS, explain_at_length, requirements
from mfpl.web.wording.working import Step

INDENT = "  "


class Length(StrEnum):
    """How much is told of a verdict."""

    SENTENCE = "sentence"
    LINES = "lines"
    WORKING = "working"


@make_command(
    "explain",
    help=N_(
        "Say a rule in words: who votes, what is needed, what surrounds it. With counts, say what the rule makes of "
        "them: in a sentence, with a line for each requirement, or with the full working."
    ),
    exits={0: N_("It was explained, whatever the outcome."), BAD_INPUT: N_("The rule or the counts cannot be used.")},
)
@argument("rule", metavar=N_("RULE"), help=N_("A rule document, or the name of a rule that comes with the program."))
@argument(
    "counts",
    required=False,
    metavar=N_("[COUNTS]"),
    help=N_("A JSON file with the counts of one vote, or - for the standard input."),
)
@option(
    "--length",
    type=click.Choice([str(one) for one in Length]),
    default=str(Length.LINES),
    help=N_("How much to tell of a verdict."),
)
@as_json
def explain(*, rule: str, counts: str | None, length: str, as_json: bool) -> None:
    """Read both before refusing either."""
    with errors_told(rule, counts or "", as_json=as_json):
        parsed = parse_rule(read_rule(rule), rules=known_rules())
        if counts is None:
            found = rule_as_data(parsed) if as_json else list(_rule_lines(parsed))
        else:
            given = parse_counts(read_input(counts))
            found = verdict_as_data(parsed, given, Length(length)) if as_json else _told(parsed, given, Length(length))
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(found))


def rule_as_data(rule: Rule) -> dict[str, Any]:
    """Return what a rule says for programs: its parts in words, each with the place in the document it is about."""
    return {
        "rule": {"id": rule.id, "version": rule.version, "fingerprint": fingerprint(rule)},
        "title": spoken(rule.title),
        "clause": spoken(rule.clause) if rule.clause else None,
        "card": [_clause(one) for one in card(rule)],
        "parts": [_clause(one) for one in rule_clauses(rule)],
    }


def verdict_as_data(rule: Rule, counts: Counts, length: Length) -> dict[str, Any]:
    """Return what a rule makes of counts for programs, in words of the length asked; the moves are plain data."""
    verdict = decide(rule, counts)
    told = requirements(rule, verdict, counts=counts)
    moves = smallest_change(rule, counts)
    words: dict[Length, Any] = {
        Length.SENTENCE: told.sentence,
        Length.LINES: explain_at_length(told),
        Length.WORKING: [_step(step) for step in told.working],
    }
    return {
        "rule": {"id": rule.id, "version": rule.version, "fingerprint": fingerprint(rule)},
        "outcome": verdict.outcome,
        "smallest_change": None if moves is None else [one.to_json() for one in moves],
        length: words[length],
        "unknown": list(told.unknown),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    parts = [_clause(part) for part in clause.parts]
    return {"path": clause.path, "name": clause.name, "text": clause.text, "parts": parts}


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "state": step.state.words if step.state else None,
        "sentences": list(step.sentences),
        "steps": [_step(each) for each in step.steps],
    }


def _told(rule: Rule, counts: Counts, length: Length) -> list[str]:
    told = requirements(rule, decide(rule, counts), counts=counts)
    if length is Length.SENTENCE:
        return [told.sentence]
    if length is Length.LINES:
        return explain_at_length(told)
    worked = (line for step in told.working for depth, one in step.walk() for line in _worked(one, depth))
    return [told.sentence, *worked, *told.unknown]


def _worked(step: Step, depth: int) -> Iterator[str]:
    margin = INDENT * depth
    yield f"{margin}{MARKS[step.state.tone]} {step.name} — {step.state.words}" if step.state else f"{margin}{step.name}"
    yield from (f"{margin}{INDENT}{sentence}" for sentence in step.sentences)


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield spoken(rule.title)
    if rule.clause is not None:
        yield spoken(rule.clause)
    for part in (*rule_clauses(rule), disagreeing(rule)):
        yield ""
        yield from _said(part, 0)


def _said(clause: Clause, depth: int) -> Iterator[str]:
    margin = INDENT * depth
    yield f"{margin}{clause.name}: {clause.text}" if clause.text else f"{margin}{clause.name}"
    for part in clause.parts:
        yield from _said(part, depth + 1)
