"""What waits for somebody in votes and proposals: ballots, translations, keys to turn, votes to open and to close."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from mfpl.domain.actors import Actor, MandateKind
from mfpl.domain.policy import Subject, permits
from mfpl.domain.texts import LANGUAGES, TextStatus, is_stale
from mfpl.domain.votes import VoteState, state
from mfpl.services.civil_days import civil_day
from mfpl.services.proposals import ProposalState
from mfpl.services.votes.closing import EARLY_CLOSE
from mfpl.store.engine import Session
from mfpl.store.queries.acts import list_waiting
from mfpl.store.queries.amendments import list_lapse_days
from mfpl.store.queries.drafts import DraftTexts, list_draft_texts
from mfpl.store.queries.my_votes import WaitingVote, list_titles, list_unclosed
from mfpl.web.formatting import day, instant, time_left
from mfpl.web.overview.tasks import Task, provides_tasks
from mfpl.web.votes.bilingual import said
from mfpl.web.votes.mine import ballots_of
from mfpl.web.wording.votes import kind_word, language_name, weight_sentence


@provides_tasks
def ballots(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield the ballots this person can still cast."""
    for ballot in ballots_of(session, actor, now=now, unclosed_only=True):
        if ballot.awaited:
            line = ballot.line
            yield Task(
                title=_("Vote: %(title)s", title=ballot.title.text),
                detail=_(
                    "%(voter)s (%(kind)s) · %(weight)s · closes in %(left)s",
                    voter=line.label,
                    kind=kind_word(line.kind),
                    weight=weight_sentence(line.weight),
                    left=time_left(line.times.ends_at, now),
                ),
                button=_("Go to the ballot"),
                url=url_for("votes.ballot", number=line.number, voter_id=line.voter_id),
                until=line.times.ends_at,
            )


@provides_tasks
def translations(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield the texts a translator can write, update or read against their original."""
    if not actor.holds(MandateKind.TRANSLATOR):
        return
    for draft in list_draft_texts(session, state=ProposalState.DRAFT):
        yield from _texts_awaiting(draft, actor)


@provides_tasks
def deadlocks(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield the proposals for which a way out goes on, to whoever may write the revised text."""
    lapsing = list_lapse_days(session)
    for draft in list_draft_texts(session, state=ProposalState.DEADLOCK):
        about, last = Subject(body_id=draft.body_id, sponsor_id=draft.sponsor_id), lapsing[draft.number]
        if civil_day(session, now) > last or not permits(actor, "proposals.write", about):
            continue
        title = said({code: text.title for code, text in draft.texts.items()}).text
        yield Task(
            title=_("The rule foresees a way out: %(title)s", title=title),
            detail=_("A revised text can be written; without one the matter lapses on %(day)s", day=day(last)),
            button=_("See the way out"),
            url=url_for("proposals.show", number=draft.number),
        )


@provides_tasks
def offices(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Yield what an election officer must do: open, confirm an early close, close what is over."""
    if not permits(actor, "votes.close"):
        return
    unclosed = list_unclosed(session)
    titles = list_titles(session, version_ids=[vote.version_id for vote in unclosed])
    asked = {act.parameters["number"]: act for act in list_waiting(session, now=now) if act.kind == EARLY_CLOSE}
    for vote in unclosed:
        title = said(titles.get(vote.version_id, {})).text
        act = asked.get(vote.number)
        if act is not None and act.asked_center_id not in actor.centers_of(MandateKind.ELECTION_OFFICER):
            yield Task(
                title=_("Confirm the early close: %(title)s", title=title),
                detail=_("The other center asked for it; it lapses on %(when)s", when=instant(act.lapses_at)),
                button=_("See and confirm"),
                url=url_for("votes.closing", number=vote.number),
                until=act.lapses_at,
            )
        yield from _by_state(vote, title, now)


def _by_state(vote: WaitingVote, title: str, now: datetime) -> Iterator[Task]:
    found = state(vote.times, now)
    if found is VoteState.PREPARED and now < vote.times.closes_at:
        yield Task(
            title=_("Open the vote: %(title)s", title=title),
            detail=_("It is prepared to open on %(when)s", when=instant(vote.times.opens_at)),
            button=_("Check and open"),
            url=url_for("votes.opening", number=vote.number),
            until=vote.times.opens_at,
        )
    elif found is VoteState.ENDED:
        yield Task(
            title=_("Close and count: %(title)s", title=title),
            detail=_("Its time was over on %(when)s", when=instant(vote.times.ends_at)),
            button=_("Close the vote"),
            url=url_for("votes.closing", number=vote.number),
            until=vote.times.ends_at,
        )


def _texts_awaiting(draft: DraftTexts, actor: Actor) -> Iterator[Task]:
    title = said({code: text.title for code, text in draft.texts.items()}).text
    source = draft.texts.get(draft.source_language)
    about = Subject(body_id=draft.body_id, sponsor_id=draft.sponsor_id)
    for code in LANGUAGES:
        text = draft.texts.get(code)
        if source is None or code == draft.source_language or not permits(actor, "proposals.translate", about):
            continue
        write = url_for("proposals.write", number=draft.number, text_language=code)
        if text is None:
            asked = _("Nobody has written it in %(language)s yet", language=language_name(code))
            yield Task(_("Translate: %(title)s", title=title), asked, _("Translate"), write)
        elif is_stale(text.state, source.state):
            yield Task(
                _("Update a translation: %(title)s", title=title),
                _("The original changed; the text in %(language)s fell behind", language=language_name(code)),
                _("Update it"),
                write,
            )
        elif text.state.status == TextStatus.DRAFT and text.author_id != actor.person_id:
            yield Task(
                _("Review a translation: %(title)s", title=title),
                _("The vote waits for a second person to read the text in %(language)s", language=language_name(code)),
                _("Read it"),
                url_for("proposals.show", number=draft.number),
            )
