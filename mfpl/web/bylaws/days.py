"""Says in one line from when until when a version of a clause is in force, from the acts that put it in force."""

from collections.abc import Sequence

from flask_babel import gettext as _

from mfpl.domain.bylaws import Enacted, Standing
from mfpl.web.bylaws.standing import since_of
from mfpl.web.clock import now
from mfpl.web.votes.places import Place
from mfpl.web.wording.bylaws import STANDINGS

BETWEEN = " · "


def days_in_force(acts: Sequence[Enacted], number: int, centers: Sequence[Place]) -> str:
    """Return the days of a version: once where they are the same in all centers, else center by center.

    One that was never put in force, or whose time has not come before a later one took its place, is not in force.
    """
    found = since_of(number, acts, on=now().date(), centers=centers)
    if not found:
        return str(STANDINGS[Standing.NOT_YET].words)
    return BETWEEN.join(
        _("%(center)s: %(days)s", center=one.center.short_name, days=one.words) if one.center else one.words
        for one in found
    )
