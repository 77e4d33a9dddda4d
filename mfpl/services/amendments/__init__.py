"""Changes of the rules: written, guarded against the impossible, put to the vote that governs them, enacted."""

from mfpl.services.amendments.completing import AmendmentDraft, Change, change_of
from mfpl.services.amendments.drafting import propose_amendment, save_amendment
from mfpl.services.amendments.governing import governing_rule, require_governing
from mfpl.services.amendments.guarding import problems_of, roll_under

__all__ = [
    "AmendmentDraft",
    "Change",
    "change_of",
    "governing_rule",
    "problems_of",
    "propose_amendment",
    "require_governing",
    "roll_under",
    "save_amendment",
]
