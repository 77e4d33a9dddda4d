"""Keeps the numbers of a trial as a named example of its rule, retires an example, and hands all of them out."""

import json
from uuid import UUID

from flask import Response, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mfpl.domain.refusals import Conflict
from mfpl.services.examples import keep_example, retire_example
from mfpl.store.queries.rules import RuleFacts, get_rule
from mfpl.web.access import action, authorize
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.languages import language
from mfpl.web.pages import REFUSED_FORM
from mfpl.web.rules.section import pages
from mfpl.web.rules.trying import address, show_trial
from mfpl.web.rules.trying_examples import ExampleForm, as_cases, counts_to_keep
from mfpl.web.rules.trying_trial import Trial, trial_of
from mfpl.web.transaction import reading, writing


@pages.post("/<code>/<version:version>/try/examples")
@action("rules.keep_example")
def keep(code: str, version: int) -> ResponseReturnValue:
    """Keep numbers under a name; where that cannot be, show them again with the reason."""
    authorize("rules.keep_example")
    facts = get_rule(reading(), code=code, number=version)
    trial, form = trial_of(facts, request.form), ExampleForm()
    if form.validate_on_submit() and trial.can_be_kept and _kept(facts, trial, form):
        flash(_("The example was kept."))
        return redirect(address("rules.trying", facts, trial.query), 303)
    answer = make_response(show_trial(facts, trial, form))
    answer.status_code = REFUSED_FORM
    return answer


def _kept(facts: RuleFacts, trial: Trial, form: ExampleForm) -> bool:
    try:
        keep_example(
            writing(),
            actor=current_actor(),
            code=facts.code,
            number=facts.number,
            title=form.text("title"),
            language=language().code,
            counts=counts_to_keep(trial),
            now=now(),
        )
    except Conflict as taken:
        form.refuse("title", taken)
        return False
    return True


@pages.post("/<code>/<version:version>/try/examples/<uuid:example_id>/retire")
@action("rules.keep_example")
def retire(code: str, version: int, example_id: UUID) -> ResponseReturnValue:
    """Retire an example, so that no version is held against it any more."""
    authorize("rules.keep_example")
    retire_example(writing(), actor=current_actor(), example_id=example_id, now=now())
    flash(_("The example was retired."))
    return redirect(url_for("rules.trying", code=code, version=version), 303)


@pages.get("/<code>/<version:version>/try/examples.json")
@action("rules.view")
def examples(code: str, version: int) -> ResponseReturnValue:
    """Hand out the examples of a rule for `mfpl rules replay`."""
    authorize("rules.view")
    facts = get_rule(reading(), code=code, number=version)
    text = json.dumps(as_cases(facts.code), ensure_ascii=False, indent=2)
    answer = Response(text + "\n", mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{facts.code}-examples.json"'
    return answer
