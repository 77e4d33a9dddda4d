"""The pages of one rule: read it, try it out, replay the past under it, and see the power it gives."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, request, url_for

from mfpl.web.words import lazy as _l


@dataclass(frozen=True)
class Door:
    """A page of a rule: where it leads, what it is called, and whether it is the one being shown."""

    url: str
    label: str
    current: bool


DOORS = (
    ("rules.show", _l("Read it")),
    ("rules.trying", _l("Try it out")),
    ("rules.replaying", _l("What would have changed")),
    ("rules.power", _l("Who can decide")),
)


def doors_of(code: str, version: int) -> Iterator[Door]:
    """Yield the pages of one version of a rule, in the order people need them."""
    for endpoint, label in DOORS:
        if endpoint in current_app.view_functions:
            yield Door(url_for(endpoint, code=code, version=version), str(label), request.endpoint == endpoint)
