"""Puts proposals forward, writes and translates their texts, marks translations as read, withdraws."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from mfpl.domain.policy import Subject
from mfpl.domain.refusals import Conflict, NotFound
from mfpl.domain.texts import LANGUAGES
from mfpl.services.proposals import (
    BODY_LIMIT,
    TITLE_LIMIT,
    ProposalState,
    Text,
    create_proposal,
    review_text,
    save_text,
    withdraw_proposal,
)
from mfpl.store.queries.bodies import BodyFacts, list_bodies
from mfpl.store.queries.proposals import ProposalFacts, TextFacts, get_proposal
from mfpl.web.access import action, authorize, may
from mfpl.web.actor import current_actor
from mfpl.web.clock import now
from mfpl.web.forms import BaseForm, Line, Prose
from mfpl.web.languages import language
from mfpl.web.pages import page
from mfpl.web.proposals.paragraphs import split
from mfpl.web.proposals.section import find_permitted, pages, subject_of, texts_of
from mfpl.web.transaction import reading, writing
from mfpl.web.votes.bilingual import in_reader_order, said
from mfpl.web.votes.fields import Choice, Rows, offered
from mfpl.web.votes.places import places
from mfpl.web.wording.votes import language_name
from mfpl.web.words import lazy as _l

NO_TITLE = _l("Write a title.")
NO_BODY = _l("Write the text.")
LONG_TITLE = _l("Use at most %(max)d characters for the title.")
LONG_BODY = _l("Use at most %(max)d characters for the text.")


class TextForm(BaseForm):
    """A text in one language; fingerprints name the text started from and the original in view."""

    title = Line(_l("Title"), [InputRequired(NO_TITLE), Length(max=TITLE_LIMIT, message=LONG_TITLE)])
    body = Prose(
        _l("Text"), [InputRequired(NO_BODY), Length(max=BODY_LIMIT, message=LONG_BODY)], render_kw={"rows": 16}
    )
    expected = HiddenField()
    made_from = HiddenField()

    @property
    def written(self) -> Text:
        """Return what was written."""
        return Text(self.text("title"), self.text("body"))


class ProposalForm(TextForm):
    """A new proposal: for which body, of which scope, in which language it is written first."""

    for_body = Choice(_l("Body that decides"))
    scope = Choice(_l("Scope"))
    source_language = Rows(_l("Language in which you write"))

    def offer(self, bodies: list[BodyFacts]) -> None:
        """Offer the bodies the writer may write for, every scope and language."""
        self.for_body.choices = offered((body.id, said(body.names).text) for body in bodies)
        self.scope.choices = offered([("", _l("Common")), *((center.id, center.name) for center in places())])
        self.source_language.choices = offered((code, language_name(code)) for code in in_reader_order())


@pages.route("/new", methods=["GET", "POST"])
@action("proposals.write")
def create() -> ResponseReturnValue:
    """Put a proposal forward in its first language."""
    bodies = [body for body in list_bodies(reading()) if may("proposals.write", Subject(body_id=body.id))]
    authorize("proposals.write", Subject(body_id=bodies[0].id if bodies else None))
    form = ProposalForm(source_language=language().code)
    form.offer(bodies)
    if not form.validate_on_submit():
        return page("proposals/create.html", form=form)
    chosen = {str(body.id): body.id for body in bodies}[form.for_body.data]
    number = create_proposal(
        writing(),
        actor=current_actor(),
        body_id=chosen,
        source_language=form.source_language.data,
        text=form.written,
        scope_center_id={str(center.id): center.id for center in places()}.get(form.scope.data),
        now=now(),
    )
    flash(_("Your proposal was put forward. What is still missing for its vote is listed here."))
    return redirect(url_for("proposals.show", number=number), 303)


@pages.route("/<number>/text/<text_language>", methods=["GET", "POST"])
@action("proposals.translate")
def write(number: str, text_language: str) -> ResponseReturnValue:
    """Write the text of a proposal in one language, beside the text it is made from."""
    proposal = _find_writable(number, text_language)
    form = _form_for(proposal, text_language)
    theirs = None
    if form.validate_on_submit():
        theirs = _save(form, number, text_language)
        if theirs is None:
            flash(_("The text was saved."))
            return redirect(url_for("proposals.show", number=number), 303)
    source = texts_of(proposal).get(proposal.source_language)
    return page(
        "proposals/write.html",
        form=form,
        proposal=proposal,
        text_language=text_language,
        source=source if text_language != proposal.source_language else None,
        paragraphs=split(source.body) if source else (),
        theirs=theirs,
    )


@pages.post("/<number>/text/<text_language>/reviewed")
@action("proposals.review")
def review(number: str, text_language: str) -> ResponseReturnValue:
    """Mark a translation as read against its original."""
    authorize("proposals.review")
    read = request.form.get("read")
    review_text(writing(), actor=current_actor(), number=number, language=text_language, now=now(), read=read)
    flash(_("Thank you: the translation is marked as read against its original."))
    return redirect(url_for("proposals.show", number=number), 303)


@pages.route("/<number>/withdraw", methods=["GET", "POST"])
@action("proposals.withdraw")
def withdraw(number: str) -> ResponseReturnValue:
    """Show what withdrawing means, and withdraw."""
    proposal = find_permitted(number, action="proposals.withdraw")
    if request.method == "POST":
        withdraw_proposal(writing(), actor=current_actor(), number=number, now=now())
        flash(_("The proposal was withdrawn. Its texts and its history stay readable."))
        return redirect(url_for("proposals.show", number=number), 303)
    title = said({code: text.title for code, text in texts_of(proposal).items()})
    return page("proposals/withdraw.html", proposal=proposal, title=title)


def _find_writable(number: str, text_language: str) -> ProposalFacts:
    proposal = get_proposal(reading(), number=number)
    if text_language not in LANGUAGES:
        raise NotFound("not_found")
    about = subject_of(proposal)
    authorize("proposals.translate", about)
    if text_language == proposal.source_language:
        authorize("proposals.write", about)
    if proposal.state != ProposalState.DRAFT:
        raise Conflict("proposal_not_draft")
    return proposal


def _form_for(proposal: ProposalFacts, text_language: str) -> TextForm:
    texts = texts_of(proposal)
    stored, source = texts.get(text_language), texts[proposal.source_language]
    return TextForm(
        title=stored.title if stored else "",
        body=stored.body if stored else "",
        expected=stored.state.fingerprint if stored else "",
        made_from=source.state.fingerprint,
    )


def _save(form: TextForm, number: str, text_language: str) -> TextFacts | None:
    """Save what was written; return the text as it is now where somebody else saved one meanwhile."""
    try:
        save_text(
            writing(),
            actor=current_actor(),
            number=number,
            language=text_language,
            text=form.written,
            now=now(),
            expected=form.expected.data or "",
            made_from=form.made_from.data or None,
        )
    except Conflict as refusal:
        if refusal.code != "text_changed_meanwhile":
            raise
        form.refuse("body", refusal)
    else:
        return None
    theirs = texts_of(get_proposal(reading(), number=number))[text_language]
    form.expected.data = theirs.state.fingerprint
    return theirs
