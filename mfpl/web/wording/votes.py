"""Votes and proposals in words: states, levels, answers, exclusions, texts, and what is missing before opening."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.domain.members import Exclusion
from mfpl.domain.texts import TextStatus
from mfpl.domain.votes import Answer, Gap, Level, Missing, TieRule, VoteState
from mfpl.services.proposals import ProposalState
from mfpl.web.formatting import number
from mfpl.web.wording.preconditions import missing_words
from mfpl.web.wording.sections import CENTER, Sections
from mfpl.web.words import lazy as _l

CENTERS = Sections(kind=CENTER)


@dataclass(frozen=True)
class Toned:
    """A few words with the tone they are shown in: good, warn, bad or wait."""

    tone: str
    words: str


@dataclass(frozen=True)
class LevelWords:
    """A level of secrecy: its name, what it protects, and what it does not."""

    name: str
    protects: str
    leaves_open: str


STATES: Mapping[VoteState, Toned] = {
    VoteState.PREPARED: Toned("wait", _l("Being prepared")),
    VoteState.SCHEDULED: Toned("wait", _l("Opens soon")),
    VoteState.OPEN: Toned("good", _l("Open")),
    VoteState.ENDED: Toned("wait", _l("Time is over; not closed yet")),
    VoteState.CLOSED: Toned("wait", _l("Closed")),
}

PROPOSAL_STATES: Mapping[str, Toned] = {
    ProposalState.DRAFT: Toned("wait", _l("Draft")),
    ProposalState.VOTING: Toned("good", _l("Being voted on")),
    ProposalState.DECIDED: Toned("wait", _l("Decided")),
    ProposalState.WITHDRAWN: Toned("wait", _l("Withdrawn")),
    ProposalState.DEADLOCK: Toned("warn", _l("The centers look for an agreement")),
}

TEXT_STATUSES: Mapping[TextStatus, Toned] = {
    TextStatus.ORIGINAL: Toned("good", _l("original")),
    TextStatus.DRAFT: Toned("warn", _l("translation not reviewed yet")),
    TextStatus.REVIEWED: Toned("good", _l("translation reviewed")),
    TextStatus.CERTIFIED: Toned("good", _l("certified")),
}
FALLEN_BEHIND = Toned("warn", _l("the original changed after this translation"))

ANSWERS: Mapping[Answer, str] = {
    Answer.YES: _l("Yes"),
    Answer.NO: _l("No"),
    Answer.ABSTAIN: _l("I abstain"),
}
BLANK = _l("Left blank")

LEVELS: Mapping[Level, LevelWords] = {
    Level.SHEET: LevelWords(
        _l("Secret"),
        _l(
            "What you vote is kept apart from the roll, without a name, an order or a time, so that nobody in the "
            "organization can read how you voted."
        ),
        _l(
            "The roll does show that you voted. Whoever runs the server, or looks at your screen or at your receipt, "
            "is not kept out."
        ),
    ),
    Level.OPEN: LevelWords(
        _l("By name"),
        _l("Each ballot is kept with the name of who cast it, and the body can read it: nothing about it is secret."),
        _l("Whoever does not sit in the body sees only the count."),
    ),
}

EXCLUSIONS: Mapping[str, str] = {
    Exclusion.NOT_IN_STANDING: _l("not in good standing on the record date"),
    Exclusion.JOINED_TOO_LATE: _l("joined after the last day the rule allows"),
    Exclusion.HAD_LEFT: _l("had left by the record date"),
    Exclusion.NO_CENTER: _l("belonged to no center on the record date"),
    Exclusion.SEVERAL_CENTERS: _l("sat for more than one center on the record date"),
}

KINDS: Mapping[str, str] = {
    "organization": _l("Organizations"),
    "individual": _l("Individual members"),
    "seat": _l("Seats"),
}
ONE_OF_A_KIND: Mapping[str, str] = {
    "organization": _l("organization"),
    "individual": _l("individual member"),
    "seat": _l("seat"),
}

TIE_RULES: Mapping[TieRule, str] = {
    TieRule.FAILS: _l("With a tie the proposal is rejected"),
}

LANGUAGE_NAMES: Mapping[str, str] = {"es": _l("Spanish"), "en": _l("English")}


@dataclass(frozen=True)
class GapWords:
    """One thing that must be there before a vote opens: its name, and the sentence said while it is missing."""

    name: str
    missing: str


GAPS: Mapping[Gap, GapWords] = {
    Gap.TEXT: GapWords(_l("Text in %(language)s"), _l("nobody has written it yet.")),
    Gap.STALE: GapWords(
        _l("Text in %(language)s"), _l("the original changed after this translation was made; it must be updated.")
    ),
    Gap.REVIEW: GapWords(
        _l("Text in %(language)s"), _l("a second person must still read the translation against the original.")
    ),
    Gap.NO_QUESTIONS: GapWords(_l("Questions"), _l("the ballot has no question yet.")),
    Gap.QUESTION: GapWords(_l("Question %(question)s in %(language)s"), _l("its wording is missing.")),
    Gap.TIE_RULE: GapWords(_l("Tie rule"), _l("it has not been said what happens with a tie.")),
    Gap.CLOSES_IN_THE_PAST: GapWords(_l("Closing time"), _l("it is already over.")),
    Gap.RULE_NOT_IN_FORCE: GapWords(_l("Rule"), _l("it is not in force on the record date.")),
    Gap.RULE_CANNOT_BE_MET: GapWords(
        _l("Rule"), _l("it could not be met with this roll, even if everyone voted in favor.")
    ),
    Gap.RULE_ASKS_MORE: GapWords(
        _l("Rule"), _l("it asks for more than the answers to one vote: stages, signatures or an order of preference.")
    ),
    Gap.RULE_DOES_NOT_GOVERN: GapWords(
        _l("Rule"), _l("it does not govern this change, which must be voted on under “%(named)s”.")
    ),
    Gap.CAPS_CANNOT_BE_MET: GapWords(_l("Rule"), _l("with this roll nobody's votes could stay under its caps.")),
    Gap.PRECONDITION: GapWords(_l("What the rule asks for first"), _l("it is not there yet.")),
    Gap.AMENDMENT: GapWords(_l("Change of the rules"), _l("nobody has written the clause as it would be.")),
    Gap.AMENDMENT_NEEDS_MEMBERSHIP: GapWords(
        _l("Change of the rules"), _l("only the membership of all centers can adopt it.")
    ),
    Gap.AMENDMENT_OUTDATED: GapWords(
        _l("Change of the rules"), _l("the clause has a newer version than the one this change started from.")
    ),
    Gap.AMENDMENT_UNDER_VOTE: GapWords(
        _l("Change of the rules"), _l("another change of the same clause is being voted on, in vote %(named)s.")
    ),
    Gap.AMENDMENT_IMPOSSIBLE: GapWords(
        _l("Change of the rules"), _l("with the membership as it is, no vote could ever meet it or undo it.")
    ),
    Gap.DEADLOCK_LAPSED: GapWords(_l("Proposal"), _l("the time to find an agreement between the centers is over.")),
    Gap.EMPTY_ROLL: GapWords(_l("Roll"), _l("nobody would have a vote.")),
    Gap.ROLL_UNCLEAR: GapWords(
        _l("Roll"), _l("somebody belongs to two centers, or has two standings, on the record date.")
    ),
    Gap.ROLL_DATE_NOT_BY_RULE: GapWords(
        _l("Record date"), _l("the rule says that it is the day on which the vote opens.")
    ),
    Gap.ROLL_DATE_AHEAD: GapWords(_l("Record date"), _l("it has not come yet, so nobody can know the roll.")),
    Gap.PROPOSAL_NOT_DRAFT: GapWords(_l("Proposal"), _l("it was withdrawn, or is already being voted on.")),
}


def gap_name(missing: Missing) -> str:
    """Return the name of the thing that is missing."""
    return str(GAPS[missing.gap].name) % _gap_params(missing)


def gap_sentence(missing: Missing) -> str:
    """Return what is missing of it, as the rest of a sentence that begins with its name."""
    if missing.unmet is not None:
        return missing_words(missing.unmet, CENTERS)
    return str(GAPS[missing.gap].missing) % _gap_params(missing)


def _gap_params(missing: Missing) -> dict[str, object]:
    named = LANGUAGE_NAMES.get(missing.language or "", "")
    return {"language": named, "question": missing.question, "named": missing.named}


def weight_sentence(weight: int) -> str:
    """Return how much one ballot weighs."""
    return ngettext("its ballot counts as %(num)s vote", "its ballot counts as %(num)s votes", weight)


def members_count(kind: str, count: int) -> str:
    """Return a number of members of one kind, in words."""
    if kind == "organization":
        return ngettext("%(count)s organization", "%(count)s organizations", count, count=number(count))
    if kind == "individual":
        return ngettext("%(count)s individual member", "%(count)s individual members", count, count=number(count))
    return ngettext("%(count)s seat", "%(count)s seats", count, count=number(count))


def kind_word(kind: str) -> str:
    """Return what one voter of a kind is called."""
    return str(ONE_OF_A_KIND.get(kind, kind))


def votes_count(count: int) -> str:
    """Return a number of votes, in words."""
    return ngettext("%(count)s vote", "%(count)s votes", count, count=number(count))


def exclusion(reason: str | None) -> str:
    """Return why somebody has no vote; the empty text for who has one."""
    return str(EXCLUSIONS.get(reason or "", reason or ""))


def answer_words(answer: Answer | None) -> str:
    """Return an answer as a person says it; a question without one was left blank."""
    return str(ANSWERS[answer] if answer is not None else BLANK)


def language_name(code: str) -> str:
    """Return the name of a language in the language being spoken."""
    return str(LANGUAGE_NAMES.get(code, code))


def tie_rule_words(code: str | None) -> str:
    """Return what happens with a tie, or that it has not been said."""
    return str(TIE_RULES[TieRule(code)]) if code else _("It has not been said what happens with a tie")
