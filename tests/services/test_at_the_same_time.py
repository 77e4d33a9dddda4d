"""Two people at once: each case begins with both having looked, and ends with one thing done and nothing lost."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from mfpl.domain.history import Fact
from mfpl.domain.refusals import Conflict, NotFound
from mfpl.services.amendments import save_amendment
from mfpl.services.history import record, seal, verify
from mfpl.services.joint_acts import confirm, withdraw
from mfpl.services.proposals import Text, save_text
from mfpl.services.votes import (
    ask_early_close,
    close_due,
    close_vote,
    confirm_early_close,
    open_vote,
    revise_vote,
)
from mfpl.services.votes.preparing import VoteDraft
from mfpl.store.engine import Sessions
from mfpl.store.queries.acts import list_waiting
from mfpl.store.queries.amendments import find_amendment
from mfpl.store.queries.history import list_entries
from mfpl.store.queries.proposals import get_proposal, list_texts
from mfpl.store.queries.votes import get_vote, list_pinned_texts
from tests import cast as c
from tests.services import changes

Act = Callable[[c.Cast], object]


@contextmanager
def written(sessions: Sessions) -> Iterator[c.Cast]:
    """The cast, committed, for whoever acts on it in sessions of their own."""
    with sessions.transaction() as session:
        yield c.build_cast(session)


def at_once(sessions: Sessions, cast: c.Cast, *acts: Act) -> list[object]:
    """Let each act run in a thread and a transaction of its own, begun together; return results or refusals."""
    barrier = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Act) -> None:
        barrier.wait()
        try:
            with sessions.transaction() as session:
                results[place] = act(c.as_seen_by(cast, session))
        except (Conflict, NotFound) as refusal:
            results[place] = refusal.code

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_proposals_at_once_get_two_numbers(sessions: Sessions) -> None:
    with written(sessions) as cast:
        pass
    numbers = at_once(sessions, cast, c.propose, c.propose, c.propose)
    assert sorted(map(str, numbers)) == ["2026-01", "2026-02", "2026-03"]


def test_a_text_saved_while_a_vote_opens_is_in_the_vote_or_refused(sessions: Sessions) -> None:
    with written(sessions) as cast:
        proposal = c.propose(cast)
        number = c.prepare(cast, proposal=proposal)

    def save(seen: c.Cast) -> None:
        text = Text("La relación entre los centros", "CAMBIADO")
        save_text(seen.session, actor=seen.actor("Itzel"), number=proposal, language="es", text=text, now=c.NOW)

    def open_it(seen: c.Cast) -> None:
        open_vote(seen.session, actor=seen.actor("Olmo"), number=number, now=c.NOW)

    at_once(sessions, cast, save, open_it)
    with sessions.reading() as session:
        vote = get_vote(session, number=number)
        live = list_texts(session, version_id=get_proposal(session, number=proposal).version_id)["es"]
        pinned = list_pinned_texts(session, vote_id=vote.id).get("es")
    assert pinned is None or pinned.fingerprint == live.state.fingerprint


def test_a_vote_revised_while_it_opens_is_one_or_the_other(sessions: Sessions) -> None:
    with written(sessions) as cast:
        c.add_rule(cast.session, c.CONCURRENT | {"id": "another"})
        number = c.prepare(cast)
    draft = VoteDraft("another", c.Level.SHEET, c.OPENS, c.CLOSES, c.ROLL_DATE, c.QUESTIONS, c.TieRule.FAILS)

    def revise(seen: c.Cast) -> None:
        revise_vote(seen.session, actor=seen.actor("Owen"), number=number, draft=draft, now=c.NOW)

    def open_it(seen: c.Cast) -> None:
        open_vote(seen.session, actor=seen.actor("Olmo"), number=number, now=c.NOW)

    results = at_once(sessions, cast, revise, open_it)
    assert results in ([None, None], ["vote_already_opened", None])


def test_two_jobs_close_a_vote_once(sessions: Sessions) -> None:
    with written(sessions) as cast:
        number = c.opened(cast)
    results = at_once(
        sessions,
        cast,
        lambda seen: close_due(seen.session, now=c.CLOSES),
        lambda seen: close_due(seen.session, now=c.CLOSES),
    )
    assert set(map(str, results)) == {"[]", f"['{number}']"}


def test_two_votes_closed_at_once_get_decisions_of_their_own(sessions: Sessions) -> None:
    with written(sessions) as cast:
        numbers = [c.opened(cast), c.opened(cast)]

    def close(number: str) -> Act:
        return lambda seen: close_vote(seen.session, actor=seen.actor("Olmo"), number=number, now=c.CLOSES)

    assert at_once(sessions, cast, *map(close, numbers)) == [None, None]


def test_a_new_stream_begun_twice_is_one_chain(sessions: Sessions) -> None:
    with written(sessions) as cast:
        pass

    def tell(seen: c.Cast) -> None:
        record(seen.session, stream="person:new", fact=Fact.SESSIONS_ENDED, actor_id=None, now=c.NOW)

    at_once(sessions, cast, tell, tell, tell)
    with sessions.reading() as session:
        assert verify(session).breaks == ()


def test_two_sealers_make_a_chain_of_seals(sessions: Sessions) -> None:
    with written(sessions) as cast:
        c.propose(cast)

    def seal_it(seen: c.Cast) -> bool:
        return seal(seen.session, now=c.NOW)

    assert sorted(map(str, at_once(sessions, cast, seal_it, seal_it))) == ["False", "True"]


def test_two_changes_of_one_clause_never_open_together(sessions: Sessions) -> None:
    with written(sessions) as cast:
        first, second = changes.prepared(cast), changes.prepared(cast)

    def opening(number: str) -> Callable[[c.Cast], None]:
        return lambda seen: open_vote(seen.session, actor=seen.actor("Olmo"), number=number, now=c.NOW)

    results = at_once(sessions, cast, opening(first), opening(second))
    assert sorted(map(str, results)) == ["None", "vote_not_ready"]


def test_a_change_written_while_its_vote_opens_is_voted_on_as_one_or_the_other(sessions: Sessions) -> None:
    """What history says was opened is what the proposal carries, whichever came first."""
    with written(sessions) as cast:
        proposal = changes.propose(cast)
        number = c.prepare(cast, proposal=proposal, questions=changes.ONE_QUESTION)
    later = changes.draft({**changes.STRICTER, "requires": changes.TWO_THIRDS})

    def save(seen: c.Cast) -> None:
        save_amendment(seen.session, actor=seen.actor("Itzel"), number=proposal, draft=later, now=c.NOW)

    def open_it(seen: c.Cast) -> None:
        open_vote(seen.session, actor=seen.actor("Olmo"), number=number, now=c.NOW)

    at_once(sessions, cast, save, open_it)
    with sessions.reading() as session:
        vote = get_vote(session, number=number)
        carried = find_amendment(session, version_id=vote.version_id)
        opened = list_entries(session, stream=f"vote:{vote.id}")[-1]
    assert carried is not None
    assert opened.parameters["amendment"] == carried.fingerprint


def asked_to_close_early(sessions: Sessions) -> tuple[c.Cast, str, UUID]:
    with written(sessions) as cast:
        number = c.opened(cast)
        ask_early_close(cast.session, actor=cast.actor("Olmo"), number=number, now=c.NOW)
        (act,) = list_waiting(cast.session, now=c.NOW)
    return cast, number, act.id


def test_an_early_close_taken_back_while_it_is_confirmed_is_one_or_the_other(sessions: Sessions) -> None:
    cast, number, act_id = asked_to_close_early(sessions)

    def take_back(seen: c.Cast) -> None:
        withdraw(seen.session, actor=seen.actor("Olmo"), act_id=act_id, now=c.NOW)

    def confirm_it(seen: c.Cast) -> None:
        confirm_early_close(seen.session, actor=seen.actor("Owen"), number=number, now=c.NOW)

    taken_back, confirmed = at_once(sessions, cast, take_back, confirm_it)
    with sessions.reading() as session:
        closed = get_vote(session, number=number).times.closed_at is not None
    assert (taken_back, confirmed, closed) in [
        (None, "early_close_not_asked", False),
        ("act_not_waiting", None, True),
    ]


def test_an_early_close_confirmed_from_two_pages_at_once_is_confirmed_once(sessions: Sessions) -> None:
    cast, number, act_id = asked_to_close_early(sessions)

    def from_the_vote(seen: c.Cast) -> None:
        confirm_early_close(seen.session, actor=seen.actor("Owen"), number=number, now=c.NOW)

    def from_the_queue(seen: c.Cast) -> None:
        confirm(seen.session, actor=seen.actor("Owen"), act_id=act_id, now=c.NOW)

    results = at_once(sessions, cast, from_the_vote, from_the_queue, from_the_vote)
    assert results.count(None) == 1
    with sessions.reading() as session:
        codes = [one.code for one in list_entries(session, stream=f"vote:{get_vote(session, number=number).id}")]
    assert codes.count(Fact.EARLY_CLOSE_CONFIRMED) == 1
