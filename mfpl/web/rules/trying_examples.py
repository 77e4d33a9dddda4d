"""The named examples of a rule as its page shows them: what each gave, and whether this version still gives it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import url_for
from wtforms.validators import InputRequired, Length

from mfpl.rules import Rule
from mfpl.rules.metadata import Caps
from mfpl.services.examples import TITLE_LIMIT, Checked, check_examples
from mfpl.store.queries.examples import ExampleFacts, list_examples
from mfpl.web.forms import BaseForm, Line
from mfpl.web.rules.trying_caps import votes_each
from mfpl.web.rules.trying_numbers import Typed, counts_of, named
from mfpl.web.rules.trying_rolls import TYPED
from mfpl.web.rules.trying_trial import ROLL, Trial
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import Said
from mfpl.web.wording.verdicts import OutcomeWords, outcome_words
from mfpl.web.words import lazy as _l

KEPT = "typed"
"""Under which name the numbers stand beside the counts as they were typed."""


class ExampleForm(BaseForm):
    """The name under which numbers are kept."""

    title = Line(
        _l("Name of the example"),
        [InputRequired(_l("Give the example a name.")), Length(max=TITLE_LIMIT, message=_l("This name is too long."))],
    )


@dataclass(frozen=True)
class ShownExample:
    """An example: what it gave when it was kept, what this version gives and what the changed rule gives, if known."""

    id: UUID
    title: Said
    gave: OutcomeWords
    gives: OutcomeWords | None
    holds: bool
    as_changed: OutcomeWords | None
    address: str


def examples_of(trial: Trial) -> list[ShownExample]:
    """Return the examples of a rule that are not retired, by title."""
    checked = check_examples(reading(), rule=trial.rule)
    changed = _of_changed(trial) if checked else {}
    return [_shown(one, changed.get(one.example.id), trial.rule) for one in checked]


def _of_changed(trial: Trial) -> dict[UUID, str | None]:
    """What the changed rule gives; nothing where nothing was changed, or the votes were counted with other weights."""
    rule = trial.made.rule
    if rule is None or not trial.made.changed or _votes(rule) != _votes(trial.rule):
        return {}
    return {one.example.id: one.outcome for one in check_examples(reading(), rule=rule)}


def _votes(rule: Rule) -> tuple[Mapping[str, int], Caps | None] | None:
    return (rule.electorate.weights, rule.electorate.caps) if rule.electorate else None


def _shown(checked: Checked, changed: str | None, rule: Rule) -> ShownExample:
    example = checked.example
    pairs = json.loads(example.counts).get(KEPT, {})
    query = urlencode({ROLL: TYPED, **pairs})
    return ShownExample(
        id=example.id,
        title=Said(example.language, example.title),
        gave=outcome_words(example.outcome),
        gives=outcome_words(checked.outcome) if checked.outcome else None,
        holds=checked.holds,
        as_changed=outcome_words(changed) if changed else None,
        address=f"{url_for('rules.trying', code=rule.id, version=rule.version)}?{query}",
    )


def counts_to_keep(trial: Trial) -> dict[str, Any]:
    """Return the numbers of a trial as counts under the rule as it stands, with what was typed beside them."""
    counts = counts_of(trial.typed, weights=votes_each(trial.rule, trial.typed))
    return {**counts, KEPT: _pairs(trial.typed)}


def _pairs(typed: Typed) -> dict[str, str]:
    known = {
        named(pool, count): "" if value is None else str(value)
        for pool, numbers in typed.values.items()
        for count, value in numbers.items()
    }
    return {**dict(typed.query), **known}


def as_cases(code: str) -> list[dict[str, Any]]:
    """Return the examples of a rule as the command that replays votes reads them, those retired left out."""
    found: Sequence[ExampleFacts] = list_examples(reading(), code=code)
    return [
        {"id": one.title, "outcome": one.outcome, **json.loads(one.counts)} for one in found if one.retired_at is None
    ]
