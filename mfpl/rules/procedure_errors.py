"""Stages that nothing leads to, petitions without one effect, and classes whose shares are not the whole."""

from collections.abc import Callable, Iterator

from mfpl.rules.bodies import Node, Path, head_of
from mfpl.rules.codes import ErrorCode
from mfpl.rules.errors import DocumentError, pointer
from mfpl.rules.exact import read_or_none

_EFFECTS = ("suspends", "switches_to")


def procedure_errors(node: Node, path: Path) -> Iterator[DocumentError]:
    """The errors of one step of a procedure, or of one test of classes, taken by itself."""
    check = _CHECKS.get(head_of(node) or "")
    if check is not None:
        yield from check(node, path)


def _petition_errors(node: Node, path: Path) -> Iterator[DocumentError]:
    effects = [key for key in _EFFECTS if node.get(key) is not None]
    if len(effects) != 1:
        keys = ", ".join(effects or _EFFECTS)
        yield DocumentError(ErrorCode.PETITION_EFFECT, pointer(*path), {"keys": keys})


def _stage_errors(node: Node, path: Path) -> Iterator[DocumentError]:
    given = node.get("stages")
    stages = [stage for stage in given if isinstance(stage, dict)] if isinstance(given, list) else []
    names = [stage.get("name") for stage in stages]
    for index, stage in enumerate(stages):
        where, name = (*path, "stages", index), str(stage.get("name"))
        if stage.get("name") in names[:index]:
            yield DocumentError(ErrorCode.STAGE_DUPLICATE, pointer(*where, "name"), {"name": name})
        if index and not stages[index - 1].get("continue_on"):
            yield DocumentError(ErrorCode.STAGE_UNREACHABLE, pointer(*where), {"name": name})
        if stage is stages[-1] and stage.get("continue_on"):
            yield DocumentError(ErrorCode.STAGE_ENDLESS, pointer(*where, "continue_on"), {"name": name})
        earliest, latest = stage.get("earliest_after_days"), stage.get("latest_after_days")
        if isinstance(earliest, int) and isinstance(latest, int) and earliest > latest:
            yield DocumentError(ErrorCode.WINDOW_REVERSED, pointer(*where))


def _class_errors(node: Node, path: Path) -> Iterator[DocumentError]:
    classes = node.get("classes")
    shares = [read_or_none(share) for share in classes.values()] if isinstance(classes, dict) else []
    known = [share for share in shares if share is not None]
    if known and len(known) == len(shares) and sum(known) != 1:
        yield DocumentError(ErrorCode.CLASS_SHARES_SUM, pointer(*path, "classes"), {"sum": str(sum(known))})


_CHECKS: dict[str, Callable[[Node, Path], Iterator[DocumentError]]] = {
    "petition": _petition_errors,
    "stages": _stage_errors,
    "class_share": _class_errors,
}
