"""The form of a ballot: one question after another, each with its answers or left blank."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import HiddenField

from mfpl.domain.refusals import Invalid
from mfpl.domain.votes import Answer
from mfpl.web.forms import BaseForm, Line
from mfpl.web.votes.desk import Desk
from mfpl.web.votes.fields import Rows, offered
from mfpl.web.wording.votes import ANSWERS, BLANK
from mfpl.web.words import lazy as _l

CHOOSE = "choose"


class BallotForm(BaseForm):
    """What all ballots have in common: a mark that answers were given, and the receipt of a ballot to be replaced."""

    step = HiddenField(default=CHOOSE)
    shown = HiddenField()

    @property
    def chosen(self) -> bool:
        """State whether this request is the answered ballot, and not the way to it."""
        return request.form.get("step") == CHOOSE

    def answers(self) -> dict[int, Answer]:
        """Return the questions that were answered; refuse, in the form, what is on no ballot and what is all blank."""
        found: dict[int, Answer] = {}
        for name in self.question_names:
            given = self.text(name)
            if given not in {"", *(answer.value for answer in Answer)}:
                self.refuse(name, Invalid("ballot_unknown_question"))
            elif given:
                found[int(name.removeprefix("q"))] = Answer(given)
        if not found and not self.errors:
            self.refuse(self.question_names[0], Invalid("ballot_empty"))
        return found

    @property
    def question_names(self) -> list[str]:
        """Return the names of the fields that are questions, in their order."""
        return [name for name in self._fields if name.startswith("q")]


class ReceiptForm(BaseForm):
    """The receipt of the ballot that is to be changed."""

    receipt = Line(
        _l("Your receipt"), render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    )


class SealedForm(BaseForm):
    """A checked ballot on its way to be confirmed."""

    sealed = HiddenField()


def ballot_form(desk: Desk, *, answers: Mapping[int, Answer] | None = None, shown: str | None = None) -> BallotForm:
    """Return the form of a ballot: as sent, or, where answers are given, filled in with them."""
    questions = {f"q{question.position}": _question_field(desk, question.position) for question in desk.questions}
    made = type("BallotForm", (BallotForm,), questions)
    given: dict[str, Any] = {f"q{position}": answer.value for position, answer in (answers or {}).items()}
    options: dict[str, Any] = {"formdata": None} if answers is not None else {}
    form: BallotForm = made(**options, **given)
    form.shown.data = shown or ""
    return form


def _question_field(desk: Desk, position: int) -> Rows:
    question = next(one for one in desk.questions if one.position == position)
    blank = [("", BLANK)] if len(desk.questions) > 1 else []
    return Rows(
        _("%(number)s. %(question)s", number=position, question=question.wording.text),
        choices=offered([*((answer.value, words) for answer, words in ANSWERS.items()), *blank]),
        validate_choice=False,
    )
