"""The forms with which a member is entered and a person invited."""

from datetime import date

from wtforms.validators import InputRequired, Length

from mfpl.domain.members import MemberKind
from mfpl.domain.refusals import Invalid
from mfpl.services.members import MemberDraft
from mfpl.web.forms import BaseForm, Line
from mfpl.web.members.days import read_day
from mfpl.web.votes.fields import Choice, Rows, offered
from mfpl.web.votes.places import Place
from mfpl.web.words import lazy as _l

NO_NAME = _l("Write the name of the organization or the person.")
NO_DAY = _l("Write the day of joining, with the month as a word.")
NO_KIND = _l("Choose whether it is an organization or a person.")
NO_EMAIL = _l("Write the address the invitation should go to.")
TOO_LONG = _l("This is too long: use at most %(max)d characters.")
LONGEST = 200
KINDS = ((MemberKind.ORGANIZATION, _l("An organization")), (MemberKind.INDIVIDUAL, _l("A person")))


class MemberForm(BaseForm):
    """A new member: center, kind, name, day of joining, and who speaks for it."""

    center = Choice(_l("Center"))
    kind = Rows(_l("What is it?"), [InputRequired(NO_KIND)], choices=offered(KINDS))
    name = Line(_l("Name"), [InputRequired(NO_NAME), Length(max=LONGEST, message=TOO_LONG)])
    joined = Line(_l("Member since"), [InputRequired(NO_DAY)])
    speaker = Line(_l("Who represents the organization"), [Length(max=LONGEST, message=TOO_LONG)])

    def offer(self, centers: list[Place]) -> None:
        """Offer the centers one administers."""
        self.center.choices = offered((one.code, one.name) for one in centers)

    def draft(self) -> MemberDraft | None:
        """Return the member as typed; None, with the error at the field, where the day cannot be read."""
        joined = self._joined()
        if joined is None:
            return None
        return MemberDraft(
            kind=MemberKind(self.text("kind")), name=self.text("name"), joined_on=joined, speaker=self.text("speaker")
        )

    def _joined(self) -> date | None:
        try:
            return read_day(self.text("joined"))
        except Invalid as refusal:
            self.refuse("joined", refusal)
            return None


class InvitationForm(BaseForm):
    """Where an invitation goes."""

    email = Line(_l("Email address"), [InputRequired(NO_EMAIL)], render_kw={"type": "email", "autocomplete": "off"})
