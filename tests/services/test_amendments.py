"""A change of the rules is completed, guarded, voted under the rule that governs it, and enacted by its adoption."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind, Enacted
from mfpl.domain.history import Fact
from mfpl.domain.refusals import Conflict, Forbidden, Invalid
from mfpl.domain.votes import Answer, Gap
from mfpl.rules import RuleInvalid, parse_rule
from mfpl.services.amendments import governing_rule, propose_amendment, save_amendment
from mfpl.services.bylaws import let_govern_amendments, take_in_with_its_dates
from mfpl.services.clauses import read_clause
from mfpl.services.proposals import Text, withdraw_proposal
from mfpl.services.rulebook import adopt_rule
from mfpl.services.votes import close_due, open_vote
from mfpl.services.votes.opening import check_opening
from mfpl.store.queries.bylaws import acts_of, find_clause_text, list_clauses, list_decided_by
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.proposals import get_proposal
from mfpl.store.queries.results import list_verdicts
from mfpl.store.queries.rules import find_rule, get_rule_in_force
from mfpl.store.queries.votes import get_vote
from mfpl.store.tables import Proposal
from tests import cast as c
from tests.services.changes import (
    ALL_YES,
    EVERY_CENTER,
    STRICTER,
    TWO_THIRDS,
    carried,
    draft,
    gaps,
    held,
    prepared,
    propose,
)

IN_PAPER = {
    "language": "mfpl-text/1",
    "id": "minutes",
    "version": 1,
    "title": {"en": "Minutes", "es": "Actas"},
    "clause": {"en": "Minutes are kept.", "es": "Se guardan actas."},
}


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


MEXICO_ONLY = {"Itzel": Answer.YES, "Radio Bosque": Answer.YES, "Dana": Answer.NO, "River Press": Answer.NO}
CLOSED_ON = date(2026, 11, 24)
"""The civil day of the close in the center where it is earliest."""


def test_a_change_becomes_the_next_version_of_its_clause(cast: c.Cast) -> None:
    written = {
        **STRICTER,
        "version": 7,
        "in_force": {"from": "2020-01-01"},
        "supersedes": {"id": "other", "version": 3},
    }
    kept = json.loads(carried(cast, propose(cast, draft(written))).document)

    assert (kept["version"], kept["supersedes"]) == (2, {"id": "both-centers", "version": 1})
    assert "in_force" not in kept


def test_a_new_clause_begins_with_its_first_version(cast: c.Cast) -> None:
    new = {**STRICTER, "id": "ignored", "amended_by": {"rule": "both-centers"}}
    kept = carried(cast, propose(cast, draft(new, code="two-thirds")))

    assert kept.base_number is None
    assert parse_rule(kept.document).id == "two-thirds"
    assert parse_rule(kept.document).version == 1


def test_a_change_with_errors_is_refused_with_all_of_them_and_nothing_is_kept(cast: c.Cast) -> None:
    wrong = {**STRICTER, "surprise": 1, "requires": {**TWO_THIRDS, "value": 0.66}}
    with pytest.raises(RuleInvalid) as refused:
        save_amendment(cast.session, actor=cast.actor("Itzel"), number=propose(cast), draft=draft(wrong), now=c.OPENS)

    assert {"/surprise", "/requires/value"} <= {error.path for error in refused.value.errors}


def test_a_change_that_changes_nothing_is_refused(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="amendment_changes_nothing"):
        propose(cast, draft({**c.CONCURRENT, "version": 2}))


def test_a_new_wording_alone_is_a_change(cast: c.Cast) -> None:
    clause = {"en": "More than half, in each center.", "es": "Más de la mitad, en cada centro."}
    assert carried(cast, propose(cast, draft({**c.CONCURRENT, "clause": clause})))


def test_what_is_not_there_cannot_be_retired(cast: c.Cast) -> None:
    with pytest.raises(Conflict, match="amendment_retires_nothing"):
        propose(cast, draft(None, code="nowhere"))


def test_days_and_articles_must_exist(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="center_unknown"):
        propose(cast, draft(days={"GT": date(2027, 1, 1)}))
    with pytest.raises(Invalid, match="article_unknown"):
        propose(cast, draft(article="99"))


def test_only_who_may_write_the_proposal_may_write_its_change(cast: c.Cast) -> None:
    number = propose(cast)
    with pytest.raises(Forbidden):
        save_amendment(cast.session, actor=cast.actor("Dana"), number=number, draft=draft(), now=c.OPENS)


def test_two_writers_do_not_overwrite_each_other(cast: c.Cast) -> None:
    number = propose(cast)
    before = carried(cast, number).fingerprint
    three = draft({**STRICTER, "requires": {**EVERY_CENTER, "every_section": {**TWO_THIRDS, "value": "3/4"}}})
    itzel = cast.actor("Itzel")
    save_amendment(cast.session, actor=itzel, number=number, draft=three, now=c.OPENS, expected=before)

    with pytest.raises(Conflict, match="text_changed_meanwhile"):
        save_amendment(cast.session, actor=itzel, number=number, draft=draft(), now=c.OPENS, expected=before)
    assert "3/4" in carried(cast, number).document


def test_an_ordinary_proposal_carries_no_change(cast: c.Cast) -> None:
    with pytest.raises(Conflict, match="proposal_amends_nothing"):
        save_amendment(cast.session, actor=cast.actor("Itzel"), number=c.propose(cast), draft=draft(), now=c.OPENS)


def test_the_change_of_a_withdrawn_proposal_stays_as_it_was(cast: c.Cast) -> None:
    number = propose(cast)
    withdraw_proposal(cast.session, actor=cast.actor("Itzel"), number=number, now=c.OPENS)
    with pytest.raises(Conflict, match="proposal_not_draft"):
        save_amendment(cast.session, actor=cast.actor("Itzel"), number=number, draft=draft(), now=c.OPENS)


def test_a_rule_that_names_no_other_governs_itself(cast: c.Cast) -> None:
    assert governing_rule(cast.session, carried(cast, propose(cast))) == "both-centers"


def test_the_rule_that_governs_amendments_governs_what_names_no_other(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "constitution"})
    let_govern_amendments(cast.session, code="constitution")
    assert governing_rule(cast.session, carried(cast, propose(cast))) == "constitution"

    let_govern_amendments(cast.session, code="both-centers")
    assert governing_rule(cast.session, carried(cast, propose(cast))) == "both-centers"


def test_a_clause_that_stands_is_governed_by_what_it_names_now_not_by_what_it_would_name(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "easy"})
    change = draft({**c.CONCURRENT, "amended_by": {"rule": "easy"}})
    assert governing_rule(cast.session, carried(cast, propose(cast, change))) == "both-centers"


def test_a_text_without_a_rule_that_governs_it_cannot_be_put_to_the_vote(cast: c.Cast) -> None:
    number = propose(cast, draft(IN_PAPER, kind=ClauseKind.TEXT, code="minutes"))
    assert governing_rule(cast.session, carried(cast, number)) is None
    with pytest.raises(Conflict, match="rule_does_not_govern"):
        c.prepare(cast, proposal=number)


def test_a_change_is_voted_under_no_other_rule_than_the_one_that_governs_it(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "easy"})
    with pytest.raises(Conflict, match="rule_does_not_govern") as refused:
        prepared(cast, rule="easy")
    assert refused.value.params == {"rule": "both-centers"}


def test_a_complete_change_lacks_nothing(cast: c.Cast) -> None:
    assert gaps(cast, prepared(cast)) == []


def test_a_change_that_starts_from_an_old_version_does_not_open(cast: c.Cast) -> None:
    number = prepared(cast)
    take_in_with_its_dates(
        cast.session, kind=ClauseKind.RULE, document=parse_rule({**c.CONCURRENT, "version": 2}), now=c.OPENS
    )
    assert Gap.AMENDMENT_OUTDATED in gaps(cast, number)


def test_two_changes_of_one_clause_are_not_voted_on_at_once(cast: c.Cast) -> None:
    first, second = prepared(cast), prepared(cast)
    open_vote(cast.session, actor=cast.actor("Olmo"), number=first, now=c.OPENS)
    assert gaps(cast, second) == [Gap.AMENDMENT_UNDER_VOTE]


def test_a_change_that_has_become_impossible_does_not_open(cast: c.Cast) -> None:
    """Two people of each center must take part in the discussion, and then Mexico has one member left."""
    number = prepared(cast, draft({**c.CONCURRENT, "preconditions": {"people_of_each_section_in_discussion": 2}}))
    assert gaps(cast, number) == []

    c.move_member(cast, "Itzel", "US")
    vote = get_vote(cast.session, number=number)
    found = check_opening(cast.session, vote=vote, now=c.NOW + timedelta(days=1))
    assert Gap.AMENDMENT_IMPOSSIBLE in {one.gap for one in found}


def test_an_adopted_change_is_in_force_from_the_day_of_its_adoption(cast: c.Cast) -> None:
    held(cast, ALL_YES)

    assert get_rule_in_force(cast.session, code="both-centers", on=CLOSED_ON - timedelta(days=1)).number == 1
    assert get_rule_in_force(cast.session, code="both-centers", on=CLOSED_ON).number == 2


def test_a_rejected_change_changes_nothing(cast: c.Cast) -> None:
    held(cast, MEXICO_ONLY)

    assert find_rule(cast.session, code="both-centers", number=2) is None
    assert acts_of(cast.session, kind=ClauseKind.RULE, code="both-centers") == [Enacted(1, None)]


def test_a_change_may_begin_on_another_day_in_each_center(cast: c.Cast) -> None:
    """What both decide together follows the change only once both have it."""
    mexico, states = date(2027, 1, 1), date(2027, 3, 1)
    held(cast, ALL_YES, draft(days={"MX": mexico, "US": states}))
    session, code = cast.session, "both-centers"

    assert get_rule_in_force(session, code=code, on=mexico, center_id=cast.centers["MX"]).number == 2
    assert get_rule_in_force(session, code=code, on=mexico, center_id=cast.centers["US"]).number == 1
    assert get_rule_in_force(session, code=code, on=states - timedelta(days=1)).number == 1
    assert get_rule_in_force(session, code=code, on=states).number == 2


def test_a_day_that_has_passed_by_the_adoption_is_the_day_of_the_adoption(cast: c.Cast) -> None:
    held(cast, ALL_YES, draft(days={"MX": date(2026, 1, 1), "US": date(2026, 1, 1)}))
    assert acts_of(cast.session, kind=ClauseKind.RULE, code="both-centers") == [Enacted(1, None), Enacted(2, CLOSED_ON)]


def test_a_vote_that_was_open_keeps_the_rule_it_opened_with(cast: c.Cast) -> None:
    """Both open under version 1; the first adopts version 2, the second is decided by what stood at its opening."""
    other = c.prepare(cast, proposal=c.propose(cast), closes_at=c.CLOSES + timedelta(days=2))
    open_vote(cast.session, actor=cast.actor("Olmo"), number=other, now=c.OPENS)
    held(cast, ALL_YES)
    close_due(cast.session, now=c.CLOSES + timedelta(days=2))

    vote = get_vote(cast.session, number=other)
    assert parse_rule(vote.rule_document).version == 1
    assert json.loads(list_verdicts(cast.session, vote_id=vote.id)[0].verdict)["rule"]["version"] == 1


def test_an_adopted_change_names_its_decision_everywhere(cast: c.Cast) -> None:
    held(cast, ALL_YES)
    entry = list_entries(cast.session, stream="rule:both-centers")[-1]

    assert entry.code == Fact.RULE_ENACTED
    decided = list_decided_by(cast.session, decision_number=str(entry.parameters["decision"]))
    assert decided == [((ClauseKind.RULE, "both-centers"), 2, CLOSED_ON)]


def test_a_retired_rule_stays_readable_and_is_in_force_no_more(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "second"})
    let_govern_amendments(cast.session, code="both-centers")
    held(cast, ALL_YES, draft(None, code="second"))

    assert find_rule(cast.session, code="second", number=1)
    assert acts_of(cast.session, kind=ClauseKind.RULE, code="second")[-1] == Enacted(None, CLOSED_ON)


def test_a_vote_under_a_retired_rule_does_not_open(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "second", "in_force": {"until": "2026-11-19"}})
    assert Gap.RULE_NOT_IN_FORCE in gaps(cast, c.prepare(cast, rule="second"))


def test_an_adopted_text_becomes_a_clause(cast: c.Cast) -> None:
    let_govern_amendments(cast.session, code="both-centers")
    held(cast, ALL_YES, draft(IN_PAPER, kind=ClauseKind.TEXT, code="minutes"))

    found = find_clause_text(cast.session, kind=ClauseKind.TEXT, code="minutes")
    assert found is not None
    assert read_clause(ClauseKind.TEXT, found.document).title.es == "Actas"
    assert {clause.key for clause in list_clauses(cast.session)} >= {(ClauseKind.TEXT, "minutes")}


def test_the_proposal_of_a_change_says_its_kind(cast: c.Cast) -> None:
    number = propose(cast)
    assert cast.session.scalar(select(Proposal.kind).where(Proposal.number == number)) == "amend_rules"
    assert get_proposal(cast.session, number=c.propose(cast)).kind == "ordinary"


def test_nothing_else_changes_a_clause_while_a_change_of_it_is_under_vote(cast: c.Cast) -> None:
    number = prepared(cast)
    open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.OPENS)

    with pytest.raises(Conflict, match="clause_under_vote") as refused:
        adopt_rule(cast.session, document={**STRICTER, "version": 2}, actor=cast.actor("Olmo"), now=c.NOW)
    assert refused.value.params == {"rule": "both-centers", "vote": number}

    close_due(cast.session, now=c.CLOSES)
    assert adopt_rule(cast.session, document={**STRICTER, "version": 2}, actor=cast.actor("Olmo"), now=c.CLOSES)


def test_one_center_alone_does_not_change_the_by_laws_of_both(cast: c.Cast) -> None:
    """In the assembly of Mexico every center that votes is Mexico."""
    c.assembly_proposal(cast, "MX")
    for body in ("assembly-MX", "committee"):
        with pytest.raises(Conflict, match="amendment_needs_membership"):
            propose_amendment(
                cast.session,
                actor=cast.actor("Itzel"),
                body_id=cast.bodies[body],
                source_language="es",
                text=Text("Dos tercios", "Que hagan falta dos tercios."),
                draft=draft(),
                now=c.OPENS,
            )


def test_a_new_clause_does_not_choose_an_easier_vote_for_itself(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "easy"})
    let_govern_amendments(cast.session, code="both-centers")
    text = {**IN_PAPER, "amended_by": {"rule": "easy"}}
    for change in (
        draft(text, kind=ClauseKind.TEXT, code="minutes"),
        draft({**STRICTER, "amended_by": {"rule": "easy"}}, code="another"),
    ):
        assert governing_rule(cast.session, carried(cast, propose(cast, change))) == "both-centers"


def test_a_name_longer_than_the_store_keeps_is_refused(cast: c.Cast) -> None:
    assert carried(cast, propose(cast, draft({**STRICTER, "amended_by": {"rule": "both-centers"}}, code="x" * 64)))
    with pytest.raises(Invalid, match="clause_code_too_long"):
        propose(cast, draft(STRICTER, code="x" * 65))


def test_a_later_change_takes_the_place_of_one_that_was_to_begin_afterwards(cast: c.Cast) -> None:
    later = date(2027, 6, 1)
    held(cast, ALL_YES, draft(days={"MX": later, "US": later}))
    adopt_rule(cast.session, document={**c.CONCURRENT, "version": 3}, actor=cast.actor("Olmo"), now=c.CLOSES)

    assert get_rule_in_force(cast.session, code="both-centers", on=later).number == 3
    assert get_rule_in_force(cast.session, code="both-centers", on=date(2020, 1, 1)).number == 1
