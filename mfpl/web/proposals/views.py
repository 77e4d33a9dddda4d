"""The pages of proposals, gathered: importing this module makes them all known to their section."""

from mfpl.web.proposals import listing, showing, writing
from mfpl.web.proposals.section import pages

__all__ = ["listing", "pages", "showing", "writing"]
