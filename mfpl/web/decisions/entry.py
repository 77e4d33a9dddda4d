"""One decision as its page shows it: what was published with its marks, and what the engine says of it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from mfpl.rules import Verdict, parse_counts, parse_rule
from mfpl.store.queries.decisions import DecisionFacts, find_titles, list_dependent
from mfpl.store.queries.rules import find_rule
from mfpl.store.queries.votes import get_vote
from mfpl.web.languages import language
from mfpl.web.results.facts import QuestionResult, result_of
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import Said, said
from mfpl.web.wording.dates import as_known, span
from mfpl.web.wording.marks import MarkWords, mark_words
from mfpl.web.wording.outcomes import Outcome, outcome
from mfpl.web.wording.record import FIELDS, METHODS, score
from mfpl.web.wording.verdicts import Explanation, requirements

A_DAY = len("2019-06-11")
WHEN = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?")


@dataclass(frozen=True)
class Option:
    """One option or candidacy: its place, name, score as published, and whether it was elected (None: not asked)."""

    rank: int
    label: str
    score: str
    elected: bool | None


@dataclass(frozen=True)
class SourcePage:
    """A page of the public record: its address, the site it is on, our reference, and when it is from, if known."""

    url: str
    site: str
    ref: str
    when: str


@dataclass(frozen=True)
class Published:
    """What the public record tells, in the reader's language; None and empty where it tells nothing."""

    method: str
    rule_set: str
    electorate: str
    ballots: int | None
    counts: Mapping[str, int | None] | None
    basis: str
    yes_percent: int | None
    options: tuple[Option, ...]
    options_complete: bool
    seats: Mapping[str, Any] | None
    marks: tuple[tuple[str, MarkWords], ...]
    sources: tuple[SourcePage, ...]


@dataclass(frozen=True)
class Again:
    """The engine's verdict on the published counts beside history: the rule, both outcomes, and whether they agree.

    `explanation` is None where the vote was held here again: its result page has the reasons.
    """

    code: str
    version: int
    title: Said
    note: str
    history: Outcome
    engine: Outcome
    agrees: bool
    explanation: Explanation | None


@dataclass(frozen=True)
class Entry:
    """Everything a decision's page shows."""

    facts: DecisionFacts
    title: Said
    question: str
    body: Said
    when: str
    outcome: Outcome
    notes: tuple[str, ...]
    depends_on: tuple[str, str] | None
    dependent: Sequence[tuple[str, str]]
    published: Published | None
    again: Again | None
    reason: str
    voted: QuestionResult | None


def entry_of(facts: DecisionFacts) -> Entry:
    """Return a decision for this reader."""
    record, spoken = facts.record, language().code
    first = record.get("depends_on")
    titles = find_titles(reading(), record_ids=(first,) if first else (), language=spoken)
    return Entry(
        facts=facts,
        title=said(facts.titles),
        question=said(facts.notes).text,
        body=said(facts.bodies),
        when=_when(facts),
        outcome=outcome(facts.outcome),
        notes=tuple(note[spoken] for note in record.get("notes", ())),
        depends_on=titles.get(first) if first else None,
        dependent=list_dependent(reading(), record_id=record["id"], language=spoken) if record else [],
        published=_published(record) if record else None,
        again=_again(facts) if record.get("recompute") else None,
        reason=(record.get("recompute_reason_text") or {}).get(spoken, ""),
        voted=_voted(facts),
    )


def _voted(facts: DecisionFacts) -> QuestionResult | None:
    """The question of a vote here that this decision answers, as its result page shows it."""
    if facts.vote_number is None:
        return None
    result = result_of(get_vote(reading(), number=facts.vote_number))
    return next(question for question in result.questions if question.position == facts.position)


def _when(facts: DecisionFacts) -> str:
    start, end = facts.record.get("date_start") or "", facts.record.get("date_end") or ""
    if facts.precision == "day" and len(start) == len(end) == A_DAY:
        return span(date.fromisoformat(start), date.fromisoformat(end))
    return as_known(facts.decided_on, facts.precision)


def _published(record: Mapping[str, Any]) -> Published:
    counts = record["counts"]
    return Published(
        method=str(METHODS[record["method"]]),
        rule_set=_said(record.get("rule_set_name")),
        electorate=_said(record["electorate"]),
        ballots=record["ballots"],
        counts=counts,
        basis=_said(counts["total_basis"]) if counts else "",
        yes_percent=record["yes_percent"],
        options=tuple(_option(one) for one in record["options"] or ()),
        options_complete=record["options_complete"] is not False,
        seats=record["seats"],
        marks=tuple((str(FIELDS[field]), mark_words(mark)) for field, mark in record["marks"].items()),
        sources=tuple(source_page(one) for one in record["sources"]),
    )


def source_page(source: Mapping[str, str | None]) -> SourcePage:
    """Return a source for this reader; of a date that is only partly a date, the year."""
    url, found = source["url"] or "", WHEN.match(source["date"] or "")
    when = ""
    if found:
        exact = found["month"] and found.end() == len(found.string)
        precision = ("day" if found["day"] else "month") if exact else "year"
        when = as_known(date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1)), precision)
    return SourcePage(url, urlsplit(url).hostname or url, source["ref"] or "", when)


def _said(text: Mapping[str, str] | None) -> str:
    return said(text).text if text else ""


def _option(option: Mapping[str, Any]) -> Option:
    points = option["score"]
    return Option(option["rank"], _said(option["label"]), score(points["kind"], points["value"]), option["elected"])


def _again(facts: DecisionFacts) -> Again | None:
    kept = facts.record["recompute"]
    found = find_rule(reading(), code=kept["rule"], number=kept["version"])
    if found is None:
        return None
    rule = parse_rule(found.document)
    verdict = Verdict.from_json(json.loads(facts.verdict)) if facts.verdict else None
    return Again(
        code=found.code,
        version=found.number,
        title=said(rule.title.model_dump()),
        note=_said(kept["note"]),
        history=outcome(facts.outcome),
        engine=outcome(kept["outcome"]),
        agrees=kept["agrees"],
        explanation=requirements(rule, verdict, counts=parse_counts(kept["counts"])) if verdict else None,
    )
