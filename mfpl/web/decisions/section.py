"""The section of decisions."""

from mfpl.web.access import section

pages = section("decisions", __name__, path="/decisions")
