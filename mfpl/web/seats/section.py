"""The section of seats."""

from mfpl.web.access import section

pages = section("seats", __name__, path="/seats")
