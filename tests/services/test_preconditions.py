"""What a rule asks for before a vote opens: counted by the program where it can be, declared where not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.history import Fact
from mfpl.domain.refusals import Conflict, Forbidden
from mfpl.domain.votes import Gap
from mfpl.rules import Facts, Precondition, parse_facts
from mfpl.services.amendments import save_amendment
from mfpl.services.proposals import Text, save_text
from mfpl.services.votes import VoteDraft, open_vote, revise_vote
from mfpl.services.votes.opening import check_opening
from mfpl.services.votes.preconditions import declare_facts, known_facts
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.votes import get_vote
from tests import cast as c
from tests.services import changes

DAY = timedelta(days=1)


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def prepared(cast: c.Cast, **preconditions: Any) -> str:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "careful", "preconditions": preconditions})
    return c.prepare(cast, rule="careful")


def unmet(cast: c.Cast, number: str, *, now: Any = c.OPENS) -> list[tuple[Precondition, int | None]]:
    missing = check_opening(cast.session, vote=get_vote(cast.session, number=number), now=now)
    assert {one.gap for one in missing} <= {Gap.PRECONDITION}
    return [(one.unmet.code, one.unmet.actual) for one in missing if one.unmet is not None]


def declare(cast: c.Cast, number: str, **facts: Any) -> None:
    declare_facts(cast.session, actor=cast.actor("Olmo"), number=number, facts=parse_facts(facts), now=c.OPENS)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (3 * DAY - timedelta(seconds=1), [(Precondition.NOTICE, 2)]),
        (3 * DAY, []),
        (3 * DAY + timedelta(seconds=1), []),
    ],
)
def test_notice_is_whole_days_since_the_last_change_of_a_text(
    cast: c.Cast, later: timedelta, expected: list[tuple[Precondition, int]]
) -> None:
    assert unmet(cast, prepared(cast, notice_days=3), now=c.OPENS + later) == expected


def test_a_change_of_a_text_begins_the_notice_again(cast: c.Cast) -> None:
    number = prepared(cast, notice_days=2)
    proposal = "2026-01"
    text = Text("The relation between the centers", "We go on, together.")
    save_text(cast.session, actor=cast.actor("Itzel"), number=proposal, language="en", text=text, now=c.OPENS + 2 * DAY)

    vote = get_vote(cast.session, number=number)
    assert known_facts(cast.session, vote=vote, now=c.OPENS + 3 * DAY).notice_days == 1


def test_a_translation_nobody_has_reviewed_is_not_certified(cast: c.Cast) -> None:
    c.add_rule(cast.session, {**c.CONCURRENT, "id": "both", "preconditions": {"languages_certified": ["es", "en"]}})
    unread = c.prepare(cast, rule="both", proposal=c.propose(cast, reviewed=False))
    read = c.prepare(cast, rule="both")

    assert known_facts(cast.session, vote=get_vote(cast.session, number=unread), now=c.OPENS).languages_certified == (
        "es",
    )
    assert unmet(cast, read) == []


def test_what_nobody_declared_is_not_known_and_missing(cast: c.Cast) -> None:
    number = prepared(cast, sponsors_from_sections=2, people_of_each_section_in_discussion=3, resources_estimated=True)
    assert unmet(cast, number) == [
        (Precondition.SPONSORS, None),
        (Precondition.DISCUSSION, None),
        (Precondition.RESOURCES, None),
    ]


@pytest.mark.parametrize(
    ("in_mexico", "in_states", "expected"),
    [(2, 3, [(Precondition.DISCUSSION, 2)]), (3, 3, []), (4, 9, [])],
)
def test_what_an_officer_declares_counts(
    cast: c.Cast, in_mexico: int, in_states: int, expected: list[tuple[Precondition, int]]
) -> None:
    number = prepared(cast, people_of_each_section_in_discussion=3)
    declare(cast, number, in_discussion={"MX": in_mexico, "US": in_states})
    assert unmet(cast, number) == expected


def test_a_vote_opens_once_everything_declared_is_there(cast: c.Cast) -> None:
    number = prepared(cast, sponsors_from_sections=2, resources_estimated=True)
    with pytest.raises(Conflict, match="vote_not_ready"):
        open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.OPENS)

    declare(cast, number, sponsors={"MX": 1, "US": 2}, resources_estimated=True)
    open_vote(cast.session, actor=cast.actor("Olmo"), number=number, now=c.OPENS)
    with pytest.raises(Conflict, match="vote_already_opened"):
        declare(cast, number, sponsors={"MX": 9, "US": 9})


def test_who_declared_what_is_kept_in_history(cast: c.Cast) -> None:
    number = prepared(cast, sponsors_from_sections=1)
    declare(cast, number, sponsors={"MX": 1, "US": 0})
    vote = get_vote(cast.session, number=number)

    entry = list_entries(cast.session, stream=f"vote:{vote.id}")[-1]
    assert (entry.code, entry.actor_id) == (Fact.FACTS_DECLARED, cast.people["Olmo"])
    assert entry.parameters["sponsors"] == {"MX": 1, "US": 0}


def test_notice_and_languages_are_never_declared(cast: c.Cast) -> None:
    number = prepared(cast, notice_days=30)
    declare(cast, number, notice_days=99, languages_certified=["es", "en"])
    assert unmet(cast, number) == [(Precondition.NOTICE, 0)]


def test_only_an_election_officer_declares(cast: c.Cast) -> None:
    number = prepared(cast, resources_estimated=True)
    with pytest.raises(Forbidden):
        declare_facts(
            cast.session,
            actor=cast.actor("Itzel"),
            number=number,
            facts=Facts(resources_estimated=True),
            now=c.OPENS,
        )


def test_a_rule_that_asks_for_nothing_first_lacks_nothing(cast: c.Cast) -> None:
    assert unmet(cast, c.prepare(cast)) == []


def rewritten(cast: c.Cast, _number: str) -> None:
    text = Text("La relación", "CAMBIADA")
    save_text(cast.session, actor=cast.actor("Itzel"), number="2026-01", language="es", text=text, now=c.OPENS)


def revised(cast: c.Cast, number: str) -> None:
    draft = VoteDraft("careful", c.Level.SHEET, c.OPENS, c.CLOSES, c.ROLL_DATE, c.QUESTIONS, c.TieRule.FAILS)
    revise_vote(cast.session, actor=cast.actor("Olmo"), number=number, draft=draft, now=c.OPENS)


@pytest.mark.parametrize("change", [rewritten, revised])
def test_what_was_declared_is_forgotten_when_what_it_was_about_changes(
    cast: c.Cast, change: Callable[[c.Cast, str], None]
) -> None:
    number = prepared(cast, sponsors_from_sections=1)
    declare(cast, number, sponsors={"MX": 1, "US": 0})
    change(cast, number)
    assert get_vote(cast.session, number=number).declared is None


def test_what_was_declared_of_a_change_is_forgotten_when_it_is_written_again(cast: c.Cast) -> None:
    proposal = changes.propose(cast)
    number = c.prepare(cast, proposal=proposal, questions=changes.ONE_QUESTION)
    declare(cast, number, resources_estimated=True)
    later = changes.draft({**changes.STRICTER, "requires": changes.TWO_THIRDS})
    save_amendment(cast.session, actor=cast.actor("Itzel"), number=proposal, draft=later, now=c.OPENS)
    assert get_vote(cast.session, number=number).declared is None
