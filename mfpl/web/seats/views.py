"""Seats: the rules that share them out, and what one of them gives for numbers anybody can type."""

from flask.typing import ResponseReturnValue

from mfpl.web.access import action, authorize
from mfpl.web.pages import page
from mfpl.web.rules.card import card_from
from mfpl.web.seats.asking import asked_of, continuing_field, members_field
from mfpl.web.seats.other_shares import other_shares
from mfpl.web.seats.rulebook import get_seat_rule, seat_rules
from mfpl.web.seats.section import pages
from mfpl.web.seats.sharing import sections_of, shared
from mfpl.web.seats.showing import shown_seat_rule
from mfpl.web.wording.seat_rules import seat_clauses


@pages.get("")
@action("rules.view")
def index() -> ResponseReturnValue:
    """List the rules about seats."""
    authorize("rules.view")
    return page("seats/index.html", rules=[shown_seat_rule(rule) for rule in seat_rules()])


@pages.get("/<code>")
@action("rules.view")
def show(code: str) -> ResponseReturnValue:
    """Show one rule about seats, and what it gives for today's members or for the numbers typed."""
    authorize("rules.view")
    rule = get_seat_rule(code)
    asked = asked_of(rule)
    return page(
        "seats/show.html",
        rule=shown_seat_rule(rule),
        card=card_from(rule, seat_clauses(rule, sections_of(asked.centers))),
        asked=asked,
        form=asked.form,
        members_field=members_field,
        continuing_field=continuing_field,
        result=None if asked.form.errors else shared(rule, asked),
        examples=other_shares(rule, asked),
    )
