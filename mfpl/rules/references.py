"""References between definitions: each must exist, none may lead back to itself, and all together stay small."""

from graphlib import CycleError, TopologicalSorter

from mfpl.rules.bodies import Body, Path, conditions_in, other_rule, target_of
from mfpl.rules.codes import ErrorCode
from mfpl.rules.documents import MOST_LEVELS
from mfpl.rules.errors import DocumentError, pointer

MOST_CONDITIONS = 1000
_MOST_CIRCLES = 20
_OTHER = other_rule("")

Uses = dict[str | None, list[tuple[str, Path]]]
"""The references in each body, and where each stands."""


def reference_errors(bodies: list[Body]) -> list[DocumentError]:
    """Every reference to nothing or in a circle; and a rule that grows too large when its references are followed."""
    uses = {body.name: _references(body) for body in bodies}
    dangling = [_dangling(name, path) for used in uses.values() for name, path in used if name not in uses]
    circles = _circles(uses)
    return [*dangling, *(circles or _too_large(bodies, uses))]


def _dangling(name: str, path: Path) -> DocumentError:
    if name.startswith(_OTHER) and "#" not in name:
        return DocumentError(ErrorCode.RULE_UNKNOWN, pointer(*path, "rule"), {"name": name.removeprefix(_OTHER)})
    own = name.rpartition("#")[2] if name.startswith(_OTHER) else name
    return DocumentError(ErrorCode.REFERENCE_DANGLING, pointer(*path, "reference"), {"name": own})


def _references(body: Body) -> list[tuple[str, Path]]:
    found = ((target_of(node, body.scope), path) for node, path in conditions_in(body))
    return [(name, path) for name, path in found if name is not None]


def _graph(uses: Uses) -> dict[str | None, set[str | None]]:
    return {body: {name for name, _ in used if name in uses} for body, used in uses.items()}


def _circles(uses: Uses) -> list[DocumentError]:
    graph = _graph(uses)
    found: list[DocumentError] = []
    while len(found) < _MOST_CIRCLES and (circle := _circle(graph)):
        first, last = circle[-1], circle[-2]
        graph[first].discard(last)
        names = " → ".join(str(name).removeprefix(_OTHER) for name in reversed(circle))
        found.append(_circular(str(first), names))
    return found


def _circular(name: str, names: str) -> DocumentError:
    rule, inside, definition = name.removeprefix(_OTHER).partition("#")
    if not name.startswith(_OTHER):
        return DocumentError(ErrorCode.REFERENCE_CIRCULAR, pointer("definitions", name), {"names": names})
    if not inside:
        return DocumentError(ErrorCode.RULE_CIRCULAR, pointer("rules", rule), {"names": names})
    where = pointer("rules", rule, "definitions", definition)
    return DocumentError(ErrorCode.REFERENCE_CIRCULAR, where, {"names": names})


def _circle(graph: dict[str | None, set[str | None]]) -> list[str | None]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str | None] = error.args[1]
        return circle
    return []


def _too_large(bodies: list[Body], uses: Uses) -> list[DocumentError]:
    by_name = {body.name: body for body in bodies}
    sizes: dict[str | None, int] = {}
    levels: dict[str | None, int] = {}
    for name in TopologicalSorter(_graph(uses)).static_order():
        body = by_name[name]
        known = [(used, path) for used, path in uses[name] if used in uses]
        deepest = [len(path) - len(body.path) for _, path in conditions_in(body)]
        deepest += [len(path) - len(body.path) + levels[used] for used, path in known]
        levels[name] = 1 + max(deepest, default=0)
        sizes[name] = sum(1 for _ in conditions_in(body)) + sum(sizes[used] for used, _ in known)
    found = []
    if sizes[None] > MOST_CONDITIONS:
        found.append(DocumentError(ErrorCode.TOO_MANY_CONDITIONS, "/requires", {"limit": MOST_CONDITIONS}))
    if levels[None] > MOST_LEVELS:
        found.append(DocumentError(ErrorCode.TOO_DEEP, "/requires", {"limit": MOST_LEVELS}))
    return found
