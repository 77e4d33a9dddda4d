"""Recent decisions as cards: title, outcome in words, and a link where the register has a page for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for

from mfpl.store.queries.overview import RecentDecision
from mfpl.web.wording.outcomes import Outcome, outcome

REGISTER_PAGE = "decisions.show"


@dataclass(frozen=True)
class DecisionCard:
    """A decision as a card shows it."""

    number: str
    title: str
    outcome: Outcome
    decided_on: date
    precision: str
    url: str | None


def decision_cards(decisions: Iterable[RecentDecision]) -> list[DecisionCard]:
    """Return decisions as cards, in the order given."""
    linked = REGISTER_PAGE in current_app.view_functions
    return [
        DecisionCard(
            number=one.number,
            title=one.title,
            outcome=outcome(one.outcome),
            decided_on=one.decided_on,
            precision=one.precision,
            url=url_for(REGISTER_PAGE, number=one.number) if linked else None,
        )
        for one in decisions
    ]
