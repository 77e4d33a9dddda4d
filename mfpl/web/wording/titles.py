"""What the names inside a rule are called: its own titles first, else words everyone knows, else the name itself."""

from flask_babel import gettext as _

from mfpl.rules.language import OtherRule
from mfpl.rules.metadata import BilingualLine, BilingualProse
from mfpl.web.languages import language
from mfpl.web.wording.outcomes import OUTCOMES

GRADED = "graded:"
OPTION = "option_"


def spoken(text: BilingualLine | BilingualProse) -> str:
    """Return a text of a rule document in the reader's language."""
    return text.es if language().code == "es" else text.en


def titled(rule: OtherRule | None, name: str) -> str:
    """Return what a name of a rule is called: a grade, a stage, an office, a body, a moment, a definition."""
    if rule is not None and name in rule.titles:
        return spoken(rule.titles[name])
    return str(OUTCOMES[name].words) if name in OUTCOMES else name


def outcome_name(code: str, rule: OtherRule | None) -> str:
    """Return what an outcome is called inside a sentence; a grade by its title, an option by its number."""
    if code.startswith(OPTION):
        return _("option %(name)s", name=code.removeprefix(OPTION))
    return titled(rule, code.removeprefix(GRADED))
