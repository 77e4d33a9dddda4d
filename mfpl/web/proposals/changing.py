"""Reads a change of a clause from its form, and says everything that is wrong with it, each at its field."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import Refusal
from mfpl.domain.texts import LANGUAGES
from mfpl.rules import DocumentError, DocumentInvalid, ErrorCode, RuleInvalid
from mfpl.rules.documents import read_document
from mfpl.rules.editing import Changes, edited, leaves, weights
from mfpl.services.amendments import AmendmentDraft, change_of, problems_of
from mfpl.services.clauses import read_clause
from mfpl.services.rulebook import newest_rules
from mfpl.store.queries.bylaws import ClauseText, find_clause_text
from mfpl.web.proposals.change_form import DAY, ChangeForm, texts_in
from mfpl.web.rules.editing import changes_in, edit_form
from mfpl.web.transaction import reading
from mfpl.web.wording.possibility import word_problem
from mfpl.web.wording.refusals import sentence
from mfpl.web.wording.rule_errors import word_rule_error

OUTSIDE = ("id", "version", "supersedes", "in_force", "title", "clause")
"""Parts of a document that are typed elsewhere in the form, or follow from the place of a version among the others."""

TEXTS = ("/title", "/clause")
Node = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """What a change starts from: the clause, its newest version, and the document and days as they were kept."""

    kind: ClauseKind
    code: str
    base: ClauseText | None
    document: Node
    days: Mapping[str, date]
    article: str | None = None

    @property
    def base_number(self) -> str:
        """Return the number of the version a change starts from, as a hidden field carries it."""
        return str(self.base.number) if self.base else ""

    @property
    def data_text(self) -> str:
        """Return what the field for data begins with."""
        rest = {name: value for name, value in self.document.items() if name not in OUTSIDE}
        return json.dumps(rest, ensure_ascii=False, indent=2)


def desk_for(kind: ClauseKind, code: str) -> Desk:
    """Return the desk for a change of the newest version of a clause."""
    base = find_clause_text(reading(), kind=kind, code=code)
    return Desk(kind, code, base, json.loads(base.document) if base else {}, {})


def values_of(desk: Desk) -> dict[str, Any]:
    """Return what the fields of a form begin with."""
    document = desk.document
    texts = {
        f"{part}_{code}": document.get(part, {}).get(code, "") for part in ("title", "clause") for code in LANGUAGES
    }
    days = {f"{DAY}{code}": day.isoformat() for code, day in desk.days.items()}
    return {**texts, **days, "whole": desk.data_text, "base": desk.base_number}


def show_fields(form: ChangeForm, desk: Desk) -> None:
    """Lay the fields over the numbers of a rule into the form, as typed or as they were kept."""
    if desk.kind is ClauseKind.RULE:
        start, changes = _start(form, desk), _changes(desk)
        form.edit = edit_form(_legible(start), changes, edited(start, changes, rules=newest_rules(reading())))


def read_change(form: ChangeForm, desk: Desk, *, code: str, article: str | None, on: date) -> AmendmentDraft:
    """Return the change as typed; everything that is wrong with it is shown in the form, nothing is saved."""
    if desk.base_number != form.text("base"):
        moved = _("This clause has a newer version, %(number)s, than the one you started from. Start again from it.",
                  number=desk.base_number)  # fmt: skip
        form.mark("whole", moved)
    days = form.days()
    document = None if form.retires else _document(form, desk, code)
    draft = AmendmentDraft(kind=desk.kind, code=code, document=document, days=days, article=article)
    if not form.errors:
        _judge(form, draft, on=on)
    return draft


def _document(form: ChangeForm, desk: Desk, code: str) -> Node:
    try:
        start = _start(form, desk, named=code, strictly=True)
    except DocumentInvalid as refused:
        for error in refused.errors:
            form.mark("whole", _placed(error))
        errors = _errors_of(desk.kind, _start(form, desk, named=code))
        _show_errors(form, [error for error in errors if error.path.startswith((*TEXTS, "/id"))])
        return {}
    if desk.kind is not ClauseKind.RULE:
        _show_errors(form, _errors_of(desk.kind, start))
        return start
    made = edited(start, _changes(desk), rules=newest_rules(reading()))
    form.edit = edit_form(_legible(start), _changes(desk), made)
    shown = {one.field_id for one in form.edit.problems}
    _show_errors(form, (error for error in made.errors if error.path not in shown))
    return made.document


def _start(form: ChangeForm, desk: Desk, *, named: str = "", strictly: bool = False) -> Node:
    """The document before its numbers are changed: what was typed as data, with the texts and the name in place."""
    try:
        rest = _typed(form, desk)
    except DocumentInvalid:
        if strictly:
            raise
        rest = {name: value for name, value in desk.document.items() if name not in OUTSIDE}
    number = desk.base.number + 1 if desk.base else 1
    start = {**rest, "id": named or desk.code or "new", "version": number, **texts_in(form, desk.kind)}
    return _without_old_marks(start, desk.document)


def _legible(start: Node) -> Node:
    """The document with something for a title, so that the form can name its parts before anybody has given it one."""
    untold = {name: value for name, value in start.items() if name not in {"clause", "provenance"}}
    return {**untold, "title": {code: start["title"][code] or start["id"] for code in LANGUAGES}}


def _typed(form: ChangeForm, desk: Desk) -> Node:
    found = read_document(form.text("whole") or desk.data_text)
    if found.errors:
        raise DocumentInvalid(found.errors)
    if not isinstance(found.content, dict):
        raise DocumentInvalid([DocumentError(ErrorCode.TYPE_WRONG, "", {"expected": "object"})])
    return {name: value for name, value in found.content.items() if name not in OUTSIDE}


def _without_old_marks(start: Node, before: Node) -> Node:
    """Without the marks that say where a text comes from, for a text that has been rewritten."""
    rewritten = tuple(f"/{part}" for part in ("title", "clause") if start.get(part) != before.get(part))
    marks = start.get("provenance")
    if not rewritten or not isinstance(marks, list) or marks != before.get("provenance"):
        return start
    kept = [mark for mark in marks if not str(mark.get("field", "")).startswith((*rewritten, "/in_force"))]
    return {**start, "provenance": kept}


def _changes(desk: Desk) -> Changes:
    """What was typed into the fields over the numbers, where it is not what they began with."""
    if request.method != "POST":
        return Changes()
    began = {
        **weights(desk.document),
        **{at: said for leaf in leaves(desk.document) for at, said in leaf.fields.items()},
    }
    sent = changes_in(request.form)
    fields = {at: said for at, said in sent.fields.items() if began.get(at) != said.strip()}
    return replace(sent, fields=fields, text=None)


def _errors_of(kind: ClauseKind, document: Node) -> tuple[DocumentError, ...]:
    try:
        read_clause(kind, document)
    except RuleInvalid as refused:
        return tuple(refused.errors)
    return ()


def _show_errors(form: ChangeForm, errors: Iterable[DocumentError]) -> None:
    for error in errors:
        part, _slash, code = error.path.removeprefix("/").partition("/")
        field = "code" if error.path == "/id" else f"{part}_{code}"
        if (error.path.startswith(TEXTS) and code in LANGUAGES) or field in form:
            form.mark(field, word_rule_error(error))
        else:
            form.mark("whole", _placed(error))


def _placed(error: DocumentError) -> str:
    return f"{error.path}: {word_rule_error(error)}" if error.path else word_rule_error(error)


def _judge(form: ChangeForm, draft: AmendmentDraft, *, on: date) -> None:
    """Show why a change that can be read must not be put forward all the same."""
    try:
        change = change_of(reading(), draft)
    except RuleInvalid as refused:
        _show_errors(form, tuple(refused.errors))
        return
    except Refusal as refusal:
        form.mark("whole", sentence(refusal))
        return
    for problem in problems_of(reading(), change, kind=draft.kind, on=on):
        place = f"{problem.rule} {problem.path}: " if problem.path else ""
        form.mark("whole", place + word_problem(problem))
