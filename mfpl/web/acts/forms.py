"""The forms with which somebody asks for an act that needs a person of another center too."""

from datetime import date

from wtforms.validators import InputRequired, Length

from mfpl.domain.actors import MandateKind
from mfpl.domain.refusals import Invalid
from mfpl.services.joint_acts.naming import NAMED
from mfpl.services.joint_acts.transferring import REASON_LIMIT
from mfpl.web.forms import BaseForm, Line, Prose
from mfpl.web.members.days import read_day
from mfpl.web.votes.fields import Choice, Rows, offered
from mfpl.web.votes.places import Place
from mfpl.web.wording.people import MANDATES
from mfpl.web.words import lazy as _l

NO_CENTER = _l("Choose a center.")
NO_DAY = _l("Write the day, with the month as a word.")
NO_REASON = _l("Write why: whoever confirms it reads it.")
NO_EMAIL = _l("Write the address of the person's account.")
NO_CHARGE = _l("Choose the charge.")
NO_DOCUMENT = _l("Paste the document.")
TOO_LONG = _l("This is too long: use at most %(max)d characters.")


class TransferForm(BaseForm):
    """Where a membership moves, from which day, and why."""

    center = Rows(_l("To which center does it move?"), [InputRequired(NO_CENTER)])
    from_on = Line(_l("From which day"), [InputRequired(NO_DAY)])
    reason = Prose(_l("Reason"), [InputRequired(NO_REASON), Length(max=REASON_LIMIT, message=TOO_LONG)])

    def offer(self, centers: list[Place]) -> None:
        """Offer the centers it can move to."""
        self.center.choices = offered((one.code, one.name) for one in centers)

    def day(self) -> date | None:
        """Return the day as typed; None, with the error at the field, where it cannot be read."""
        try:
            return read_day(self.text("from_on"))
        except Invalid as refusal:
            self.refuse("from_on", refusal)
            return None


class NamingForm(BaseForm):
    """Who is to be charged with what, for which center."""

    email = Line(
        _l("Email address of the account"),
        [InputRequired(NO_EMAIL)],
        render_kw={"type": "email", "autocomplete": "off"},
    )
    mandate = Rows(_l("Charge"), [InputRequired(NO_CHARGE)], choices=offered((kind, MANDATES[kind]) for kind in NAMED))
    center = Choice(_l("Center"))

    def offer(self, centers: list[Place]) -> None:
        """Offer all centers."""
        self.center.choices = offered((one.code, one.name) for one in centers)

    def charge(self) -> MandateKind:
        """Return the charge chosen."""
        return MandateKind(self.text("mandate"))


class AdoptionForm(BaseForm):
    """The next version of a clause as the document the engine reads."""

    document = Prose(_l("Document"), [InputRequired(NO_DOCUMENT)], render_kw={"rows": 16, "spellcheck": "false"})
