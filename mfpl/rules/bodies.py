"""The conditions of a document that is not yet known to be a rule, walked without trusting its form."""

from collections.abc import Iterator
from dataclasses import dataclass

from mfpl.rules.conditions import heads_of
from mfpl.rules.documents import Json

Path = tuple[str | int, ...]
Node = dict[str, Json]

_INSIDE = {"all": "all", "any": "any", "not": "not", "at_least": "of", "in_section": "require"}
"""Under which key a condition holds the conditions inside it, where that is not the key that names it."""

_LEAVES = {"share", "count", "reference", "root_count", "ranked"}


@dataclass(frozen=True)
class Body:
    """A condition that stands on its own: the requirement (name None), or one definition."""

    name: str | None
    path: Path
    content: Json


def bodies_of(document: dict[str, Json]) -> list[Body]:
    """The definitions of a document and what it requires."""
    definitions = document.get("definitions")
    named = definitions.items() if isinstance(definitions, dict) else ()
    bodies = [Body(name, ("definitions", name), content) for name, content in named]
    return [*bodies, Body(None, ("requires",), document.get("requires"))]


def head_of(node: Json) -> str | None:
    """The key that names the condition, or None where there is not exactly one."""
    heads = heads_of(node)
    return heads[0] if len(heads) == 1 else None


def inside(node: Node, path: Path) -> list[tuple[Node, Path]]:
    """The conditions directly inside one, each with its path."""
    head = head_of(node)
    if head is None or head in _LEAVES:
        return []
    key = _INSIDE.get(head, head)
    held = node.get(key)
    if isinstance(held, list):
        return [(item, (*path, key, index)) for index, item in enumerate(held) if isinstance(item, dict)]
    return [(held, (*path, key))] if isinstance(held, dict) else []


def conditions_in(body: Body) -> Iterator[tuple[Node, Path]]:
    """Every condition of a body, with its path; references are not followed."""
    waiting = [(body.content, body.path)] if isinstance(body.content, dict) else []
    while waiting:
        node, path = waiting.pop()
        yield node, path
        waiting.extend(inside(node, path))
