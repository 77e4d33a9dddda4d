"""Past votes decided again: which outcomes change under a rule, which stay, and which it cannot decide and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from mfpl.rules import DocumentError, ErrorCode, Rule, decide, parse_counts
from mfpl.rules.replaying import Replayed, replay
from mfpl.web.formatting import listed
from mfpl.web.rules.past import Counts, PastVote, kinds_of, weighed_anew
from mfpl.web.wording.dates import as_known
from mfpl.web.wording.outcomes import Outcome, outcome
from mfpl.web.wording.rule_errors import word_rule_error
from mfpl.web.wording.sections import Sections
from mfpl.web.wording.verdicts import requirements

BY_CENTER = frozenset({ErrorCode.SECTION_ABSENT, ErrorCode.SECTIONS_NONE})


@dataclass(frozen=True)
class Again:
    """A past vote decided again: when it was, what came out, what would come out, and why nothing sure would."""

    past: PastVote
    when: str
    was: Outcome
    would_be: Outcome | None
    reason: str


@dataclass(frozen=True)
class Replay:
    """All past votes decided again, in three groups; `kept_back` counts those of which nothing may be told."""

    changed: tuple[Again, ...]
    same: tuple[Again, ...]
    undecided: tuple[Again, ...]
    kept_back: int

    @property
    def all(self) -> int:
        """Return how many were decided again."""
        return len(self.changed) + len(self.same) + len(self.undecided)


def replay_of(rule: Rule, votes: Sequence[PastVote], *, sections: Sections) -> Replay:
    """Return the votes decided again under a rule, each group in the order given; `sections` names the centers."""
    told = [(one, one.counts) for one in votes if one.counts is not None]
    weighed = [(one, weighed_anew(counts, _weights(rule, counts))) for one, counts in told]
    records = [_record(one, counts) for one, counts in weighed if counts is not None]
    found = {one.id: one for one in replay(rule, records)}
    again = [_again(rule, one, counts, found.get(one.number), sections) for one, counts in weighed]
    sure = [one for one in again if not one.reason]
    return Replay(
        changed=tuple(one for one in sure if one.would_be != one.was),
        same=tuple(one for one in sure if one.would_be == one.was),
        undecided=tuple(one for one in again if one.reason),
        kept_back=len(votes) - len(told),
    )


def _weights(rule: Rule, counts: Counts) -> Mapping[str, int]:
    return rule.electorate.weights if rule.electorate else dict.fromkeys(kinds_of(counts) or {}, 1)


def _record(past: PastVote, counts: Counts) -> dict[str, Any]:
    return {**counts, "id": past.number, "outcome": past.outcome}


def _again(rule: Rule, past: PastVote, counts: Counts | None, found: Replayed | None, sections: Sections) -> Again:
    would_be, reason = None, ""
    if counts is None or found is None:
        reason = _("It was counted with other weights, and how each kind of member answered is not known.")
    elif found.errors:
        reason = _refused(past, found.errors)
    elif len(found.possible) > 1:
        reason = _unknown(rule, counts, found, sections)
    else:
        would_be = outcome(str(found.outcome))
    when = as_known(past.decided_on, past.precision)
    return Again(past, when, outcome(past.outcome), would_be, reason)


def _refused(past: PastVote, errors: Sequence[DocumentError]) -> str:
    if not past.by_center and any(error.code in BY_CENTER for error in errors):
        return _kept_back() if past.kept_back else _("Its result by center was never published.")
    return " ".join(word_rule_error(error) for error in errors)


def _kept_back() -> str:
    return _("In one center very few ballots of one weight were cast, so that its result by center is not told.")


def _unknown(rule: Rule, counts: Counts, found: Replayed, sections: Sections) -> str:
    verdict = decide(rule, parse_counts(counts))
    possible = listed([str(outcome(one).words) for one in found.possible])
    missing = " ".join(requirements(rule, verdict, sections=sections).unknown)
    return _("Still possible: %(outcomes)s. %(missing)s", outcomes=possible, missing=missing).strip()
