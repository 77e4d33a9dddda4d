"""Says thresholds in words that carry their strictness: "more than half", "at least two thirds"."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from babel.numbers import format_percent
from flask_babel import gettext as _

from mfpl.rules import Comparison
from mfpl.web.formatting import number
from mfpl.web.languages import language
from mfpl.web.words import lazy as _l

FINEST_PERCENT = 10_000
WHOLE = Fraction(1)

_SHARES = MappingProxyType({
    Fraction(1, 2): _l("half"),
    Fraction(1, 3): _l("one third"),
    Fraction(2, 3): _l("two thirds"),
    Fraction(1, 4): _l("one quarter"),
    Fraction(3, 4): _l("three quarters"),
    Fraction(1, 5): _l("one fifth"),
    Fraction(2, 5): _l("two fifths"),
    Fraction(3, 5): _l("three fifths"),
    Fraction(4, 5): _l("four fifths"),
    Fraction(1, 10): _l("one tenth"),
    Fraction(3, 10): _l("three tenths"),
    Fraction(7, 10): _l("seven tenths"),
    Fraction(9, 10): _l("nine tenths"),
    WHOLE: _l("all"),
})  # fmt: skip
_SMALL = MappingProxyType({
    2: _l("two"),
    3: _l("three"),
    4: _l("four"),
    5: _l("five"),
    6: _l("six"),
    7: _l("seven"),
    8: _l("eight"),
    9: _l("nine"),
    10: _l("ten"),
})  # fmt: skip

_COMPARED: Mapping[Comparison, Callable[[str], str]] = MappingProxyType({
    Comparison.MORE_THAN: lambda amount: _("more than %(amount)s", amount=amount),
    Comparison.AT_LEAST: lambda amount: _("at least %(amount)s", amount=amount),
    Comparison.LESS_THAN: lambda amount: _("less than %(amount)s", amount=amount),
    Comparison.AT_MOST: lambda amount: _("no more than %(amount)s", amount=amount),
    Comparison.EXACTLY: lambda amount: _("exactly %(amount)s", amount=amount),
})  # fmt: skip


def share_in_words(share: Fraction) -> str:
    """Return a share as people say it: halves to tenths in words, else an exact percentage, else a fraction."""
    if share in _SHARES:
        return str(_SHARES[share])
    if (share * FINEST_PERCENT).denominator == 1:
        exact = Decimal(share.numerator) / Decimal(share.denominator)
        return str(format_percent(exact, language().percent.replace(".#", ".##"), locale=language().locale))
    return number(share)


def compared(comparison: Comparison, amount: str) -> str:
    """Return an amount, given as a noun phrase, with its comparison before it."""
    return _COMPARED[comparison](amount)


def threshold(comparison: Comparison, share: Fraction) -> str:
    """Return a share with its comparison, to be followed by what it is a share of."""
    if share == WHOLE and comparison in {Comparison.AT_LEAST, Comparison.EXACTLY}:
        return share_in_words(share)
    return compared(comparison, share_in_words(share))


def mixed(value: Fraction) -> str:
    """Return a number of any kind, with what is beyond the whole as a fraction: 11 1/2."""
    whole, rest = divmod(value, 1)
    return f"{number(whole)} {number(rest)}" if whole and rest else number(value)


def small_number(value: int) -> str:
    """Return a number inside a sentence: two to ten in words, the others in digits."""
    return str(_SMALL[value]) if value in _SMALL else number(value)
