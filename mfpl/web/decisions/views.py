"""The register of decisions: those of the public record and our own, found by year, body, outcome and counts."""

from flask.typing import ResponseReturnValue

from mfpl.domain.policy import Subject
from mfpl.store.queries.bodies import list_bodies
from mfpl.store.queries.decisions import count_decisions, get_decision, list_decisions, list_years
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.decisions.entry import entry_of
from mfpl.web.decisions.search import KNOWN, PER_PAGE, UNKNOWN, asked, narrowed
from mfpl.web.decisions.section import pages
from mfpl.web.languages import language
from mfpl.web.pages import page
from mfpl.web.transaction import reading
from mfpl.web.votes.chronicle import of_decision
from mfpl.web.wording.dates import as_known
from mfpl.web.wording.outcomes import GROUPS, outcome


@pages.get("")
@action("decisions.view")
def index() -> ResponseReturnValue:
    """List the register, narrowed and turned to the page the address asks for."""
    authorize("decisions.view")
    search, session = asked(), reading()
    wanted = narrowed(search, current_actor())
    offset = (search.page - 1) * PER_PAGE
    return page(
        "decisions/index.html",
        search=search,
        lines=list_decisions(session, wanted=wanted, language=language().code, limit=PER_PAGE, offset=offset),
        total=count_decisions(session, wanted=wanted),
        offset=offset,
        per_page=PER_PAGE,
        years=list_years(session),
        bodies=list_bodies(session),
        groups=GROUPS,
        known=KNOWN,
        unknown=UNKNOWN,
        outcome=outcome,
        as_known=as_known,
    )


@pages.get("/<number>")
@action("decisions.view")
def show(number: str) -> ResponseReturnValue:
    """Show one decision: what it was, what was published of it, and what the engine says of the same counts."""
    authorize("decisions.view")
    facts = get_decision(reading(), number=number)
    if facts.vote_number is not None:
        authorize("results.view", Subject(body_id=facts.body_id, visibility=facts.visibility))
    return page("decisions/show.html", entry=entry_of(facts), events=of_decision(facts.id))
