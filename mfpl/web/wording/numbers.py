"""Says the numbers of a finding: what there was, what was needed, what was left over or missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import ngettext

from mfpl.rules import Comparison, CountName, Finding
from mfpl.web.formatting import number, percent
from mfpl.web.wording.comparisons import mixed

NONE_AT_ALL = Fraction(0)
SEVERAL = 2


@dataclass(frozen=True)
class Numbers:
    """The numbers of a finding in words; `big` is the figure alone, `share` its percentage.

    `actual`, `whole` and `needed` are kept for a bar; each is None where it is unknown or there is none.
    """

    figure: str
    big: str
    share: str
    target: str
    margin: str
    actual: Fraction | None
    whole: Fraction | None
    needed: Fraction | None

    @property
    def line(self) -> str:
        """Return everything in one line: "21 of 127 · 13 needed · 8 to spare"."""
        return " · ".join(part for part in (self.figure, self.target, self.margin) if part)

    @property
    def drawable(self) -> bool:
        """Return whether a bar can show it."""
        return bool(self.whole) and self.actual is not None and self.needed is not None


def numbers(finding: Finding, *, margins: bool = True) -> Numbers:
    """Return the numbers of a finding; without margins where its target would say nothing, as inside a "not"."""
    told = margins and finding.comparator is not None
    share = _percentage(finding)
    return Numbers(
        figure=_figure(finding, share),
        big=_big(finding),
        share=share,
        target=_target(finding) if told else "",
        margin=_margin(finding) if told else "",
        actual=finding.actual,
        whole=finding.whole,
        needed=finding.needed if told else None,
    )


def _percentage(finding: Finding) -> str:
    if finding.actual is None or not finding.whole:
        return ""
    return percent(finding.actual / finding.whole)


def _figure(finding: Finding, share: str) -> str:
    if finding.actual is None:
        return _unknown(finding)
    if finding.whole is None:
        return mixed(finding.actual)
    if not share:
        return _("%(actual)s of %(whole)s", actual=mixed(finding.actual), whole=mixed(finding.whole))
    return _(
        "%(actual)s of %(whole)s (%(share)s)", actual=mixed(finding.actual), whole=mixed(finding.whole), share=share
    )


def _unknown(finding: Finding) -> str:
    if finding.low is None or finding.high is None:
        return _("not known")
    say = percent if finding.measured is not None and finding.of else mixed
    return _("between %(low)s and %(high)s, as far as is known", low=say(finding.low), high=say(finding.high))


def _big(finding: Finding) -> str:
    if finding.actual is None:
        return "?"
    if finding.whole is None:
        return mixed(finding.actual)
    if finding.measured is CountName.YES and finding.of == (CountName.VALID,):
        return f"{number(finding.actual)} \N{EN DASH} {number(finding.whole - finding.actual)}"
    return f"{mixed(finding.actual)} / {mixed(finding.whole)}"


_Words = Callable[[int, str], str]


def _needed(n: int, count: str) -> str:
    return ngettext("%(count)s needed", "%(count)s needed", n, count=count)


def _allowed(n: int, count: str) -> str:
    return ngettext("%(count)s allowed at most", "%(count)s allowed at most", n, count=count)


def _exactly(n: int, count: str) -> str:
    return ngettext("exactly %(count)s needed", "exactly %(count)s needed", n, count=count)


_TARGETS: Mapping[Comparison, _Words] = MappingProxyType({
    Comparison.MORE_THAN: _needed,
    Comparison.AT_LEAST: _needed,
    Comparison.LESS_THAN: _allowed,
    Comparison.AT_MOST: _allowed,
    Comparison.EXACTLY: _exactly,
})  # fmt: skip


def _too_few(n: int, count: str) -> str:
    return ngettext("%(count)s missing", "%(count)s missing", n, count=count)


def _too_many(n: int, count: str) -> str:
    return ngettext("%(count)s too many", "%(count)s too many", n, count=count)


def _left_over(n: int, count: str) -> str:
    return ngettext("%(count)s to spare", "%(count)s to spare", n, count=count)


def _room(n: int, count: str) -> str:
    return ngettext("room for %(count)s more", "room for %(count)s more", n, count=count)


_LESS = frozenset({Comparison.LESS_THAN, Comparison.AT_MOST})


def plural_of(value: Fraction) -> int:
    """Return the whole number that chooses the plural form of any number: parts of a whole count as several."""
    return int(value) if value.denominator == 1 else SEVERAL


def _target(finding: Finding) -> str:
    if finding.actual is None or finding.comparator is None:
        return ""
    if finding.needed is None:
        return _("no number would be enough")
    return _TARGETS[finding.comparator](plural_of(finding.needed), mixed(finding.needed))


def _margin(finding: Finding) -> str:
    if finding.holds and finding.spare is not None:
        return _spare(finding, finding.spare)
    if finding.holds is False and finding.missing:
        say = _too_many if _is_above(finding) else _too_few
        return say(plural_of(finding.missing), mixed(finding.missing))
    return ""


def _is_above(finding: Finding) -> bool:
    return finding.actual is not None and finding.needed is not None and finding.actual > finding.needed


def _spare(finding: Finding, spare: Fraction) -> str:
    if finding.comparator is Comparison.EXACTLY:
        return ""
    if spare == NONE_AT_ALL:
        return _("none to spare")
    say = _room if finding.comparator in _LESS else _left_over
    return say(plural_of(spare), mixed(spare))
