"""The page of what would have changed: past votes under a rule, as it stands or as the address changes it."""

import json

from flask import redirect, request
from flask.typing import ResponseReturnValue

from mfpl.rules import parse_rule
from mfpl.rules.editing import edited, needed
from mfpl.store.queries.rules import get_rule
from mfpl.web.access import action, authorize
from mfpl.web.pages import page
from mfpl.web.rules.doors import doors_of
from mfpl.web.rules.editing import DOCUMENT, as_query, changes_in, edit_form
from mfpl.web.rules.past import past_votes
from mfpl.web.rules.replaying_votes import replay_of
from mfpl.web.rules.section import pages
from mfpl.web.rules.trying import address, shortened
from mfpl.web.rules.trying_sections import our_sections
from mfpl.web.transaction import reading
from mfpl.web.votes.facts import shown_rule


@pages.get("/<code>/<version:version>/replay")
@action("rules.view")
def replaying(code: str, version: int) -> ResponseReturnValue:
    """Show which outcomes of past votes would be others under a rule."""
    authorize("rules.view")
    facts = get_rule(reading(), code=code, number=version)
    shorter = shortened(facts, request.args)
    if shorter is not None:
        return redirect(address("rules.replaying", facts, shorter))
    document, asked = json.loads(facts.document), changes_in(request.args)
    made = edited(document, asked)
    changes = as_query(needed(document, asked))
    return page(
        "rules/replay.html",
        form=edit_form(document, asked, made),
        replay=replay_of(made.rule, past_votes(), sections=our_sections()) if made.rule else None,
        rule=shown_rule(parse_rule(facts.document), fingerprint=facts.fingerprint),
        doors=list(doors_of(code, version)),
        text=[pair for pair in changes if pair[0] == DOCUMENT],
        here=address("rules.replaying", facts, []),
        tried=address("rules.trying", facts, changes),
    )
