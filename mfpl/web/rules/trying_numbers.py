"""The numbers somebody tries a rule with: who is on the roll and how each center answers, typed as members."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from mfpl.rules import CountName
from mfpl.rules.bodies import Node
from mfpl.web.formatting import number
from mfpl.web.forms import Problem
from mfpl.web.rules.trying_sections import TriedIn
from mfpl.web.typed import WHOLE
from mfpl.web.wording import trying as words

ELIGIBLE, BALLOTS, YES, NO, ABSTAIN = "eligible", "ballots", "yes", "no", "abstain"
MAIN = (BALLOTS, YES, NO)
PRESENT = "present"
FURTHER = ("blank", "invalid", PRESENT, "signed", "blocks")
OF_THE_ROLL = (BALLOTS, PRESENT, "signed", "blocks")
NOT_ANSWERS = ("blank", "invalid")
PLAIN = ""
STAGE = "stage"
LONGEST_NUMBER = 9
_COUNTED = ("share", "of", "count", "root_count", "square_root_of", "class_share")

Pool = tuple[str, str]
"""A center and a kind of member in it, or no kind where all members are alike."""

Numbers = Mapping[Pool, Mapping[str, int]]


@dataclass(frozen=True)
class Asked:
    """What is to be typed: of which sections, kinds of members (one without a name where all are alike), and counts.

    `roll` are those entitled in each pool; they are typed too where `typed` says so. `start` is what stands in the
    fields before anybody has typed.
    """

    tried_in: TriedIn
    kinds: tuple[str, ...]
    further: tuple[str, ...]
    roll: Mapping[Pool, int]
    typed: bool
    start: Numbers

    @property
    def codes(self) -> list[str]:
        """Return the codes of the sections."""
        return [center.code for center in self.tried_in.centers]

    def pools(self, code: str) -> list[Pool]:
        """Return the pools of one center."""
        return [(code, kind) for kind in self.kinds]

    @property
    def counts(self) -> tuple[str, ...]:
        """Return what is typed of each pool."""
        return (*((ELIGIBLE,) if self.typed else ()), *MAIN, *self.further)


@dataclass(frozen=True)
class NumberField:
    """One number: its name, its label, what stands in it, and what is wrong with it."""

    name: str
    label: str
    value: str
    errors: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return its id in the page."""
        return id_of(self.name)


@dataclass(frozen=True)
class PoolFields:
    """The fields of one pool; `name` says which kind of member it is, and is empty where there is one pool only."""

    id: str
    name: str
    fields: tuple[NumberField, ...]


@dataclass(frozen=True)
class Typed:
    """What was typed: for each center its fields by pool, the numbers that could be read, and the errors by field."""

    asked: Asked
    values: Mapping[Pool, Mapping[str, int | None]]
    texts: Mapping[str, str]
    errors: Mapping[str, tuple[str, ...]]
    stage: str

    def fields(self, code: str, *, weights: Mapping[str, int]) -> list[PoolFields]:
        """Return the fields of one center."""
        return [
            PoolFields(id_of(named(pool, "members")), words.kind(pool[1], weights), tuple(self._fields(pool)))
            for pool in self.asked.pools(code)
        ]

    def attributes(self, code: str) -> list[NumberField]:
        """Return the fields of what a section is weighed by."""
        weighing = self.asked.tried_in.weighing
        return [NumberField(name, words.weight(one), self.texts[name], ()) for one, name in _weighed(code, weighing)]

    def _fields(self, pool: Pool) -> Iterator[NumberField]:
        entitled = None if self.asked.typed else self.asked.roll.get(pool, 0)
        for count in self.asked.counts:
            name = named(pool, count)
            label = words.count(count, entitled=entitled)
            yield NumberField(name, label, self.texts[name], self.errors.get(name, ()))

    @property
    def problems(self) -> list[Problem]:
        """Return every error with the field it belongs to."""
        return [Problem(id_of(name), message) for name, messages in self.errors.items() for message in messages]

    @property
    def ids(self) -> list[str]:
        """Return the ids of all fields."""
        return [id_of(name) for name in self.texts]

    @property
    def query(self) -> list[tuple[str, str]]:
        """Return what was typed as an address carries it."""
        return [*([(STAGE, self.stage)] if self.stage else []), *self.texts.items()]


def named(pool: Pool, count: str) -> str:
    """Return the name of the field of a count of a pool."""
    return ".".join(part for part in (*pool, count) if part)


def _weighed(code: str, attributes: Sequence[str]) -> list[tuple[str, str]]:
    """Each attribute of a section with the name of its field."""
    return [(one, f"{code}.weighs.{one}") for one in attributes]


def id_of(name: str) -> str:
    """Return the id of the field of that name, such as a script can look for."""
    return re.sub(r"^(?=[^a-zA-Z])", "n-", re.sub(r"[^\w-]", "-", name, flags=re.ASCII))


def counts_asked(*documents: Node) -> tuple[str, ...]:
    """Return which further counts rules ask for, besides who takes part and how they answer."""
    found = {name for document in documents for name in _names(document)}
    if CountName.ABSENT in found:
        found.add(CountName.PRESENT)
    return tuple(name for name in FURTHER if name in found)


def _names(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _names(one)
    elif isinstance(part, dict):
        for key in _COUNTED:
            value = part.get(key)
            yield from value if isinstance(value, list) else [value] if isinstance(value, str) else []
        for value in part.values():
            yield from _names(value)


def read_numbers(sent: Mapping[str, str], asked: Asked) -> Typed:
    """Return what was typed, or what stands in the fields at the start; a field left empty is not known."""
    texts = dict[str, str]()
    values = dict[Pool, dict[str, int | None]]()
    errors = dict[str, tuple[str, ...]]()
    for code in asked.codes:
        texts |= {name: sent.get(name, "1").strip() for _one, name in _weighed(code, asked.tried_in.weighing)}
        for pool in asked.pools(code):
            values[pool] = {} if asked.typed else {ELIGIBLE: asked.roll.get(pool, 0)}
            for count in asked.counts:
                name = named(pool, count)
                texts[name] = sent.get(name, _start(sent, asked, pool, count)).strip()
                values[pool][count] = read_number(texts[name])
                if texts[name] and values[pool][count] is None:
                    errors[name] = (_("Write a whole number, or leave it empty if it is not known."),)
            errors = _contradictions(pool, values[pool]) | errors
    stages = asked.tried_in.stages
    stage = sent.get(STAGE, "") if sent.get(STAGE) in stages else next(iter(stages), "")
    return Typed(asked, values, texts, errors, stage)


def _start(sent: Mapping[str, str], asked: Asked, pool: Pool, count: str) -> str:
    """What stands in a field at first: a number of the start, else all who are entitled or, as present, take part."""
    if count == PRESENT:
        return sent.get(named(pool, BALLOTS), _start(sent, asked, pool, BALLOTS))
    return str(asked.start.get(pool, {}).get(count, asked.roll.get(pool, 0) if count == ELIGIBLE else 0))


def read_number(text: str) -> int | None:
    """Return a whole number, with or without something between its thousands; None where it is none."""
    digits = re.sub(r"\D", "", text) if WHOLE.fullmatch(text) else ""
    return int(digits) if 0 < len(digits) <= LONGEST_NUMBER else None


def _contradictions(pool: Pool, known: Mapping[str, int | None]) -> dict[str, tuple[str, ...]]:
    """What cannot be true together, each at the field that is too large, or too small."""
    found = dict[str, tuple[str, ...]]()
    entitled, ballots, present = known[ELIGIBLE], known[BALLOTS], known.get(PRESENT)
    for count in OF_THE_ROLL:
        if entitled is not None and (known.get(count) or 0) > entitled:
            found[named(pool, count)] = (_("Only %(entitled)s are on the roll.", entitled=number(entitled)),)
    if ballots is not None and present is not None and present < ballots:
        found[named(pool, PRESENT)] = (_("%(voted)s take part, so that no fewer are present.", voted=number(ballots)),)
    answers = sum(known.get(name) or 0 for name in (YES, NO, *NOT_ANSWERS))
    most = ballots if ballots is not None else entitled
    if most is not None and answers > most:
        message = _(
            "The answers add up to %(answers)s, and only %(voted)s take part.",
            answers=number(answers),
            voted=number(most),
        )
        found[named(pool, YES)] = (message,)
    return found


def counts_of(typed: Typed, *, weights: Mapping[str, int]) -> dict[str, Any]:
    """Return the counts as the document the rules read: members one by one, and votes by the weights of a rule."""
    sections = [_section(typed, code, weights) for code in typed.asked.codes]
    return {"sections": sections} | ({STAGE: typed.stage} if typed.stage else {})


def _section(typed: Typed, code: str, weights: Mapping[str, int]) -> dict[str, Any]:
    ones = dict.fromkeys(typed.asked.kinds, 1)
    attributes = {one: typed.texts[name] for one, name in _weighed(code, typed.asked.tried_in.weighing)}
    kind = typed.asked.tried_in.kinds[code]
    section = {"id": code, "votes": _sums(typed, code, weights), "members": _sums(typed, code, ones)}
    return section | ({"kind": kind} if kind else {}) | ({"attrs": attributes} if attributes else {})


def _sums(typed: Typed, code: str, weights: Mapping[str, int]) -> dict[str, int]:
    """The counts of a center, each member counted as often as it weighs; without those not known everywhere."""
    pools = [(weights[kind], _with_the_rest(typed.values[code, kind])) for _code, kind in typed.asked.pools(code)]
    names = list(dict.fromkeys(name for _weight, known in pools for name in known))
    return {
        name: sum(weight * (known[name] or 0) for weight, known in pools)
        for name in names
        if all(known[name] is not None for _weight, known in pools)
    }


def _with_the_rest(known: Mapping[str, int | None]) -> dict[str, int | None]:
    """The counts of a pool with those that follow: who takes part and says neither yes nor no abstains."""
    given = [known[BALLOTS], known[YES], known[NO], *(known.get(name, 0) for name in NOT_ANSWERS)]
    ballots, *answers = [one for one in given if one is not None]
    complete = len(answers) == len(given) - 1
    rest = {ABSTAIN: ballots - sum(answers) if complete else None}
    present, entitled = known.get(PRESENT), known[ELIGIBLE]
    absent = {} if present is None or entitled is None else {"absent": entitled - present}
    unasked = {name: 0 for name in NOT_ANSWERS if name not in known}
    return {**known, **rest, **absent, **unasked}
