"""Over which roll power is measured: today's members, the roll of a past vote, or numbers somebody types."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from mfpl.domain.policy import Subject
from mfpl.measures.power import Roll
from mfpl.rules import Rule
from mfpl.services.electorates import ONE_EACH, as_roll, capped_weights, preview_roll_of_rule, try_roll_of_rule
from mfpl.store.queries.my_votes import list_titles
from mfpl.store.queries.results import list_roll_totals
from mfpl.store.queries.rolls import RollTotal
from mfpl.store.queries.votes import VoteFacts, list_votes
from mfpl.web.access import may
from mfpl.web.clock import now
from mfpl.web.transaction import reading
from mfpl.web.typed import TypedForm
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.places import Place, places
from mfpl.web.wording.people import MEMBER_KINDS

TODAY, TYPED = "today", "typed"
MOST_TYPED = 5_000


@dataclass(frozen=True)
class Choice:
    """One answer of a choice, with its words."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class AskedRoll:
    """The roll somebody asks for, and the form that keeps what they typed."""

    form: TypedForm
    kind: str
    past: list[VoteFacts]
    vote: VoteFacts | None
    places: list[Place]
    typed: Mapping[tuple[str, str], int]

    def under(self, rule: Rule) -> Roll:
        """Return the roll as the electorate of a rule makes it; raise CountsInvalid where its caps cannot be met."""
        if self.vote is not None:
            return as_roll(list_roll_totals(reading(), vote_id=self.vote.id))
        if self.kind == TYPED:
            return as_roll(_weighed(rule, self.typed))
        return as_roll(preview_roll_of_rule(reading(), rule=rule, roll_date=now().date()))


def asked_roll(rule: Rule) -> AskedRoll:
    """Return the roll the address asks for, today's where it names none that exists; fields begin with today's."""
    asked = request.args.get("roll", TODAY)
    past = past_votes()
    vote = next((one for one in past if one.number == asked), None)
    today = {
        (one.center_code, one.kind): one.members
        for one in try_roll_of_rule(reading(), rule=rule, roll_date=now().date()).totals
        if one.reason is None
    }
    form, shown = TypedForm(request.args if asked == TYPED else {}), places()
    typed = {
        (place.code, str(kind)): form.whole(
            field_of(place.code, kind),
            _("%(center)s: %(kind)s", center=place.short_name, kind=words),
            otherwise=today.get((place.code, str(kind)), 0),
            most=MOST_TYPED,
        )
        for place in shown
        for kind, words in MEMBER_KINDS.items()
    }
    return AskedRoll(form, TYPED if asked == TYPED else TODAY, past, vote, shown, typed)


def field_of(code: str, kind: str) -> str:
    """Return the name of the field for the members of a kind in a center."""
    return f"{code}-{kind}"


def past_votes() -> list[VoteFacts]:
    """Return the closed votes whose result this reader may see, the last first."""
    closed = [one for one in list_votes(reading()) if one.times.closed_at is not None]
    return [one for one in closed if may("results.view", Subject(body_id=one.body_id, visibility=one.visibility))]


def choices_of_roll(asked: AskedRoll) -> list[Choice]:
    """Return the rolls to choose from."""
    titles = list_titles(reading(), version_ids=[one.version_id for one in asked.past])
    past = [
        Choice(
            one.number,
            _("Vote %(number)s: %(title)s", number=one.number, title=said(titles.get(one.version_id, {})).text),
            one == asked.vote,
        )
        for one in asked.past
    ]
    today = asked.vote is None and asked.kind == TODAY
    return [
        Choice(TODAY, _("Today's membership"), today),
        Choice(TYPED, _("A roll you type"), asked.kind == TYPED),
        *past,
    ]


def _weighed(rule: Rule, typed: Mapping[tuple[str, str], int]) -> list[RollTotal]:
    weights = rule.electorate.weights if rule.electorate is not None else ONE_EACH
    caps = rule.electorate.caps if rule.electorate is not None else None
    found = _totals(typed, weights)
    return found if caps is None else _totals(typed, {**weights, **capped_weights(caps, weights, found)})


def _totals(typed: Mapping[tuple[str, str], int], weights: Mapping[str, int]) -> list[RollTotal]:
    return [
        RollTotal(code, kind, None, members, members * weights[kind], 0, 0)
        for (code, kind), members in typed.items()
        if members and weights.get(kind)
    ]
