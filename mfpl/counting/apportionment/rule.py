"""Seat rules as documents: method, limits, tie rule and scope, each with the source it comes from."""

import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from mfpl.counting.apportionment.codes import Excess, Method, Scope, TieRule, Weighing
from mfpl.rules.circumstances import AmendedBy
from mfpl.rules.codes import Comparison, ErrorCode
from mfpl.rules.documents import Json, read_document
from mfpl.rules.errors import DocumentError, DocumentInvalid, RuleInvalid, pointer
from mfpl.rules.language import BilingualLine, BilingualProse, InForce, Provenance, Source, Strict
from mfpl.rules.meaning import meaning_errors
from mfpl.rules.shape import shape_errors
from mfpl.rules.values import Line, Name, Positive, SectionName, ShareOfAll, SourceName


class Limit(Strict):
    """The fewest or the most seats a section may have, as a number or as a share of the whole; without a section, each.

    `less_than` and `at_most` cap, `more_than` and `at_least` are floors, `exactly` is both.
    """

    section: SectionName | None = None
    comparison: Comparison
    seats: Annotated[int | None, Field(ge=0, le=1_000_000)] = None
    share: ShareOfAll | None = None


class SeatRule(Strict):
    """A rule by which the seats of a body are shared out between sections."""

    language: Literal["mfpl-seats/1"]
    id: Name
    version: Positive
    title: BilingualLine
    clause: BilingualProse | None = None
    article: Line | None = None
    in_force: InForce | None = None
    amended_by: AmendedBy | None = None
    sources: dict[SourceName, Source] = Field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()
    notes: tuple[BilingualProse, ...] = ()
    method: Method
    by: Weighing = Weighing.MEMBERS
    limits: tuple[Limit, ...] = ()
    excess: Excess | None = None
    ties: Annotated[tuple[TieRule, ...], Field(min_length=1)]
    scope: Scope


def parse_seat_rule(source: str | bytes | Mapping[str, object]) -> SeatRule:
    """The seat rule of a JSON document; raises `RuleInvalid` with every error of it, coded and located."""
    try:
        document = read_document(source)
    except DocumentInvalid as refused:
        raise RuleInvalid(refused.errors) from None
    rule, shape = _shaped(document.content)
    unread = {error.path for error in document.errors}
    later = [*shape, *_meaning(document.content)]
    errors = [*document.errors, *(error for error in later if error.path not in unread)]
    if rule is None or errors:
        raise RuleInvalid(sorted(errors, key=lambda error: error.path))
    return rule


def _shaped(content: Json) -> tuple[SeatRule | None, list[DocumentError]]:
    try:
        return SeatRule.model_validate_json(json.dumps(content)), []
    except ValidationError as refused:
        return None, shape_errors(refused)


def _meaning(content: Json) -> list[DocumentError]:
    if not isinstance(content, dict):
        return []
    limits = content.get("limits")
    found = [_limit_error(limit, index) for index, limit in enumerate(limits if isinstance(limits, list) else [])]
    return [*meaning_errors(content), *(error for error in found if error), *_method_errors(content)]


def _limit_error(limit: Json, index: int) -> DocumentError | None:
    if not isinstance(limit, dict):
        return None
    named = [key for key in ("seats", "share") if limit.get(key) is not None]
    where = pointer("limits", index)
    if len(named) == 1:
        return _unreachable(limit, where)
    if named:
        return DocumentError(ErrorCode.CONDITION_AMBIGUOUS, where, {"keys": ", ".join(named)})
    return DocumentError(ErrorCode.KEY_MISSING, where, {"key": "share"})


def _unreachable(limit: dict[str, Json], where: str) -> DocumentError | None:
    comparison, seats, share = str(limit.get("comparison")), limit.get("seats"), limit.get("share")
    nothing = "0" in {str(seats), str(share)} and comparison == Comparison.LESS_THAN
    everything = str(share) == "1" and comparison == Comparison.MORE_THAN
    if not (nothing or everything):
        return None
    params = {"comparison": comparison, "value": str(share if share is not None else seats)}
    return DocumentError(ErrorCode.THRESHOLD_UNREACHABLE, where, params)


def _method_errors(content: dict[str, Json]) -> list[DocumentError]:
    """The largest remainder must say where excess goes and cannot weigh by square roots; the others cannot say it."""
    if content.get("method") == Method.LARGEST_REMAINDER:
        missing = [] if content.get("excess") else [DocumentError(ErrorCode.KEY_MISSING, "", {"key": "excess"})]
        allowed = ", ".join(weighing for weighing in Weighing if weighing is not Weighing.SQUARE_ROOT)
        wrong = {"value": str(content.get("by")), "allowed": allowed}
        rooted = content.get("by") == Weighing.SQUARE_ROOT
        return missing + ([DocumentError(ErrorCode.VALUE_NOT_ALLOWED, "/by", wrong)] if rooted else [])
    if content.get("method") in tuple(Method) and content.get("excess") is not None:
        return [DocumentError(ErrorCode.KEY_UNKNOWN, "/excess", {"key": "excess"})]
    return []
