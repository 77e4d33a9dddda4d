"""Says what is still missing before a vote may open, one sentence for each precondition."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Missing, Precondition
from mfpl.web.formatting import listed, number
from mfpl.web.wording.sections import CENTER, Sections
from mfpl.web.words import lazy as _l

LANGUAGES: Mapping[str, str] = MappingProxyType({"es": _l("Spanish"), "en": _l("English")})


def missing_words(missing: Missing, sections: Sections) -> str:
    """Return what is missing and how much there is of it."""
    return _SENTENCES[missing.code](missing, sections)


def _there(missing: Missing) -> str:
    return _("not known") if missing.actual is None else number(missing.actual)


def _notice(missing: Missing, _sections: Sections) -> str:
    return ngettext(
        "It needs %(count)s day of notice; there is: %(there)s.",
        "It needs %(count)s days of notice; there are: %(there)s.",
        missing.needed,
        count=number(missing.needed),
        there=_there(missing),
    )


def _languages(missing: Missing, _sections: Sections) -> str:
    named = [str(LANGUAGES.get(code, code)) for code in missing.where]
    return _("These language versions are not certified: %(languages)s.", languages=listed(named))


def _sponsors(missing: Missing, sections: Sections) -> str:
    if sections.kind == CENTER:
        return ngettext(
            "It needs sponsors from %(count)s center; there is: %(there)s.",
            "It needs sponsors from %(count)s centers; there are: %(there)s.",
            missing.needed,
            count=number(missing.needed),
            there=_there(missing),
        )
    return ngettext(
        "It needs sponsors from %(count)s section; there is: %(there)s.",
        "It needs sponsors from %(count)s sections; there are: %(there)s.",
        missing.needed,
        count=number(missing.needed),
        there=_there(missing),
    )


def _discussion(missing: Missing, sections: Sections) -> str:
    if not missing.where:
        return _("It is not known who took part in the discussion.")
    if sections.kind == CENTER:
        return ngettext(
            "At least %(count)s person of each center must take part in the discussion; it lacks: %(where)s.",
            "At least %(count)s people of each center must take part in the discussion; it lacks: %(where)s.",
            missing.needed,
            count=number(missing.needed),
            where=listed([sections.label(section) for section in missing.where]),
        )
    return ngettext(
        "At least %(count)s person of each section must take part in the discussion; it lacks: %(where)s.",
        "At least %(count)s people of each section must take part in the discussion; it lacks: %(where)s.",
        missing.needed,
        count=number(missing.needed),
        where=listed([sections.label(section) for section in missing.where]),
    )


_SENTENCES: Mapping[Precondition, Callable[[Missing, Sections], str]] = MappingProxyType({
    Precondition.NOTICE: _notice,
    Precondition.LANGUAGES: _languages,
    Precondition.SPONSORS: _sponsors,
    Precondition.DISCUSSION: _discussion,
    Precondition.RESOURCES: lambda _one, _sections: _("The resources it needs are not estimated."),
})  # fmt: skip
