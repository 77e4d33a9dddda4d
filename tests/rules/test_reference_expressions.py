"""Rule documents decide as the expressions published with the rules do, read by another, much simpler program.

The counts are drawn at, just below and just above the edges of each expression; nothing of the engine reads it.
"""

import json
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from mfpl.rules import decide, parse_counts
from tests.rules.support import DATA, Json, recorded_cases, recorded_rule

EXPRESSIONS: dict[str, Json] = json.loads((DATA / "expressions.json").read_text())
MOST_DRAWN, SECTIONS_DRAWN = 300, 2_000

OF = {"valid": ("yes", "no"), "voting": ("yes", "no", "abstain"), "active_stake": ("eligible",)}
OTHERS: dict[str, list[Json]] = {
    "be_special_majority": [{"id": name, "kind": "language_group"} for name in ("dutch", "french")],
    "cy_1960_amendment": [{"id": "greek"}, {"id": "turkish"}],
    "cy_1960_separate_majorities": [{"id": "greek"}, {"id": "turkish"}],
    "us_veto_override": [{"id": "representatives"}, {"id": "senate"}],
    "icann_gnso_default": [{"id": "contracted"}, {"id": "other"}],
    "icann_gnso_supermajority": [{"id": "contracted"}, {"id": "other"}],
    "cardano_hard_fork": [{"id": "committee"}, {"id": "dreps"}, {"id": "spos"}],
    "eu_nice_triple": [{"id": f"s{place}"} for place in range(27)],
    "eu_qmv_reinforced": [{"id": f"s{place}"} for place in range(25)],
    "eu_unanimity": [{"id": "all"}],
    "mayfirst_lc_2013": [{"id": "all"}],
    "mayfirst_members_quorum_2012": [{"id": "all"}],
}
"""The sections of rules without a vote on record."""


def compared(left: Fraction, op: str, right: Fraction) -> bool:
    return {">": left > right, ">=": left >= right, "<=": left <= right, "==": left == right}[op]


def asked(expression: Json, sections: list[Json], everyone: list[Json]) -> bool:
    """What an expression says of some sections together, out of all there are."""
    if "all" in expression:
        return all(asked(part, sections, everyone) for part in expression["all"])
    if "any" in expression:
        return any(asked(part, sections, everyone) for part in expression["any"])
    if "not" in expression:
        return not asked(expression["not"], sections, everyone)
    if "in_section" in expression:
        return asked(expression["rule"], [one for one in everyone if one["id"] == expression["in_section"]], everyone)
    if "sections" in expression:
        return of_sections(expression, everyone)
    return compared(measured(expression, sections), expression["op"], Fraction(expression["value"]))


def measured(expression: Json, sections: list[Json]) -> Fraction:
    if "count" in expression:
        return together(sections, expression["count"])
    whole = together(sections, expression["of"])
    return together(sections, expression["share"]) / whole if whole else Fraction(0)


def together(sections: list[Json], name: str) -> Fraction:
    return Fraction(sum(one[part] for one in sections for part in OF.get(name, (name,))))


def of_sections(expression: Json, everyone: list[Json]) -> bool:
    chosen = [one for one in everyone if expression.get("among") in {None, one.get("kind")}]
    weights = [Fraction(str(one["attrs"][expression["weight"]])) if "weight" in expression else 1 for one in chosen]
    holding = sum(
        weight for one, weight in zip(chosen, weights, strict=True) if asked(expression["sections"], [one], everyone)
    )
    whole = 1 if expression.get("of") == "absolute" else sum(weights)
    return compared(Fraction(holding) / whole, expression["op"], Fraction(expression["value"]))


def values(expression: Any) -> Iterator[Fraction]:
    """The numbers of an expression that a share of votes is held against."""
    if isinstance(expression, dict):
        if "share" in expression:
            yield Fraction(expression["value"])
        expression = list(expression.values())
    for part in expression if isinstance(expression, list) else ():
        yield from values(part)


def edge(random: Random, edges: list[Fraction], support: float) -> tuple[int, int]:
    """A number of votes and how many of them there would be, on an edge or one off."""
    if not edges:
        yes = random.randint(0, 10)
        return yes, yes + random.choice([0, 0, 0, 1])
    if random.random() < 1 / 20:
        return random.choice([(0, 0), (0, 1), (1, 1)])
    value = random.choice(edges)
    whole = value.denominator * random.randint(1, 4)
    step = random.choice([0, 1, 2]) if random.random() < support else random.choice([-1, 0])
    return min(whole, max(0, value.numerator * whole // value.denominator + step)), whole


def drawn(random: Random, about: Json, edges: list[Fraction], support: float) -> Json:
    """A section whose votes are near an edge, of those valid, of all ballots, or of those entitled.

    A section that votes as a bloc says yes with the probability of `support`, or else no or nothing.
    """
    section = {name: about[name] for name in ("id", "kind") if about.get(name)}
    yes, whole = edge(random, edges, support)
    rest = whole - yes
    no = random.choice([rest, 0, random.randint(0, rest)]) if random.random() < support else rest
    abstain = random.choice([rest - no, random.randint(0, rest - no)])
    answers = {"yes": yes, "no": no, "abstain": abstain, "blank": 0, "invalid": 0}
    if "count" in about:
        yes = int(random.random() < support)
        answers |= {"yes": yes, "no": random.randint(0, 1 - yes), "abstain": 0}
    ballots = sum(answers.values())
    present = random.choice([max(ballots, whole), ballots, 2 * ballots, max(ballots, 2 * ballots - 1)])
    eligible = max(present, random.choice([present, whole, 2 * ballots, 2 * present, 10 * ballots, 10 * ballots - 1]))
    attrs = {name: random.randint(1, 9) for name in about.get("attrs") or {}}
    return section | answers | {"ballots": ballots, "present": present, "eligible": eligible, "attrs": attrs}


def sections_of(rule_id: str) -> list[Json]:
    case = next((case for case in recorded_cases() if case["rule_id"] == rule_id), None)
    about = OTHERS[rule_id] if case is None else case["sections"]
    text = json.dumps(EXPRESSIONS[rule_id])
    weighed = [
        name for name in ("stand", "states", "pop", "votes", "members", "power") if f'"weight": "{name}"' in text
    ]
    bloc = {"count": True} if weighed and '"count"' in text else {}
    return [dict(one) | bloc | {"attrs": dict.fromkeys(weighed)} for one in about]


def scaled(rule_id: str, sections: list[Json]) -> None:
    """Votes of states in the Union of Nice: 345 together, of which 255 are needed."""
    if rule_id == "eu_nice_triple":
        rest = 345 - sum(one["attrs"]["votes"] for one in sections[1:])
        sections[0]["attrs"]["votes"] = max(rest, 1)


@pytest.mark.parametrize("rule_id", sorted(EXPRESSIONS))
def test_a_rule_decides_as_its_expression_does_on_both_sides_of_every_edge(rule_id: str) -> None:
    expression, rule = EXPRESSIONS[rule_id], recorded_rule(rule_id)
    random = Random(rule_id)  # noqa: S311 - the same draws in every run, and no secret
    edges, about = list(values(expression)), sections_of(rule_id)
    seen = set()
    for _ in range(min(MOST_DRAWN, SECTIONS_DRAWN // len(about))):
        support = random.choice([0.2, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
        counts = [drawn(random, one, edges, support) for one in about]
        scaled(rule_id, counts)
        verdict = decide(rule, parse_counts({"sections": counts}))
        if "per_section" in expression:
            expected = {one["id"]: asked(expression["per_section"], [one], counts) for one in counts}
            assert verdict.sections == expected
            seen |= set(expected.values())
        else:
            assert (verdict.outcome == "passed") is asked(expression, counts, counts), counts
            seen.add(verdict.outcome == "passed")
    assert seen == {True, False}


def test_the_expressions_are_those_of_rules_that_are_one_condition() -> None:
    assert len(EXPRESSIONS) == 34
