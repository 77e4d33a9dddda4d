"""A change of the rules that no vote could ever meet or undo is refused, and so is what could not be shared out."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import Invalid
from mfpl.domain.votes import Gap
from mfpl.services.bylaws import let_govern_amendments, take_in_with_its_dates
from mfpl.services.clauses import read_clause
from mfpl.services.votes import open_vote
from mfpl.store.tables import Amendment
from tests import cast as c
from tests.services.changes import STRICTER, TWO_THIRDS, carried, draft, gaps, prepared, propose


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def test_a_change_no_vote_could_ever_meet_is_refused(cast: c.Cast) -> None:
    """Three members of Mexico are entitled; a hundred of them can never agree."""
    many = {"in_section": "MX", "require": {"count": "yes", "comparison": "at_least", "value": 100, "unit": "members"}}
    with pytest.raises(Invalid, match="amendment_impossible") as refused:
        propose(cast, draft({**c.CONCURRENT, "requires": many}))

    assert [problem.rule for problem in refused.value.params["problems"]] == ["both-centers"]
    assert cast.session.scalar(select(func.count()).select_from(Amendment)) == 0


def test_a_change_that_names_a_center_there_is_not_is_refused(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="amendment_impossible"):
        propose(cast, draft({**c.CONCURRENT, "requires": {"in_section": "GT", "require": TWO_THIRDS}}))


def test_a_change_no_vote_could_ever_undo_is_refused(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="amendment_impossible") as refused:
        propose(cast, draft({**STRICTER, "amended_by": {"rule": "nowhere"}}))

    assert [str(problem.code) for problem in refused.value.params["problems"]] == ["governing_missing"]


def test_preconditions_that_could_never_hold_are_refused(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="amendment_impossible"):
        propose(cast, draft({**c.CONCURRENT, "preconditions": {"sponsors_from_sections": 3}}))
    assert carried(cast, propose(cast, draft({**c.CONCURRENT, "preconditions": {"sponsors_from_sections": 2}})))


def test_a_rule_that_governs_another_cannot_be_retired(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "second", "amended_by": {"rule": "both-centers"}})
    with pytest.raises(Invalid, match="amendment_impossible"):
        propose(cast, draft(None))


def seat_rule(**changes: Any) -> dict[str, Any]:
    return {
        "language": "mfpl-seats/1",
        "id": "in-proportion",
        "version": 1,
        "title": {"en": "Seats", "es": "Lugares"},
        "method": "sainte_lague",
        "ties": ["fewer_members", "lot"],
        "scope": "election",
        **changes,
    }


TEXT = {
    "language": "mfpl-text/1",
    "id": "minutes",
    "version": 1,
    "title": {"en": "Minutes", "es": "Actas"},
    "clause": {"en": "Minutes are kept.", "es": "Se guardan actas."},
}
NOBODY_HALF = {"limits": [{"comparison": "less_than", "share": "1/2"}]}
OF_TEN = {"seats": [{"body": "board", "seats": 10, "rule": "in-proportion"}]}


def seated(cast: c.Cast) -> None:
    """Take in a seat rule, and a rule with a body of ten seats that are shared out by it."""
    take_in_with_its_dates(
        cast.session, kind=ClauseKind.SEATS, document=read_clause(ClauseKind.SEATS, seat_rule()), now=c.OPENS
    )
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "board-rule", **OF_TEN})


def test_seats_that_no_allocation_could_share_out_are_refused(cast: c.Cast) -> None:
    """Of two centers neither may have half of the ten seats."""
    seated(cast)
    with pytest.raises(Invalid, match="amendment_impossible") as refused:
        propose(cast, draft(seat_rule(**NOBODY_HALF), kind=ClauseKind.SEATS, code="in-proportion"))
    assert [str(one.code) for one in refused.value.params["problems"]] == ["seats_infeasible"]


def test_a_seat_rule_that_can_be_met_is_accepted(cast: c.Cast) -> None:
    seated(cast)
    limits = {"limits": [{"comparison": "at_most", "share": "1/2"}]}
    assert carried(cast, propose(cast, draft(seat_rule(**limits), kind=ClauseKind.SEATS, code="in-proportion")))


def test_a_seat_rule_that_a_body_needs_cannot_be_retired(cast: c.Cast) -> None:
    seated(cast)
    with pytest.raises(Invalid, match="amendment_impossible") as refused:
        propose(cast, draft(None, kind=ClauseKind.SEATS, code="in-proportion"))
    assert [str(one.code) for one in refused.value.params["problems"]] == ["seat_rule_missing"]


def test_a_rule_may_not_share_out_seats_by_a_seat_rule_there_is_not(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="amendment_impossible"):
        propose(cast, draft({**c.CONCURRENT, **OF_TEN}))


def test_caps_that_nobody_could_stay_under_are_refused(cast: c.Cast) -> None:
    electorate = {**c.CONCURRENT["electorate"], "caps": {"share_per_voter": "1/9"}}  # type: ignore[dict-item]
    with pytest.raises(Invalid, match="amendment_impossible") as refused:
        propose(cast, draft({**c.CONCURRENT, "electorate": electorate}))
    assert [str(one.code) for one in refused.value.params["problems"]] == ["caps_infeasible"]


def test_a_rule_that_is_no_longer_in_force_governs_nothing(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "old", "in_force": {"until": "2020-12-31"}})
    with pytest.raises(Invalid, match="amendment_impossible") as refused:
        propose(cast, draft({**STRICTER, "amended_by": {"rule": "old"}}))
    assert [str(one.code) for one in refused.value.params["problems"]] == ["governing_missing"]


def test_a_text_too_must_be_amended_by_a_rule_there_is(cast: c.Cast) -> None:
    text = {**TEXT, "amended_by": {"rule": "nowhere"}}
    with pytest.raises(Invalid, match="amendment_impossible"):
        propose(cast, draft(text, kind=ClauseKind.TEXT, code="minutes"))


def test_a_rule_that_governs_a_text_cannot_be_retired(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "second"})
    text = read_clause(ClauseKind.TEXT, {**TEXT, "amended_by": {"rule": "second"}})
    take_in_with_its_dates(cast.session, kind=ClauseKind.TEXT, document=text, now=c.OPENS)
    with pytest.raises(Invalid, match="amendment_impossible"):
        propose(cast, draft(None, code="second"))


def test_the_rule_that_governs_in_general_cannot_be_retired(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "second", "amended_by": {"rule": "second", "itself": True}})
    let_govern_amendments(cast.session, code="both-centers")
    take_in_with_its_dates(cast.session, kind=ClauseKind.TEXT, document=read_clause(ClauseKind.TEXT, TEXT), now=c.OPENS)
    with pytest.raises(Invalid, match="amendment_impossible"):
        propose(cast, draft(None))


def test_the_last_rule_cannot_be_retired(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="amendment_impossible"):
        propose(cast, draft(None))


def test_a_change_counts_with_the_others_under_vote(cast: c.Cast) -> None:
    """One vote would retire the second rule; a change that would be amended by it does not open beside it."""
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "second"})
    let_govern_amendments(cast.session, code="both-centers")
    retiring, leaning = (
        prepared(cast, draft(None, code="second")),
        prepared(cast, draft({**STRICTER, "amended_by": {"rule": "second"}})),
    )
    assert gaps(cast, leaning) == []
    open_vote(cast.session, actor=cast.actor("Olmo"), number=retiring, now=c.OPENS)
    assert gaps(cast, leaning) == [Gap.AMENDMENT_IMPOSSIBLE]


def test_a_hole_that_was_there_before_does_not_keep_other_changes_out(cast: c.Cast) -> None:
    text = read_clause(ClauseKind.TEXT, {**TEXT, "amended_by": {"rule": "nowhere"}})
    take_in_with_its_dates(cast.session, kind=ClauseKind.TEXT, document=text, now=c.OPENS)
    assert carried(cast, propose(cast))
