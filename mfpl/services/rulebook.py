"""Keeps the rulebook: takes documents of clauses in as versions that are never edited."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.history import Fact
from mfpl.domain.policy import require
from mfpl.domain.refusals import Conflict, Invalid
from mfpl.rules import Rule, fingerprint, parse_rule
from mfpl.services import history
from mfpl.services.bylaws import let_govern_amendments, take_in_with_its_dates, take_turn_with
from mfpl.services.clauses import LONGEST_CODE, ClauseDocument, read_clause
from mfpl.store.queries.amendments import find_vote_amending
from mfpl.store.queries.bylaws import ClauseText, find_clause_text, find_governing, get_clause_text, list_clause_texts
from mfpl.store.queries.rules import RuleFacts, get_rule


def adopt_rule(
    session: Session, *, document: str | bytes | Mapping[str, object], actor: Actor, now: datetime
) -> RuleFacts:
    """Take a rule document into the rulebook as the version it says it is; the same document again changes nothing.

    Raise Forbidden, RuleInvalid with every error of the document, or Conflict when another document already is this
    version of the rule.
    """
    adopted = adopt_clause(session, kind=ClauseKind.RULE, document=document, actor=actor, now=now)
    return get_rule(session, code=adopted.code, number=adopted.number)


def adopt_clause(
    session: Session,
    *,
    kind: ClauseKind,
    document: str | bytes | Mapping[str, object],
    actor: Actor,
    now: datetime,
    not_before: date | None = None,
) -> ClauseText:
    """Take the document of any clause in, with the days on which it says it is in force; refuse as `adopt_rule` does.

    This is for what an organization already has. What a vote adopts is enacted by its closing; while one is open on a
    change of the clause, nothing else may change it: raise Conflict. A version that takes the place of another and says
    no first day is in force from today: it does not alter what was in force before. `not_before` forbids earlier days.
    """
    require(actor, "rules.adopt")
    clause = read_clause(kind, document)
    if len(clause.id) > LONGEST_CODE:
        raise Invalid("clause_code_too_long", limit=LONGEST_CODE)
    take_turn_with(session, kind=kind, code=clause.id)
    stored = find_clause_text(session, kind=kind, code=clause.id, number=clause.version)
    if stored is not None:
        if stored.fingerprint != fingerprint(clause):
            raise Conflict("rule_version_taken", rule=clause.id, number=clause.version)
        return stored
    under_vote = find_vote_amending(session, kind=kind, code=clause.id)
    if under_vote is not None:
        raise Conflict("clause_under_vote", rule=clause.id, vote=under_vote)
    begins = clause.in_force.from_ if clause.in_force else None
    if begins is None and find_clause_text(session, kind=kind, code=clause.id) is not None:
        not_before = not_before or now.date()
    take_in_with_its_dates(session, kind=kind, document=clause, now=now, not_before=not_before)
    _record(session, kind=kind, clause=clause, actor=actor, now=now)
    return get_clause_text(session, kind=kind, code=clause.id, number=clause.version)


def let_govern(session: Session, *, code: str, now: datetime) -> None:
    """Let a rule govern the amendment of clauses that name no other, where nothing has been said of it yet.

    Raise NotFound for a rule there is not, Conflict where a rule governs already.
    """
    rule = get_rule(session, code=code)
    before = find_governing(session)
    if before is not None:
        raise Conflict("governed_already", rule=before)
    let_govern_amendments(session, code=rule.code)
    stream = f"{ClauseKind.RULE}:{rule.code}"
    history.record(session, stream=stream, fact=Fact.RULE_GOVERNS, actor_id=None, now=now, rule=rule.code)


def _record(session: Session, *, kind: ClauseKind, clause: ClauseDocument, actor: Actor, now: datetime) -> None:
    mark = {"rule": clause.id, "number": clause.version, "fingerprint": fingerprint(clause)}
    history.record(
        session, stream=f"{kind}:{clause.id}", fact=Fact.RULE_ADOPTED, actor_id=actor.person_id, now=now, **mark
    )


def newest_rules(session: Session) -> dict[str, Rule]:
    """Return the newest version of each rule that decides votes, by its id."""
    found: dict[str, Rule] = {}
    for text in list_clause_texts(session, kind=ClauseKind.RULE):
        if text.code not in found:
            found[text.code] = parse_rule(text.document)
    return found
