"""Says what happens to ranked options: who stays, who is eliminated, who beats whom; and what is wrong with a table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flask_babel import gettext as _

from mfpl.rules import Comparison, ErrorCode, Finding, FindingKind
from mfpl.rules.conditions import Ranked
from mfpl.web.wording.comparisons import mixed
from mfpl.web.words import lazy as _l

KINDS = frozenset({
    FindingKind.OPTION,
    FindingKind.OPTION_QUORUM,
    FindingKind.OPTION_RATIO,
    FindingKind.OPTION_MAJORITY,
    FindingKind.DEFEAT,
})  # fmt: skip

SENTENCES = MappingProxyType({
    ErrorCode.OPTION_DUPLICATE: _l("The option %(option)s is given twice."),
    ErrorCode.DEFAULT_OPTION_COUNT: _l("Exactly one option must be the default, not %(count)s."),
    ErrorCode.PAIRWISE_SIZE: _l("The table needs %(expected)s rows and as many columns, one for each option."),
    ErrorCode.PAIRWISE_CONTRADICTS: _l(
        "About the options %(first)s and %(second)s the table has %(sum)s ballots, more than the %(eligible)s entitled."
    ),
    ErrorCode.CASTING_VOTE_UNKNOWN: _l("The casting vote is for “%(option)s”, which is not an option."),
    ErrorCode.CONTEST_MISSING: _l("The rule ranks options, and the counts have no table of options."),
})  # fmt: skip


def name(finding: Finding) -> str:
    """Return the name of a finding about one option or two."""
    return _NAMES[finding.kind](finding)


_NAMES: Mapping[FindingKind, Callable[[Finding], str]] = MappingProxyType({
    FindingKind.OPTION: lambda one: _("Option %(option)s", option=one.name),
    FindingKind.OPTION_QUORUM: lambda one: _("Quorum of option %(option)s", option=one.name),
    FindingKind.OPTION_RATIO: lambda one: _(
        "Option %(option)s against the default option %(default)s", option=one.name, default=one.against
    ),
    FindingKind.OPTION_MAJORITY: lambda one: _(
        "Majority of option %(option)s over the default option %(default)s", option=one.name, default=one.against
    ),
    FindingKind.DEFEAT: lambda one: _("Option %(option)s beats option %(other)s", option=one.name, other=one.against),
})  # fmt: skip


def text(finding: Finding) -> str:
    """Return what a finding about an option says, as a sentence without its period; empty where nothing is known."""
    if finding.kind is FindingKind.OPTION:
        return _("it stays in the contest where everything below is met")
    if finding.kind is FindingKind.OPTION_QUORUM:
        return _("enough ballots rank it above the default option")
    if finding.left is None or finding.right is None:
        return _("not known")
    return _(
        "%(above)s ballots rank it higher; they are held against %(below)s",
        above=mixed(finding.left),
        below=mixed(finding.right),
    )


def asked(ranked: Ranked) -> str:
    """Return what a rule asks of ranked options, as sentences without the last period."""
    parts = [str(_STAY)]
    if ranked.option_quorum is not None:
        parts.append(
            _(
                "its quorum is %(times)s times the square root of those who may vote",
                times=mixed(ranked.option_quorum.times),
            )
        )
    parts.append(str(_RATIOS[Comparison(ranked.option_ratio.comparison)]))
    parts.append(str(_METHOD))
    parts.append(str(_TIES[ranked.tie]))
    return "; ".join(parts)


_STAY = _l("an option stays in the contest only against the default option")
_METHOD = _l("among those that stay, the weakest defeats are dropped until one option is left")
_RATIOS = MappingProxyType({
    Comparison.MORE_THAN: _l("more ballots must rank it above the default than its ratio times those below"),
    Comparison.AT_LEAST: _l("at least its ratio times the ballots below the default must rank it above"),
})  # fmt: skip
_TIES = MappingProxyType({
    "casting_vote": _l("a casting vote decides a tie"),
    "default_option": _l("in a tie the default option is chosen"),
})  # fmt: skip
