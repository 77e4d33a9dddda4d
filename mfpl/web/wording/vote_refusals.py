"""Refusals of proposals and votes in words: what happened, what was kept, what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from mfpl.web.wording.votes import exclusion

Words = Callable[[Mapping[str, Any]], str]

PROPOSALS: Mapping[str, Words] = {
    "proposal_unknown": lambda _p: _("There is no proposal with this number."),
    "body_unknown": lambda _p: _("There is no such body. Choose one from the list."),
    "text_unknown": lambda _p: _("There is no translation here to review."),
    "text_empty": lambda _p: _("A text needs a title and a body. What you wrote is still here; nothing was saved yet."),
    "text_too_long": lambda p: _(
        "This is too long: a title has at most %(title)s characters and a text %(body)s. "
        "What you wrote is still here; nothing was saved yet.",
        **p,
    ),
    "text_changed_meanwhile": lambda _p: _(
        "Somebody saved this text while you were writing. Nothing is lost: what you wrote is below, and beside it the "
        "text as it is now. Bring both together and save again."
    ),
    "proposal_not_draft": lambda _p: _(
        "This proposal is no longer a draft, so its text stays as it is. Nothing was changed."
    ),
    "review_own_text": lambda _p: _("You wrote this translation, so another person must read it. Nothing was changed."),
    "review_changed_text": lambda _p: _(
        "The translation changed after you read it, so it was not marked. Read it once more."
    ),
    "review_stale_text": lambda _p: _(
        "The original changed after this translation was made. Update the translation first; it was not marked."
    ),
}

BALLOTS: Mapping[str, Words] = {
    "vote_unknown": lambda _p: _("There is no vote with this number."),
    "vote_not_yet_open": lambda p: _("This vote is not open yet: it opens on %(opens_at)s. No ballot was kept.", **p),
    "vote_closed": lambda p: _(
        "This vote closed on %(closed_at)s. A ballot that arrives at that instant or later does not count.", **p
    ),
    "ballot_empty": lambda _p: _("Answer at least one question; a ballot that is all blank cannot be cast."),
    "ballot_unknown_question": lambda _p: _(
        "What arrived answers something that is not on this ballot. No ballot was kept; open it again."
    ),
    "ballot_page_altered": lambda _p: _(
        "This page was altered or belongs to another person's ballot. Nothing was kept; open your ballot again."
    ),
    "ballot_page_ended": lambda _p: _(
        "Your session ended or changed after this page was opened, so nothing was kept. Open your ballot again."
    ),
    "receipt_malformed": lambda _p: _(
        "This is not a whole receipt. It has 24 letters and digits; spaces and capitals do not matter."
    ),
    "receipt_unknown": lambda _p: _(
        "This receipt belongs to no ballot of this membership in this vote. Your ballot stays as it was. "
        "If you have changed your ballot, only the newest receipt is good."
    ),
    "not_on_roll": lambda _p: _("This membership is not on the roll of this vote, so it has no ballot in it."),
    "excluded_from_roll": lambda p: _(
        "This membership has no ballot in this vote: %(why)s. If this is a mistake, write to an administrator of your "
        "center.",
        why=exclusion(p["reason"]),
    ),
    "already_voted": lambda _p: _("This membership has already voted. Its ballot stands as it was cast."),
    "ballot_not_cast": lambda _p: _("This membership has not voted yet, so there is no ballot to change."),
}

OFFICE: Mapping[str, Words] = {
    "vote_hours_reversed": lambda _p: _("The vote must close after it opens."),
    "question_depends_on_later": lambda _p: _("A question can only depend on one that comes before it."),
    "rule_unknown": lambda _p: _("There is no such rule. Choose one from the list."),
    "vote_already_prepared": lambda _p: _(
        "A vote on this proposal is prepared already. Nothing was changed; change that preparation instead."
    ),
    "vote_already_opened": lambda _p: _("This vote has already been opened. Nothing was changed."),
    "vote_not_ready": lambda _p: _(
        "Something is still missing, so the vote was not opened. Everything is listed here."
    ),
    "early_close_already_asked": lambda _p: _(
        "Somebody has already asked to close this vote early. It waits for a person of the other center."
    ),
    "early_close_not_asked": lambda _p: _(
        "Nobody is asking to close this vote early, or the request has lapsed. Nothing was changed."
    ),
    "needs_other_center": lambda _p: _(
        "The early close needs a second person, of the other center. The vote stays open."
    ),
    "officer_of_one_center": lambda _p: _(
        "Only an election officer of exactly one center can turn this key. Nothing was changed."
    ),
    "vote_already_closed": lambda _p: _("This vote is already closed and decided. Nothing was changed."),
    "vote_not_ended": lambda p: _("This vote cannot be closed yet: it is open until %(closes_at)s.", **p),
}

VOTES: Mapping[str, Words] = {**PROPOSALS, **BALLOTS, **OFFICE}
