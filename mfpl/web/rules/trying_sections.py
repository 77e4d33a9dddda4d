"""The sections a rule is tried in: our centers, or such as it names, with what it weighs them by and its stages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mfpl.rules.bodies import Node
from mfpl.web.results.centers import VotedCenter
from mfpl.web.votes.places import places
from mfpl.web.wording.sections import CENTER, Sections

OF_A_KIND = 3
"""How many sections of a kind that is not ours are made up."""


@dataclass(frozen=True)
class TriedIn:
    """The sections in order with the kind of each, the attributes a rule weighs them by, and the names of its stages.

    `ours` says whether they are our centers and nothing else.
    """

    centers: Sequence[VotedCenter]
    kinds: Mapping[str, str | None]
    weighing: tuple[str, ...]
    stages: tuple[str, ...]
    ours: bool

    @property
    def sections(self) -> Sections:
        """Return what they are called where a verdict names them."""
        return Sections({one.code: one.name for one in self.centers}, kind=CENTER if self.ours else None)


def our_centers() -> list[VotedCenter]:
    """Return our centers as they are called today."""
    return [VotedCenter(one.code, one.name, one.short_name, one.language, one.time_zone) for one in places()]


def our_sections() -> Sections:
    """Return what our centers are called where a verdict names them."""
    return Sections({center.code: center.name for center in our_centers()}, kind=CENTER)


def tried_in(document: Node) -> TriedIn:
    """Return the sections a document asks about: our centers, those it names, and some of each other kind."""
    ours = {center.code: center for center in our_centers()}
    named = dict.fromkeys(_named(document))
    kinds = dict.fromkeys(_texts(document, "among"))
    asked = CENTER in kinds or bool(ours.keys() & named.keys()) or not (kinds or named)
    found: dict[str, tuple[VotedCenter, str | None]] = {}
    if asked:
        found = {code: (center, CENTER) for code, center in ours.items()}
    found |= {name: (_section(name, name), None) for name in named if name not in ours}
    for kind in kinds:
        if kind != CENTER:
            made_up = [_section(f"{kind}-{place}", f"{kind} {place}") for place in range(1, OF_A_KIND + 1)]
            found |= {section.code: (section, kind) for section in made_up}
    return TriedIn(
        centers=[section for section, _kind in found.values()],
        kinds={code: kind for code, (_section, kind) in found.items()},
        weighing=tuple(dict.fromkeys(_texts(document, "weighing"))),
        stages=tuple(dict.fromkeys(_stages(document))),
        ours=found.keys() == ours.keys(),
    )


def _section(code: str, name: str) -> VotedCenter:
    return VotedCenter(code, name, name, "", "UTC")


def _nodes(part: object) -> Iterator[Node]:
    """Every object of a document."""
    if isinstance(part, list):
        for one in part:
            yield from _nodes(one)
    elif isinstance(part, dict):
        yield part
        for value in part.values():
            yield from _nodes(value)


def _deciding(document: Node) -> Iterator[Node]:
    """Every object of the parts that decide and that can name sections."""
    yield from _nodes([document.get(key) for key in ("definitions", "requires", "rules")])


def _texts(document: Node, key: str) -> Iterator[str]:
    return (value for node in _deciding(document) if isinstance(value := node.get(key), str))


def _named(document: Node) -> Iterator[str]:
    for node in _deciding(document):
        for key in ("in_section", "among", "classes"):
            value = node.get(key)
            if isinstance(value, str) and key == "in_section":
                yield value
            elif isinstance(value, list | dict):
                yield from (str(one) for one in value)


def _stages(document: Node) -> Iterator[str]:
    for node in _deciding(document):
        stages = node.get("stages")
        yield from (str(one.get("name")) for one in _nodes(stages) if "requires" in one and "name" in one)
