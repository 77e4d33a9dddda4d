"""Conditions in places where they could not mean anything: a quorum that decides nothing, sections of a section."""

from dataclasses import dataclass, replace

from mfpl.rules.bodies import Body, Node, Path, head_of, inside, target_of
from mfpl.rules.codes import ErrorCode
from mfpl.rules.conditions import PROCEDURES
from mfpl.rules.errors import DocumentError, pointer

_OF_SECTIONS = {"every_section", "share_of_sections", "number_of_sections", "per_section"}


@dataclass(frozen=True)
class Surrounding:
    """Whether a condition is asked of one section, could decide the outcome by failing, is a whole requirement."""

    of_section: bool = False
    decisive: bool = True
    whole: bool = True


def surrounding_errors(bodies: list[Body]) -> list[DocumentError]:
    """Every misplaced condition of the requirement, followed through its references."""
    by_name = {body.name: body for body in bodies}
    waiting = [(body, body.content, body.path, Surrounding()) for body in bodies if body.name is None]
    followed: set[tuple[str, Surrounding]] = set()
    found: dict[tuple[ErrorCode, str], DocumentError] = {}
    while waiting:
        body, node, path, around = waiting.pop()
        if not isinstance(node, dict):
            continue
        name = target_of(node, body.scope) or ""
        target = by_name.get(name)
        for error in _misplaced(node, path, around, target):
            found.setdefault((error.code, error.path), error)
        waiting.extend((body, child, where, _below(node, around, where)) for child, where in inside(node, path))
        if target is not None and (name, around) not in followed:
            followed.add((name, around))
            waiting.append((target, target.content, target.path, around))
    return list(found.values())


def _misplaced(node: Node, path: Path, around: Surrounding, target: Body | None) -> list[DocumentError]:
    head = head_of(node)
    found = []
    if head == "quorum" and node.get("otherwise") == "not_quorate" and not around.decisive:
        found.append(DocumentError(ErrorCode.QUORUM_MISPLACED, pointer(*path)))
    if head in {*_OF_SECTIONS, "in_section"} and around.of_section:
        found.append(DocumentError(ErrorCode.SECTION_NESTED, pointer(*path)))
    led_to = head_of(target.content) if target is not None else None
    if led_to in {*PROCEDURES, "per_section"} and not (around.whole and led_to in PROCEDURES):
        found.append(DocumentError(ErrorCode.PROCEDURE_MISPLACED, pointer(*path), {"key": str(led_to)}))
    return found


def _below(node: Node, around: Surrounding, where: Path) -> Surrounding:
    head = head_of(node)
    if head in PROCEDURES:
        asked = where[-1] in {"when", "petition"}
        return Surrounding(decisive=not asked, whole=not asked)
    around = replace(around, whole=False)
    if head in _OF_SECTIONS:
        return Surrounding(of_section=True, decisive=False, whole=False)
    if head == "in_section":
        return replace(around, of_section=True)
    return replace(around, decisive=around.decisive and head in {"all", "any"})
