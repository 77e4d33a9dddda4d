"""The section of the by-laws: its blueprint, and what its addresses name."""

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import NotFound
from mfpl.web.access import section

pages = section("bylaws", __name__, path="/bylaws")


def kind_named(name: str) -> ClauseKind:
    """Return the kind of clause an address names; raise NotFound."""
    if name not in set(ClauseKind):
        raise NotFound("clause_unknown")
    return ClauseKind(name)


def anchor(kind: ClauseKind, code: str) -> str:
    """Return the id under which a clause stands on the page of the by-laws."""
    return f"{kind}-{code}"
