"""The votes a member of each kind has in a trial: those of the rule, under its caps where the rule has any."""

from collections.abc import Mapping

from mfpl.rules import Alike, Rule
from mfpl.services.electorates import whole_votes
from mfpl.web.rules.trying_numbers import ELIGIBLE, Typed
from mfpl.web.rules.trying_rolls import weights_of


def votes_each(rule: Rule, typed: Typed) -> Mapping[str, int]:
    """Return the votes of a member of each kind over the roll of a trial; raise CountsInvalid where caps cannot be met.

    The caps are left out where the numbers typed do not say how many members of each kind there are.
    """
    weights = weights_of(rule, typed.asked.kinds)
    members = members_of(typed)
    if rule.electorate is None or rule.electorate.caps is None or members is None:
        return weights
    alike = {kind: Alike(count, weights[kind]) for kind, count in members.items()}
    return weights | whole_votes(rule.electorate.caps, alike)


def members_of(typed: Typed) -> dict[str, int] | None:
    """Return how many members of each kind are on the roll of a trial; None where some number is not known."""
    found = dict.fromkeys(typed.asked.kinds, 0)
    for (_code, kind), known in typed.values.items():
        entitled = known[ELIGIBLE]
        if entitled is None:
            return None
        found[kind] += entitled
    return found
