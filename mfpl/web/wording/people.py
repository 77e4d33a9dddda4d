"""Charges, bodies and kinds of members in words."""

from mfpl.domain.actors import MandateKind
from mfpl.domain.members import MemberKind, Status
from mfpl.web.words import lazy as _l

MANDATES = {
    MandateKind.CENTER_ADMIN: _l("Administration of the center"),
    MandateKind.COMMITTEE_MEMBER: _l("Member of the committee"),
    MandateKind.CHAIR: _l("Chair"),
    MandateKind.ELECTION_OFFICER: _l("Election officer"),
    MandateKind.TRANSLATOR: _l("Translation"),
}

BODY_KINDS = {
    "membership": _l("Every member in good standing, of all centers"),
    "committee": _l("A committee, whose votes are by name"),
    "assembly": _l("The members of one center"),
}

MEMBER_KINDS = {
    MemberKind.ORGANIZATION: _l("organization"),
    MemberKind.INDIVIDUAL: _l("individual"),
}

STATUSES = {
    Status.GOOD_STANDING: _l("in good standing"),
    Status.GRACE: _l("in the grace period"),
    Status.AT_RISK: _l("at risk"),
    Status.SUSPENDED: _l("suspended"),
    Status.INACTIVE: _l("inactive"),
}
