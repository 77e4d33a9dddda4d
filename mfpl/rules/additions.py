"""Requirements that people often ask for, ready to be put beside those a rule has."""

from collections.abc import Mapping
from types import MappingProxyType

from mfpl.rules.bodies import Node

CENTER = "center"

_MAJORITY: Node = {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2", "unit": "votes"}
_TURNOUT: Node = {"share": "voting", "of": "eligible", "comparison": "at_least", "value": "1/10", "unit": "members"}

ADDITIONS: Mapping[str, Node] = MappingProxyType({
    "majority_in_each": {"every_section": dict(_MAJORITY), "among": CENTER},
    "quorum_of_each": {"quorum": {"every_section": dict(_TURNOUT), "among": CENTER}, "otherwise": "not_quorate"},
    "two_thirds": {**_MAJORITY, "comparison": "at_least", "value": "2/3"},
    "so_many_centers": {
        "number_of_sections": dict(_MAJORITY),
        "among": CENTER,
        "comparison": "at_least",
        "value": 1,
    },
    "support_of_the_roll": {**_MAJORITY, "of": "eligible", "comparison": "at_least", "value": "1/5", "unit": "members"},
})  # fmt: skip
"""Each by its name: a majority in each center, a quorum of each, two thirds of the votes, yes from so many centers,
and the support of a part of everyone entitled."""
