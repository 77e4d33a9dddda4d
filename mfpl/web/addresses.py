"""What an address may hold in the place of a number, so that no number in it is larger than the store can hold."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class VersionConverter(IntegerConverter):
    """The version of a clause; no clause has a million."""

    regex = "[0-9]{1,6}"


def init_addresses(app: Flask) -> None:
    """Let addresses name versions."""
    app.url_map.converters["version"] = VersionConverter
