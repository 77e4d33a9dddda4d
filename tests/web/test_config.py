"""Settings: what starts, what is refused with one sentence, what a demonstration makes for itself."""

from pathlib import Path

import pytest

from mfpl.app import create_app
from mfpl.config import Config, ConfigError, Mode, from_environment

SAFE = "k3y-0f-many-different-characters-in-it"
PRODUCTION = {
    "MFPL_MODE": "production",
    "MFPL_SECRET_KEY": SAFE,
    "MFPL_PUBLIC_ADDRESS": "https://vota.example.org/",
}


def test_a_demonstration_needs_no_setting_and_keeps_its_secret(tmp_path: Path) -> None:
    given = {"MFPL_INSTANCE": str(tmp_path / "instance"), "PORT": "8123"}
    first, second = from_environment(given), from_environment(given)
    assert first == second
    assert first.mode is Mode.DEMONSTRATION
    assert first.database == f"sqlite:///{tmp_path / 'instance' / 'mfpl.sqlite3'}"
    assert first.mail == f"file:{tmp_path / 'instance' / 'mail'}"
    assert first.public_address == "http://127.0.0.1:8123"
    assert len(first.secret_key) >= 32
    assert (tmp_path / "instance" / "secret.key").stat().st_mode & 0o077 == 0


def test_two_demonstrations_have_different_secrets(tmp_path: Path) -> None:
    keys = {from_environment({"MFPL_INSTANCE": str(tmp_path / name)}).secret_key for name in ("one", "two")}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"MFPL_SECRET_KEY": ""}, "MFPL_SECRET_KEY must be a random text of at least 32 characters"),
        ({"MFPL_SECRET_KEY": "short"}, "MFPL_SECRET_KEY must be a random text"),
        ({"MFPL_SECRET_KEY": "a" * 64}, "MFPL_SECRET_KEY must be a random text"),
        ({"MFPL_SECRET_KEY": SAFE[:31]}, "MFPL_SECRET_KEY must be a random text"),
        ({"MFPL_PUBLIC_ADDRESS": "http://vota.example.org"}, "must begin with https://"),
        ({"MFPL_PUBLIC_ADDRESS": "vota.example.org"}, "must begin with http:// or https://"),
        ({"MFPL_MODE": "staging"}, "MFPL_MODE must be demonstration or production, not staging"),
        ({"MFPL_DEFAULT_LANGUAGE": "es-MX"}, "MFPL_DEFAULT_LANGUAGE must be one of es, en"),
        ({"MFPL_SMALLEST_CELL": "0"}, "MFPL_SMALLEST_CELL must be a number of ballots, 1 or more, not 0"),
        ({"MFPL_SMALLEST_CELL": "few"}, "MFPL_SMALLEST_CELL must be a number of ballots, 1 or more, not few"),
        ({"MFPL_PROXY_HOPS": "-1"}, "MFPL_PROXY_HOPS must be a number of proxies, not -1"),
    ],
)
def test_production_refuses_what_cannot_be_right(setting: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=said):
        from_environment(PRODUCTION | {"MFPL_INSTANCE": str(tmp_path)} | setting)
    assert list(tmp_path.iterdir()) == []


def test_production_marks_its_cookies_for_https_only(tmp_path: Path) -> None:
    config = from_environment(PRODUCTION | {"MFPL_INSTANCE": str(tmp_path), "MFPL_NAME_EN": "Our Coop"})
    app = create_app(config)
    cookies = app.test_client().get("/en/sign-in", base_url="https://vota.example.org").headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    assert all("Secure" in cookie for cookie in cookies)
    assert config.public_address == "https://vota.example.org"
    assert "Our Coop" in app.test_client().get("/en/help").text


def test_behind_a_proxy_the_visitor_s_address_and_https_are_believed_as_often_as_told() -> None:
    seen = {}
    for hops in (0, 1):
        app = create_app(Config(database="sqlite://", secret_key=SAFE, mail="file:x", proxy_hops=hops))
        answer = app.test_client().get("/es/help", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "1.2.3.4"})
        seen[hops] = "Strict-Transport-Security" in answer.headers
    assert seen == {0: False, 1: True}
