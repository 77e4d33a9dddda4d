"""How names are searched and sorted, whatever accents and capitals they carry."""

import unicodedata


def search_key(text: str) -> str:
    """Return text without case and marks, so that "jose" finds "José" and "nunez" finds "Núñez"."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).split())


def sort_key(text: str) -> str:
    """Return a key that sorts accented letters with their plain ones and ñ after n."""
    kept = text.casefold().replace("ñ", "n\uffff")
    decomposed = unicodedata.normalize("NFKD", kept)
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).split())
