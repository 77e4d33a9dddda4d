"""What a change of a rule would do: to the examples kept of it, and to past decisions decided again under it."""

from collections.abc import Hashable
from dataclasses import dataclass

from flask import current_app

from mfpl.rules import Rule, fingerprint
from mfpl.services.examples import check_examples
from mfpl.store.queries.decisions import DecisionFilter, count_decisions, list_decisions
from mfpl.web.actor import current_actor
from mfpl.web.bylaws.saying import sections_among
from mfpl.web.decisions.search import sight_of
from mfpl.web.languages import language
from mfpl.web.rules.past import past_votes
from mfpl.web.rules.replaying_votes import replay_of
from mfpl.web.transaction import reading
from mfpl.web.votes.places import places
from mfpl.web.wording.outcomes import Outcome, outcome

REMEMBERED = 64
KNOWN = "effects_on_past_decisions"


@dataclass(frozen=True)
class Example:
    """A kept example of a rule: what it says, and what the version proposed would give."""

    title: str
    language: str
    said: Outcome
    would_be: Outcome | None
    holds: bool


@dataclass(frozen=True)
class Otherwise:
    """A past decision that would come out differently: under the version before, and under the one proposed."""

    number: str
    title: str
    before: Outcome | None
    after: Outcome | None


@dataclass(frozen=True)
class Past:
    """Past decisions decided again under two versions of a rule: those that come out differently, of how many."""

    otherwise: tuple[Otherwise, ...] = ()
    decided_again: int = 0


@dataclass(frozen=True)
class Effects:
    """What a change of a rule would do: to its examples, and to past decisions decided again, of how many."""

    examples: tuple[Example, ...]
    otherwise: tuple[Otherwise, ...]
    decided_again: int


def effects_of(before: Rule | None, after: Rule) -> Effects:
    """Return what a change of a rule would do, as far as this reader may see past decisions."""
    past = _past(before, after) if before is not None else Past()
    return Effects(_examples(after), past.otherwise, past.decided_again)


def _examples(after: Rule) -> tuple[Example, ...]:
    return tuple(
        Example(
            title=one.example.title,
            language=one.example.language,
            said=outcome(one.example.outcome),
            would_be=outcome(one.outcome) if one.outcome else None,
            holds=one.holds,
        )
        for one in check_examples(reading(), rule=after)
    )


def _past(before: Rule, after: Rule) -> Past:
    """What was found before, from memory, as long as no decision has come that this reader may see."""
    known: dict[Hashable, Past] = current_app.extensions.setdefault(KNOWN, {})
    key = (language().code, fingerprint(before), fingerprint(after), *_seen())
    found = known.get(key)
    if found is None:
        found = _decided_again(before, after)
        for oldest in list(known)[: max(len(known) + 1 - REMEMBERED, 0)]:
            known.pop(oldest, None)
        known[key] = found
    return found


def _seen() -> tuple[Hashable, ...]:
    """Which decisions this reader may see, how many there are, and the newest of them."""
    wanted = DecisionFilter(counted=True, sight=sight_of(current_actor()))
    newest = list_decisions(reading(), wanted=wanted, language=language().code, limit=1, offset=0)
    return wanted.sight, count_decisions(reading(), wanted=wanted), tuple(one.number for one in newest)


def _decided_again(before: Rule, after: Rule) -> Past:
    votes, sections = past_votes(), sections_among(places())
    was, would = (replay_of(rule, votes, sections=sections) for rule in (before, after))
    earlier = {one.past.number: one.would_be for one in (*was.changed, *was.same)}
    both = [one for one in (*would.changed, *would.same) if one.past.number in earlier]
    found = tuple(
        Otherwise(one.past.number, one.past.title, earlier[one.past.number], one.would_be)
        for one in both
        if earlier[one.past.number] != one.would_be
    )
    return Past(found, len(both))
