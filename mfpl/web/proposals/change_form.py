"""The form with which a change of a clause is written: its text in both languages, its numbers, its days, its data."""

from datetime import date
from typing import Any, TypeVar

from flask_babel import gettext as _
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.refusals import Invalid
from mfpl.domain.texts import LANGUAGES
from mfpl.services.proposals import BODY_LIMIT, TITLE_LIMIT, Text
from mfpl.store.queries.bodies import BodyFacts
from mfpl.store.queries.bylaws import list_articles
from mfpl.web.forms import BaseForm, Line, Problem, Prose
from mfpl.web.languages import language
from mfpl.web.members.days import read_day
from mfpl.web.proposals.writing import LONG_BODY, LONG_TITLE, NO_BODY, NO_TITLE
from mfpl.web.rules.editing import DOCUMENT, EditForm
from mfpl.web.transaction import reading
from mfpl.web.votes.bilingual import in_reader_order, said
from mfpl.web.votes.fields import Choice, Rows, offered
from mfpl.web.votes.places import Place
from mfpl.web.wording.refusals import sentence
from mfpl.web.wording.votes import language_name
from mfpl.web.words import lazy as _l

CHANGE, RETIRE = "change", "retire"
DAY = "day_"
PROPOSAL = frozenset({"title", "body"})


class ChangeForm(BaseForm):
    """A change of one clause; `edit` are the fields over its numbers, where it has any."""

    act = Rows(
        _l("What you propose"),
        choices=lambda: offered([(CHANGE, _l("Change the clause")), (RETIRE, _l("Retire the clause"))]),
        default=CHANGE,
    )
    title_es = Line(_l("Title of the clause in Spanish"), render_kw={"lang": "es"})
    title_en = Line(_l("Title of the clause in English"), render_kw={"lang": "en"})
    clause_es = Prose(_l("Text of the clause in Spanish"), render_kw={"rows": 8, "lang": "es"})
    clause_en = Prose(_l("Text of the clause in English"), render_kw={"rows": 8, "lang": "en"})
    whole = Prose(_l("The clause as data"), render_kw={"rows": 20, "spellcheck": "false", "lang": "en"})
    base = HiddenField()
    expected = HiddenField()
    edit: EditForm | None = None

    @property
    def retires(self) -> bool:
        """State whether the clause is to be retired instead of changed."""
        return self.text("act") == RETIRE

    @property
    def day_fields(self) -> list[Any]:
        """Return the fields of the days, one for each center."""
        return [field for field in self if field.name.startswith(DAY)]

    @property
    def problems(self) -> list[Problem]:
        """Return every error with the field it belongs to, in the order of the page."""
        numbers = [one for one in self.edit.problems if one.field_id != DOCUMENT] if self.edit else []
        return sorted([*super().problems, *numbers], key=lambda one: _rank(one.field_id))

    @property
    def errors(self) -> Any:
        """Return what is wrong, so that a page knows that something is."""
        return super().errors or {one.field_id: [one.message] for one in self.problems}

    def mark(self, name: str, message: str) -> None:
        """Show a sentence as the error of a field, once."""
        field = self[name]
        if message not in field.errors:
            field.errors = [*field.errors, message]

    def days(self) -> dict[str, date]:
        """Return by center code from when; what cannot be read is shown as the error of its field."""
        found: dict[str, date] = {}
        for field in self.day_fields:
            if not field.data:
                continue
            try:
                found[field.name.removeprefix(DAY)] = read_day(field.data)
            except Invalid as refusal:
                self.mark(field.name, sentence(refusal))
        return found


Kind = TypeVar("Kind", bound=ChangeForm)


class NewChangeForm(ChangeForm):
    """A new proposal with the change it carries."""

    for_body = Choice(_l("Body that decides"))
    source_language = Rows(_l("Language in which you write the proposal"))
    title = Line(_l("Title of the proposal"), [InputRequired(NO_TITLE), Length(max=TITLE_LIMIT, message=LONG_TITLE)])
    body = Prose(
        _l("Reasons"), [InputRequired(NO_BODY), Length(max=BODY_LIMIT, message=LONG_BODY)], render_kw={"rows": 8}
    )

    @property
    def written(self) -> Text:
        """Return the proposal's own text."""
        return Text(self.text("title"), self.text("body"))

    def offer(self, bodies: list[BodyFacts]) -> None:
        """Offer the bodies the writer may write for, and both languages."""
        self.for_body.choices = offered((body.id, said(body.names).text) for body in bodies)
        self.source_language.choices = offered((code, language_name(code)) for code in in_reader_order())


class NewClauseForm(NewChangeForm):
    """A new proposal for a clause that does not stand yet: its name, and the article it goes to."""

    code = Line(_l("Short name of the clause"), [InputRequired(_l("Write a short name for the clause."))])
    article = Choice(_l("Article"))

    def offer(self, bodies: list[BodyFacts]) -> None:
        """Offer what a new proposal offers, and the articles there are."""
        super().offer(bodies)
        articles = [(one.code, _("%(number)s. %(title)s", number=one.code, title=said(one.titles).text))
                    for one in list_articles(reading())]  # fmt: skip
        self.article.choices = offered([*articles, ("", _l("In no article"))])


def _rank(field_id: str) -> int:
    """Return where on the page a field stands: the proposal, the clause, its numbers, its data, its days."""
    if field_id in PROPOSAL or field_id.startswith(("for_body", "source_language")):
        return 0
    later = {"/": 2, "whole": 3, DAY: 4}
    return next((rank for begins, rank in later.items() if field_id.startswith(begins)), 1)


def with_days(base: type[Kind], centers: list[Place]) -> type[Kind]:
    """Return the form with a field for the day in each center."""
    fields = {f"{DAY}{one.code}": Line(_("In force in %(center)s from", center=one.name)) for one in centers}
    return type(base.__name__, (base,), fields)


def texts_in(form: ChangeForm, kind: ClauseKind) -> dict[str, object]:
    """Return title and text of the clause as typed; a rule may have no text, a text must."""
    titles = {code: form.text(f"title_{code}") for code in LANGUAGES}
    clause = {code: form.text(f"clause_{code}").strip() for code in LANGUAGES}
    written = kind is ClauseKind.TEXT or any(clause.values())
    return {"title": titles, **({"clause": clause} if written else {})}


def default_language() -> str:
    """Return the language a writer is taken to write in."""
    return language().code
