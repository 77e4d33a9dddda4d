"""A real server with the demonstration, and a real browser in front of it."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from waitress.server import create_server

from mfpl.app import create_app
from mfpl.config import Config, utc_now
from mfpl.services.demonstration import PASSWORD, load_demonstration
from mfpl.services.passwords import hash_password
from mfpl.store.engine import Sessions, open_engine
from mfpl.store.migrate import upgrade

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Visit:
    """A browser window of somebody, with everything it was told or asked for on the way."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def open(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.address + path)

    def sign_in(self, email: str, *, language: str) -> "Visit":
        """Sign in through the page, as people do."""
        self.open(f"/{language}/sign-in")
        self.page.fill("input[name=email]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main form button[type=submit], main form .btn")
        return self


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    if CHROMIUM is None:
        pytest.skip("the browser: Debian's package chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with a demonstration of its own."""
    database = f"sqlite:///{tmp_path_factory.mktemp('site') / 'demonstration.sqlite3'}"
    upgrade(database)
    engine = open_engine(database)
    with Sessions(engine).transaction() as session:
        load_demonstration(session, now=utc_now(), password_hash=hash_password(PASSWORD))
    app = create_app(Config(database, "a secret of the tests, long enough to be one", mail=f"file:{Path('/dev/null')}"))
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
    engine.dispose()


class Windows:
    """Opens browser windows of any size and scheme, and closes them all in the end."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._contexts: list[BrowserContext] = []

    def open(self, *, width: int = 320, scheme: str = "light", scripts: bool = False) -> Visit:
        """Return a new window; scripts of pages are off unless asked for."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        self._contexts.append(context)
        visit = Visit(context.new_page(), self._address)
        visit.page.on("console", lambda message: _note(visit, message))
        visit.page.on("request", lambda request: visit.hosts.add(request.url.split("/")[2]))
        return visit

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()


def _note(visit: Visit, message: ConsoleMessage) -> None:
    if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
        visit.complaints.append(message.text)


@pytest.fixture
def windows(browser: Browser, site: str) -> Iterator[Windows]:
    """Windows on the site of this module."""
    opened = Windows(browser, site)
    yield opened
    opened.close()
