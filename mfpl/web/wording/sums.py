"""Says the sum of one threshold: what was counted of what, what is asked and how strictly, and what that comes to."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Comparison, CountName, Finding, FindingKind, FindingUnit, Unit, UnknownCount
from mfpl.web.formatting import number, percent
from mfpl.web.wording import counts
from mfpl.web.wording.comparisons import mixed
from mfpl.web.wording.numbers import numbers, plural_of
from mfpl.web.wording.sections import Sections

_Asked = Callable[[str], str]
_Amount = Callable[[int, str], str]

_ASKED: Mapping[Comparison, _Asked] = MappingProxyType({
    Comparison.MORE_THAN: lambda value: _("Asked: more than %(value)s; exactly %(value)s is not enough.", value=value),
    Comparison.AT_LEAST: lambda value: _("Asked: at least %(value)s; exactly %(value)s is enough.", value=value),
    Comparison.LESS_THAN: lambda value: _("Asked: less than %(value)s; exactly %(value)s is too much.", value=value),
    Comparison.AT_MOST: lambda value: _("Asked: no more than %(value)s; exactly %(value)s is allowed.", value=value),
    Comparison.EXACTLY: lambda value: _("Asked: exactly %(value)s, no more and no less.", value=value),
})  # fmt: skip


def _at_least(n: int, count: str) -> str:
    return ngettext("That is at least %(count)s.", "That is at least %(count)s.", n, count=count)


def _at_most(n: int, count: str) -> str:
    return ngettext("That is at most %(count)s.", "That is at most %(count)s.", n, count=count)


def _exactly(n: int, count: str) -> str:
    return ngettext("That is exactly %(count)s.", "That is exactly %(count)s.", n, count=count)


_COMES_TO: Mapping[Comparison, _Amount] = MappingProxyType({
    Comparison.MORE_THAN: _at_least,
    Comparison.AT_LEAST: _at_least,
    Comparison.LESS_THAN: _at_most,
    Comparison.AT_MOST: _at_most,
    Comparison.EXACTLY: _exactly,
})  # fmt: skip


_SHARES = frozenset({FindingKind.SHARE, FindingKind.SHARE_OF_SECTIONS, FindingKind.CLASS_SHARE})


def asked(comparison: Comparison, value: Fraction) -> str:
    """Return what a threshold asks for, with what exactly that much would mean."""
    return _ASKED[comparison](mixed(value))


def sums(finding: Finding, sections: Sections, *, margins: bool = True) -> Iterator[str]:
    """Yield the sum of a finding about a share, a count, a root, classes or sections, sentence by sentence.

    Without margins where the target is what must not be reached.
    """
    yield from _counted(finding)
    if finding.kind is FindingKind.ROOT_COUNT:
        yield from _squares(finding)
    elif finding.comparator is not None and finding.right is not None:
        yield asked(finding.comparator, finding.right)
    yield from _turning(finding, margins=margins)
    for one in finding.unknown:
        yield unknown(one, sections)


def _counted(finding: Finding) -> Iterator[str]:
    unit = Unit.MEMBERS if finding.unit is FindingUnit.MEMBERS else Unit.VOTES
    if finding.measured is not None:
        what = counts.whole((finding.measured,), unit)
        if finding.actual is not None:
            yield _("Counted: %(what)s, %(number)s.", what=what, number=mixed(finding.actual))
    if finding.of and finding.whole is not None:
        yield _("Held against: %(what)s, %(number)s.", what=counts.whole(finding.of, unit), number=mixed(finding.whole))
    if finding.actual is None:
        if finding.low is not None and finding.high is not None:
            yield _("It is %(bounds)s.", bounds=numbers(finding).figure)
    elif finding.whole is not None and finding.kind in _SHARES:
        yield _share(finding.actual, finding.whole)
    elif finding.whole is not None:
        yield _("%(actual)s of %(whole)s.", actual=mixed(finding.actual), whole=mixed(finding.whole))


def _share(actual: Fraction, whole: Fraction) -> str:
    if not whole:
        return _("There is nothing to divide by: the share counts as 0.")
    if (actual / whole).denominator == whole:
        return _(
            "%(actual)s of %(whole)s (%(percent)s).",
            actual=mixed(actual),
            whole=mixed(whole),
            percent=percent(actual / whole),
        )
    return _(
        "%(actual)s of %(whole)s = %(fraction)s (%(percent)s).",
        actual=mixed(actual),
        whole=mixed(whole),
        fraction=number(actual / whole),
        percent=percent(actual / whole),
    )


def _squares(finding: Finding) -> Iterator[str]:
    """Both sides of a comparison with a root, squared, because no root is ever taken."""
    if finding.left is None or finding.right is None or finding.comparator is None:
        return
    yield _(
        "So that no root is taken, both sides are squared: %(left)s and %(right)s.",
        left=mixed(finding.left),
        right=mixed(finding.right),
    )
    yield asked(finding.comparator, finding.right)


def _turning(finding: Finding, *, margins: bool) -> Iterator[str]:
    if finding.actual is None or finding.comparator is None or not margins:
        return
    if finding.needed is None:
        if finding.kind is not FindingKind.CLASS_SHARE:
            yield _("No number would be enough.")
        return
    yield _COMES_TO[finding.comparator](plural_of(finding.needed), mixed(finding.needed))
    margin = numbers(finding).margin
    if margin:
        yield f"{margin[:1].upper()}{margin[1:]}."


def unknown(one: UnknownCount, sections: Sections, stage: str = "") -> str:
    """Return that a count is not known, of which section, and at which stage where there are several."""
    what = counts.whole((one.count,), one.unit)
    if one.section is None:
        where = _("Not known: %(what)s in the whole.", what=what)
    else:
        where = _("Not known: %(what)s in %(section)s.", what=what, section=sections.label(one.section))
    return _("At the stage “%(stage)s”: %(unknown)s", stage=stage, unknown=where) if stage else where


def class_part(finding: Finding, name: str) -> Iterator[str]:
    """Yield what one class counts, and how many of it alone would have turned the result."""
    if finding.right is not None:
        yield _("The class “%(name)s” has %(share)s of the whole.", name=name, share=number(finding.right))
    if finding.measured is CountName.YES and finding.actual is not None and finding.whole is not None:
        yield _share(finding.actual, finding.whole)
    if finding.needed is not None:
        yield _("This class alone would turn it at %(needed)s.", needed=mixed(finding.needed))
