"""The demonstration loads whole, once, on either engine, and says what its data files say."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import Conflict
from mfpl.domain.votes import VoteState, read_choices, state
from mfpl.services import history
from mfpl.services.demonstration import Step, is_empty, list_sign_ins, load_demonstration, membership
from mfpl.services.demonstration.scene import Scene
from mfpl.services.demonstration.sheets import cast_groups
from mfpl.services.votes import check_opening, close_due
from mfpl.store.backup import opened
from mfpl.store.engine import Sessions
from mfpl.store.queries import ballots, rolls
from mfpl.store.queries.accounts import find_account_by_email
from mfpl.store.queries.actors import load_actor
from mfpl.store.queries.bodies import list_centers
from mfpl.store.queries.bylaws import find_governing, find_in_force, list_acts, list_clauses
from mfpl.store.queries.proposals import list_proposals
from mfpl.store.queries.results import list_verdicts
from mfpl.store.queries.rolls import Electorate, RollTotal
from mfpl.store.queries.votes import VoteFacts, get_vote, list_votes
from mfpl.store.tables import Decision, Member
from tests.demonstration import NOW

CONCURRENT = "concurrent-majorities"
WEIGHTS = {"organization": 2, "individual": 1}


@pytest.fixture
def loaded(demonstration_url: str) -> Iterator[Sessions]:
    with opened(demonstration_url) as sessions:
        yield sessions


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


def vote_under(session: Session, rule: str) -> VoteFacts:
    found = [vote for vote in list_votes(session) if vote.rule_code == rule]
    return min(found, key=lambda vote: vote.times.opens_at)


def voted(totals: list[RollTotal], by: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for total in totals:
        counted[getattr(total, by)] += total.voted
    return counted


def answers(session: Session, vote: VoteFacts, *, question: int) -> Counter[str]:
    counted: Counter[str] = Counter()
    for pile in ballots.pile_up(session, vote_id=vote.id, level=vote.level.value):
        counted[read_choices(pile.choices)[question]] += pile.ballots * pile.weight
    return counted


def test_the_vote_of_2019_is_there_ballot_by_ballot_with_the_published_sums(loaded: Sessions) -> None:
    with loaded.reading() as session:
        vote = get_vote(session, number="2019-01")
        totals = rolls.list_totals(session, vote_id=vote.id)

        assert sum(total.members for total in totals if total.reason is None) == 635
        assert voted(totals, "kind") == {"organization": 62, "individual": 53}
        assert answers(session, vote, question=1) == {"yes": 174, "no": 3}
        assert answers(session, vote, question=2) == {"yes": 176, "no": 1}
        assert [(one.outcome, one.took_effect) for one in list_verdicts(session, vote_id=vote.id)] == [
            ("passed", True),
            ("passed", True),
        ]


def test_the_register_lists_every_recorded_vote_and_the_engine_agrees_with_each_it_can_decide(loaded: Sessions) -> None:
    with loaded.reading() as session:
        decisions = list(session.scalars(select(Decision).order_by(Decision.number)))

    assert len(decisions) == 35
    assert all(decision.record["sources"] for decision in decisions)
    decided = [decision for decision in decisions if decision.record["recompute"]]
    assert len(decided) == 12
    assert all(decision.record["recompute"]["agrees"] for decision in decided)
    assert all(json.loads(one.verdict)["outcome"] == "passed" for one in decided if one.verdict)
    assert [one.number for one in decisions if one.kind == "vote"] == ["2019-01", "2019-02"]


def test_the_vote_on_the_two_centers_is_open_and_lacks_one_ballot_in_mexico(loaded: Sessions) -> None:
    with loaded.reading() as session:
        vote = vote_under(session, "concurrent-majorities")
        totals = rolls.list_totals(session, vote_id=vote.id)

        assert state(vote.times, NOW) is VoteState.OPEN
        assert voted(totals, "center_code") == {"MX": 12, "US": 60}
        assert answers(session, vote, question=1) == {"yes": 77, "no": 31, "abstain": 5}


def test_everyone_of_the_story_still_has_the_ballots_the_story_gives_them(loaded: Sessions) -> None:
    with loaded.reading() as session:
        vote = vote_under(session, "concurrent-majorities")
        waiting = {}
        for person in list_sign_ins():
            account = find_account_by_email(session, email_key=person.email)
            assert account is not None
            actor = load_actor(session, person_id=account.person_id, on=NOW.date())
            voters = tuple(held.member_id for held in actor.memberships if held.votes)
            lines = rolls.list_lines(session, vote_id=vote.id, voter_ids=voters)
            waiting[person.key] = [line.label for line in lines if line.included and not line.voted]

    assert {key for key, labels in waiting.items() if not labels} == {"nayeli", "amara"}
    assert len(waiting["itzel"]) == len(waiting["imani"]) == len(waiting["tomas"]) == len(waiting["mari-carmen"]) == 2


def test_the_committee_has_voted_by_name_and_the_rest_of_it_still_can(loaded: Sessions) -> None:
    with loaded.reading() as session:
        vote = vote_under(session, "lc-2012")
        named = ballots.list_named(session, vote_id=vote.id)

        assert state(vote.times, NOW) is VoteState.OPEN
        assert answers(session, vote, question=1) == {"yes": 5, "no": 2, "abstain": 1}
        assert all(vote.times.opens_at < ballot.cast_at < NOW for ballot in named)
        assert sum(total.members for total in rolls.list_totals(session, vote_id=vote.id)) == 15


def test_closing_in_time_decides_every_vote(loaded: Sessions) -> None:
    after = NOW.replace(day=20)
    with loaded.transaction() as session:
        assert len(close_due(session, now=after)) == 3

    with loaded.reading() as session:
        centers = list_verdicts(session, vote_id=vote_under(session, "concurrent-majorities").id)
        minutes = list_verdicts(session, vote_id=vote_under(session, "lc-2012").id)

    assert {one.outcome for one in centers} == {"not_quorate"}
    assert [one.outcome for one in minutes] == ["passed"]


def test_other_proposals_stand_where_their_story_says(loaded: Sessions) -> None:
    with loaded.reading() as session:
        states = Counter(proposal.state for proposal in list_proposals(session))
        directory = vote_under(session, "simple-majority")

        assert states == {"decided": 1, "voting": 3, "draft": 3, "withdrawn": 1}
        assert check_opening(session, vote=directory, now=NOW) == ()


def test_the_change_under_vote_enacts_itself_later_in_mexico(loaded: Sessions) -> None:
    after = NOW.replace(day=20)
    with loaded.transaction() as session:
        close_due(session, now=after)

    with loaded.reading() as session:
        centers = {center.code: center.id for center in list_centers(session)}
        found = {
            code: find_in_force(session, kind=ClauseKind.RULE, code=CONCURRENT, on=after.date(), center_id=center_id)
            for code, center_id in centers.items()
        }
        common = find_in_force(session, kind=ClauseKind.RULE, code=CONCURRENT, on=after.date())

    assert {code: text and text.number for code, text in found.items()} == {"MX": 1, "US": 2}
    assert common is not None
    assert common.number == 1


def test_the_bylaws_have_every_kind_of_clause_and_a_rule_that_governs_their_amendment(loaded: Sessions) -> None:
    with loaded.reading() as session:
        placed = [clause for clause in list_clauses(session) if clause.article_code is not None]
        decisions = {fact.decision for fact in list_acts(session, kind=ClauseKind.TEXT, code="dues")}

        assert find_governing(session) == CONCURRENT
        assert {clause.kind for clause in placed} == set(ClauseKind)
        assert len(placed) == len(list_clauses(session))
        assert find_in_force(session, kind=ClauseKind.SEATS, code="structure-2015", on=date(2016, 5, 1)) is not None
        assert find_in_force(session, kind=ClauseKind.SEATS, code="structure-2015", on=date(2019, 6, 17)) is None
        assert decisions == {None, "2020-02"}


def test_members_whose_ballots_are_cast_are_not_made_to_cast_again(loaded: Sessions) -> None:
    invented = membership.invented_members()
    again = [{"center": "MX", "kind": "organization", "count": 1, "answers": {"adopt": "yes"}}]
    with loaded.writing() as session:
        ids = dict(session.execute(select(Member.name, Member.id)).all())
        members = {one.id: ids[one.name] for one in invented}
        scene = Scene(session, NOW, NOW.date(), {}, {}, {}, members, invented)
        number = vote_under(session, "concurrent-majorities").number

        with pytest.raises(LookupError, match="gives mx-org"):
            cast_groups(scene, number=number, groups=again, questions=["adopt"], cohorts=["steady", "recent"])
