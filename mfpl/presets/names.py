"""Builds the demonstration's register: invented names, kinds, centers and days, the same every time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any

_RELATIVE_DAY = re.compile(r"start(?:([+-]\d+)d)?")
_LIST_NAME = re.compile(r"\{(\w+)\}")
_STRIDE_DAYS = 379
"""A prime, so that days of joining spread over the whole period before any repeats."""


@dataclass(frozen=True)
class DemoMember:
    """One invented member; `affiliations` and `statuses` are (what, from which day), oldest first."""

    id: str
    kind: str
    name: str
    language: str
    joined_on: str
    affiliations: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    cohort: str
    representatives: tuple[str, ...] = ()


def resolve_day(text: str, *, start: date) -> date:
    """The calendar day of an ISO day or of a day counted from `start`, such as "start-61d"; ValueError if neither."""
    relative = _RELATIVE_DAY.fullmatch(text)
    if relative is None:
        return date.fromisoformat(text)
    return start + timedelta(days=int(relative[1] or 0))


def build_register(words: Mapping[str, Any], named: Sequence[Mapping[str, Any]]) -> tuple[DemoMember, ...]:
    """Every member of the demonstration: the named ones of people.json first, then generated ones up to the targets.

    `words` is names.json and `named` the members of people.json. No two members share a name.
    ValueError if a word list is too short for the targets.
    """
    members = [_named_member(entry) for entry in named]
    taken = {member.name for member in members}
    for center, targets in words["targets"].items():
        people = _fresh(person_names(words["people"][center]), taken)
        organizations = _fresh(organization_names(words, center=center), taken)
        for kind, target in targets.items():
            cohorts = _cohorts(target, [m for m in members if m.kind == kind and m.affiliations[-1][0] == center])
            source = organizations if kind == "organization" else people
            chosen = tuple(islice(source, len(cohorts)))
            if len(chosen) < len(cohorts):
                raise ValueError(f"too few names for {center} {kind}: {len(chosen)} of {len(cohorts)}")
            made = [
                _generated_member(words, center=center, kind=kind, place=place, name=name, cohort=cohort)
                for place, (name, cohort) in enumerate(zip(chosen, cohorts, strict=True))
            ]
            members.extend(_with_representatives(made, people) if kind == "organization" else made)
    return tuple(members)


def person_names(people: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names of people with their language, group after group in the order of names.json; repeats nothing in a group."""
    groups = {key: _group_names(group) for key, group in people["groups"].items()}
    live = set(groups)
    for key in cycle(people["order"]):
        if not live:
            return
        found = next(groups[key], None)
        if found is None:
            live.discard(key)
        else:
            yield found


def organization_names(words: Mapping[str, Any], *, center: str) -> Iterator[tuple[str, str]]:
    """Names of organizations of one center with their language, one of each family in turn."""
    families = [_family_names(family, words["lists"]) for family in words["organizations"][center]]
    while families:
        for family in tuple(families):
            found = next(family, None)
            if found is None:
                families.remove(family)
            else:
                yield found


def voters_for(
    groups: Sequence[Mapping[str, Any]], *, candidates: Sequence[tuple[str, str, str]]
) -> tuple[tuple[str, ...], ...]:
    """Members who cast the ballots of each group, in the order of the groups; nobody casts two.

    A group has `center`, `kind` and `count`; `candidates` are (member, center, kind) of those who may be chosen.
    ValueError if a group asks for more members than are left.
    """
    left: dict[tuple[str, str], list[str]] = {}
    for member, center, kind in candidates:
        left.setdefault((center, kind), []).append(member)
    chosen = []
    for group in groups:
        pool = left.get((group["center"], group["kind"]), [])
        count = group["count"]
        if len(pool) < count:
            raise ValueError(f"{count} ballots of {group['center']} {group['kind']}, but {len(pool)} members are left")
        chosen.append(tuple(pool[:count]))
        del pool[:count]
    return tuple(chosen)


def _named_member(entry: Mapping[str, Any]) -> DemoMember:
    return DemoMember(
        id=entry["id"],
        kind=entry["kind"],
        name=entry["name"],
        language=entry["language"],
        joined_on=entry["joined_on"],
        affiliations=tuple((a["center"], a["from"]) for a in entry["affiliations"]),
        statuses=tuple((s["status"], s["from"]) for s in entry["statuses"]),
        cohort=entry["cohort"],
    )


def _cohorts(target: Mapping[str, int], present: Sequence[DemoMember]) -> tuple[str, ...]:
    """What is missing to the target: as many recent members as lapsed ones, so that both rolls are the same size."""
    lapsed = target["lapsed"] - sum(member.cohort == "lapsed" for member in present)
    recent = target["lapsed"]
    steady = target["good_standing"] - recent - sum(member.cohort == "steady" for member in present)
    return ("lapsed",) * lapsed + ("recent",) * recent + ("steady",) * steady


def _generated_member(
    words: Mapping[str, Any], *, center: str, kind: str, place: int, name: tuple[str, str], cohort: str
) -> DemoMember:
    joined = words["joined"]
    period = joined["recent"] if cohort == "recent" else joined["steady"][center]
    day = _spread_day(period, place)
    lapses = words["lapses"]
    later = lapses[(place + len(kind)) % len(lapses)] if cohort == "lapsed" else []
    return DemoMember(
        id=f"{center.lower()}-{kind[:3]}-{place + 1:03d}",
        kind=kind,
        name=name[0],
        language=name[1],
        joined_on=day,
        affiliations=((center, day),),
        statuses=(("good_standing", day), *((status, since) for status, since in later)),
        cohort=cohort,
    )


def _with_representatives(members: Sequence[DemoMember], people: Iterator[tuple[str, str]]) -> Iterator[DemoMember]:
    for member in members:
        representative, _language = next(people)
        yield replace(member, representatives=(representative,))


def _spread_day(period: Mapping[str, str], place: int) -> str:
    first, last = date.fromisoformat(period["from"]), date.fromisoformat(period["to"])
    return (first + timedelta(days=(place * _STRIDE_DAYS) % ((last - first).days + 1))).isoformat()


def _fresh(names: Iterator[tuple[str, str]], taken: set[str]) -> Iterator[tuple[str, str]]:
    for name, language in names:
        if name not in taken:
            taken.add(name)
            yield name, language


def _family_names(family: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    pattern = family["pattern"]
    found = _LIST_NAME.search(pattern)
    if found is None:
        raise ValueError(f"no word list named in {pattern!r}")
    words = lists[found[1]]
    first = len(pattern) * 7 % len(words)
    suffixes = cycle(family["suffixes"])
    for place in range(family["count"]):
        word = words[(first + place) % len(words)]
        yield pattern.replace(found[0], word) + next(suffixes), family["language"]


def _group_names(group: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    givens, surnames = group["givens"], group["surnames"]
    middles, seconds, languages = (cycle(group[key]) for key in ("middles", "seconds", "languages"))
    for shift in range(len(surnames)):
        for place, given in enumerate(givens):
            surname = surnames[(place + shift) % len(surnames)]
            family = group["joiner"].join(part for part in (surname, next(seconds)) if part)
            yield " ".join(part for part in (given, next(middles), family) if part), next(languages)
