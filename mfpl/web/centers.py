"""Centers on a page: their color class, and their order for this reader."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from mfpl.web.languages import language

COLORED = frozenset({"mx", "us"})


class HasLanguage(Protocol):
    """Anything that belongs to a center with a code and a language."""

    @property
    def code(self) -> str: ...  # noqa: D102 - a shape
    @property
    def language(self) -> str: ...  # noqa: D102 - a shape


Shown = TypeVar("Shown", bound=HasLanguage)


def center_class(code: str) -> str:
    """Return the class that colors a center; one without colors of its own gets the neutral one."""
    return code.lower() if code.lower() in COLORED else "other"


def in_reader_order(centers: Iterable[Shown]) -> list[Shown]:
    """Return centers with those of the reader's language first, so that each is first for half of the readers."""
    return sorted(centers, key=lambda center: (center.language != language().code, center.code))
