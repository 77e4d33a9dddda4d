"""A rule from its document, and the canonical document, fingerprint and schema of rules."""

import hashlib
import json
from collections.abc import Mapping

from pydantic import ValidationError

from mfpl.rules.bundling import bundled
from mfpl.rules.codes import ErrorCode
from mfpl.rules.documents import Json, read_document
from mfpl.rules.errors import DocumentError, DocumentInvalid, RuleInvalid
from mfpl.rules.language import OtherRule, Rule
from mfpl.rules.meaning import meaning_errors
from mfpl.rules.metadata import Strict
from mfpl.rules.shape import shape_errors


def parse_rule(source: str | bytes | Mapping[str, object], *, rules: Mapping[str, OtherRule] | None = None) -> Rule:
    """The rule of a JSON document; raises `RuleInvalid` with every error of it, coded and located.

    Rules that it refers to are taken from `rules`, by their ids, and become part of it, so that its canonical document
    and its fingerprint hold them too.
    """
    try:
        document = read_document(source)
    except DocumentInvalid as refused:
        raise RuleInvalid(refused.errors) from None
    content = bundled(document.content, rules or {})
    rule, shape = _shaped(content)
    unread = {error.path for error in document.errors if error.code is not ErrorCode.DUPLICATE_KEY}
    later = [*shape, *meaning_errors(content)]
    errors = [*document.errors, *(error for error in later if error.path not in unread or _is_about_key(error))]
    if rule is None or errors:
        raise RuleInvalid(sorted(errors, key=lambda error: error.path))
    return rule


def _is_about_key(error: DocumentError) -> bool:
    """Whether the key is wrong, whatever its value is."""
    return error.code is ErrorCode.KEY_UNKNOWN


def canonical(rule: Strict) -> str:
    """A document as one JSON text in which nothing can vary: sorted keys, no spaces, fractions in lowest terms.

    What the document does not say is not added, so that it keeps its fingerprint when the language grows.
    """
    content = rule.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def fingerprint(rule: Strict) -> str:
    """The SHA-256 of the canonical document in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(rule).encode("utf-8")).hexdigest()


def schema(model: type[Strict] = Rule) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of rule documents, or of documents of another model."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **model.model_json_schema(by_alias=True)}


def _shaped(content: Json) -> tuple[Rule | None, list[DocumentError]]:
    try:
        return Rule.model_validate_json(json.dumps(content)), []
    except ValidationError as refused:
        return None, shape_errors(refused)
