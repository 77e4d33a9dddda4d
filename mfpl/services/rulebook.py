"""Keeps the rulebook: takes rule documents in as versions that are never edited."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from mfpl.domain.actors import Actor
from mfpl.domain.history import Fact
from mfpl.domain.policy import require
from mfpl.domain.refusals import Conflict
from mfpl.rules import Rule, canonical, fingerprint, parse_rule
from mfpl.services import history
from mfpl.store.queries.rules import RuleFacts, find_rule, get_rule
from mfpl.store.tables import RuleVersion


def adopt_rule(
    session: Session, *, document: str | bytes | Mapping[str, object], actor: Actor, now: datetime
) -> RuleFacts:
    """Take a rule document into the rulebook as the version it says it is; the same document again changes nothing.

    Raise Forbidden, RuleInvalid with every error of the document, or Conflict when another document already is this
    version of the rule.
    """
    require(actor, "rules.adopt")
    rule = parse_rule(document)
    stored = find_rule(session, code=rule.id, number=rule.version)
    if stored is not None:
        if stored.fingerprint != fingerprint(rule):
            raise Conflict("rule_version_taken", rule=rule.id, number=rule.version)
        return stored
    _add(session, rule)
    mark = {"rule": rule.id, "number": rule.version, "fingerprint": fingerprint(rule)}
    history.record(session, stream=f"rule:{rule.id}", fact=Fact.RULE_ADOPTED, actor_id=actor.person_id, now=now, **mark)
    return get_rule(session, code=rule.id, number=rule.version)


def _add(session: Session, rule: Rule) -> None:
    session.add(
        RuleVersion(
            code=rule.id,
            number=rule.version,
            document=canonical(rule),
            fingerprint=fingerprint(rule),
            in_force_from=_day(rule.in_force.from_ if rule.in_force else None),
            in_force_until=_day(rule.in_force.until if rule.in_force else None),
        )
    )
    session.flush()


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
