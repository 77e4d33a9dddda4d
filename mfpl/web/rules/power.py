"""The page on which a rule shows what power it gives, alone or beside another rule."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.measures.power import Roll, RulePower, SectionPower
from mfpl.rules import parse_rule
from mfpl.rules.errors import CountsInvalid
from mfpl.store.queries.rules import RuleFacts, find_rule, get_rule, list_rules
from mfpl.web.access import action, authorize
from mfpl.web.pages import page
from mfpl.web.rules.doors import doors_of
from mfpl.web.rules.power_measuring import Measured, measured
from mfpl.web.rules.power_rolls import AskedRoll, Choice, asked_roll, choices_of_roll, field_of
from mfpl.web.rules.power_showing import Side, center_lines, have_one_roll, largest, smaller_decides_more
from mfpl.web.rules.section import pages
from mfpl.web.transaction import close_reading, reading
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.facts import shown_rule
from mfpl.web.votes.places import Place
from mfpl.web.wording.people import MEMBER_KINDS
from mfpl.web.wording.power import word_passing, word_sampling, word_who_stops
from mfpl.web.wording.rule_errors import word_rule_error
from mfpl.web.wording.sections import CENTER, Sections

AGAINST = "against"


@pages.get("/<code>/<version:version>/power")
@action("rules.view")
def power(code: str, version: int) -> ResponseReturnValue:
    """Show how often decisions pass, how often each member decides, and who can stop what everyone else wants."""
    authorize("rules.view")
    facts = get_rule(reading(), code=code, number=version)
    rule = parse_rule(facts.document)
    asked, other = asked_roll(rule), _other(facts)
    content = {
        "rule": shown_rule(rule, fingerprint=facts.fingerprint),
        "rolls": choices_of_roll(asked),
        "rules": _choices_of_rule(facts, other),
    }
    sides = [] if asked.form.errors else _sides([facts, *([other] if other else [])], asked)
    return page(
        "rules/power.html",
        **content,
        **_measures(sides, asked.places),
        doors=list(doors_of(code, version)),
        asked=asked,
        form=asked.form,
        kinds=MEMBER_KINDS,
        field_of=field_of,
    )


def _measures(sides: list[Side], shown: list[Place]) -> dict[str, Any]:
    """Return what the page tells of the rules; `rolls_of` are the rules with rolls of their own."""
    known = [side for side in sides if side.power is not None]
    powers = [side.power for side in known if side.power is not None]
    lines = center_lines(powers, shown)
    return {
        "sides": sides,
        "measured": known,
        "rolls_of": known[:1] if have_one_roll(powers) else known,
        "lines": {line.place.code: line for line in lines},
        "scale": largest(lines),
        "smaller_decides": any(smaller_decides_more(one) for one in powers),
        "drawn": any(one.winning is None for one in powers),
    }


def _other(facts: RuleFacts) -> RuleFacts | None:
    """Return the version of a rule to set beside this one; None where none, or this very one, is asked for."""
    code, _colon, number = request.args.get(AGAINST, "").rpartition(":")
    if not code or not number.isascii() or not number.isdecimal() or len(number) > len("99999"):
        return None
    found = find_rule(reading(), code=code, number=int(number))
    return None if found is None or found.id == facts.id else found


def _choices_of_rule(facts: RuleFacts, other: RuleFacts | None) -> list[Choice]:
    listed = [one for one in list_rules(reading()) if one.id != facts.id]
    return [Choice("", _("None, this rule alone"), other is None), *(_choice(one, other) for one in listed)]


def _choice(facts: RuleFacts, other: RuleFacts | None) -> Choice:
    title = said(parse_rule(facts.document).title.model_dump()).text
    words = _("%(title)s, version %(number)s", title=title, number=facts.number)
    return Choice(f"{facts.code}:{facts.number}", words, other is not None and other.id == facts.id)


def _sides(rules: list[RuleFacts], asked: AskedRoll) -> list[Side]:
    """Measure each rule; everything is read first, so that no transaction stays open meanwhile."""
    words = Sections({place.code: place.short_name for place in asked.places}, kind=CENTER)
    found: list[tuple[RuleFacts, Roll | None, tuple[str, ...]]] = []
    for facts in rules:
        rule = parse_rule(facts.document)
        try:
            found.append((facts, asked.under(rule), ()))
        except CountsInvalid as refused:
            found.append((facts, None, tuple(word_rule_error(error) for error in refused.errors)))
    close_reading()
    return [
        _side(facts, Measured(None, refusals) if roll is None else measured(facts.document, roll), words)
        for facts, roll, refusals in found
    ]


def _side(facts: RuleFacts, result: Measured, words: Sections) -> Side:
    power = result.power
    return Side(
        code=facts.code,
        version=facts.number,
        title=said(parse_rule(facts.document).title.model_dump()),
        power=power,
        refusals=result.refusals,
        passing=word_passing(power) if power else "",
        stopping=word_who_stops(_in_order(power, words), words) if power else "",
        notes=tuple(word_sampling(power.sampling)) if power else (),
    )


def _in_order(power: RulePower, words: Sections) -> list[SectionPower]:
    """Return the sections in the order in which this reader meets the centers."""
    return sorted(power.sections, key=lambda section: list(words.names).index(section.id))
