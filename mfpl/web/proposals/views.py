"""The pages of proposals, gathered: importing this module makes them all known to their section."""

from mfpl.web.proposals import amending, deadlock, listing, showing, writing
from mfpl.web.proposals.section import pages

__all__ = ["amending", "deadlock", "listing", "pages", "showing", "writing"]
