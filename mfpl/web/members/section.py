"""The section of members, for the admins of each center."""

from mfpl.web.access import section

pages = section("members", __name__, path="/members")
