"""Rules that amend or take the place of themselves unawares, offices that match nothing, deadlocks without an end."""

from collections.abc import Iterator

from mfpl.rules.codes import ErrorCode
from mfpl.rules.documents import Json
from mfpl.rules.errors import DocumentError, pointer
from mfpl.rules.exact import read_or_none

Object = dict[str, Json]


def circumstance_errors(document: Object) -> Iterator[DocumentError]:
    """The errors of what a rule says besides its requirement."""
    yield from _amendment_errors(document, document.get("amended_by"))
    yield from _supersedes_errors(document, document.get("supersedes"))
    yield from _deadlock_errors(document.get("deadlock"))
    yield from _office_errors(document.get("offices"))
    yield from _cap_errors(document.get("electorate"))


def _amendment_errors(document: Object, amended_by: Json) -> Iterator[DocumentError]:
    if not isinstance(amended_by, dict):
        return
    itself = amended_by.get("rule") == document.get("id")
    if itself is not (amended_by.get("itself") is True):
        yield DocumentError(ErrorCode.AMENDED_BY_ITSELF, "/amended_by", {"name": str(amended_by.get("rule"))})


def _supersedes_errors(document: Object, supersedes: Json) -> Iterator[DocumentError]:
    if not isinstance(supersedes, dict) or supersedes.get("id") != document.get("id"):
        return
    earlier, version = supersedes.get("version"), document.get("version")
    if isinstance(earlier, int) and isinstance(version, int) and earlier >= version:
        yield DocumentError(ErrorCode.SUPERSEDES_ITSELF, "/supersedes/version", {"version": earlier})


def _deadlock_errors(deadlock: Json) -> Iterator[DocumentError]:
    if not isinstance(deadlock, dict):
        return
    steps, lapse = deadlock.get("steps"), deadlock.get("lapses_after_days")
    days = [step.get("days") for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    together = sum(number for number in days if isinstance(number, int))
    if isinstance(lapse, int) and together > lapse:
        params = {"days": together, "limit": lapse}
        yield DocumentError(ErrorCode.DEADLOCK_TOO_LONG, "/deadlock/lapses_after_days", params)


def _office_errors(offices: Json) -> Iterator[DocumentError]:
    given = [office for office in offices if isinstance(office, dict)] if isinstance(offices, list) else []
    names = [office.get("office") for office in given]
    for index, office in enumerate(given):
        name, other = office.get("office"), office.get("differs_from")
        if name in names[:index]:
            yield DocumentError(ErrorCode.OFFICE_DUPLICATE, pointer("offices", index, "office"), {"name": str(name)})
        if other is not None and other not in names[:index]:
            where = pointer("offices", index, "differs_from")
            yield DocumentError(ErrorCode.OFFICE_UNKNOWN, where, {"name": str(other)})


def _cap_errors(electorate: Json) -> Iterator[DocumentError]:
    """Caps that leave no votes, or that give all classes together less than the whole, whoever votes."""
    given = electorate if isinstance(electorate, dict) else {}
    caps, weights = given.get("caps"), given.get("weights")
    if not isinstance(caps, dict):
        return
    shares, classes = caps.get("share_of_class"), set(weights) if isinstance(weights, dict) else set()
    limits = {name: read_or_none(share) for name, share in shares.items()} if isinstance(shares, dict) else {}
    known = [share for share in limits.values() if share is not None]
    if read_or_none(caps.get("share_per_voter")) == 0:
        yield DocumentError(ErrorCode.CAPS_INFEASIBLE, "/electorate/caps/share_per_voter", {"limit": "share_per_voter"})
    if classes and classes <= set(limits) and len(known) == len(limits) and sum(known) < 1:
        params = {"limit": ", ".join(sorted(limits))}
        yield DocumentError(ErrorCode.CAPS_INFEASIBLE, "/electorate/caps/share_of_class", params)
