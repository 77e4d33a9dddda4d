"""Says the standing of a member, why it changed, and how far somebody's account has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from flask_babel import ngettext

from mfpl.domain.members import Status
from mfpl.web.formatting import number
from mfpl.web.wording.people import STATUSES
from mfpl.web.words import lazy as _l

TONES: Mapping[str, str] = MappingProxyType({
    Status.GOOD_STANDING: "good",
    Status.GRACE: "good",
    Status.AT_RISK: "warn",
    Status.SUSPENDED: "warn",
    Status.INACTIVE: "wait",
})  # fmt: skip
NONE = _l("no standing on that day")


@dataclass(frozen=True)
class StatusWords:
    """A standing as it is shown."""

    tone: str
    words: str


def status_words(status: str | None) -> StatusWords:
    """Return how a standing is shown; None is the lack of one."""
    if status is None:
        return StatusWords("wait", str(NONE))
    return StatusWords(TONES[status], str(STATUSES[Status(status)]))


def standing_since(status: str | None, *, since: date | None, on: date) -> StatusWords:
    """Return a standing with how many days it has lasted, where that matters: at risk, suspended."""
    told = status_words(status)
    if since is None or TONES.get(status or "") != "warn":
        return told
    days = (on - since).days
    return StatusWords(
        told.tone,
        ngettext(
            "%(status)s: %(count)s day", "%(status)s: %(count)s days", days, status=told.words, count=number(days)
        ),
    )


REASONS: Mapping[str, str] = MappingProxyType({
    "entered": _l("entered by the administration"),
    "country": _l("by its country"),
    "transfer": _l("moved between centers"),
    "dues": _l("by its dues"),
    "joined": _l("joined"),
    "demonstration": _l("invented for the demonstration"),
})  # fmt: skip


def reason(code: str) -> str:
    """Return why a center or a standing began; empty for what has no words."""
    return str(REASONS.get(code, ""))
