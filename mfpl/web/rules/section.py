"""The section of rules."""

from mfpl.web.access import section

pages = section("rules", __name__, path="/rules")
