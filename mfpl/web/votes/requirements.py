"""What must be there before a vote opens, as a list of things met and things missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from mfpl.domain.texts import LANGUAGES
from mfpl.domain.votes import Gap, Missing
from mfpl.web.wording.votes import gap_name, gap_sentence, language_name
from mfpl.web.words import lazy as _l

MET = _l("Met")
LACKING = _l("Missing")
ABOUT_RULE = frozenset(
    {
        Gap.RULE_NOT_IN_FORCE,
        Gap.RULE_CANNOT_BE_MET,
        Gap.RULE_ASKS_MORE,
        Gap.RULE_DOES_NOT_GOVERN,
        Gap.CAPS_CANNOT_BE_MET,
    }
)
ABOUT_TEXTS = frozenset({Gap.TEXT, Gap.STALE, Gap.REVIEW})


@dataclass(frozen=True)
class Requirement:
    """One thing that must be there: whether it is, its name, what is missing of it, the language it is about."""

    met: bool
    name: str
    text: str = ""
    language: str | None = None

    @property
    def tone(self) -> str:
        """Return the tone it is shown in."""
        return "good" if self.met else "wait"

    @property
    def words(self) -> str:
        """Return its state in a word."""
        return str(MET if self.met else LACKING)


def text_requirements(missing: Iterable[Missing]) -> list[Requirement]:
    """Return the texts that are there and those that are missing, a review or an update included."""
    lacking = {one.language: one for one in missing if one.gap in ABOUT_TEXTS}
    return [
        _lacking(lacking[code])
        if code in lacking
        else Requirement(
            True, _("Text in %(language)s", language=language_name(code)), _("ready to be voted on."), code
        )
        for code in LANGUAGES
    ]


def opening_requirements(missing: Iterable[Missing]) -> list[Requirement]:
    """Return everything that opening a vote asks for, met or missing."""
    lacking = list(missing)
    gaps = {one.gap for one in lacking}
    met = (
        ({Gap.NO_QUESTIONS, Gap.QUESTION}, _("Questions"), _("worded in both languages.")),
        ({Gap.TIE_RULE}, _("Tie rule"), _("it has been said what happens with a tie.")),
        ({Gap.CLOSES_IN_THE_PAST}, _("Closing time"), _("still to come.")),
        (ABOUT_RULE, _("Rule"), _("in force, and it can be met.")),
        ({Gap.EMPTY_ROLL}, _("Roll"), _("there are people to vote.")),
    )
    return [
        *text_requirements(lacking),
        *(_lacking(one) for one in lacking if one.gap not in ABOUT_TEXTS),
        *(Requirement(True, name, text) for about, name, text in met if not about & gaps),
    ]


def _lacking(missing: Missing) -> Requirement:
    language = missing.language if missing.gap in ABOUT_TEXTS else None
    return Requirement(False, gap_name(missing), gap_sentence(missing), language)
