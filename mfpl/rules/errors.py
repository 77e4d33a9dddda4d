"""The refusals of this room: coded, located errors, all of a document at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from mfpl.rules.codes import ErrorCode

Param = str | int


@dataclass(frozen=True)
class DocumentError:
    """One thing wrong with a document: a code, the JSON pointer to where it is, and what a sentence about it needs."""

    code: ErrorCode
    path: str
    params: Mapping[str, Param] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The error as plain JSON data."""
        return {"code": str(self.code), "path": self.path, "params": dict(self.params)}


class DocumentInvalid(ValueError):  # noqa: N818 (named as the sentence says it: the document is invalid)
    """A document is refused; `errors` lists everything wrong with it, in the order of the document."""

    def __init__(self, errors: Iterable[DocumentError]) -> None:
        self.errors: tuple[DocumentError, ...] = tuple(errors)
        super().__init__("; ".join(f"{error.code} at {error.path or '/'}" for error in self.errors))


class RuleInvalid(DocumentInvalid):
    """A rule document is refused."""


class CountsInvalid(DocumentInvalid):
    """Counts are refused: malformed, in contradiction with themselves, or lacking what the rule names."""


Thing = TypeVar("Thing")
Read = TypeVar("Read")


def each_read(reading: Callable[[Thing], Read], things: Iterable[Thing]) -> tuple[Read, ...]:
    """What is read of each thing; raises `CountsInvalid` with the errors of all of them where one is refused."""
    found: list[Read] = []
    errors: list[DocumentError] = []
    for thing in things:
        try:
            found.append(reading(thing))
        except CountsInvalid as refused:
            errors += refused.errors
    if errors:
        raise CountsInvalid(errors)
    return tuple(found)


def pointer(*steps: str | int) -> str:
    """A JSON pointer (RFC 6901) from its steps; no steps give the empty pointer, the whole document."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
