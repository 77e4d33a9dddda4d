"""Says a verdict in one sentence: the outcome, the condition that decided, the smallest change to the contrary."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import gettext as _

from mfpl.rules import Outcome
from mfpl.rules.moves import Move
from mfpl.web.wording.changes import missing, sufficing
from mfpl.web.wording.sections import Sections


@dataclass(frozen=True)
class Told:
    """What a sentence is made of: the outcome, the condition that decided and its section, the moves that may be told.

    `condition` is empty where none may be named, or where it does not say what was lacking.
    """

    outcome: str
    condition: str
    here: str | None
    moves: Sequence[Move]
    sections: Sections

    @property
    def named(self) -> bool:
        """Whether to name the condition: not where something else was missing too, nor a quorum twice."""
        elsewhere = self.outcome != Outcome.PASSED and any(one.section != self.here for one in self.moves)
        twice = self.outcome == Outcome.NOT_QUORATE and bool(self.moves)
        return bool(self.condition) and not elsewhere and not twice

    @property
    def missing(self) -> str:
        """What was missing to pass."""
        return missing(self.moves, self.sections, here=self.here if self.named else None)

    @property
    def sufficing(self) -> str:
        """What would have been enough not to pass."""
        return sufficing(self.moves, self.sections, here=self.here if self.named else None)


def sentence(told: Told, *, otherwise: str) -> str:
    """Return the sentence of a verdict that was passed, failed or not quorate; `otherwise` for any other."""
    say = _SENTENCES.get((told.outcome, told.named, bool(told.moves)))
    return say(told) if say else otherwise


def change(told: Told) -> str:
    """Return the smallest change alone, as a sentence of its own; empty where there is none to tell."""
    if not told.moves:
        return ""
    if told.outcome == Outcome.PASSED:
        return _("With %(moves)s it would not have been adopted.", moves=sufficing(told.moves, told.sections))
    said = missing(told.moves, told.sections)
    return f"{said[:1].upper()}{said[1:]}."


def _passed(told: Told) -> str:
    return _(
        "Adopted: the closest condition was %(condition)s; with %(moves)s it would not have been adopted.",
        condition=told.condition,
        moves=told.sufficing,
    )


def _passed_closest(told: Told) -> str:
    return _("Adopted: the closest condition was %(condition)s.", condition=told.condition)


def _passed_moves(told: Told) -> str:
    return _("Adopted: with %(moves)s it would not have been adopted.", moves=told.sufficing)


def _failed(told: Told) -> str:
    return _(
        "Not adopted for lack of %(condition)s: %(missing)s.",
        condition=told.condition,
        missing=told.missing,
    )


def _failed_lacking(told: Told) -> str:
    return _("Not adopted for lack of %(condition)s.", condition=told.condition)


def _failed_moves(told: Told) -> str:
    return _("Not adopted: %(missing)s.", missing=told.missing)


def _no_quorum_lacking(told: Told) -> str:
    return _("There was no quorum; what it lacked: %(condition)s.", condition=told.condition)


def _no_quorum_moves(told: Told) -> str:
    return _("There was no quorum: %(missing)s.", missing=told.missing)


_SENTENCES: Mapping[tuple[str, bool, bool], Callable[[Told], str]] = MappingProxyType({
    (Outcome.PASSED, True, True): _passed,
    (Outcome.PASSED, True, False): _passed_closest,
    (Outcome.PASSED, False, True): _passed_moves,
    (Outcome.FAILED, True, True): _failed,
    (Outcome.FAILED, True, False): _failed_lacking,
    (Outcome.FAILED, False, True): _failed_moves,
    (Outcome.NOT_QUORATE, True, False): _no_quorum_lacking,
    (Outcome.NOT_QUORATE, False, True): _no_quorum_moves,
})  # fmt: skip
