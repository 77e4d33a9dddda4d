"""Words that are looked up when they are shown, not when a module is read."""

from typing import cast

from flask_babel import lazy_gettext


def lazy(message: str) -> str:
    """Return a sentence that becomes the reader's language when shown; imported as ``_l``, which is extracted."""
    return cast("str", lazy_gettext(message))
