"""A rule tried out: the numbers typed, the changes made to it, and what it says of them before and after."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from mfpl.rules import Counts, CountsInvalid, Rule, Unit, decide, parse_counts, parse_rule
from mfpl.rules.bodies import Node
from mfpl.rules.editing import Changes, EditedRule, edited, needed
from mfpl.store.queries.rules import RuleFacts
from mfpl.web.formatting import listed
from mfpl.web.forms import Problem
from mfpl.web.results.centers import VotedCenter
from mfpl.web.results.facts import TOLD
from mfpl.web.results.tables import CountTable, count_table, totals
from mfpl.web.rules.editing import EditForm, as_query, changes_in, edit_form
from mfpl.web.rules.past import PastVote, past_votes
from mfpl.web.rules.trying_caps import members_of, votes_each
from mfpl.web.rules.trying_numbers import Asked, PoolFields, Typed, counts_asked, counts_of, read_numbers
from mfpl.web.rules.trying_rolls import (
    TYPED,
    Roll,
    kinds_asked,
    made_up_roll,
    roll_of_vote,
    todays_roll,
    weights_of,
    words_of,
)
from mfpl.web.rules.trying_sections import our_centers, tried_in
from mfpl.web.wording import counts as words
from mfpl.web.wording.findings import Detail
from mfpl.web.wording.rule_errors import word_rule_error
from mfpl.web.wording.verdicts import Explanation, requirements

ROLL = "roll"


@dataclass(frozen=True)
class Decided:
    """What a rule says of the numbers: outcome, counts in words, reasons and table; or why it cannot decide them."""

    outcome: str
    tally: str
    explanation: Explanation | None
    table: CountTable | None
    counts: Mapping[str, Any]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trial:
    """Everything the page of a trial shows.

    `decided` is under the rule as changed, `before` under the rule as it stands where something was changed; both are
    None where the numbers or the changes cannot be used.
    """

    rule: Rule
    made: EditedRule
    changes: Changes
    edit: EditForm
    roll: Roll
    rolls: Sequence[tuple[str, str]]
    typed: Typed
    weights: Mapping[str, int]
    decided: Decided | None
    before: Decided | None

    @property
    def problems(self) -> list[Problem]:
        """Return every error with the field it belongs to."""
        return [*self.typed.problems, *self.edit.problems]

    @property
    def errors(self) -> list[Problem]:
        """Return the same, as pages ask a form for it."""
        return self.problems

    @property
    def can_be_kept(self) -> bool:
        """Return whether the numbers can be an example: the rule as it stands decides them, everyone may see them."""
        standing = self.before or self.decided
        return bool(self.roll.public and standing and standing.explanation)

    @property
    def capped(self) -> bool:
        """Return whether the rule caps votes."""
        rule = self.made.rule or self.rule
        return rule.electorate is not None and rule.electorate.caps is not None

    @property
    def roll_known(self) -> bool:
        """Return whether the numbers say how many members are on the roll, without which no caps can be applied."""
        return members_of(self.typed) is not None

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Return what was typed, without the changes, as an address or hidden fields carry it."""
        return [(ROLL, self.roll.code), *self.typed.query]

    @property
    def query(self) -> list[tuple[str, str]]:
        """Return the trial as an address carries it."""
        return [*self.numbers, *as_query(self.changes)]

    @property
    def centers(self) -> Sequence[VotedCenter]:
        """Return the sections the rule is tried in."""
        return self.typed.asked.tried_in.centers

    def fields(self, center: VotedCenter) -> list[PoolFields]:
        """Return the fields of one center."""
        return self.typed.fields(center.code, weights=self.weights)


def trial_of(facts: RuleFacts, sent: MultiDict[str, str]) -> Trial:
    """Return the trial of a rule with what an address or a form says of numbers and changes."""
    document: Node = json.loads(facts.document)
    rule, asked_for = parse_rule(facts.document), changes_in(sent)
    made = edited(document, asked_for)
    changed = made.rule or rule
    kinds, where = kinds_asked([rule, changed]), tried_in(made.document)
    usable = _usable(kinds) if where.ours else []
    roll = _roll(sent.get(ROLL, ""), changed, kinds, usable) if where.ours else made_up_roll(where.kinds, kinds)
    further = dict.fromkeys([*counts_asked(document, made.document), *_kept(roll)])
    typed = read_numbers(sent, Asked(where, kinds, tuple(further), roll.entitled, roll.code == TYPED, roll.start))
    fit = not typed.errors
    return Trial(
        rule=rule,
        made=made,
        changes=needed(document, asked_for),
        edit=edit_form(document, asked_for, made),
        roll=roll,
        rolls=words_of([one for one, _found in usable]) if where.ours else [],
        typed=typed,
        weights=weights_of(changed, kinds),
        decided=decided(made.rule, typed) if fit and made.rule else None,
        before=decided(rule, typed) if fit and made.changed else None,
    )


def _usable(kinds: Sequence[str]) -> list[tuple[PastVote, Roll]]:
    """The past votes that can be begun with, each with its roll."""
    return [(one, found) for one in past_votes() if (found := roll_of_vote(one, kinds))]


def _roll(code: str, rule: Rule, kinds: Sequence[str], usable: Sequence[tuple[PastVote, Roll]]) -> Roll:
    chosen = next((found for _past, found in usable if found.code == code), None)
    today = chosen or todays_roll(rule, kinds, typed=code == TYPED)
    return today if any(today.entitled.values()) else made_up_roll((center.code for center in our_centers()), kinds)


def _kept(roll: Roll) -> list[str]:
    """The counts of a past vote that have a field although no rule asks for them: blank ballots."""
    return [name for known in roll.start.values() for name in ("blank", "invalid") if known.get(name)]


def decided(rule: Rule, typed: Typed) -> Decided:
    """Return what a rule says of the numbers typed, in votes by its own weights and under its own caps."""
    document: dict[str, Any] = {}
    where = typed.asked.tried_in
    try:
        document = counts_of(typed, weights=votes_each(rule, typed))
        counts: Counts = parse_counts(document)
        verdict = decide(rule, counts)
    except CountsInvalid as refused:
        return Decided("", "", None, None, document, tuple(word_rule_error(error) for error in refused.errors))
    return Decided(
        outcome=verdict.outcome,
        tally=_tally(document),
        explanation=requirements(rule, verdict, sections=where.sections, counts=counts),
        table=count_table(document, where.centers, detail=Detail.EVERYTHING) if _known(document) else None,
        counts=document,
    )


def _known(document: Mapping[str, Any]) -> bool:
    """Whether every number was typed, so that a table can show them all."""
    return all("abstain" in section[unit] for section in document["sections"] for unit in Unit)


def _tally(document: Mapping[str, Any]) -> str:
    """The votes in a phrase, as on the page of a result; empty where some are not known."""
    if not _known(document):
        return ""
    whole = totals(document, Unit.VOTES)
    return listed([words.amount(whole[name], name, Unit.VOTES) for name in TOLD if name != "abstain" or whole[name]])
