"""The form with which an officer prepares a vote: rule, level, hours, record date, questions, tie rule."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import request
from wtforms import HiddenField
from wtforms.validators import InputRequired

from mfpl.domain.texts import LANGUAGES
from mfpl.domain.votes import Level, TieRule
from mfpl.rules import parse_rule
from mfpl.services.votes import QuestionDraft, VoteDraft
from mfpl.store.queries.rules import RuleFacts
from mfpl.web.forms import BaseForm, Line
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.fields import Choice, Rows, offered
from mfpl.web.votes.moments import day_fields, day_values, moment_fields, moment_values, read_day, read_moment
from mfpl.web.wording.votes import LEVELS, TIE_RULES
from mfpl.web.words import lazy as _l

MOST_QUESTIONS = 9
ALWAYS = "0"
UNDECIDED = ""
DEFAULT_LENGTH = timedelta(days=10)
UNSAID = _l("It has not been decided yet")
NO_RULE = _l("Choose the rule that decides.")
NO_LEVEL = _l("Choose whether ballots are secret or by name.")


class PrepareForm(BaseForm):
    """Everything a vote is prepared with; its questions are numbered fields, so many as were asked for."""

    rule = Choice(_l("Rule that decides"), [InputRequired(NO_RULE)])
    level = Rows(
        _l("Ballots"),
        [InputRequired(NO_LEVEL)],
        choices=lambda: offered((one.value, LEVELS[one].name) for one in Level),
    )
    tie_rule = Rows(
        _l("With a tie"),
        choices=lambda: offered([*((one.value, said_so) for one, said_so in TIE_RULES.items()), (UNDECIDED, UNSAID)]),
        default=TieRule.FAILS.value,
    )
    count = HiddenField()

    @property
    def question_count(self) -> int:
        """Return how many questions the form has."""
        return sum(1 for name in self._fields if name.endswith("_if"))

    @property
    def adds_question(self) -> bool:
        """State whether only one more question was asked for."""
        return "more" in request.form

    def read(self, zone: str) -> VoteDraft | None:
        """Return what was typed as a vote, with hours on a zone's clock; None where a day or time is none."""
        opens_at, closes_at = read_moment(self, "opens", zone), read_moment(self, "closes", zone)
        roll_date = read_day(self, "roll")
        if opens_at is None or closes_at is None or roll_date is None:
            return None
        return VoteDraft(
            rule_code=self.text("rule"),
            level=Level(self.text("level")),
            opens_at=opens_at,
            closes_at=closes_at,
            roll_date=roll_date,
            questions=self._questions(),
            tie_rule=TieRule(tied) if (tied := self.text("tie_rule")) else None,
        )

    def _questions(self) -> list[QuestionDraft]:
        written = [
            (
                {code: self.text(f"q{position}_{code}") for code in LANGUAGES},
                int(self.text(f"q{position}_if") or ALWAYS) or None,
            )
            for position in range(1, self.question_count + 1)
        ]
        return [QuestionDraft(wordings, depends) for wordings, depends in written if any(wordings.values())]


def prepare_form(
    rules: Iterable[RuleFacts], *, zone: str, now: datetime, prepared: VoteDraft | None = None
) -> PrepareForm:
    """Return the form as sent, with one more question where that was asked for, or else filled in as prepared."""
    sent = _sent_questions(len(prepared.questions) if prepared else 1)
    questions = min(sent + ("more" in request.form), MOST_QUESTIONS)
    fields: dict[str, Any] = {**moment_fields("opens"), **moment_fields("closes"), **day_fields("roll")}
    for position in range(1, questions + 1):
        fields |= _question_fields(position)
    made = type("PrepareForm", (PrepareForm,), fields)
    form: PrepareForm = made(**(_values(prepared, zone) if prepared else _suggested(now, zone)))
    titles = _titles(rules)
    form.rule.choices = offered([*([("", NO_RULE)] if len(titles) != 1 else []), *titles.items()])
    form.count.data = str(questions)
    return form


def _suggested(now: datetime, zone: str) -> dict[str, object]:
    first = (now + timedelta(hours=1)).replace(minute=0)
    return {
        **moment_values("opens", first, zone),
        **moment_values("closes", first + DEFAULT_LENGTH, zone),
        **day_values("roll", now.date()),
    }


def _values(prepared: VoteDraft, zone: str) -> dict[str, object]:
    questions: dict[str, object] = {}
    for position, question in enumerate(prepared.questions, start=1):
        questions |= {f"q{position}_{code}": wording for code, wording in question.wordings.items()}
        questions[f"q{position}_if"] = str(question.effective_if or ALWAYS)
    return {
        "rule": prepared.rule_code,
        "level": prepared.level.value,
        "tie_rule": prepared.tie_rule.value if prepared.tie_rule else UNDECIDED,
        **moment_values("opens", prepared.opens_at, zone),
        **moment_values("closes", prepared.closes_at, zone),
        **day_values("roll", prepared.roll_date),
        **questions,
    }


def _sent_questions(prepared: int) -> int:
    sent = request.form.get("count", str(max(prepared, 1)))
    return min(max(int(sent), 1), MOST_QUESTIONS) if sent.isdecimal() and len(sent) <= len(str(MOST_QUESTIONS)) else 1


def _question_fields(position: int) -> dict[str, Any]:
    earlier = [(str(number), str(number)) for number in range(1, position)]
    return {
        f"q{position}_es": Line(_l("Wording in Spanish"), render_kw={"lang": "es"}),
        f"q{position}_en": Line(_l("Wording in English"), render_kw={"lang": "en"}),
        f"q{position}_if": Choice(
            _l("Takes effect only if this earlier question passes"),
            choices=offered([(ALWAYS, _l("It does not depend on any")), *earlier]),
            default=ALWAYS,
        ),
    }


def _titles(rules: Iterable[RuleFacts]) -> dict[str, str]:
    return {facts.code: said(parse_rule(facts.document).title.model_dump()).text for facts in rules}
