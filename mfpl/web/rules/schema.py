"""Publishes the JSON Schemas of the documents that by-laws are made of."""

import json

from flask import Response
from flask.typing import ResponseReturnValue

from mfpl.domain.bylaws import ClauseKind
from mfpl.services.clauses import schema_of
from mfpl.web.access import action, authorize
from mfpl.web.rules.section import pages


@pages.get("/schemas/<any(rule, seats, text):kind>.json")
@action("rules.view")
def schema(kind: str) -> ResponseReturnValue:
    """Hand out the schema that every document of a kind follows."""
    authorize("rules.view")
    content = json.dumps(schema_of(ClauseKind(kind)), ensure_ascii=False, indent=2)
    return Response(content + "\n", mimetype="application/schema+json")
