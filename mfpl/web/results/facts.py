"""What a result page shows, read from what was stored when the vote closed and from nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from flask_babel import ngettext

from mfpl.rules import CountName, Counts, Rule, Unit, Verdict, parse_counts, parse_rule
from mfpl.services.civil_days import civil_day
from mfpl.store.queries.amendments import find_deadlock_of_vote
from mfpl.store.queries.decisions import is_on_record, list_numbers_of_vote
from mfpl.store.queries.results import VerdictFacts, list_verdicts
from mfpl.store.queries.votes import PinnedText, QuestionFacts, VoteFacts, list_pinned_texts, list_questions
from mfpl.web.clock import now
from mfpl.web.formatting import listed, number, percent
from mfpl.web.results.centers import VotedCenter, centers_of, sections_of
from mfpl.web.results.deadlock import WayOut, way_out
from mfpl.web.results.discretion import detail_of, unnamed, without_centers
from mfpl.web.results.tables import CountTable, count_table, totals
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import Said, in_reader_order, said
from mfpl.web.votes.facts import ShownRule, shown_rule
from mfpl.web.wording import counts as words
from mfpl.web.wording.findings import Detail
from mfpl.web.wording.verdicts import Explanation, requirements

TOLD = (CountName.YES, CountName.NO, CountName.ABSTAIN)


@dataclass(frozen=True)
class QuestionResult:
    """One question of a closed vote: its wording, what came out and why, and its counts as a table."""

    position: int
    wording: Said
    effective_if: int | None
    took_effect: bool
    passed: bool
    tally: str
    explanation: Explanation
    table: CountTable
    decision: str | None


@dataclass(frozen=True)
class Result:
    """A closed vote as its page shows it.

    `small_cell` says that nothing is told by center, `on_record` that the totals are those of the public record.
    """

    vote: VoteFacts
    title: Said
    questions: tuple[QuestionResult, ...]
    rule: ShownRule
    clauses: Mapping[str, str]
    texts: tuple[PinnedText, ...]
    centers: tuple[VotedCenter, ...]
    small_cell: bool
    turnout: str
    on_record: bool
    decided_at: datetime
    way_out: WayOut | None


@dataclass(frozen=True)
class _Closed:
    """What is read once for all questions."""

    rule: Rule
    centers: list[VotedCenter]
    detail: Detail
    decisions: Mapping[int, str]


def stored_counts(vote: VoteFacts) -> list[dict[str, Any]]:
    """Return the counts of every question as they were stored at closing."""
    return [json.loads(one.counts) for one in list_verdicts(reading(), vote_id=vote.id)]


def result_of(vote: VoteFacts) -> Result:
    """Return the result of a closed vote."""
    verdicts = list_verdicts(reading(), vote_id=vote.id)
    counts = [json.loads(one.counts) for one in verdicts]
    rule, centers = parse_rule(vote.rule_document), centers_of(counts[0])
    detail = detail_of(counts, least=vote.smallest_cell)
    closed = _Closed(rule, centers, detail, list_numbers_of_vote(reading(), vote_id=vote.id))
    questions = {one.position: one for one in list_questions(reading(), vote_id=vote.id)}
    texts = list_pinned_texts(reading(), vote_id=vote.id)
    return Result(
        vote=vote,
        title=said({language: text.title for language, text in texts.items()}),
        questions=tuple(_question(questions[one.position], one, closed) for one in verdicts),
        rule=shown_rule(rule, fingerprint=vote.rule_fingerprint),
        clauses=rule.clause.model_dump() if rule.clause else {},
        texts=tuple(texts[language] for language in in_reader_order() if language in texts),
        centers=tuple(centers),
        small_cell=detail is not Detail.EVERYTHING,
        turnout=_turnout(counts[0]) if closed.detail is not Detail.NOTHING else "",
        on_record=is_on_record(reading(), vote_id=vote.id),
        decided_at=verdicts[0].decided_at,
        way_out=_way_out(vote, closed),
    )


def _way_out(vote: VoteFacts, closed: _Closed) -> WayOut | None:
    begun = find_deadlock_of_vote(reading(), vote_id=vote.id)
    return way_out(closed.rule, begun, today=civil_day(reading(), now()), detail=closed.detail)


def _turnout(counts: Mapping[str, Any]) -> str:
    """How many took part, in heads; every question has the same ballots."""
    whole = totals(counts, Unit.MEMBERS)
    voted, entitled = whole["ballots"], whole["eligible"]
    return ngettext(
        "%(voted)s of %(entitled)s took part (%(share)s).",
        "%(voted)s of %(entitled)s took part (%(share)s).",
        voted,
        voted=number(voted),
        entitled=number(entitled),
        share=percent(Fraction(voted, entitled) if entitled else Fraction(0)),
    )


def _question(question: QuestionFacts, stored: VerdictFacts, closed: _Closed) -> QuestionResult:
    counts = json.loads(stored.counts)
    verdict = Verdict.from_json(json.loads(stored.verdict))
    return QuestionResult(
        position=question.position,
        wording=said(question.wordings),
        effective_if=question.effective_if,
        took_effect=stored.took_effect,
        passed=stored.outcome == "passed",
        tally=_tally(counts) if closed.detail is not Detail.NOTHING else "",
        explanation=_explanation(verdict, parse_counts(counts), closed),
        table=count_table(counts, closed.centers, detail=closed.detail),
        decision=closed.decisions.get(question.position),
    )


def _explanation(verdict: Verdict, counts: Counts, closed: _Closed) -> Explanation:
    if closed.detail is Detail.EVERYTHING:
        return requirements(closed.rule, verdict, sections=sections_of(closed.centers), counts=counts)
    told = requirements(closed.rule, verdict, sections=unnamed(closed.centers), detail=closed.detail, counts=counts)
    return without_centers(told, verdict)


def _tally(counts: Mapping[str, Any]) -> str:
    """The counts in a phrase: "174 votes for and 3 votes against"; abstentions only where there were any."""
    whole = totals(counts, Unit.VOTES)
    told: Sequence[CountName] = [name for name in TOLD if name is not CountName.ABSTAIN or whole[name]]
    return listed([words.amount(whole[name], name, Unit.VOTES) for name in told])
