"""The pages of votes, gathered: importing this module makes them all known to their section."""

from mfpl.web.votes import casting, changing, closing, opening, preparing, refusing, showing, tasks
from mfpl.web.votes.section import pages

__all__ = ["casting", "changing", "closing", "opening", "pages", "preparing", "refusing", "showing", "tasks"]
