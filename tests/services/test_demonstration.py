"""The demonstration loads whole, once, on either engine, and says what its data files say."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.refusals import Conflict
from mfpl.services import history
from mfpl.services.demonstration import Step, is_empty, list_sign_ins, load_demonstration
from mfpl.store.engine import Sessions
from mfpl.store.queries import rolls
from mfpl.store.queries.actors import load_actor
from mfpl.store.queries.rolls import Electorate

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
WEIGHTS = {"organization": 2, "individual": 1}


@pytest.fixture
def loaded(sessions: Sessions) -> Sessions:
    with sessions.transaction() as session:
        load_demonstration(session, now=NOW, password_hash="not a real hash")
    return sessions


def eligible(session: Session, *, on: date) -> dict[tuple[str | None, str], int]:
    electorate = Electorate(("good_standing",), WEIGHTS)
    totals = rolls.preview_members(session, roll_date=on, electorate=electorate)
    return {(total.center_code, total.kind): total.members for total in totals if total.reason is None}


EXPECTED = {
    ("MX", "organization"): 85,
    ("MX", "individual"): 42,
    ("US", "organization"): 338,
    ("US", "individual"): 170,
}


def test_everyone_who_could_vote_in_june_2019_is_on_the_roll_of_that_day(loaded: Sessions) -> None:
    with loaded.reading() as session:
        assert eligible(session, on=date(2019, 6, 11)) == EXPECTED


def test_as_many_members_are_in_good_standing_three_weeks_before_the_start(loaded: Sessions) -> None:
    with loaded.reading() as session:
        assert eligible(session, on=date(2026, 2, 9)) == EXPECTED


def test_loading_twice_is_refused_and_changes_nothing(loaded: Sessions) -> None:
    with loaded.reading() as session:
        assert not is_empty(session)
    with pytest.raises(Conflict, match="demonstration_not_empty"), loaded.transaction() as session:
        load_demonstration(session, now=NOW, password_hash="not a real hash")


def test_each_finished_step_is_told(session: Session) -> None:
    told: Counter[Step] = Counter()
    load_demonstration(session, now=NOW, password_hash="x", progress=lambda step, number: told.update({step: number}))

    assert set(told) == set(Step)
    assert told[Step.CENTERS] == 2


def test_the_people_a_newcomer_can_be_are_named_with_their_mandates() -> None:
    people = {person.key: person for person in list_sign_ins()}

    assert people["yvonne"].mandates == ("election_officer",)
    assert all(person.email.endswith("@demo.example") for person in people.values())
    assert all(set(person.role) == {"es", "en"} for person in people.values())


def test_one_person_holds_two_ballots_and_shares_one_with_another(loaded: Sessions) -> None:
    from mfpl.store.queries.accounts import find_account_by_email

    with loaded.reading() as session:
        held = {}
        for key in ("itzel", "tomas"):
            account = find_account_by_email(session, email_key=f"{key}@demo.example")
            assert account is not None
            actor = load_actor(session, person_id=account.person_id, on=NOW.date())
            held[key] = {membership.name for membership in actor.memberships if membership.votes}

    assert held["itzel"] == {"Itzel Nájar Ek", "Radio Bosque, A. C."}
    assert held["itzel"] & held["tomas"] == {"Radio Bosque, A. C."}


def test_the_history_of_a_fresh_demonstration_holds(loaded: Sessions) -> None:
    with loaded.reading() as session:
        found = history.verify(session)

    assert found.breaks == ()
    assert found.streams >= len(EXPECTED)
