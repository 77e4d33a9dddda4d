"""What the page of a center's members costs with few and with many members."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bench.browsing import Visit, browser_of, compressed_bytes, visit
from bench.crowd import gather
from bench.databases import fresh_database, settle
from bench.telling import tell
from mfpl.app import create_app
from mfpl.config import Config
from mfpl.store.engine import Sessions, open_engine

SIZES = (1_000, 100_000)
QUICK_SIZES = (1_000, 10_000)
FIRST = "first lines"
PAGES = {FIRST: "/es/members", "search": "/es/members?q=nunez+0000"}
ADMIN = "dana@demo.example"
SECRET = "a secret of the measurements, long enough"  # noqa: S105 - protects invented people only


@dataclass(frozen=True)
class Browsing:
    """The visits to each page by number of members, and the bytes of the first page anybody sees."""

    visits: dict[str, dict[int, Visit]]
    front_bytes: int


def measure(engine: str, *, quick: bool) -> Browsing:
    """Visit the pages with each number of members in the database."""
    visits: dict[str, dict[int, Visit]] = {name: {} for name in PAGES}
    front = 0
    for size in QUICK_SIZES if quick else SIZES:
        tell(f"members page on {engine}: {size:,} members")
        with fresh_database(engine) as url:
            opened = open_engine(url)
            gather(Sessions(opened), size=size, now=datetime.now(UTC))
            settle(url)
            app = create_app(Config(database=url, secret_key=SECRET, mail="none"))
            browser = browser_of(app, ADMIN)
            for name, path in PAGES.items():
                visits[name][size] = visit(app, browser, path)
            front = compressed_bytes(app.test_client(), "/es/")
            app.extensions["sessions"].engine.dispose()
            opened.dispose()
    return Browsing(visits, front)
