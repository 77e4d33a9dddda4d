"""Brings the vote on the by-laws of June 2019 back, ballot by ballot, through the doors every vote goes through."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from mfpl.domain.history import Fact
from mfpl.domain.texts import TextStatus, fingerprint
from mfpl.domain.votes import Level, TieRule
from mfpl.services import history
from mfpl.services.demonstration.presets import read_preset
from mfpl.services.demonstration.scene import OFFICE, Scene
from mfpl.services.demonstration.sheets import cast_groups
from mfpl.services.demonstration.votes_under_way import questions_of
from mfpl.services.proposals import ProposalState
from mfpl.services.votes import VoteDraft, close_due, open_vote, prepare_vote
from mfpl.store.tables import Proposal, ProposalText, ProposalVersion

IN_STANDING_THEN = ("steady", "lapsed")
SOURCE = "en"
BEFORE_OPENING, AFTER_CLOSING = timedelta(days=1), timedelta(hours=10)


def hold_vote_of_2019(scene: Scene) -> int:
    """Hold the vote with the roll of its own day, cast its ballots and close it; return how many ballots."""
    story = read_preset("vote_2019")
    opens_at, closes_at = (datetime.fromisoformat(story[name]).astimezone(UTC) for name in ("opens_at", "closes_at"))
    asked = [question for question in story["questions"] if question["in_vote"]]
    _put_forward(scene, story, now=opens_at - BEFORE_OPENING)
    draft = VoteDraft(
        rule_code=story["rule"],
        level=Level(story["level"]),
        opens_at=opens_at,
        closes_at=closes_at,
        roll_date=date.fromisoformat(story["record_date"]),
        questions=questions_of(asked),
        tie_rule=TieRule.FAILS,
        example=True,
    )
    number = prepare_vote(
        scene.session, actor=OFFICE, number=story["number"], draft=draft, now=opens_at - BEFORE_OPENING
    )
    open_vote(scene.session, actor=OFFICE, number=number, now=opens_at)
    keys, groups = [question["id"] for question in asked], story["ballots"]["groups"]
    cast = cast_groups(scene, number=number, groups=groups, questions=keys, cohorts=IN_STANDING_THEN)
    close_due(scene.session, now=closes_at + AFTER_CLOSING)
    return cast


def _put_forward(scene: Scene, story: Mapping[str, Any], *, now: datetime) -> None:
    proposal_id, version_id = uuid4(), uuid4()
    scene.session.add(
        Proposal(
            id=proposal_id,
            number=story["number"],
            body_id=scene.bodies[story["body"]],
            visibility="public",
            state=ProposalState.DRAFT,
            created_at=now,
        )
    )
    scene.session.flush()
    scene.session.add(
        ProposalVersion(id=version_id, proposal_id=proposal_id, number=1, source_language=SOURCE, created_at=now)
    )
    scene.session.flush()
    source = fingerprint(story["title"][SOURCE], story["summary"][SOURCE])
    for language in story["title"]:
        scene.session.add(_text(story, language, version_id=version_id, source=source, updated_at=now))
    scene.session.flush()
    stream, written = f"proposal:{proposal_id}", {"number": story["number"], "language": SOURCE}
    history.record(scene.session, stream=stream, fact=Fact.PROPOSAL_CREATED, actor_id=None, now=now, **written)


def _text(story: Mapping[str, Any], language: str, *, source: str, **columns: Any) -> ProposalText:
    title, body = story["title"][language], story["summary"][language]
    return ProposalText(
        language=language,
        title=title,
        body=body,
        fingerprint=fingerprint(title, body),
        status=TextStatus.ORIGINAL if language == SOURCE else TextStatus.REVIEWED,
        source_fingerprint=None if language == SOURCE else source,
        **columns,
    )
