"""Says what a decision did to the by-laws: which version of which clause it enacted, and from when in each center."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from mfpl.domain.bylaws import Enacted
from mfpl.services.clauses import read_clause
from mfpl.store.queries.bylaws import ClauseKey, find_clause_text, list_acts_of_decision
from mfpl.web.bylaws.section import anchor, pages
from mfpl.web.clock import now
from mfpl.web.formatting import day, listed
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.places import Place, places


@dataclass(frozen=True)
class EnactedLine:
    """One thing a decision did to the by-laws: the sentence, the clause it leads to, and what is to be compared."""

    sentence: str
    url: str
    compare: str | None


def enacted_by(decision_number: str) -> list[EnactedLine]:
    """Return what a decision did to the by-laws; nothing for a decision that did not touch them."""
    found = list_acts_of_decision(reading(), decision_number=decision_number)
    return [_line(decision_number, key, acts) for key, acts in found.items()]


def _line(decision: str, key: ClauseKey, acts: Sequence[Enacted]) -> EnactedLine:
    kind, code = key
    number = acts[-1].number
    words = {"decision": decision, "clause": _title(key, number), "where": _where(acts), "number": number}
    compare = None
    if number is None:
        sentence = _("Decision %(decision)s retired “%(clause)s”: %(where)s.", **words)
    else:
        sentence = _("Decision %(decision)s enacted version %(number)s of “%(clause)s”: %(where)s.", **words)
        if find_clause_text(reading(), kind=kind, code=code, number=number - 1) is not None:
            compare = url_for("bylaws.compare", kind=kind.value, code=code, before=number - 1, after=number)
    return EnactedLine(sentence, url_for("bylaws.index") + f"#{anchor(kind, code)}", compare)


def _title(key: ClauseKey, number: int | None) -> str:
    kind, code = key
    text = find_clause_text(reading(), kind=kind, code=code, number=number)
    return said(read_clause(kind, text.document).title.model_dump()).text if text else code


def _where(acts: Sequence[Enacted]) -> str:
    """Return since when or from when, in all centers or center by center, those of the reader's language first."""
    by_center = {act.center_id: act for act in acts}
    if None in by_center:
        return _since(by_center[None], None)
    return listed([_since(by_center[one.id], one) for one in places() if one.id in by_center])


def _since(act: Enacted, center: Place | None) -> str:
    """Return from when one act holds; the day of a beginning nobody knows is not told."""
    ahead = act.from_on is not None and act.from_on > now().date()
    if act.number is None:
        return _retired(act.from_on, center, ahead=ahead)
    words = {"center": center.short_name if center else "", "day": day(act.from_on) if act.from_on else ""}
    if center is None:
        return _("in force from %(day)s on", **words) if ahead else _("in force since %(day)s", **words)
    if ahead:
        return _("in force in %(center)s from %(day)s on", **words)
    return _("in force in %(center)s since %(day)s", **words)


def _retired(from_on: date | None, center: Place | None, *, ahead: bool) -> str:
    words = {"center": center.short_name if center else "", "day": day(from_on) if from_on else ""}
    if center is None:
        return _("from %(day)s on", **words) if ahead else _("since %(day)s", **words)
    return _("in %(center)s from %(day)s on", **words) if ahead else _("in %(center)s since %(day)s", **words)


pages.add_app_template_global(enacted_by)
