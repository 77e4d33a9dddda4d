"""Journeys walk on the site of the web tests."""

from tests.web.conftest import password_hash, signed_in, site, visitor

__all__ = ["password_hash", "signed_in", "site", "visitor"]
