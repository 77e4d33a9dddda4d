"""Says what a rule asks for besides its requirement: before opening, after a disagreement, and to be changed."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Rule
from mfpl.rules.circumstances import AmendedBy, Deadlock, Office, Preconditions
from mfpl.web.formatting import listed, number
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.sections import Sections
from mfpl.web.wording.titles import titled
from mfpl.web.wording.votes import language_name
from mfpl.web.words import lazy as _l

STEPS: Mapping[str, str] = MappingProxyType({
    "joint_committee": _l("A joint committee of the centers meets"),
    "revised_text": _l("The text is written anew"),
    "second_vote": _l("It is voted on a second time"),
    "lapse": _l("Without an agreement the matter lapses"),
})  # fmt: skip


ASKED: Mapping[str, str] = MappingProxyType({
    "notice_days": _l("Notice"),
    "languages_certified": _l("Languages"),
    "sponsors_from_sections": _l("Sponsors"),
    "people_of_each_section_in_discussion": _l("Discussion"),
    "resources_estimated": _l("Resources"),
})  # fmt: skip


def circumstance_clauses(rule: Rule, sections: Sections) -> Iterator[Clause]:
    """Yield what must be there before a vote opens, what follows a disagreement, the offices, and how it is changed."""
    if rule.preconditions is not None:
        parts = tuple(_preconditions(rule.preconditions))
        yield Clause("/preconditions", _("Before a vote may open"), "", parts)
    if rule.deadlock is not None:
        parts = tuple(_deadlock(rule.deadlock))
        yield Clause("/deadlock", _("When one center says yes and another says no"), "", parts)
    for place, office in enumerate(rule.offices):
        yield Clause(f"/offices/{place}", _("Office"), _office(office, sections))
    for place, seats in enumerate(rule.seats):
        said = ngettext("%(count)s seat, by the rule “%(rule)s”.", "%(count)s seats, by the rule “%(rule)s”.",
                        seats.seats, count=number(seats.seats), rule=seats.rule)  # fmt: skip
        yield Clause(f"/seats/{place}", _("Seats of “%(body)s”", body=titled(rule, seats.body)), said)
    if rule.amended_by is not None:
        yield Clause("/amended_by", _("How it is changed"), governed_by(rule.amended_by))


def governed_by(by: AmendedBy) -> str:
    """Return which rule a change of a clause is voted under."""
    if by.itself:
        return _("By a vote under this very rule.")
    return _("By a vote under the rule “%(rule)s”.", rule=by.rule)


def step_words(step: str, days: int) -> str:
    """Return one step of the way out of a deadlock, with the days it may take."""
    return ngettext(
        "%(step)s: within %(count)s day.",
        "%(step)s: within %(count)s days.",
        days,
        step=STEPS[step],
        count=number(days),
    )


def _deadlock(deadlock: Deadlock) -> Iterator[Clause]:
    for place, step in enumerate(deadlock.steps):
        yield Clause(
            f"/deadlock/steps/{place}", _("Step %(number)s", number=place + 1), step_words(step.step, step.days)
        )
    days = deadlock.lapses_after_days
    said = ngettext(
        "Without an agreement the matter lapses after %(count)s day.",
        "Without an agreement the matter lapses after %(count)s days.",
        days,
        count=number(days),
    )
    yield Clause("/deadlock/lapses_after_days", _("End"), said)


def _preconditions(asked: Preconditions) -> Iterator[Clause]:
    if asked.notice_days is not None:
        yield _part("notice_days", ngettext(
            "Notice of at least %(count)s day.", "Notice of at least %(count)s days.",
            asked.notice_days, count=number(asked.notice_days)))  # fmt: skip
    if asked.languages_certified:
        languages = listed([language_name(code) for code in asked.languages_certified])
        yield _part("languages_certified", _("Texts ready in: %(languages)s.", languages=languages))
    if asked.sponsors_from_sections is not None:
        yield _part("sponsors_from_sections", ngettext(
            "Sponsors from at least %(count)s center.", "Sponsors from at least %(count)s centers.",
            asked.sponsors_from_sections, count=number(asked.sponsors_from_sections)))  # fmt: skip
    if asked.people_of_each_section_in_discussion is not None:
        yield _part("people_of_each_section_in_discussion", ngettext(
            "At least %(count)s person of each center took part in the discussion.",
            "At least %(count)s people of each center took part in the discussion.",
            asked.people_of_each_section_in_discussion,
            count=number(asked.people_of_each_section_in_discussion)))  # fmt: skip
    if asked.resources_estimated:
        yield _part("resources_estimated", _("What it would cost has been estimated."))


def _part(name: str, said: str) -> Clause:
    return Clause(f"/preconditions/{name}", str(ASKED[name]), said)


def _office(office: Office, sections: Sections) -> str:
    return ngettext(
        "“%(office)s” goes round in this order, for %(count)s year each: %(cycle)s.",
        "“%(office)s” goes round in this order, for %(count)s years each: %(cycle)s.",
        office.term_years,
        office=office.office,
        count=number(office.term_years),
        cycle=listed([sections.label(one) for one in office.cycle]),
    )
