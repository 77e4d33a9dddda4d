"""The by-laws as they stood on any day, and two versions of a clause side by side."""

from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Invalid
from mfpl.services.amendments.drafting import MEMBERSHIP
from mfpl.services.clauses import read_clause
from mfpl.store.queries.bodies import list_bodies
from mfpl.store.queries.bylaws import find_clause_text, find_governing, get_clause_text, list_acts
from mfpl.web.access import action, authorize, may
from mfpl.web.bylaws.book import book
from mfpl.web.bylaws.differences import difference
from mfpl.web.bylaws.enacted import enacted_by
from mfpl.web.bylaws.saying import shown_clause
from mfpl.web.bylaws.section import anchor, kind_named, pages
from mfpl.web.bylaws.standing import since_of
from mfpl.web.clock import now
from mfpl.web.members.days import read_day
from mfpl.web.pages import page
from mfpl.web.transaction import reading
from mfpl.web.typed import TypedForm
from mfpl.web.votes.places import places
from mfpl.web.wording.refusals import sentence
from mfpl.web.words import lazy as _l

__all__ = ["compare", "enacted_by", "index", "may_propose"]

ON, SHOW, BOTH = "on", "show", "both"


@pages.get("")
@action("bylaws.view")
def index() -> ResponseReturnValue:
    """Show every article and clause as they stood on a day, today unless another is named."""
    authorize("bylaws.view")
    form = TypedForm(request.args)
    today = now().date()
    on = _asked_day(form) or today
    return page(
        "bylaws/index.html",
        form=form,
        on=on,
        today=today,
        both=request.args.get(SHOW) == BOTH,
        articles=book(on),
        centers=places(),
        governing=_governing(),
        may_propose=may_propose(),
    )


@pages.get("/<kind>/<code>/<version:before>/<version:after>")
@action("bylaws.view")
def compare(kind: str, code: str, before: int, after: int) -> ResponseReturnValue:
    """Show what differs between two versions of a clause."""
    authorize("bylaws.view")
    named, centers = kind_named(kind), places()
    numbers = sorted((before, after))
    texts = [get_clause_text(reading(), kind=named, code=code, number=number) for number in numbers]
    acts = [one.act for one in list_acts(reading(), kind=named, code=code)]
    documents = [read_clause(named, text.document) for text in texts]
    return page(
        "bylaws/compare.html",
        versions=[shown_clause(text, centers) for text in texts],
        since=[since_of(number, acts, on=now().date(), centers=centers) for number in numbers],
        difference=difference(documents[0], documents[1], centers),
        anchor=anchor(named, code),
    )


def may_propose() -> bool:
    """Return whether this reader may put a change of the by-laws to the membership of all centers."""
    common = [body for body in list_bodies(reading()) if body.kind == MEMBERSHIP and body.center_id is None]
    return any(may("proposals.write", Subject(body_id=body.id)) for body in common)


def _asked_day(form: TypedForm) -> date | None:
    typed = form.text(ON, str(_l("As they stood on")))
    if not typed:
        return None
    try:
        return read_day(typed)
    except Invalid as refusal:
        form.refuse(ON, sentence(refusal))
        return None


def _governing() -> object | None:
    code = find_governing(reading())
    text = find_clause_text(reading(), kind=ClauseKind.RULE, code=code) if code else None
    return shown_clause(text, places()) if text else None
