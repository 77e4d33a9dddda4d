"""What is wrong with a rule although every field is well formed: thresholds, references, places, sources, dates."""

from mfpl.rules.bodies import bodies_of, conditions_in
from mfpl.rules.bundling import bundle_errors
from mfpl.rules.circumstance_errors import circumstance_errors
from mfpl.rules.codes import ErrorCode
from mfpl.rules.documents import Json
from mfpl.rules.errors import DocumentError, pointer
from mfpl.rules.excluding import excluding_errors
from mfpl.rules.procedure_errors import procedure_errors
from mfpl.rules.reachable import threshold_errors
from mfpl.rules.references import reference_errors
from mfpl.rules.surroundings import surrounding_errors

_NEED_SOURCE = {"stated", "inferred"}


def meaning_errors(content: Json) -> list[DocumentError]:
    """Every such error of a document, found even where other parts of it are malformed."""
    if not isinstance(content, dict):
        return []
    bodies = bodies_of(content)
    thresholds = [
        error
        for body in bodies
        for node, path in conditions_in(body)
        for error in (*threshold_errors(node, path), *procedure_errors(node, path))
    ]
    return [
        *thresholds,
        *reference_errors(bodies),
        *surrounding_errors(bodies),
        *excluding_errors(bodies),
        *bundle_errors(content),
        *circumstance_errors(content),
        *_provenance_errors(content),
        *_date_errors(content),
    ]


def _provenance_errors(document: dict[str, Json]) -> list[DocumentError]:
    marks, sources = document.get("provenance"), document.get("sources")
    known = set(sources) if isinstance(sources, dict) else set()
    found: list[DocumentError] = []
    for index, mark in enumerate(marks if isinstance(marks, list) else []):
        if isinstance(mark, dict):
            found += _field_errors(document, mark, index)
            found += _source_errors(known, mark, index)
    return found


def _field_errors(document: dict[str, Json], mark: dict[str, Json], index: int) -> list[DocumentError]:
    field = mark.get("field")
    if not isinstance(field, str) or _exists(document, field):
        return []
    where = pointer("provenance", index, "field")
    return [DocumentError(ErrorCode.PROVENANCE_DANGLING, where, {"field": field})]


def _exists(document: Json, field: str) -> bool:
    if not field.startswith("/"):
        return False
    here = document
    for step in field.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(here, dict) and key in here:
            here = here[key]
        elif isinstance(here, list) and key.isascii() and key.isdigit() and int(key) < len(here):
            here = here[int(key)]
        else:
            return False
    return True


def _source_errors(known: set[str], mark: dict[str, Json], index: int) -> list[DocumentError]:
    source = mark.get("source")
    if source is None and mark.get("mark") in _NEED_SOURCE:
        return [DocumentError(ErrorCode.SOURCE_MISSING, pointer("provenance", index))]
    if isinstance(source, str) and source not in known:
        return [DocumentError(ErrorCode.SOURCE_UNKNOWN, pointer("provenance", index, "source"), {"source": source})]
    return []


def _date_errors(document: dict[str, Json]) -> list[DocumentError]:
    in_force = document.get("in_force")
    if not isinstance(in_force, dict):
        return []
    first, last = in_force.get("from"), in_force.get("until")
    if isinstance(first, str) and isinstance(last, str) and last < first:
        return [DocumentError(ErrorCode.DATES_REVERSED, "/in_force")]
    return []
