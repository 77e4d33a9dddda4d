"""The forms of accounts; pasting and password managers welcome."""

from wtforms import EmailField, PasswordField, SelectField
from wtforms.validators import InputRequired

from mfpl.domain.accounts import TIME_ZONES
from mfpl.domain.texts import LANGUAGES as CODES
from mfpl.web.formatting import city
from mfpl.web.forms import BaseForm, Line, choice, clean_line
from mfpl.web.languages import LANGUAGES
from mfpl.web.words import lazy as _l

NO_ADDRESS = _l("Write your email address.")
NO_PASSWORD = _l("Write your password.")
NO_NAME = _l("Write the name you want to be called by.")


def _address() -> EmailField:
    return EmailField(
        _l("Email address"),
        [InputRequired(NO_ADDRESS)],
        filters=[clean_line],
        render_kw={"autocomplete": "username", "inputmode": "email", "autocapitalize": "none"},
    )


def _new_password() -> PasswordField:
    return PasswordField(
        _l("New password"), [InputRequired(_l("Write a new password."))], render_kw={"autocomplete": "new-password"}
    )


def _called_name() -> Line:
    return Line(
        _l("What should we call you?"),
        [InputRequired(NO_NAME)],
        render_kw={"autocomplete": "nickname", "maxlength": 120},
    )


class SignInForm(BaseForm):
    """Address and password."""

    email = _address()
    password = PasswordField(
        _l("Password"), [InputRequired(NO_PASSWORD)], render_kw={"autocomplete": "current-password"}
    )


class LinkForm(BaseForm):
    """The address a link should go to."""

    email = _address()


class ButtonForm(BaseForm):
    """Nothing but a button."""


class InvitationForm(BaseForm):
    """What a new account needs."""

    called_name = _called_name()
    password = _new_password()


class NewPasswordForm(BaseForm):
    """A new password, by link."""

    password = _new_password()


class ChangePasswordForm(BaseForm):
    """The password as it is, and as it shall be."""

    current_password = PasswordField(
        _l("Current password"), [InputRequired(NO_PASSWORD)], render_kw={"autocomplete": "current-password"}
    )
    new_password = _new_password()


class SettingsForm(BaseForm):
    """How a person is called, in which language they read and write mail, on which clock they live."""

    called_name = _called_name()
    language = SelectField(_l("Language of your mail"), choices=[choice(code, LANGUAGES[code].name) for code in CODES])
    time_zone = SelectField(_l("Your city's clock"))

    def offer_zones(self, present: str) -> None:
        """Offer the known time zones, and the present one where it is none of them, by their city."""
        zones = sorted({*TIME_ZONES, present}, key=city)
        self.time_zone.choices = [choice(zone, city(zone)) for zone in zones]
