"""Edits of a rule document: its numbers as fields by JSON pointer, requirements left out and added, read again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from mfpl.rules.additions import ADDITIONS
from mfpl.rules.bodies import Node, Path, bodies_of, head_of, inside
from mfpl.rules.codes import ErrorCode
from mfpl.rules.conditions import CONDITIONS, PerSection
from mfpl.rules.documents import Json, read_document
from mfpl.rules.errors import DocumentError, DocumentInvalid, RuleInvalid, pointer
from mfpl.rules.language import OtherRule, Rule
from mfpl.rules.parsing import parse_rule

TEXT = "/text"
"""Where errors of an edited text stand that are not about one of its fields."""

ADDED = "added"
DECIDING = ("electorate", "definitions", "requires", "rules")
"""The parts of a document that decide; the others tell about them."""

_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "share": ("comparison", "value", "of", "unit"),
    "count": ("comparison", "value", "unit"),
    "root_count": ("comparison", "times", "square_root_of", "unit"),
    "class_share": ("comparison", "value", "of", "unit"),
    "share_of_sections": ("comparison", "value"),
    "number_of_sections": ("comparison", "value"),
    "at_least": ("at_least",),
    "quorum": ("otherwise",),
})  # fmt: skip
_UNSAID = {"unit": "votes"}
_WORDS = frozenset({"comparison", "of", "unit", "square_root_of", "otherwise"})
_LONGEST_NUMBER = 18
_PLUS = "+"
_CONDITIONS = frozenset(condition.key for condition in CONDITIONS) - {PerSection.key}


@dataclass(frozen=True)
class Leaf:
    """A condition with something to edit: its JSON pointer, its key, and its fields by pointer, as text.

    `item` points to the nearest item of a list that holds it, which can be left out; it is empty where there is none.
    """

    path: str
    kind: str
    fields: Mapping[str, str]
    item: str


@dataclass(frozen=True)
class Changes:
    """What is to be changed: fields by pointer with what was typed, items left out, names of requirements added.

    `text`, where it is not None, is JSON that takes the place of the deciding parts before anything else is changed.
    Fields of an added requirement stand under `/added/<name>`.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    added: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True)
class EditedRule:
    """A document with changes made: the rule it is, or None and all its errors; `changed` where it decides otherwise.

    The path of each error is the field of the form it belongs to, as it was called before anything moved.
    """

    document: Node
    rule: Rule | None
    errors: tuple[DocumentError, ...]
    changed: bool


def edited(document: Node, changes: Changes, *, rules: Mapping[str, OtherRule] | None = None) -> EditedRule:
    """The document with the changes made, read as a rule; what is said of where a changed part comes from is dropped.

    `rules` are those it may refer to, by their ids. Changes that name no field or item of the document do nothing.
    """
    base, unread = _base(document, changes.text)
    if unread:
        return EditedRule(base, None, tuple(unread), changed=True)
    made = needed(document, changes)
    content, moved = _assembled(base, made)
    content = _without_marks(content, made)
    changed = any(content.get(part) != document.get(part) for part in DECIDING)
    try:
        return EditedRule(content, parse_rule(content, rules=rules), (), changed)
    except RuleInvalid as refused:
        return EditedRule(content, None, tuple(_back(error, moved) for error in refused.errors), changed)


def needed(document: Node, changes: Changes) -> Changes:
    """The changes without those that change nothing: a field as it is, an item that is not there, an unknown name."""
    base, unread = _base(document, changes.text)
    if unread:
        return Changes(text=changes.text)
    added = tuple(name for name in ADDITIONS if name in changes.added)
    known = {**_all_fields(base), **{at: text for name in added for at, text in _fields_of_added(name)}}
    fields = {at: text.strip() for at, text in changes.fields.items() if at in known and text.strip() != known[at]}
    items = {leaf.item for leaf in leaves(base)} - {""}
    text = changes.text if changes.text is not None and base != document else None
    return Changes(fields=fields, removed=changes.removed & items, added=added, text=text)


def starting_point(document: Node, changes: Changes) -> Node:
    """The document whose fields the changes are about: with the text in place, where that can be read."""
    return _base(document, changes.text)[0]


def leaves(document: Node) -> list[Leaf]:
    """Every condition of a document that has something to edit, in reading order: what it requires, then definitions.

    Definitions and requirements of other rules that it brings along are not its own and not listed.
    """
    own = [body for body in bodies_of(document) if not body.scope]
    return [
        leaf for body in reversed(own) if isinstance(body.content, dict) for leaf in _leaves(body.content, body.path)
    ]


def leaves_of_added(name: str) -> list[Leaf]:
    """The leaves of one of the requirements that can be added, under `/added/<name>`."""
    return list(_leaves(ADDITIONS[name], (ADDED, name)))


def weights(document: Node) -> dict[str, str]:
    """The weights of the electorate by pointer, as text; nothing where the document gives none."""
    electorate = document.get("electorate")
    given = electorate.get("weights") if isinstance(electorate, dict) else None
    kinds = given.items() if isinstance(given, dict) else ()
    return {pointer("electorate", "weights", kind): str(weight) for kind, weight in kinds}


def can_take_more(document: Node) -> bool:
    """Whether a requirement can be put beside what the document requires, which a procedure does not allow."""
    return head_of(document.get("requires")) in _CONDITIONS


def draft(changed: Node) -> Node:
    """A changed document as the next version of its rule, without the text and the dates that were the old one's."""
    kept = {key: value for key, value in changed.items() if key not in {"clause", "in_force", "supersedes"}}
    version = changed.get("version")
    if not isinstance(version, int):
        return kept
    return {**kept, "version": version + 1, "supersedes": {"id": changed.get("id"), "version": version}}


def deciding_text(document: Node) -> Node:
    """The parts of a document that decide, for whoever reads and writes them as data."""
    return {part: document[part] for part in DECIDING if part in document}


def _base(document: Node, text: str | None) -> tuple[Node, list[DocumentError]]:
    """The document that the other changes are made to, and what is wrong with the text that stands in its place."""
    if text is None:
        return document, []
    try:
        read = read_document(text)
    except DocumentInvalid as refused:
        return document, [replace(error, path=TEXT) for error in refused.errors]
    if not isinstance(read.content, dict):
        return document, [DocumentError(ErrorCode.TYPE_WRONG, TEXT, {"expected": "object"})]
    unknown = [DocumentError(ErrorCode.KEY_UNKNOWN, TEXT, {"key": key}) for key in read.content if key not in DECIDING]
    errors = [*(replace(error, path=TEXT + error.path) for error in read.errors), *unknown]
    kept = {key: value for key, value in document.items() if key not in DECIDING}
    return (document, errors) if errors else ({**kept, **read.content}, [])


def _leaves(node: Node, path: Path, item: str = "") -> Iterator[Leaf]:
    head = head_of(node) or ""
    if head in _FIELDS:
        names = [name for name in _FIELDS[head] if name in node or name in _UNSAID]
        yield Leaf(pointer(*path), head, {pointer(*path, name): _shown(node, name) for name in names}, item)
    for below, where in inside(node, path):
        yield from _leaves(below, where, pointer(*where) if isinstance(where[-1], int) else item)


def _shown(node: Node, name: str) -> str:
    """A field as it is typed."""
    value = node.get(name, _UNSAID.get(name))
    return _PLUS.join(str(part) for part in value) if isinstance(value, list) else str(value)


def _written(name: str, text: str) -> Json:
    """What was typed into a field, as the document has it; what makes no sense stays a text and is refused there."""
    if name == "of" and _PLUS in text:
        return [*text.split(_PLUS)]
    is_number = name not in _WORDS and text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else text


def _all_fields(document: Node) -> dict[str, str]:
    return {**weights(document), **{at: text for leaf in leaves(document) for at, text in leaf.fields.items()}}


def _fields_of_added(name: str) -> list[tuple[str, str]]:
    return [field for leaf in leaves_of_added(name) for field in leaf.fields.items()]


def _assembled(base: Node, made: Changes) -> tuple[Node, dict[str, str]]:
    """The document with the changes made, and from where each of its pointers comes."""
    added: Node = {name: dict(ADDITIONS[name]) for name in made.added}
    working: Node = json.loads(json.dumps({**base, ADDED: added}))
    for at, text in made.fields.items():
        _set(working, at, text)
    chosen, moved = working.pop(ADDED), dict[str, str]()
    content: Node = {}
    for key, value in working.items():
        if key == "requires" and made.added:
            content[key] = _with(value, chosen, made.removed, moved)
        else:
            content[key] = _moved(value, (key,), (key,), made.removed, moved)
    return content, moved


def _set(document: Node, at: str, text: str) -> None:
    *steps, name = [step.replace("~1", "/").replace("~0", "~") for step in at.split("/")[1:]]
    here: Any = document
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    here[name] = _written(name, text)


def _with(required: Json, added: Json, removed: frozenset[str], moved: dict[str, str]) -> Node:
    """What is required with more beside it: one more item of an "all", or an "all" around both."""
    listed = required.get("all") if isinstance(required, dict) else None
    before: list[tuple[Json, Path]] = [(required, ("requires",))]
    if isinstance(listed, list):
        before = [(item, ("requires", "all", index)) for index, item in enumerate(listed)]
    items = [(item, path) for item, path in before if pointer(*path) not in removed]
    items += [(item, (ADDED, name)) for name, item in added.items()] if isinstance(added, dict) else []
    return {
        "all": [_moved(item, path, ("requires", "all", to), removed, moved) for to, (item, path) in enumerate(items)]
    }


def _moved(value: Json, path: Path, to: Path, removed: frozenset[str], moved: dict[str, str]) -> Json:
    """A part of the document at its new place, without the items left out."""
    moved[pointer(*to)] = pointer(*path)
    if isinstance(value, dict):
        return {key: _moved(item, (*path, key), (*to, key), removed, moved) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    kept = [(item, (*path, index)) for index, item in enumerate(value) if pointer(*path, index) not in removed]
    return [_moved(item, place, (*to, index), removed, moved) for index, (item, place) in enumerate(kept)]


def _back(error: DocumentError, moved: Mapping[str, str]) -> DocumentError:
    """The error at the place it had before anything moved."""
    return replace(error, path=moved.get(error.path, error.path))


def _without_marks(content: Node, made: Changes) -> Node:
    """The document without the marks of provenance on what was changed, above it or below it."""
    marks = content.get("provenance")
    touched = set(made.fields) | {item.rpartition("/")[0] for item in made.removed}
    touched |= {"/requires"} if made.added else set()
    touched |= set() if made.text is None else {pointer(part) for part in DECIDING}
    if not isinstance(marks, list) or not touched:
        return content
    return {**content, "provenance": [mark for mark in marks if not _is_about(mark, touched)]}


def _is_about(mark: Json, touched: set[str]) -> bool:
    about = f"{mark.get('field')}/" if isinstance(mark, dict) else ""
    return any(about.startswith(f"{one}/") or f"{one}/".startswith(about) for one in touched)
