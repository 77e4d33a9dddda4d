"""Clauses of the by-laws that no program reads: text only, with its sources and how far it is known."""

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import Field, ValidationError

from mfpl.rules.circumstances import AmendedBy
from mfpl.rules.documents import read_document
from mfpl.rules.errors import DocumentInvalid, RuleInvalid
from mfpl.rules.meaning import meaning_errors
from mfpl.rules.metadata import BilingualLine, BilingualProse, InForce, Provenance, Source, Strict
from mfpl.rules.shape import shape_errors
from mfpl.rules.values import Line, Name, Positive, SourceName


class TextClause(Strict):
    """A clause that is text only: nothing is decided or computed by it."""

    language: Literal["mfpl-text/1"]
    id: Name
    version: Positive
    title: BilingualLine
    clause: BilingualProse
    article: Line | None = None
    in_force: InForce | None = None
    amended_by: AmendedBy | None = None
    sources: dict[SourceName, Source] = Field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()
    notes: tuple[BilingualProse, ...] = ()


def parse_text_clause(source: str | bytes | Mapping[str, object]) -> TextClause:
    """The clause of a JSON document; raises `RuleInvalid` with every error of it, coded and located."""
    try:
        document = read_document(source)
    except DocumentInvalid as refused:
        raise RuleInvalid(refused.errors) from None
    clause, shape = None, []
    try:
        clause = TextClause.model_validate_json(json.dumps(document.content))
    except ValidationError as refused:
        shape = shape_errors(refused)
    errors = [*document.errors, *shape, *meaning_errors(document.content)]
    if clause is None or errors:
        raise RuleInvalid(sorted(errors, key=lambda error: error.path))
    return clause
