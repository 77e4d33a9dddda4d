"""Rules: the list of them, one of them as people and as programs read it, and what was decided under it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response
from flask.typing import ResponseReturnValue

from mfpl.domain.bylaws import ClauseKind, Enacted
from mfpl.domain.policy import Subject
from mfpl.rules import Rule, parse_rule
from mfpl.store.queries.bylaws import acts_of, list_all_acts
from mfpl.store.queries.decisions import DecisionLine, list_decided_under
from mfpl.store.queries.rules import RuleFacts, get_rule, list_rules
from mfpl.web.access import action, authorize, may
from mfpl.web.bylaws.days import days_in_force
from mfpl.web.clock import now
from mfpl.web.languages import language
from mfpl.web.pages import page
from mfpl.web.rules.card import card_of
from mfpl.web.rules.doors import doors_of
from mfpl.web.rules.related import related_to, sections_today
from mfpl.web.rules.section import pages
from mfpl.web.transaction import reading
from mfpl.web.votes.chronicle import of_rule
from mfpl.web.votes.facts import ShownRule, shown_rule
from mfpl.web.votes.places import Place, places
from mfpl.web.wording.outcomes import outcome
from mfpl.web.wording.rule_parts import card


@dataclass(frozen=True)
class ListedRule:
    """A rule in the list: its newest version, how many there are, and when it is in force."""

    shown: ShownRule
    in_force: str
    versions: int


@pages.get("")
@action("rules.view")
def index() -> ResponseReturnValue:
    """List the rules, each by its newest version."""
    authorize("rules.view")
    return page("rules/index.html", rules=_listed(list_rules(reading())))


@pages.get("/<code>", defaults={"version": None})
@pages.get("/<code>/<version:version>")
@action("rules.view")
def show(code: str, version: int | None) -> ResponseReturnValue:
    """Show one version of a rule, the newest unless one is named."""
    authorize("rules.view")
    facts = get_rule(reading(), code=code, number=version)
    rule = parse_rule(facts.document)
    return page(
        "rules/show.html",
        rule=shown_rule(rule, fingerprint=facts.fingerprint),
        first=list(card(rule)),
        card=card_of(rule, sections=sections_today(), year=now().year),
        doors=list(doors_of(facts.code, facts.number)),
        related=list(related_to(rule)),
        in_force=days_in_force(acts_of(reading(), kind=ClauseKind.RULE, code=facts.code), facts.number, places()),
        versions=[one for one in list_rules(reading()) if one.code == code],
        machine=_machine(facts),
        decided=_decided_under(facts),
        outcome=outcome,
        events=of_rule(code),
    )


@pages.get("/<code>/<version:version>/document.json")
@action("rules.view")
def document(code: str, version: int) -> ResponseReturnValue:
    """Hand out the document the engine reads."""
    authorize("rules.view")
    facts = get_rule(reading(), code=code, number=version)
    answer = Response(_machine(facts) + "\n", mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{facts.code}-{facts.number}.json"'
    return answer


def _machine(facts: RuleFacts) -> str:
    return json.dumps(json.loads(facts.document), ensure_ascii=False, indent=2)


def _listed(found: list[RuleFacts]) -> list[ListedRule]:
    by_code: dict[str, list[RuleFacts]] = {}
    for one in found:
        by_code.setdefault(one.code, []).append(one)
    acts, centers = list_all_acts(reading()), places()
    return [
        _newest(versions, [one.act for one in acts.get((ClauseKind.RULE, code), [])], centers)
        for code, versions in by_code.items()
    ]


def _newest(versions: list[RuleFacts], acts: Sequence[Enacted], centers: Sequence[Place]) -> ListedRule:
    newest = versions[0]
    rule: Rule = parse_rule(newest.document)
    shown = shown_rule(rule, fingerprint=newest.fingerprint)
    return ListedRule(shown, days_in_force(acts, newest.number, centers), len(versions))


def _decided_under(facts: RuleFacts) -> list[DecisionLine]:
    found = list_decided_under(reading(), code=facts.code, number=facts.number, language=language().code)
    return [one for one in found if may("results.view", Subject(body_id=one.body_id, visibility=one.visibility))]
