"""The form over a rule document: numbers as fields, requirements to leave out and to add, errors at their field."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from werkzeug.datastructures import MultiDict

from mfpl.rules import DocumentError, Rule, RuleInvalid, parse_rule
from mfpl.rules.additions import ADDITIONS
from mfpl.rules.bodies import Node
from mfpl.rules.editing import (
    TEXT,
    Changes,
    EditedRule,
    Leaf,
    can_take_more,
    deciding_text,
    leaves,
    leaves_of_added,
    starting_point,
    weights,
)
from mfpl.web.forms import Problem
from mfpl.web.wording import editing as words
from mfpl.web.wording.clauses import clauses
from mfpl.web.wording.electorates import Clause
from mfpl.web.wording.people import MEMBER_KINDS
from mfpl.web.wording.rule_errors import word_rule_error

WITHOUT, WITH, DOCUMENT = "without", "with", "document"
LONGEST_TYPED = 80


@dataclass(frozen=True)
class EditField:
    """One field: its name, which is its JSON pointer and its id, its label, value, answers offered, and errors."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]]
    errors: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A requirement to edit: its name and what it asks for, its fields, and the item to leave out, if it can be."""

    name: str
    text: str
    fields: tuple[EditField, ...]
    item: str = ""
    left_out: bool = False


@dataclass(frozen=True)
class Addition:
    """A requirement that can be added: its code, name and sentence, whether it is chosen, and its numbers."""

    code: str
    name: str
    text: str
    chosen: bool
    fields: tuple[EditField, ...]


@dataclass(frozen=True)
class EditForm:
    """Everything that can be edited in a rule; `text` are its deciding parts as data.

    Errors that are about no field (`loose`) stand beside the text; `changed` says whether it decides otherwise than the
    rule as it stands.
    """

    parts: tuple[Part, ...]
    weights: tuple[EditField, ...]
    additions: tuple[Addition, ...]
    text: str
    loose: tuple[str, ...]
    changed: bool

    @property
    def errors(self) -> list[Problem]:
        """Return every error, as pages ask a form for it."""
        return self.problems

    @property
    def problems(self) -> list[Problem]:
        """Return every error with the field it belongs to, in the order of the page."""
        shown = _every_field(self.weights, self.parts, self.additions)
        found = [Problem(one.name, message) for one in shown for message in one.errors]
        return [*found, *(Problem(DOCUMENT, message) for message in self.loose)]


def changes_in(sent: MultiDict[str, str]) -> Changes:
    """Return the changes of a form or an address: fields named by their pointers, items left out, additions, a text."""
    return Changes(
        fields={name: value[:LONGEST_TYPED] for name, value in sent.items() if name.startswith("/")},
        removed=frozenset(sent.getlist(WITHOUT)),
        added=tuple(sent.getlist(WITH)),
        text=sent.get(DOCUMENT),
    )


def as_query(changes: Changes) -> list[tuple[str, str]]:
    """Return changes as an address or hidden fields carry them, so that `changes_in` reads them again."""
    text = [] if changes.text is None else [(DOCUMENT, changes.text)]
    left_out = [(WITHOUT, item) for item in sorted(changes.removed)]
    return [*sorted(changes.fields.items()), *left_out, *((WITH, name) for name in changes.added), *text]


def edit_form(document: Node, changes: Changes, made: EditedRule) -> EditForm:
    """Return the form over a document with what was typed, and the errors of what came out at their fields."""
    base = starting_point(document, changes)
    errors = _by_field(made.errors)
    typing = _Typing(changes, errors)
    parts = tuple(_parts(base, changes, typing))
    found = tuple(_weights(base, typing))
    additions = tuple(_addition(name, changes, typing) for name in ADDITIONS) if can_take_more(base) else ()
    shown = {field.name for field in _every_field(found, parts, additions)}
    return EditForm(
        parts=parts,
        weights=found,
        additions=additions,
        text=_text(made, changes),
        loose=tuple(_placed(error) for error in made.errors if error.path not in shown),
        changed=made.changed,
    )


def _every_field(
    found: Sequence[EditField], parts: Sequence[Part], additions: Sequence[Addition]
) -> Iterator[EditField]:
    yield from found
    for part in parts:
        yield from part.fields
    for addition in additions:
        yield from addition.fields


@dataclass(frozen=True)
class _Typing:
    """What was typed into fields, and what is wrong with it."""

    changes: Changes
    errors: Mapping[str, tuple[str, ...]]

    def field(self, name: str, *, label: str, value: str, options: Sequence[tuple[str, str]] = ()) -> EditField:
        """Return a field with what was typed into it, or else its value."""
        typed = self.changes.fields.get(name, value)
        return EditField(name, label, typed, options, self.errors.get(name, ()))


def _by_field(errors: Sequence[DocumentError]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for error in errors:
        found[error.path] = (*found.get(error.path, ()), word_rule_error(error))
    return found


def _placed(error: DocumentError) -> str:
    where = error.path.removeprefix(TEXT)
    return f"{where}: {word_rule_error(error)}" if where else word_rule_error(error)


def _text(made: EditedRule, changes: Changes) -> str:
    """What is typed as data: as it was typed while it cannot be read, else the parts that decide, all changes made."""
    unread = changes.text is not None and any(error.path.startswith(TEXT) for error in made.errors)
    return changes.text or "" if unread else json.dumps(deciding_text(made.document), ensure_ascii=False, indent=2)


def _parts(base: Node, changes: Changes, typing: _Typing) -> Iterator[Part]:
    """Each condition as a part; what the failing of a quorum means stands with what the quorum asks for."""
    said, shown, waiting = _said(base), set[str](), tuple[EditField, ...]()
    for leaf in leaves(base):
        fields = (*waiting, *_fields(leaf, typing))
        if leaf.kind == "quorum":
            waiting = fields
            continue
        name, text = _name(leaf, said)
        item = "" if leaf.item in shown else leaf.item
        yield Part(name, text, fields[len(waiting) :] + waiting, item, left_out=item in changes.removed)
        shown.add(leaf.item)
        waiting = ()


def _fields(leaf: Leaf, typing: _Typing) -> Iterator[EditField]:
    unit = leaf.fields.get(f"{leaf.path}/unit", "votes")
    for name, value in leaf.fields.items():
        key = name.rpartition("/")[2]
        offered = words.options(key, unit=unit, current=typing.changes.fields.get(name, value))
        yield typing.field(name, label=words.label(leaf.kind, key), value=value, options=offered)


def _said(base: Node) -> dict[str, Clause]:
    """What the rule says by pointer; nothing where the document is no rule."""
    rule = _rule(base)
    waiting, said = clauses(rule) if rule else [], dict[str, Clause]()
    while waiting:
        clause = waiting.pop(0)
        said[clause.path] = clause
        waiting.extend(clause.parts)
    return said


def _rule(document: Node) -> Rule | None:
    try:
        return parse_rule(document)
    except RuleInvalid:
        return None


def _name(leaf: Leaf, said: Mapping[str, Clause]) -> tuple[str, str]:
    """What a requirement is called and asks for; one asked of each center inside another goes by the other's name."""
    if leaf.path in said:
        return said[leaf.path].name, said[leaf.path].text
    around = max((path for path in said if leaf.path.startswith(f"{path}/")), key=len, default="")
    return (words.inside(said[around].name), "") if around else (leaf.path, "")


def _weights(base: Node, typing: _Typing) -> Iterator[EditField]:
    kinds = {str(kind): str(said) for kind, said in MEMBER_KINDS.items()}
    for name, value in weights(base).items():
        kind = name.rpartition("/")[2]
        yield typing.field(name, label=words.weight(kinds.get(kind, kind)), value=value)


def _addition(code: str, changes: Changes, typing: _Typing) -> Addition:
    said = clauses(_addition_as_rule(code))[-1]
    fields = [field for leaf in leaves_of_added(code) for field in _fields(leaf, typing) if not field.options]
    return Addition(code, said.name, said.text, code in changes.added, tuple(fields))


@cache
def _addition_as_rule(code: str) -> Rule:
    title = {"en": code, "es": code}
    return parse_rule(
        {"language": "mfpl-rules/1", "id": "added", "version": 1, "title": title, "requires": ADDITIONS[code]}
    )
