"""What keeps a vote from opening, one thing at a time, and all things at once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from mfpl.domain.refusals import Conflict, Forbidden, Invalid, NotFound
from mfpl.domain.votes import Gap, Missing
from mfpl.services.proposals import Text, save_text, withdraw_proposal
from mfpl.services.votes import QuestionDraft, check_opening, open_vote
from mfpl.store.queries.proposals import get_proposal, list_texts
from mfpl.store.queries.rolls import list_lines
from mfpl.store.queries.votes import get_vote
from mfpl.store.tables import Affiliation
from tests import cast as c

HALF = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"}


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def gaps(cast: c.Cast, number: str, **changes: object) -> tuple[Missing, ...]:
    return check_opening(cast.session, vote=get_vote(cast.session, number=number), now=c.NOW)


def test_a_complete_vote_lacks_nothing(cast: c.Cast) -> None:
    assert gaps(cast, c.prepare(cast)) == ()


def test_a_missing_translation_is_named_by_language(cast: c.Cast) -> None:
    proposal = c.propose(cast, translated=False, reviewed=False)
    assert gaps(cast, c.prepare(cast, proposal=proposal)) == (Missing(Gap.TEXT, "en"),)


def test_a_translation_nobody_reviewed_is_named(cast: c.Cast) -> None:
    proposal = c.propose(cast, reviewed=False)
    assert gaps(cast, c.prepare(cast, proposal=proposal)) == (Missing(Gap.REVIEW, "en"),)


def test_a_translation_of_an_older_source_is_named(cast: c.Cast) -> None:
    proposal = c.propose(cast)
    changed = Text("La relación entre los centros", "Seguimos juntas y juntos.")
    save_text(cast.session, actor=cast.actor("Itzel"), number=proposal, language="es", text=changed, now=c.NOW)
    assert gaps(cast, c.prepare(cast, proposal=proposal)) == (Missing(Gap.STALE, "en"),)


def test_a_question_without_a_wording_is_named_by_number_and_language(cast: c.Cast) -> None:
    questions = (QuestionDraft({"es": "¿Sí?", "en": "Yes?"}), QuestionDraft({"es": "¿Y?", "en": "  "}))
    assert gaps(cast, c.prepare(cast, questions=questions)) == (Missing(Gap.QUESTION, "en", 2),)


def test_a_vote_without_questions_is_not_ready(cast: c.Cast) -> None:
    assert gaps(cast, c.prepare(cast, questions=())) == (Missing(Gap.NO_QUESTIONS),)


def test_a_vote_without_a_word_on_ties_is_not_ready(cast: c.Cast) -> None:
    assert gaps(cast, c.prepare(cast, tie_rule=None)) == (Missing(Gap.TIE_RULE),)


@pytest.mark.parametrize(
    ("early", "missing"), [(timedelta(microseconds=1), ()), (timedelta(0), (Missing(Gap.CLOSES_IN_THE_PAST),))]
)
def test_a_vote_cannot_open_at_its_closing_instant(
    cast: c.Cast, early: timedelta, missing: tuple[Missing, ...]
) -> None:
    number = c.prepare(cast)
    vote = get_vote(cast.session, number=number)
    assert check_opening(cast.session, vote=vote, now=c.CLOSES - early) == missing


@pytest.mark.parametrize(
    ("start", "end", "missing"),
    [
        ("2026-11-21", None, ()),
        ("2026-11-22", None, (Missing(Gap.RULE_NOT_IN_FORCE),)),
        (None, "2026-11-21", ()),
        (None, "2026-11-20", (Missing(Gap.RULE_NOT_IN_FORCE),)),
    ],
)
def test_the_rule_must_be_in_force_on_the_day_of_opening_whatever_the_record_date(
    cast: c.Cast, start: str | None, end: str | None, missing: tuple[Missing, ...]
) -> None:
    """An earlier record date does not bring back an earlier rule: the day here is November 21."""
    c.add_rule(cast.session, c.CONCURRENT | {"id": "dated", "in_force": {"from": start, "until": end}})
    number = c.prepare(cast, rule="dated", roll_date=date(2026, 11, 1))
    assert gaps(cast, number) == missing


@pytest.mark.parametrize(
    ("record_date", "missing"),
    [
        (date(2026, 11, 19), (Missing(Gap.ROLL_DATE_NOT_BY_RULE),)),
        (date(2026, 11, 20), (Missing(Gap.ROLL_DATE_NOT_BY_RULE),)),
        (date(2026, 11, 21), ()),
    ],
)
def test_a_rule_may_say_that_the_record_date_is_the_day_of_opening(
    cast: c.Cast, record_date: date, missing: tuple[Missing, ...]
) -> None:
    electorate = {
        "statuses": ["good_standing"],
        "weights": {"organization": 2, "individual": 1},
        "roll_date": "opening",
    }
    c.add_rule(cast.session, c.CONCURRENT | {"id": "at-opening", "electorate": electorate})
    assert gaps(cast, c.prepare(cast, rule="at-opening", roll_date=record_date)) == missing


def test_a_roll_without_voters_is_not_ready(cast: c.Cast) -> None:
    cast.session.execute(delete(Affiliation))
    assert gaps(cast, c.prepare(cast)) == (Missing(Gap.EMPTY_ROLL),)


def test_a_rule_that_everybodys_yes_cannot_meet_is_named(cast: c.Cast) -> None:
    impossible = {"count": "yes", "comparison": "at_least", "value": 7}
    c.add_rule(cast.session, c.CONCURRENT | {"id": "impossible", "requires": impossible})
    c.add_rule(cast.session, c.CONCURRENT | {"id": "possible", "requires": impossible | {"value": 6}})
    assert gaps(cast, c.prepare(cast, rule="possible")) == ()
    assert gaps(cast, c.prepare(cast, rule="impossible")) == (Missing(Gap.RULE_CANNOT_BE_MET),)


@pytest.mark.parametrize(
    "asks",
    [
        {
            "stages": [
                {"name": "first", "requires": HALF, "continue_on": ["failed"]},
                {"name": "second", "requires": HALF},
            ]
        },
        {"count": "signed", "comparison": "at_least", "value": 2},
        {"all": [HALF, {"share": "blocks", "of": "eligible", "comparison": "less_than", "value": "1/2"}]},
    ],
)
def test_a_rule_that_asks_for_more_than_answers_is_named(cast: c.Cast, asks: dict[str, object]) -> None:
    """Nobody could say at the close whether it was met."""
    c.add_rule(cast.session, c.CONCURRENT | {"id": "more", "requires": asks})
    assert gaps(cast, c.prepare(cast, rule="more")) == (Missing(Gap.RULE_ASKS_MORE),)


def test_opening_is_refused_with_the_whole_list(cast: c.Cast) -> None:
    proposal = c.propose(cast, translated=False, reviewed=False)
    number = c.prepare(cast, proposal=proposal, tie_rule=None, questions=())
    with pytest.raises(Conflict) as refusal:
        open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
    assert refusal.value.code == "vote_not_ready"
    assert [one.gap for one in refusal.value.params["missing"]] == [Gap.TEXT, Gap.NO_QUESTIONS, Gap.TIE_RULE]


def test_a_member_opens_nothing(cast: c.Cast) -> None:
    with pytest.raises(Forbidden):
        open_vote(cast.session, actor=cast.actor("Dana"), number=c.prepare(cast), now=c.NOW)


def test_a_vote_cannot_close_before_it_opens(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="vote_hours_reversed"):
        c.prepare(cast, closes_at=c.OPENS)


@pytest.mark.parametrize("depends_on", [0, 1, 2])
def test_a_question_depends_only_on_an_earlier_one(cast: c.Cast, depends_on: int) -> None:
    questions = (QuestionDraft({"es": "a", "en": "a"}, effective_if=depends_on),)
    with pytest.raises(Invalid, match="question_depends_on_later"):
        c.prepare(cast, questions=questions)


def test_a_vote_needs_a_rule_that_exists(cast: c.Cast) -> None:
    with pytest.raises(NotFound, match="rule_unknown"):
        c.prepare(cast, rule="none-such")


def test_a_proposal_under_vote_takes_no_second_vote_and_no_new_text(cast: c.Cast) -> None:
    proposal = c.propose(cast)
    c.opened(cast, proposal=proposal)
    with pytest.raises(Conflict, match="proposal_not_draft"):
        c.prepare(cast, proposal=proposal)
    with pytest.raises(Conflict, match="proposal_not_draft"):
        save_text(
            cast.session, actor=cast.actor("Itzel"), number=proposal, language="es", text=Text("a", "b"), now=c.NOW
        )


@pytest.mark.parametrize(
    ("comparison", "day", "included"),
    [("on_or_before", "05-01", True), ("before", "05-01", False), ("before", "05-02", True)],
)
def test_the_cutoff_of_the_rule_includes_its_day_or_not(
    cast: c.Cast, comparison: str, day: str, included: bool
) -> None:
    c.add_member(cast, "Edge", "US", joined=c.ROLL_DATE.replace(month=5, day=1))
    electorate = c.CONCURRENT["electorate"] | {"joined": {"comparison": comparison, "date": day}}  # type: ignore[operator]
    c.add_rule(cast.session, c.CONCURRENT | {"id": "cutoff", "electorate": electorate})
    vote = get_vote(cast.session, number=c.opened(cast, rule="cutoff"))
    (line,) = list_lines(cast.session, vote_id=vote.id, voter_ids=(cast.members["Edge"],))
    assert (line.included, line.reason) == ((True, None) if included else (False, "joined_too_late"))


def test_a_committee_votes_by_seats_one_vote_each(cast: c.Cast) -> None:
    c.add_mandate(cast, "Tere", "committee_member", center=None, body="committee")
    vote = get_vote(cast.session, number=c.opened(cast, body="committee"))
    people = tuple(cast.people[name] for name in ("Itzel", "Dana", "Olmo", "Owen", "Tere"))
    lines = list_lines(cast.session, vote_id=vote.id, voter_ids=people)
    assert sorted((line.label, line.weight, line.kind, line.reason) for line in lines) == [
        ("Dana Prueba", 1, "seat", None),
        ("Itzel Prueba", 1, "seat", None),
        ("Olmo Prueba", 1, "seat", None),
        ("Tere Prueba", 1, "seat", "no_center"),
    ]


def test_a_rule_that_says_nothing_of_voters_lets_each_member_in_good_standing_vote_once(cast: c.Cast) -> None:
    plain = {name: value for name, value in c.CONCURRENT.items() if name != "electorate"}
    c.add_rule(cast.session, plain | {"id": "plain"})
    vote = get_vote(cast.session, number=c.opened(cast, rule="plain"))
    (line,) = list_lines(cast.session, vote_id=vote.id, voter_ids=(cast.members["Radio Bosque"],))
    assert line.weight == 1


def test_the_pinned_texts_are_those_of_the_version(cast: c.Cast) -> None:
    proposal = c.propose(cast)
    facts = get_proposal(cast.session, number=proposal)
    assert set(list_texts(cast.session, version_id=facts.version_id)) == {"es", "en"}


def test_a_withdrawn_proposal_is_not_opened(cast: c.Cast) -> None:
    proposal = c.propose(cast)
    number = c.prepare(cast, proposal=proposal)
    withdraw_proposal(cast.session, actor=cast.actor("Itzel"), number=proposal, now=c.NOW)
    assert gaps(cast, number) == (Missing(Gap.PROPOSAL_NOT_DRAFT),)


def test_a_proposal_has_one_vote_at_a_time(cast: c.Cast) -> None:
    proposal = c.propose(cast)
    c.prepare(cast, proposal=proposal)
    with pytest.raises(Conflict, match="vote_already_prepared"):
        c.prepare(cast, proposal=proposal)


@pytest.mark.parametrize(("days", "missing"), [(0, ()), (1, (Missing(Gap.ROLL_DATE_AHEAD),))])
def test_the_roll_date_may_be_today_and_not_tomorrow(cast: c.Cast, days: int, missing: tuple[Missing, ...]) -> None:
    assert gaps(cast, c.prepare(cast, roll_date=c.TODAY + timedelta(days=days))) == missing


def test_a_member_of_two_centers_on_one_day_is_named_before_the_roll_is_frozen(cast: c.Cast) -> None:
    here = cast.members["Telar"]
    cast.session.add(Affiliation(member_id=here, center_id=cast.centers["US"], from_on=c.JOINED, reason="error"))
    assert gaps(cast, c.prepare(cast)) == (Missing(Gap.ROLL_UNCLEAR),)


def test_somebody_who_sits_for_two_centers_has_no_vote_and_is_told_why(cast: c.Cast) -> None:
    c.add_mandate(cast, "Dana", "committee_member", center="MX", body="committee")
    vote = get_vote(cast.session, number=c.opened(cast, body="committee"))
    (line,) = list_lines(cast.session, vote_id=vote.id, voter_ids=(cast.people["Dana"],))
    assert (line.included, line.reason) == (False, "several_centers")


def test_an_officer_opens_nothing_of_another_centers_assembly(cast: c.Cast) -> None:
    proposal = c.assembly_proposal(cast, "MX")
    with pytest.raises(Forbidden):
        c.prepare(cast, proposal=proposal, officer="Owen")
    number = c.prepare(cast, proposal=proposal)
    with pytest.raises(Forbidden):
        open_vote(cast.session, actor=cast.actor("Owen"), number=number, now=c.NOW)
    open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
