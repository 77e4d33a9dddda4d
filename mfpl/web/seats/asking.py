"""What somebody asks of a seat rule: members by center, seats, those who continue, and the seed of a lot."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from mfpl.counting.apportionment import Scope, SeatRule, TieRule
from mfpl.store.queries.bodies import list_bodies
from mfpl.store.queries.overview import CenterOverview, list_center_overviews
from mfpl.web.centers import in_reader_order
from mfpl.web.clock import now
from mfpl.web.languages import language
from mfpl.web.transaction import reading
from mfpl.web.typed import TypedForm

MOST_MEMBERS = 10_000_000
MOST_SEATS = 1_000
USUAL_SEATS = 15
SEATS, SEED = "seats", "seed"


@dataclass(frozen=True)
class Question:
    """The numbers a seat rule is asked with; `form` keeps them as typed, with what is wrong with any."""

    centers: list[CenterOverview]
    form: TypedForm
    members: Mapping[str, int]
    seats: int
    continuing: Mapping[str, int]
    seed: str | None


def asked_of(rule: SeatRule) -> Question:
    """Return what the address asks; where it is silent, today's members in good standing and the committee's seats."""
    centers = in_reader_order(list_center_overviews(reading(), language=language().code, now=now()))
    form = TypedForm(request.args)
    members = {one.code: _members(form, one) for one in centers}
    seats = form.whole(SEATS, _("Seats in all"), otherwise=_usual_seats(), least=1, most=MOST_SEATS)
    counted = centers if rule.scope is Scope.RESULTING_BODY else []
    continuing = {one.code: _continuing(form, one) for one in counted}
    seed = form.text(SEED, _("Seed of the lot")) if TieRule.LOT in rule.ties else ""
    return Question(centers, form, members, seats, continuing, seed or None)


def _members(form: TypedForm, center: CenterOverview) -> int:
    label = _("Members of %(center)s", center=center.short_name)
    return form.whole(members_field(center.code), label, otherwise=center.members, most=MOST_MEMBERS)


def _continuing(form: TypedForm, center: CenterOverview) -> int:
    label = _("Seats that continue in %(center)s", center=center.short_name)
    return form.whole(continuing_field(center.code), label, otherwise=0, most=MOST_SEATS)


def members_field(code: str) -> str:
    """Return the name of the field for the members of a center."""
    return f"members-{code}"


def continuing_field(code: str) -> str:
    """Return the name of the field for the seats of a center that continue."""
    return f"continuing-{code}"


def _usual_seats() -> int:
    """Return how many seats the first committee with a number of seats has."""
    return next((body.seats for body in list_bodies(reading()) if body.seats), USUAL_SEATS)
