"""The section of results: pages below the address of their vote."""

from mfpl.web.access import section

pages = section("results", __name__, path="/votes")
