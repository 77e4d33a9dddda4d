"""Accounts: passwords at their bounds, addresses, links at the instant they expire, windows of attempts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from mfpl.domain.accounts import (
    LIFETIMES,
    SIGN_IN_BY_BOTH,
    Purpose,
    TokenState,
    email_key,
    from_both,
    origin_digest,
    require_called_name,
    require_email,
    require_password,
    require_time_zone,
    require_usable,
    require_within,
    token_digest,
    token_for,
    window_start,
)
from mfpl.domain.refusals import Gone, Invalid, NotFound, TooMany

NOW = datetime(2026, 11, 21, 12, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("length", [12, 13, 256])
def test_a_password_within_the_bounds_is_accepted(length: int) -> None:
    require_password("ñ" * length, email="a@example.org", name="Ana Prueba")


@pytest.mark.parametrize(
    ("length", "code"), [(0, "password_too_short"), (11, "password_too_short"), (257, "password_too_long")]
)
def test_a_password_outside_the_bounds_is_refused(length: int, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        require_password("a" * length, email="a@example.org", name="Ana Prueba")


@pytest.mark.parametrize("password", ["ANA@example.org", " ana@example.org ", "ana prueba ek"])
def test_a_password_that_everybody_knows_is_refused(password: str) -> None:
    with pytest.raises(Invalid, match="password_is_address"):
        require_password(password, email="ana@example.org", name="Ana Prueba Ek")


def test_addresses_are_compared_without_capitals_and_kept_as_typed() -> None:
    assert email_key(" Ana@Example.ORG ") == "ana@example.org"
    assert require_email(" Ana@Example.ORG ") == "Ana@Example.ORG"
    assert require_email("ñandú+votos@correo.example.mx") == "ñandú+votos@correo.example.mx"


def test_the_longest_address_is_accepted_and_one_letter_more_refused() -> None:
    longest = "x" * (254 - len("@example.org")) + "@example.org"
    assert require_email(longest) == longest
    with pytest.raises(Invalid):
        require_email("x" + longest)


def test_a_name_is_made_one_line_and_must_be_there() -> None:
    assert require_called_name("  María \t José ") == "María José"
    assert require_called_name("x" * 120)
    for missing in ("", " \n", "x" * 121):
        with pytest.raises(Invalid, match="name_missing"):
            require_called_name(missing)


@pytest.mark.parametrize("name", ["", "Moon/Tycho", "../etc/passwd", "America", "/etc/localtime", "a\0b", "x" * 300])
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    assert require_time_zone("America/Tijuana") == "America/Tijuana"
    with pytest.raises(Invalid, match="zone_unknown"):
        require_time_zone(name)


def test_a_link_can_be_made_only_with_the_secret_for_one_number_and_one_purpose() -> None:
    tokens = {
        token_for(secret, token_id=UUID(int=number), purpose=purpose)
        for secret in ("one", "two")
        for number in (1, 2)
        for purpose in Purpose
    }
    assert len(tokens) == 2 * 2 * len(Purpose)
    assert len({token_digest(token) for token in tokens}) == len(tokens)
    assert all(len(token) == 32 for token in tokens)


def test_every_purpose_has_a_lifetime() -> None:
    assert LIFETIMES.keys() == set(Purpose)


def state(**changes: object) -> TokenState:
    kept: dict[str, object] = {
        "purpose": "sign_in",
        "expires_at": NOW,
        "used": False,
        "replaced": False,
        "confirmed": True,
    }
    return TokenState(**(kept | changes))  # type: ignore[arg-type]


def test_an_invitation_is_good_until_the_account_is_open() -> None:
    before = NOW - timedelta(seconds=1)
    require_usable(state(purpose="invitation", confirmed=False), purpose=Purpose.INVITATION, now=before)
    with pytest.raises(Gone, match="link_account_open"):
        require_usable(state(purpose="invitation"), purpose=Purpose.INVITATION, now=before)


def test_a_link_is_good_until_the_instant_it_expires() -> None:
    require_usable(state(), purpose=Purpose.SIGN_IN, now=NOW - timedelta(microseconds=1))
    with pytest.raises(Gone, match="link_expired"):
        require_usable(state(), purpose=Purpose.SIGN_IN, now=NOW)


@pytest.mark.parametrize(
    ("changes", "refusal", "code"),
    [
        ({"purpose": "invitation"}, NotFound, "link_foreign"),
        ({"used": True}, Gone, "link_used"),
        ({"used": True, "replaced": True}, Gone, "link_used"),
        ({"replaced": True}, Gone, "link_replaced"),
    ],
)
def test_a_link_is_refused_for_its_reason(changes: dict[str, object], refusal: type[Exception], code: str) -> None:
    with pytest.raises(refusal, match=code):
        require_usable(state(**changes), purpose=Purpose.SIGN_IN, now=NOW - timedelta(hours=1))


def test_a_window_begins_on_the_quarter_hour() -> None:
    assert window_start(SIGN_IN_BY_BOTH, NOW) == datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    boundary = datetime(2026, 11, 21, 12, 15, tzinfo=UTC)
    assert window_start(SIGN_IN_BY_BOTH, boundary) == boundary
    assert window_start(SIGN_IN_BY_BOTH, boundary - timedelta(microseconds=1)) == NOW.replace(minute=0, second=0)


@pytest.mark.parametrize(
    ("seconds_left", "minutes"), [(900, 15), (899, 15), (841, 15), (840, 14), (61, 2), (60, 1), (1, 1), (0.5, 1)]
)
def test_the_minutes_to_wait_are_never_too_few(seconds_left: float, minutes: int) -> None:
    now = datetime(2026, 11, 21, 12, 15, tzinfo=UTC) - timedelta(seconds=seconds_left)
    require_within(SIGN_IN_BY_BOTH, attempts=10, now=now)
    with pytest.raises(TooMany) as refused:
        require_within(SIGN_IN_BY_BOTH, attempts=11, now=now)
    assert refused.value.params == {"minutes": minutes}


def test_origins_are_known_only_by_a_keyed_digest() -> None:
    assert origin_digest("one", "192.0.2.1") != origin_digest("two", "192.0.2.1")
    assert origin_digest("one", "192.0.2.1") == origin_digest("one", "192.0.2.1")
    assert len(origin_digest("one", "x")) == 64


def test_one_address_from_one_client_is_one_origin_however_the_address_is_typed() -> None:
    assert from_both("Itzel@Example.org", "192.0.2.1") == from_both("itzel@example.org", "192.0.2.1")
    assert from_both("itzel@example.org", "192.0.2.1") != from_both("itzel@example.org", "192.0.2.2")
