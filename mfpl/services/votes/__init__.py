"""Votes: prepared, opened, cast in, closed."""

from mfpl.services.votes.acknowledging import acknowledge_ballot
from mfpl.services.votes.casting import Cast, cast_ballot, change_ballot
from mfpl.services.votes.closing import ask_early_close, close_due, close_each_due, close_vote, confirm_early_close
from mfpl.services.votes.opening import check_opening, open_vote
from mfpl.services.votes.preparing import QuestionDraft, VoteDraft, prepare_vote, revise_vote

__all__ = [
    "Cast",
    "QuestionDraft",
    "VoteDraft",
    "acknowledge_ballot",
    "ask_early_close",
    "cast_ballot",
    "change_ballot",
    "check_opening",
    "close_due",
    "close_each_due",
    "close_vote",
    "confirm_early_close",
    "open_vote",
    "prepare_vote",
    "revise_vote",
]
