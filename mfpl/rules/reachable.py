"""Thresholds that no count could meet, and shares whose parts do not belong together."""

from collections.abc import Iterator
from fractions import Fraction

from mfpl.rules.bodies import Node, Path, head_of
from mfpl.rules.codes import CountName, ErrorCode
from mfpl.rules.documents import Json
from mfpl.rules.errors import DocumentError, pointer
from mfpl.rules.exact import read_or_none
from mfpl.rules.ranges import parts_of

_ANSWERS = {CountName.YES, CountName.NO}
_VOTES = _ANSWERS | {CountName.ABSTAIN, CountName.VALID}
_PAPERS = _VOTES | {CountName.VOTING, CountName.BLANK, CountName.INVALID}
_PEOPLE = _PAPERS | {CountName.BALLOTS}
_PARTS: dict[str, set[CountName]] = {
    CountName.VALID: _ANSWERS,
    CountName.VOTING: _VOTES | {CountName.BLOCKS},
    CountName.BALLOTS: _PAPERS | {CountName.BLOCKS},
    CountName.PRESENT: _PEOPLE | {CountName.BLOCKS, CountName.SIGNED},
    CountName.ELIGIBLE: _PEOPLE | {CountName.BLOCKS, CountName.SIGNED, CountName.PRESENT, CountName.ABSENT},
}
"""What can be a share of what."""


def threshold_errors(node: Node, path: Path) -> Iterator[DocumentError]:
    """The errors of one condition taken by itself."""
    head = head_of(node)
    if head in {"share", "share_of_sections", "class_share"} and _unreachable(node, most=Fraction(1)):
        yield _unreachable_error(node, path)
    if head in {"count", "number_of_sections"} and _unreachable(node, most=None):
        yield _unreachable_error(node, path)
    if head == "root_count":
        yield from _share_errors(path, share=node["root_count"], of=node.get("square_root_of"), key="square_root_of")
    if head == "class_share":
        yield from _share_errors(path, share=node["class_share"], of=node.get("of"), key="of")
    if head == "share":
        yield from _share_errors(path, share=node["share"], of=node.get("of"), key="of")
    if head == "at_least":
        yield from _at_least_errors(node, path)


def _unreachable(node: Node, *, most: Fraction | None) -> bool:
    value = read_or_none(node.get("value"))
    comparison = node.get("comparison")
    return value is not None and (
        (comparison == "more_than" and value == most) or (comparison == "less_than" and value == 0)
    )


def _unreachable_error(node: Node, path: Path) -> DocumentError:
    params = {"comparison": str(node["comparison"]), "value": str(node["value"])}
    return DocumentError(ErrorCode.THRESHOLD_UNREACHABLE, pointer(*path, "value"), params)


def _share_errors(path: Path, *, share: Json, of: Json, key: str) -> Iterator[DocumentError]:
    names: list[Json] = [*of] if isinstance(of, list) else [of]
    if not _are_counts([share]) or not _are_counts(names):
        return
    if not _is_part(CountName(str(share)), tuple(CountName(str(name)) for name in names)):
        params = {"share": str(share), "of": "+".join(str(name) for name in names)}
        yield DocumentError(ErrorCode.SHARE_NOT_PART, pointer(*path, key), params)


def _are_counts(names: list[Json]) -> bool:
    return bool(names) and all(name in tuple(CountName) for name in names)


def _is_part(share: CountName, of: tuple[CountName, ...]) -> bool:
    if len(of) == 1:
        return share in _PARTS.get(of[0], set())
    return set(parts_of((share,))) < set(of)


def _at_least_errors(node: Node, path: Path) -> Iterator[DocumentError]:
    needed, of = node["at_least"], node.get("of")
    if isinstance(needed, int) and isinstance(of, list) and needed > len(of):
        params = {"value": needed, "count": len(of)}
        yield DocumentError(ErrorCode.AT_LEAST_OUT_OF_RANGE, pointer(*path, "at_least"), params)
