"""The conditions of a document that is not yet known to be a rule, walked without trusting its form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mfpl.rules.conditions import heads_of
from mfpl.rules.documents import Json

Path = tuple[str | int, ...]
Node = dict[str, Json]

_INSIDE = {"all": "all", "any": "any", "not": "not", "at_least": "of", "in_section": "require"}
"""Under which key a condition holds the conditions inside it, where that is not the key that names it."""

_LEAVES = {"share", "count", "reference", "root_count", "ranked", "rule", "outcome", "class_share"}


@dataclass(frozen=True)
class Body:
    """A condition that stands on its own: the requirement (name None), a definition, or another rule's of these.

    Names begin with `scope`, which is empty for the document's own definitions.
    """

    name: str | None
    path: Path
    content: Json
    scope: str = ""


def bodies_of(document: Node) -> list[Body]:
    """The definitions of a document and what it requires, after those of the rules it brings along."""
    others = document.get("rules")
    found = []
    for rule, content in others.items() if isinstance(others, dict) else ():
        if isinstance(content, dict):
            scope, path = other_rule(rule), ("rules", rule)
            found += _definitions(content, f"{scope}#", path)
            found.append(Body(scope, (*path, "requires"), content.get("requires"), f"{scope}#"))
    return [*found, *_definitions(document, "", ()), Body(None, ("requires",), document.get("requires"))]


def other_rule(rule: str) -> str:
    """The name of what another rule requires."""
    return f"/rules/{rule}"


def _definitions(document: Node, scope: str, path: Path) -> list[Body]:
    definitions = document.get("definitions")
    named = definitions.items() if isinstance(definitions, dict) else ()
    return [Body(scope + name, (*path, "definitions", name), content, scope) for name, content in named]


def target_of(node: Node, scope: str) -> str | None:
    """The name of the body a reference leads to, or None where the node refers to nothing."""
    head = head_of(node)
    name = node.get(head) if head in {"reference", "rule"} else None
    if not isinstance(name, str):
        return None
    return scope + name if head == "reference" else other_rule(name)


def head_of(node: Json) -> str | None:
    """The key that names the condition, or None where there is not exactly one."""
    heads = heads_of(node)
    return heads[0] if len(heads) == 1 else None


def inside(node: Node, path: Path) -> list[tuple[Node, Path]]:
    """The conditions directly inside one, each with its path."""
    head = head_of(node)
    if head is None or head in _LEAVES:
        return []
    places = _PROCEDURES[head](node) if head in _PROCEDURES else _listed(node, _INSIDE.get(head, head))
    return [(held, (*path, *steps)) for held, steps in places if isinstance(held, dict)]


def _listed(node: Node, key: str) -> Iterator[tuple[Json, Path]]:
    held = node.get(key)
    if isinstance(held, list):
        yield from ((item, (key, index)) for index, item in enumerate(held))
    else:
        yield held, (key,)


def _parts(node: Node, key: str, *names: str) -> Iterator[tuple[Json, Path]]:
    for part, path in _listed(node, key):
        if isinstance(part, dict):
            yield from ((part.get(name), (*path, name)) for name in names)


def _case(node: Node) -> Iterator[tuple[Json, Path]]:
    yield from _parts(node, "case", "when", "then")
    yield node.get("otherwise"), ("otherwise",)


def _petition(node: Node) -> Iterator[tuple[Json, Path]]:
    return ((node.get(key), (key,)) for key in ("petition", "switches_to", "requires"))


_PROCEDURES: dict[str, Callable[[Node], Iterator[tuple[Json, Path]]]] = {
    "case": _case,
    "stages": lambda node: _parts(node, "stages", "requires"),
    "petition": _petition,
}


def conditions_in(body: Body) -> Iterator[tuple[Node, Path]]:
    """Every condition of a body, with its path; references are not followed."""
    waiting = [(body.content, body.path)] if isinstance(body.content, dict) else []
    while waiting:
        node, path = waiting.pop()
        yield node, path
        waiting.extend(inside(node, path))
