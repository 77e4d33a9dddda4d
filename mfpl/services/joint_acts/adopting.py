"""Takes a version of a clause in outside of a vote, with a key of each of two centers."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.joint_acts import JointKind
from mfpl.domain.refusals import Invalid
from mfpl.rules import canonical
from mfpl.services.amendments import Change, problems_of
from mfpl.services.clauses import ClauseDocument, kind_of, read_clause
from mfpl.services.joint_acts.asking import ask
from mfpl.services.rulebook import adopt_clause, newest_rules
from mfpl.store.queries.acts import ActFacts
from mfpl.store.queries.bylaws import find_clause_text


def require_adoptable(session: Session, clause: ClauseDocument, *, kind: ClauseKind, on: date) -> None:
    """Raise Invalid unless a document is the next version of its clause, and could be met and undone."""
    base = find_clause_text(session, kind=kind, code=clause.id)
    following = base.number + 1 if base else 1
    if clause.version != following:
        raise Invalid("version_not_next", number=following)
    problems = problems_of(session, Change(base, clause), kind=kind, on=on)
    if problems:
        raise Invalid("amendment_impossible", problems=problems)


def ask_adoption(
    session: Session, *, actor: Actor, document: str | bytes | Mapping[str, object], now: datetime
) -> UUID:
    """Ask that a document become the next version of its clause; return the id of the request.

    Raise RuleInvalid with every error of it; Invalid where its version is not the next, or where no vote could ever
    meet or undo it; Forbidden or Conflict.
    """
    kind = kind_of(document)
    clause = read_clause(kind, document, rules=newest_rules(session))
    require_adoptable(session, clause, kind=kind, on=now.date())
    return ask(
        session,
        actor=actor,
        kind=JointKind.ADOPT,
        object_id=clause_key(kind, clause.id),
        parameters={"kind": kind, "rule": clause.id, "number": clause.version, "document": canonical(clause)},
        now=now,
    )


def adopt_asked(session: Session, act: ActFacts, actor: Actor, now: datetime) -> None:
    """Take the document in as it was asked for, from today on or a later day that it says; check it once more."""
    kind, document = ClauseKind(act.parameters["kind"]), str(act.parameters["document"])
    require_adoptable(session, read_clause(kind, document), kind=kind, on=now.date())
    adopt_clause(session, kind=kind, document=document, actor=actor, now=now, not_before=now.date())


def clause_key(kind: ClauseKind, code: str) -> UUID:
    """Return the id under which a request about a clause waits, whether the clause is there yet or not."""
    return uuid5(NAMESPACE_URL, f"mfpl:{kind}:{code}")
