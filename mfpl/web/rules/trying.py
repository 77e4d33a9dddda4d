"""The page on which a rule is tried out: numbers and changes live in its address, the verdict stands under them."""

import json
from urllib.parse import urlencode

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from mfpl.rules.editing import draft, edited, needed
from mfpl.store.queries.rules import RuleFacts, get_rule
from mfpl.web.access import action, authorize, may
from mfpl.web.pages import page
from mfpl.web.rules.doors import doors_of
from mfpl.web.rules.editing import DOCUMENT, WITH, WITHOUT, as_query, changes_in
from mfpl.web.rules.section import pages
from mfpl.web.rules.trying_examples import ExampleForm, examples_of
from mfpl.web.rules.trying_trial import Trial, trial_of
from mfpl.web.transaction import reading
from mfpl.web.votes.facts import shown_rule

HTMX = {
    "allowEval": False,
    "allowScriptTags": False,
    "historyCacheSize": 0,
    "includeIndicatorStyles": False,
    "responseHandling": [{"code": "200|422", "swap": True}, {"code": "...", "swap": False}],
}


@pages.get("/<code>/<version:version>/try")
@action("rules.view")
def trying(code: str, version: int) -> ResponseReturnValue:
    """Show a rule with numbers to try it with, what it says of them, and what it would say if it were changed."""
    authorize("rules.view")
    facts = get_rule(reading(), code=code, number=version)
    shorter = shortened(facts, request.args)
    if shorter is not None:
        return redirect(address("rules.trying", facts, shorter))
    return show_trial(facts, trial_of(facts, request.args))


@pages.get("/<code>/<version:version>/try/document.json")
@action("rules.view")
def changed_document(code: str, version: int) -> ResponseReturnValue:
    """Hand out the rule as it was changed, as the next version; 422 with its errors where it cannot be used."""
    authorize("rules.view")
    facts = get_rule(reading(), code=code, number=version)
    made = edited(json.loads(facts.document), changes_in(request.args))
    content = {"errors": [error.to_json() for error in made.errors]} if made.errors else draft(made.document)
    answer = Response(json.dumps(content, ensure_ascii=False, indent=2) + "\n", mimetype="application/json")
    answer.status_code = 422 if made.errors else 200
    answer.headers["Content-Disposition"] = f'attachment; filename="{facts.code}-{facts.number + 1}.json"'
    return answer


def show_trial(facts: RuleFacts, trial: Trial, keeping: ExampleForm | None = None) -> ResponseReturnValue:
    """Return the page of a trial, with the form that keeps its numbers for who may keep them."""
    may_keep = may("rules.keep_example") and trial.can_be_kept
    return page(
        "rules/try.html",
        form=trial,
        trial=trial,
        rule=shown_rule(trial.rule, fingerprint=facts.fingerprint),
        doors=list(doors_of(facts.code, facts.number)),
        changes=as_query(trial.changes),
        text=[pair for pair in as_query(trial.changes) if pair[0] == DOCUMENT],
        htmx=json.dumps(HTMX),
        examples=examples_of(trial),
        keeping=(keeping or ExampleForm()) if may_keep else None,
        here=address("rules.trying", facts, []),
        replayed=address("rules.replaying", facts, as_query(trial.changes)),
        downloaded=address("rules.changed_document", facts, as_query(trial.changes)),
        plain=address("rules.trying", facts, trial.numbers),
    )


def address(endpoint: str, facts: RuleFacts, pairs: list[tuple[str, str]]) -> str:
    """Return the address of a page of a rule with what it carries."""
    return url_for(endpoint, code=facts.code, version=facts.number) + (f"?{urlencode(pairs)}" if pairs else "")


def shortened(facts: RuleFacts, sent: MultiDict[str, str]) -> list[tuple[str, str]] | None:
    """Return what an address says without the fields that change nothing; None where it has none of them."""
    given = list(sent.items(multi=True))
    others = [(name, value) for name, value in given if not _is_change(name)]
    shorter = others + as_query(needed(json.loads(facts.document), changes_in(sent)))
    return shorter if len(shorter) < len(given) else None


def _is_change(name: str) -> bool:
    return name.startswith("/") or name in {WITHOUT, WITH, DOCUMENT}
