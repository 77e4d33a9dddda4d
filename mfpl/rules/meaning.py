"""What is wrong with a rule although every field is well formed: references, quorums, shares, sources, dates."""

from mfpl.rules.documents import Json
from mfpl.rules.errors import DocumentError


def meaning_errors(content: Json) -> list[DocumentError]:
    """Every such error of a document, found even where other parts of it are malformed."""
    return []
