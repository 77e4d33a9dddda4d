"""Who acts is found by keys, however many members there are."""

from datetime import date
from uuid import uuid4

from mfpl.domain.actors import NOBODY, MandateKind
from mfpl.store.engine import Sessions, open_engine
from mfpl.store.queries.actors import _HELD, load_actor
from tests.cast import TODAY, build_cast


def test_a_person_holds_their_mandates_their_membership_and_those_they_speak_for(sessions: Sessions) -> None:
    with sessions.writing() as session:
        cast = build_cast(session)
        itzel, olmo = cast.actor("Itzel"), cast.actor("Olmo")

        assert {(held.name, held.kind, held.center_id, held.votes) for held in itzel.memberships} == {
            ("Itzel", "individual", cast.centers["MX"], True),
            ("Radio Bosque", "organization", cast.centers["MX"], True),
        }
        assert olmo.centers_of(MandateKind.ELECTION_OFFICER) == {cast.centers["MX"]}
        assert olmo.holds(MandateKind.COMMITTEE_MEMBER, body_id=cast.bodies["committee"], center_id=cast.centers["MX"])
        assert (olmo.called_name, olmo.language) == ("Olmo", "es")


def test_nothing_is_held_before_its_first_day(sessions: Sessions) -> None:
    with sessions.writing() as session:
        cast = build_cast(session)
        early = load_actor(session, person_id=cast.people["Itzel"], on=date(2015, 4, 30))

        assert early.mandates == ()
        assert [held.center_id for held in early.memberships] == [None]


def test_who_is_not_there_is_nobody(sessions: Sessions) -> None:
    with sessions.reading() as session:
        assert load_actor(session, person_id=uuid4(), on=TODAY) is NOBODY


def test_no_table_is_read_from_end_to_end_to_find_who_acts(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    statement = str(_HELD.compile(engine))
    with engine.connect() as connection:
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("x",) * statement.count("?"))
        plan = [step[-1] for step in steps]
    engine.dispose()

    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]
