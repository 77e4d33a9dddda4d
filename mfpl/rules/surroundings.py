"""Conditions in places where they could not mean anything: a quorum that decides nothing, sections of a section."""

from dataclasses import dataclass, replace

from mfpl.rules.bodies import Body, Node, Path, head_of, inside
from mfpl.rules.codes import ErrorCode
from mfpl.rules.errors import DocumentError, pointer

_OF_SECTIONS = {"every_section", "share_of_sections", "number_of_sections", "per_section"}


@dataclass(frozen=True)
class Surrounding:
    """Whether a condition is asked of one section, and whether its failing could be the outcome of the whole."""

    of_section: bool = False
    decisive: bool = True


def surrounding_errors(bodies: list[Body]) -> list[DocumentError]:
    """Every misplaced condition of the requirement, followed through its references."""
    by_name = {body.name: body for body in bodies}
    waiting = [(body.content, body.path, Surrounding()) for body in bodies if body.name is None]
    followed: set[tuple[str, Surrounding]] = set()
    found: dict[tuple[ErrorCode, str], DocumentError] = {}
    while waiting:
        node, path, around = waiting.pop()
        if not isinstance(node, dict):
            continue
        for error in _misplaced(node, path, around):
            found.setdefault((error.code, error.path), error)
        below = _below(node, around)
        waiting.extend((child, where, below) for child, where in inside(node, path))
        name = node.get("reference")
        if isinstance(name, str) and name in by_name and (name, around) not in followed:
            followed.add((name, around))
            waiting.append((by_name[name].content, by_name[name].path, around))
    return list(found.values())


def _misplaced(node: Node, path: Path, around: Surrounding) -> list[DocumentError]:
    head = head_of(node)
    found = []
    if head == "quorum" and node.get("otherwise") == "not_quorate" and not around.decisive:
        found.append(DocumentError(ErrorCode.QUORUM_MISPLACED, pointer(*path)))
    if head in {*_OF_SECTIONS, "in_section"} and around.of_section:
        found.append(DocumentError(ErrorCode.SECTION_NESTED, pointer(*path)))
    return found


def _below(node: Node, around: Surrounding) -> Surrounding:
    head = head_of(node)
    if head in _OF_SECTIONS:
        return Surrounding(of_section=True, decisive=False)
    if head == "in_section":
        return replace(around, of_section=True)
    return replace(around, decisive=around.decisive and head in {"all", "any"})
