"""Tells, in both languages at once, where the server is and with what the people of the demonstration sign in."""

from collections.abc import Iterator

from mfpl.services.demonstration import PASSWORD, list_sign_ins


def welcome(address: str) -> str:
    """Return where the server can be reached."""
    return f"→ Servidor en · Server at  {address}/es/  ·  {address}/en/"


def sign_ins() -> Iterator[str]:
    """Yield the lines that tell who the people of the demonstration are and how to be each of them."""
    yield f"  Contraseña de todas las personas · Everyone's password: {PASSWORD}"
    for person in list_sign_ins():
        yield f"  {person.email}"
        yield f"      {person.role['es']}"
        yield f"      {person.role['en']}"
    yield "  Ctrl-C detiene el servidor; los datos se quedan · Ctrl-C stops the server; the data stays"
