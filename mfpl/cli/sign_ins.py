"""Tells, in both languages at once, where the server is and with what the people of the demonstration sign in."""

import json
from collections.abc import Iterator
from pathlib import Path

import mfpl.presets

PEOPLE = Path(mfpl.presets.__file__).parent / "demo" / "people.json"


def welcome(address: str) -> str:
    """Return where the server can be reached."""
    return f"→ Servidor en · Server at  {address}/es/  ·  {address}/en/"


def sign_ins(password: str) -> Iterator[str]:
    """Yield the lines that tell who the people of the demonstration are and how to be each of them."""
    yield f"  Contraseña de todas las personas · Everyone's password: {password}"
    for person in json.loads(PEOPLE.read_text(encoding="utf-8"))["people"]:
        if person["cast"]:
            yield f"  {person['email']}"
            yield f"      {person['role']['es']}"
            yield f"      {person['role']['en']}"
    yield "  Ctrl-C detiene el servidor; los datos se quedan · Ctrl-C stops the server; the data stays"
