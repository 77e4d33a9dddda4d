"""Expected refusals: each has a code and parameters, and is worded where people read it."""

from typing import Any, ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer people expect, not an error
    """Something a person asked for that is not done; nothing was written.

    ``code`` names the sentence, ``params`` fill its placeholders, ``status`` is the HTTP status a page answers with.
    """

    status: ClassVar[int] = 400

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Invalid(Refusal):
    """What was sent cannot be used."""

    status = 422


class Forbidden(Refusal):
    """The person may not do this, or not to that object."""

    status = 403


class NotFound(Refusal):
    """There is no such thing, or none this person may know of."""

    status = 404


class Conflict(Refusal):
    """The thing has changed in the meantime, or is not in a state that allows this."""

    status = 409


class Overtaken(Refusal):
    """Somebody else wrote the same thing a moment earlier; nothing of this transaction is kept, all can be repeated."""

    status = 409


class Gone(Refusal):
    """It was there once and can no longer be used."""

    status = 410


class TooMany(Refusal):
    """Too many attempts; ``params`` say when to try again."""

    status = 429
