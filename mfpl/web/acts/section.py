"""The section of acts that need a person of each of two centers."""

from mfpl.web.access import section

pages = section("acts", __name__, path="/acts")
