"""The list of proposals, filtered and paged by its address."""

from dataclasses import dataclass

from flask import request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from mfpl.domain.policy import Subject
from mfpl.store.queries.bodies import BodyFacts, list_bodies
from mfpl.store.queries.my_votes import list_titles
from mfpl.store.queries.proposals import ProposalFacts, list_proposals
from mfpl.web.access import action, authorize, may
from mfpl.web.pages import page
from mfpl.web.proposals.section import pages, subject_of
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import Said, said
from mfpl.web.votes.fields import Choice, offered
from mfpl.web.votes.places import Place, places
from mfpl.web.wording.votes import PROPOSAL_STATES, Toned
from mfpl.web.words import lazy as _l

PER_PAGE = 20
COMMON = "common"
FILTERS = ("body", "state", "scope")


class FilterForm(Form):
    """What the list is narrowed to; its answers live in the address."""

    body = Choice(_l("Body"), default="")
    state = Choice(_l("State"), default="")
    scope = Choice(_l("Scope"), default="")

    def offer(self, bodies: list[BodyFacts], centers: list[Place]) -> None:
        """Offer the bodies, states and scopes there are."""
        self.body.choices = offered([("", _l("All bodies")), *((one.code, said(one.names).text) for one in bodies)])
        states = [(code, one.words) for code, one in PROPOSAL_STATES.items()]
        self.state.choices = offered([("", _l("All states")), *states])
        scopes = [(center.code, center.short_name) for center in centers]
        self.scope.choices = offered([("", _l("All scopes")), (COMMON, _l("Common")), *scopes])

    def accepts(self, proposal: ProposalFacts) -> bool:
        """State whether a proposal is among what was asked for."""
        given: tuple[tuple[str, str], ...] = (
            (self.body.data, proposal.body_code),
            (self.state.data, proposal.state),
            (self.scope.data, proposal.scope_center_code or COMMON),
        )
        return all(not wanted or wanted == found for wanted, found in given)


@dataclass(frozen=True)
class Listed:
    """One line of the list."""

    number: str
    title: Said
    body: str
    scope: Place | None
    state: Toned


@dataclass(frozen=True)
class Paging:
    """Where in a list the page is: lines from and to, all lines, addresses of the neighbours."""

    first: int
    last: int
    total: int
    previous: str | None
    following: str | None


@pages.get("")
@action("proposals.list")
def index() -> ResponseReturnValue:
    """List the proposals this reader may see."""
    authorize("proposals.list")
    bodies, centers = list_bodies(reading()), places()
    filters = FilterForm(request.args)
    filters.offer(bodies, centers)
    permitted = [one for one in list_proposals(reading()) if may("proposals.view", subject_of(one))]
    found = [one for one in permitted if filters.accepts(one)]
    paging = _paging(len(found), number=request.args.get("page", 1, type=int))
    shown = found[paging.first - 1 : paging.last] if found else []
    return page(
        "proposals/index.html",
        filters=filters,
        filtered=len(found) != len(permitted),
        paging=paging,
        proposals=_lines(shown, bodies, centers),
        may_write=any(may("proposals.write", _in_body(body)) for body in bodies),
    )


def _paging(total: int, *, number: int) -> Paging:
    last_page = max(1, -(-total // PER_PAGE))
    current = min(max(number, 1), last_page)
    return Paging(
        first=(current - 1) * PER_PAGE + 1 if total else 0,
        last=min(current * PER_PAGE, total),
        total=total,
        previous=_address(current - 1) if current > 1 else None,
        following=_address(current + 1) if current < last_page else None,
    )


def _address(number: int) -> str:
    kept = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return url_for("proposals.index", page=number, **kept)  # type: ignore[arg-type]  # names of filters, not options


def _lines(shown: list[ProposalFacts], bodies: list[BodyFacts], centers: list[Place]) -> list[Listed]:
    titles = list_titles(reading(), version_ids=[one.version_id for one in shown])
    names = {body.code: said(body.names).text for body in bodies}
    scopes = {center.code: center for center in centers}
    return [
        Listed(
            number=one.number,
            title=said(titles.get(one.version_id, {})),
            body=names[one.body_code],
            scope=scopes.get(one.scope_center_code or ""),
            state=PROPOSAL_STATES[one.state],
        )
        for one in shown
    ]


def _in_body(body: BodyFacts) -> Subject:
    return Subject(body_id=body.id)
