"""A rule brings along the rules it refers to, so that what a vote pins can be decided by itself."""

from collections.abc import Iterator, Mapping

from mfpl.rules.codes import ErrorCode
from mfpl.rules.documents import Json
from mfpl.rules.errors import DocumentError, pointer
from mfpl.rules.language import OtherRule


def bundled(content: Json, rules: Mapping[str, OtherRule]) -> Json:
    """The document with the rules it refers to, and those they refer to, taken from the mapping where it lacks them."""
    given = content.get("rules", {}) if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(given, dict):
        return content
    brought: dict[str, Json] = dict(given)
    waiting = list(_named(_deciding(content)))
    while waiting:
        name = waiting.pop()
        if name in rules and name not in brought and name != content.get("id"):
            other = rules[name].model_dump(mode="json", by_alias=True, exclude_unset=True)
            further = other.pop("rules", {})
            brought = {**further, **brought, name: other}
            waiting.extend(_named(_deciding(other)))
    return {**content, "rules": brought} if brought else content


def _deciding(content: dict[str, Json]) -> Json:
    """The parts of a document that decide; who amends it and how seats are shared out are asked of other rules."""
    return {name: part for name, part in content.items() if name not in {"amended_by", "seats"}}


def _named(content: Json) -> Iterator[str]:
    """The name of every rule that is referred to anywhere in a document."""
    if isinstance(content, list):
        for item in content:
            yield from _named(item)
    if isinstance(content, dict):
        name = content.get("rule")
        if isinstance(name, str):
            yield name
        for item in content.values():
            yield from _named(item)


def bundle_errors(document: dict[str, Json]) -> Iterator[DocumentError]:
    """Rules brought along under another name than their own, and a rule that brings itself along."""
    others = document.get("rules")
    for name, other in others.items() if isinstance(others, dict) else ():
        if name == document.get("id"):
            yield DocumentError(ErrorCode.RULE_CIRCULAR, pointer("rules", name), {"names": f"{name} → {name}"})
        if isinstance(other, dict) and isinstance(other.get("id"), str) and other["id"] != name:
            params = {"value": str(other["id"])[:40], "allowed": name}
            yield DocumentError(ErrorCode.VALUE_NOT_ALLOWED, pointer("rules", name, "id"), params)
