"""History in words: one sentence for every fact, with names where the ids still stand for somebody."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from mfpl.domain.history import Entry, Fact
from mfpl.domain.votes import read_choices
from mfpl.web.formatting import day, listed
from mfpl.web.wording.outcomes import outcome
from mfpl.web.wording.votes import answer_words, language_name

Params = Mapping[str, Any]
Sentence = Callable[[Params], str]


def _vote_closed(p: Params) -> str:
    if not p["acted"]:
        return _("The vote was closed because its time was over, and decided: %(outcomes)s.", **p)
    return _("%(who)s closed the vote, and it was decided: %(outcomes)s.", **p)


def _ballot(p: Params, *, told: Callable[[Params], str], untold: Callable[[Params], str]) -> str:
    return told(p) if p["choices"] else untold(p)


SENTENCES: Mapping[Fact, Sentence] = {
    Fact.PERSON_INVITED: lambda p: _("%(who)s sent an invitation.", **p),
    Fact.ACCOUNT_CONFIRMED: lambda _p: _("The account was confirmed."),
    Fact.PASSWORD_CHANGED: lambda _p: _("The password was changed."),
    Fact.SESSIONS_ENDED: lambda _p: _("Every open session was ended."),
    Fact.MEMBER_RECORDED: lambda _p: _("The member was entered in the register."),
    Fact.PROPOSAL_CREATED: lambda p: _("%(who)s put the proposal forward, written in %(language)s.", **p),
    Fact.TEXT_SAVED: lambda p: _("%(who)s saved the text in %(language)s.", **p),
    Fact.TEXT_REVIEWED: lambda p: _("%(who)s read the text in %(language)s against the original.", **p),
    Fact.PROPOSAL_WITHDRAWN: lambda p: _("%(who)s withdrew the proposal.", **p),
    Fact.VOTE_PREPARED: lambda p: _("%(who)s prepared vote %(number)s.", **p),
    Fact.VOTE_OPENED: lambda p: _("%(who)s opened the vote: the roll, the rule and both texts were fixed.", **p),
    Fact.OPEN_BALLOT_CAST: lambda p: _ballot(
        p,
        told=lambda p: _("%(who)s cast the ballot of %(voter)s: %(choices)s.", **p),
        untold=lambda _p: _("A ballot by name was cast."),
    ),
    Fact.OPEN_BALLOT_CHANGED: lambda p: _ballot(
        p,
        told=lambda p: _("%(who)s changed the ballot of %(voter)s: %(choices)s.", **p),
        untold=lambda _p: _("A ballot by name was changed."),
    ),
    Fact.EARLY_CLOSE_ASKED: lambda p: _("%(who)s asked to close the vote early.", **p),
    Fact.EARLY_CLOSE_CONFIRMED: lambda p: _("%(who)s, of another center, confirmed the early close.", **p),
    Fact.VOTE_CLOSED: _vote_closed,
    Fact.DECISION_RECORDED: lambda _p: _("The decision was entered in the register."),
    Fact.RULE_ADOPTED: lambda p: _("%(who)s put a version of the rule into force.", **p),
    Fact.RULE_ENACTED: lambda p: _("Decision %(decision)s enacted version %(number)s.", **p),
    Fact.RULE_RETIRED: lambda p: _("Decision %(decision)s retired the clause.", **p),
    Fact.RULE_GOVERNS: lambda _p: _("From then on this rule governs the amendment of clauses that name no other."),
    Fact.AMENDMENT_SAVED: lambda p: _("%(who)s wrote the change that the proposal carries.", **p),
    Fact.FACTS_DECLARED: lambda p: _("%(who)s declared what the rule asks for before the vote opens.", **p),
    Fact.DEADLOCK_BEGAN: lambda p: _(
        "Vote %(vote)s did not adopt it, and the rule foresees a way out, until %(lapses_on)s at the latest.", **p
    ),
    Fact.REVISED_AFTER_DEADLOCK: lambda p: _("%(who)s began a revised text for a second vote.", **p),
    Fact.JOINT_ACT_ASKED: lambda p: _("%(who)s asked for it with the key of their center.", **p),
    Fact.JOINT_ACT_CONFIRMED: lambda p: _("%(who)s, of another center, confirmed it.", **p),
    Fact.JOINT_ACT_WITHDRAWN: lambda p: _("%(who)s took the request back.", **p),
    Fact.MEMBER_TRANSFERRED: lambda p: _(
        "The center of the membership changes on %(from_on)s: from %(from_center)s to %(to_center)s.", **p
    ),
    Fact.MANDATE_GIVEN: lambda p: _("%(who)s confirmed a new charge for %(center)s.", **p),
    Fact.EXAMPLE_KEPT: lambda p: _("%(who)s kept an example of the rule.", **p),
    Fact.EXAMPLE_RETIRED: lambda p: _("%(who)s retired an example of the rule.", **p),
}


def tell(entry: Entry, *, names: Mapping[str, str], shows_ballots: bool = False) -> str:
    """Return what an entry says; ``names`` words its ids and the codes of centers.

    Ballots by name are told only to who may read them.
    """
    given = entry.parameters
    acted = entry.actor_id is not None
    choices = given.get("choices") if shows_ballots else None
    words: Params = {
        "acted": acted,
        "who": _name(names, entry.actor_id) if acted else _("The calendar"),
        "language": language_name(str(given.get("language", ""))),
        "number": given.get("number", ""),
        "decision": given.get("decision", ""),
        "vote": given.get("vote", ""),
        **{name: _center(names, given.get(name, "")) for name in ("from_center", "to_center", "center")},
        "from_on": day(date.fromisoformat(given["from_on"])) if "from_on" in given else "",
        "lapses_on": day(date.fromisoformat(given["lapses_on"])) if "lapses_on" in given else "",
        "voter": _name(names, given.get("voter")),
        "choices": _choices(choices) if choices else "",
        "outcomes": listed([str(outcome(code).words).lower() for code in _outcomes(given)]),
    }
    return SENTENCES[Fact(entry.code)](words)


def _name(names: Mapping[str, str], identity: object) -> str:
    return names.get(str(identity)) or _("Somebody whose name is no longer kept")


def _center(names: Mapping[str, str], code: str) -> str:
    return names.get(code, code)


def _choices(canonical: str) -> str:
    answers = read_choices(canonical)
    if len(answers) == 1:
        return listed([answer_words(answer) for answer in answers.values()])
    return listed(
        [
            _("%(number)s: %(answer)s", number=number, answer=answer_words(answer))
            for number, answer in sorted(answers.items())
        ]
    )


def _outcomes(given: Params) -> list[str]:
    found: Mapping[str, str] = given.get("outcomes", {})
    return [found[position] for position in sorted(found, key=int)]
