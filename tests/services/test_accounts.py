"""Accounts as use cases: who may invite, what a link is good for, what ends a session; on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from mfpl.domain.accounts import Purpose, token_for
from mfpl.domain.refusals import Conflict, Forbidden, Gone, Invalid, NotFound, Refusal, TooMany
from mfpl.services import accounts, links, throttling
from mfpl.services.passwords import hash_password
from mfpl.store.engine import Sessions
from mfpl.store.queries.accounts import AccountRecord, find_account_of
from mfpl.store.tables import Account, AccountToken, HistoryEntry, OutboxMessage, Person, Throttle
from tests.cast import NOW, Cast, add_mandate, build_cast

SECRET = "the secret of these tests"
HASH = hash_password("cuatro palabras en fila")


@pytest.fixture
def cast(session: Session) -> Cast:
    return build_cast(session)


def record_of(cast: Cast, name: str) -> AccountRecord:
    account = find_account_of(cast.session, person_id=cast.people[name])
    assert account is not None
    return account


def give_account(cast: Cast, name: str) -> AccountRecord:
    accounts.create_account(
        cast.session, person_id=cast.people[name], email=f"{name}@example.org", now=NOW, password_hash=HASH
    )
    return record_of(cast, name)


def newest_token(session: Session, purpose: Purpose) -> str:
    newest = select(AccountToken.id).where(AccountToken.purpose == purpose).order_by(AccountToken.created_at.desc())
    token_id = session.scalars(newest.limit(1)).one()
    return token_for(SECRET, token_id=token_id, purpose=purpose)


def test_an_admin_invites_people_of_their_center_only(cast: Cast) -> None:
    invitation = {"person_id": cast.people["Itzel"], "email": "itzel@example.org", "now": NOW, "secret": SECRET}
    for name in ("Ada", "Itzel", "Olmo", "Tere"):
        with pytest.raises(Forbidden):
            accounts.invite(cast.session, actor=cast.actor(name), **invitation)
    accounts.invite(cast.session, actor=cast.actor("Ana"), **invitation)
    assert cast.session.scalars(select(OutboxMessage.template)).all() == ["invitation"]
    assert not record_of(cast, "Itzel").confirmed


def test_somebody_without_any_center_can_be_invited_by_nobody(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        accounts.invite(
            cast.session,
            actor=cast.actor("Ana"),
            person_id=cast.people["Tere"],
            email="tere@example.org",
            now=NOW,
            secret=SECRET,
        )


@pytest.mark.parametrize("on_record", [None, "itzel@example.org"])
def test_who_belongs_to_another_center_too_is_invited_only_at_the_address_on_record(
    cast: Cast, on_record: str | None
) -> None:
    person_id = cast.people["Itzel"]
    if on_record:
        accounts.create_account(cast.session, person_id=person_id, email=on_record, now=NOW)
    add_mandate(cast, "Itzel", "election_officer", center="US")
    for admin in ("Ana", "Ada"):
        invitation = {"actor": cast.actor(admin), "person_id": person_id, "now": NOW, "secret": SECRET}
        with pytest.raises(Conflict, match="invitation_needs_both_centers"):
            accounts.invite(cast.session, email="mine@example.org", **invitation)
        if on_record:
            accounts.invite(cast.session, email=" ITZEL@example.org", **invitation)
            assert record_of(cast, "Itzel").email.casefold() == on_record


def test_a_second_invitation_goes_to_the_corrected_address_and_replaces_the_first(cast: Cast) -> None:
    for minute, email in enumerate(("itzl@example.org", "itzel@example.org")):
        accounts.invite(
            cast.session,
            actor=cast.actor("Ana"),
            person_id=cast.people["Itzel"],
            email=email,
            now=NOW + timedelta(minutes=minute),
            secret=SECRET,
        )
    assert record_of(cast, "Itzel").email == "itzel@example.org"
    tokens = cast.session.scalars(select(AccountToken).order_by(AccountToken.created_at)).all()
    cast.session.refresh(tokens[0])
    assert tokens[0].expires_at == NOW + timedelta(minutes=1)
    older = token_for(SECRET, token_id=tokens[0].id, purpose=Purpose.INVITATION)
    with pytest.raises(Gone, match="link_replaced"):
        links.check_link(cast.session, token=older, purpose=Purpose.INVITATION, now=NOW)


def test_whoever_has_a_confirmed_account_is_not_invited_again(cast: Cast) -> None:
    give_account(cast, "Itzel")
    with pytest.raises(Conflict, match="account_exists"):
        accounts.invite(
            cast.session,
            actor=cast.actor("Ana"),
            person_id=cast.people["Itzel"],
            email="itzel@example.org",
            now=NOW,
            secret=SECRET,
        )


def test_two_people_never_share_an_address(cast: Cast) -> None:
    give_account(cast, "Itzel")
    with pytest.raises(Conflict, match="email_taken"):
        accounts.create_account(cast.session, person_id=cast.people["Ana"], email=" ITZEL@example.org", now=NOW)
    accounts.create_account(cast.session, person_id=cast.people["Dana"], email="dana@example.org", now=NOW)
    with pytest.raises(Conflict, match="email_taken"):
        accounts.invite(
            cast.session,
            actor=cast.actor("Ada"),
            person_id=cast.people["Dana"],
            email="itzel@example.org",
            now=NOW,
            secret=SECRET,
        )


def test_a_person_has_one_account(cast: Cast) -> None:
    give_account(cast, "Itzel")
    with pytest.raises(Conflict, match="account_exists"):
        accounts.create_account(cast.session, person_id=cast.people["Itzel"], email="other@example.org", now=NOW)


@pytest.mark.parametrize(
    "email", ["", "itzel", "itzel@", "@example.org", "a b@example.org", "a@b", "x" * 250 + "@a.org"]
)
def test_an_address_no_mail_could_reach_is_refused(cast: Cast, email: str) -> None:
    with pytest.raises(Invalid, match="email_invalid"):
        accounts.create_account(cast.session, person_id=cast.people["Itzel"], email=email, now=NOW)


def test_a_link_is_used_once(cast: Cast) -> None:
    account = give_account(cast, "Itzel")
    links.send_link(cast.session, account=account, purpose=Purpose.SIGN_IN, now=NOW, secret=SECRET)
    token = newest_token(cast.session, Purpose.SIGN_IN)
    assert accounts.sign_in_by_link(cast.session, token=token, now=NOW).person_id == cast.people["Itzel"]
    with pytest.raises(Gone, match="link_used"):
        accounts.sign_in_by_link(cast.session, token=token, now=NOW)


def test_of_two_who_use_a_link_at_once_one_signs_in(sessions: Sessions) -> None:
    with sessions.transaction() as session:
        cast = build_cast(session)
        links.send_link(session, account=give_account(cast, "Itzel"), purpose=Purpose.SIGN_IN, now=NOW, secret=SECRET)
        session.flush()
        token = newest_token(session, Purpose.SIGN_IN)

    def follow(_number: int) -> None:
        with sessions.transaction() as session:
            accounts.sign_in_by_link(session, token=token, now=NOW)

    with ThreadPoolExecutor(4) as pool:
        outcomes = [future.exception() for future in [pool.submit(follow, number) for number in range(4)]]
    assert sorted(str(outcome) for outcome in outcomes) == ["None"] + ["link_used"] * 3


@pytest.mark.parametrize(
    ("purpose", "later", "refusal", "code"),
    [
        (Purpose.SIGN_IN, timedelta(minutes=15), Gone, "link_expired"),
        (Purpose.NEW_PASSWORD, timedelta(0), NotFound, "link_foreign"),
    ],
)
def test_a_link_is_refused_with_its_reason(
    cast: Cast, purpose: Purpose, later: timedelta, refusal: type[Refusal], code: str
) -> None:
    account = give_account(cast, "Itzel")
    links.send_link(cast.session, account=account, purpose=Purpose.SIGN_IN, now=NOW, secret=SECRET)
    token = newest_token(cast.session, Purpose.SIGN_IN)
    with pytest.raises(refusal, match=code):
        links.use_link(cast.session, token=token, purpose=purpose, now=NOW + later)


def test_a_link_made_with_another_secret_is_not_ours(cast: Cast) -> None:
    account = give_account(cast, "Itzel")
    links.send_link(cast.session, account=account, purpose=Purpose.SIGN_IN, now=NOW, secret="somebody else's")
    with pytest.raises(NotFound, match="link_unknown"):
        links.check_link(
            cast.session, token=newest_token(cast.session, Purpose.SIGN_IN), purpose=Purpose.SIGN_IN, now=NOW
        )


def test_a_closed_account_gets_no_link_and_its_links_end(cast: Cast) -> None:
    account = give_account(cast, "Itzel")
    links.send_link(cast.session, account=account, purpose=Purpose.SIGN_IN, now=NOW, secret=SECRET)
    token = newest_token(cast.session, Purpose.SIGN_IN)
    cast.session.get_one(Account, account.account_id).disabled_at = NOW
    with pytest.raises(Gone, match="account_disabled"):
        links.check_link(cast.session, token=token, purpose=Purpose.SIGN_IN, now=NOW)
    links.request_link(cast.session, email="itzel@example.org", purpose=Purpose.SIGN_IN, now=NOW, secret=SECRET)
    assert len(cast.session.scalars(select(AccountToken)).all()) == 1
    assert accounts.find_signing_in(cast.session, email="itzel@example.org") is None
    with pytest.raises(Gone, match="account_disabled"):
        accounts.end_sessions(cast.session, account_id=account.account_id, now=NOW)


def test_a_password_is_known_only_of_a_confirmed_account(cast: Cast) -> None:
    account = give_account(cast, "Itzel")
    assert accounts.knows_password(account, password="cuatro palabras en fila")
    assert not accounts.knows_password(account, password="cuatro palabras en filas")
    assert not accounts.knows_password(None, password="the password of nobody")


def end_by_new_password(cast: Cast, account: AccountRecord) -> None:
    accounts.change_password(
        cast.session, account_id=account.account_id, checked_hash=HASH, password_hash="second", now=NOW
    )


def end_by_signing_out(cast: Cast, account: AccountRecord) -> None:
    accounts.end_sessions(cast.session, account_id=account.account_id, now=NOW)


@pytest.mark.parametrize("end", [end_by_new_password, end_by_signing_out])
@pytest.mark.parametrize("purpose", [Purpose.SIGN_IN, Purpose.NEW_PASSWORD])
def test_a_new_password_and_signing_out_everywhere_end_every_link(
    cast: Cast, end: Callable[[Cast, AccountRecord], None], purpose: Purpose
) -> None:
    account = give_account(cast, "Itzel")
    links.send_link(cast.session, account=account, purpose=purpose, now=NOW - timedelta(minutes=1), secret=SECRET)
    token = newest_token(cast.session, purpose)
    end(cast, account)
    with pytest.raises(Gone, match="link_expired"):
        links.check_link(cast.session, token=token, purpose=purpose, now=NOW)


def test_an_invitation_sets_no_password_once_the_account_is_open(cast: Cast) -> None:
    invitation = {"person_id": cast.people["Itzel"], "email": "itzel@example.org", "now": NOW, "secret": SECRET}
    accounts.invite(cast.session, actor=cast.actor("Ana"), **invitation)
    token = newest_token(cast.session, Purpose.INVITATION)
    account = record_of(cast, "Itzel")
    links.send_link(cast.session, account=account, purpose=Purpose.SIGN_IN, now=NOW, secret=SECRET)
    accounts.sign_in_by_link(cast.session, token=newest_token(cast.session, Purpose.SIGN_IN), now=NOW)
    with pytest.raises(Gone, match="link_account_open"):
        accounts.accept_invitation(cast.session, token=token, password_hash="x", called_name="Itzel", now=NOW)
    assert record_of(cast, "Itzel").password_hash is None


def test_every_password_begins_an_epoch(cast: Cast) -> None:
    invitation = {"person_id": cast.people["Itzel"], "email": "itzel@example.org", "now": NOW, "secret": SECRET}
    accounts.invite(cast.session, actor=cast.actor("Ana"), **invitation)
    invited = record_of(cast, "Itzel")
    token = newest_token(cast.session, Purpose.INVITATION)
    accepted = accounts.accept_invitation(cast.session, token=token, password_hash=HASH, called_name="Itzel", now=NOW)
    assert accepted.epoch == record_of(cast, "Itzel").epoch != invited.epoch


def test_a_password_changed_meanwhile_is_not_changed_again(cast: Cast) -> None:
    account = give_account(cast, "Itzel")
    changed = accounts.change_password(
        cast.session, account_id=account.account_id, checked_hash=HASH, password_hash="second", now=NOW
    )
    assert changed.epoch != account.epoch
    assert record_of(cast, "Itzel").epoch == changed.epoch
    with pytest.raises(Conflict, match="password_changed_meanwhile"):
        accounts.change_password(
            cast.session, account_id=account.account_id, checked_hash=HASH, password_hash="third", now=NOW
        )


def test_what_happens_to_an_account_is_in_the_history_of_its_person_without_names(cast: Cast) -> None:
    account = give_account(cast, "Itzel")
    accounts.end_sessions(cast.session, account_id=account.account_id, now=NOW)
    entries = cast.session.scalars(
        select(HistoryEntry).where(HistoryEntry.stream == f"person:{cast.people['Itzel']}")
    ).all()
    assert [(entry.code, entry.parameters) for entry in entries] == [("sessions_ended", {})]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"called_name": "  "}, "name_missing"),
        ({"language": "fr"}, "language_unknown"),
        ({"time_zone": "X"}, "zone_unknown"),
    ],
)
def test_settings_are_checked(cast: Cast, field: dict[str, str], code: str) -> None:
    wanted = {"called_name": "Itzel", "language": "en", "time_zone": "America/Tijuana"}
    accounts.change_settings(cast.session, actor=cast.actor("Itzel"), **wanted)
    assert cast.session.get_one(Person, cast.people["Itzel"]).time_zone == "America/Tijuana"
    with pytest.raises(Invalid, match=code):
        accounts.change_settings(cast.session, actor=cast.actor("Itzel"), **(wanted | field))


def test_attempts_are_counted_per_window_and_forgotten_afterwards(cast: Cast) -> None:
    guess = {"email": "itzel@example.org", "client": "192.0.2.1", "secret": SECRET}
    for _guess in range(10):
        throttling.count_sign_in(cast.session, now=NOW, **guess)
    with pytest.raises(TooMany) as refused:
        throttling.count_sign_in(cast.session, now=NOW + timedelta(minutes=14, seconds=30), **guess)
    assert refused.value.params == {"minutes": 1}
    throttling.count_sign_in(cast.session, now=NOW + timedelta(minutes=15), **guess)
    throttling.forget_attempts(cast.session, email=guess["email"], client=guess["client"], secret=SECRET)
    kept = cast.session.scalars(select(Throttle)).all()
    assert {row.kind for row in kept} == {"sign_in.client", "sign_in.address"}
    assert not [row for row in kept if "192" in row.origin or "itzel" in row.origin]


def test_one_client_never_uses_up_what_an_address_has(cast: Cast) -> None:
    itzel = {"email": "itzel@example.org", "secret": SECRET}
    for quarter in range(4):
        for _guess in range(10):
            throttling.count_sign_in(
                cast.session, client="192.0.2.1", now=NOW + quarter * timedelta(minutes=15), **itzel
            )
        with pytest.raises(TooMany):
            throttling.count_sign_in(
                cast.session, client="192.0.2.1", now=NOW + quarter * timedelta(minutes=15), **itzel
            )
        throttling.count_sign_in(cast.session, client="192.0.2.2", now=NOW + quarter * timedelta(minutes=15), **itzel)


def test_the_hundred_and_first_attempt_at_an_address_in_an_hour_must_wait(cast: Cast) -> None:
    for number in range(100):
        throttling.count_sign_in(
            cast.session, email="itzel@example.org", client=f"192.0.2.{number}", now=NOW, secret=SECRET
        )
    with pytest.raises(TooMany) as refused:
        throttling.count_sign_in(cast.session, email="itzel@example.org", client="::1", now=NOW, secret=SECRET)
    assert refused.value.params == {"minutes": 60}


def test_old_counters_and_links_are_deleted_and_young_ones_kept(cast: Cast) -> None:
    account = give_account(cast, "Itzel")
    for days in (0, 40):
        links.send_link(
            cast.session, account=account, purpose=Purpose.SIGN_IN, now=NOW - timedelta(days=days), secret=SECRET
        )
        throttling.count_link_request(
            cast.session, email="a@example.org", client="c", now=NOW - timedelta(days=days), secret=SECRET
        )
    assert throttling.delete_expired(cast.session, now=NOW) == 4
    assert throttling.delete_expired(cast.session, now=NOW) == 0
    assert len(cast.session.scalars(select(AccountToken)).all()) == 1


def test_two_at_once_count_two_attempts(sessions: Sessions) -> None:
    def guess(_number: int) -> None:
        with sessions.transaction() as session:
            throttling.count_sign_in(session, email="a@example.org", client="192.0.2.1", now=NOW, secret=SECRET)

    with ThreadPoolExecutor(4) as pool:
        outcomes = [future.exception() for future in [pool.submit(guess, number) for number in range(16)]]
    assert [type(outcome).__name__ for outcome in outcomes if outcome] == ["TooMany"] * 6
