"""The instant of a request: read once, the same for everything the request does."""

from datetime import datetime

from flask import current_app, g


def now() -> datetime:
    """Return the instant this request is answered at, aware, in UTC."""
    if "now" not in g:
        g.now = current_app.config["CLOCK"]()
    instant: datetime = g.now
    return instant
