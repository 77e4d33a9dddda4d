"""Collisions on both engines: who comes second is refused in words, and nothing of theirs is half written."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mfpl.domain.refusals import Overtaken
from mfpl.services.accounts import create_account
from mfpl.store.engine import Sessions
from mfpl.store.queries import accounts as queries
from mfpl.store.tables import Account, AccountToken, Person
from tests.cast import NOW, build_cast


def test_of_two_accounts_for_one_address_made_at_once_the_second_is_refused_whole(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sessions.transaction() as session:
        cast = build_cast(session)
    monkeypatch.setattr(queries, "find_account_by_email", lambda *_args, **_kwargs: None)
    outcomes: list[Exception | None] = []
    together = Barrier(2)

    def create(name: str) -> None:
        together.wait(timeout=10)
        try:
            with sessions.transaction() as session:
                queries.update_person(session, cast.people[name], called_name="half written")
                create_account(session, person_id=cast.people[name], email="same@example.org", now=NOW)
        except Overtaken as refused:
            outcomes.append(refused)
        else:
            outcomes.append(None)

    both = [Thread(target=create, args=(name,)) for name in ("Itzel", "Dana")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(map(str, outcomes)) == ["None", "changed_meanwhile"]
    with sessions.reading() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 1
        renamed = select(func.count()).select_from(Person).where(Person.called_name == "half written")
        assert session.scalar(renamed) == 1


def test_a_row_that_refers_to_nothing_stays_a_fault(session: Session) -> None:
    link = {"purpose": "sign_in", "digest": "0" * 64, "created_at": NOW, "expires_at": NOW + timedelta(hours=1)}
    session.add(AccountToken(account_id=uuid4(), **link))
    with pytest.raises(IntegrityError):
        session.flush()
