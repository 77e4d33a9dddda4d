"""Brings the demonstration's own proposals and votes to where they stand when somebody first looks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Any

from mfpl.domain.votes import RECEIPT_BYTES, Answer, Level, TieRule, receipt_code
from mfpl.presets.names import resolve_day
from mfpl.services.demonstration.drafts import PREPARED, Story, created_on, put_forward, withdraw
from mfpl.services.demonstration.presets import instant, midday, read_preset
from mfpl.services.demonstration.scene import Scene
from mfpl.services.demonstration.sheets import cast_groups
from mfpl.services.votes import Cast, QuestionDraft, VoteDraft, cast_ballot, open_vote, prepare_vote

IN_STANDING_NOW = ("steady", "recent")
BETWEEN_BALLOTS = timedelta(minutes=47)


def tell_stories(scene: Scene) -> int:
    """Write all proposals in the order they were put forward, each with what came of it; return how many."""
    stories = [read_preset("open_vote"), read_preset("committee_vote"), *read_preset("proposals")["proposals"]]
    for story in sorted(stories, key=lambda one: created_on(scene, one)):
        number = put_forward(scene, story)
        if story["vote"]:
            vote = _prepare(scene, story, number)
            if story["state"] == "open":
                _hold(scene, story, vote)
        elif story["withdrawn"]:
            withdraw(scene, story, number=number)
    return len(stories)


def questions_of(questions: Sequence[Mapping[str, Any]]) -> list[QuestionDraft]:
    """Return questions as they are prepared; what depends on another names it by its place."""
    places = {question["id"]: place for place, question in enumerate(questions, start=1)}
    return [QuestionDraft(question["text"], places.get(question["depends_on"])) for question in questions]


def _hold(scene: Scene, story: Story, number: str) -> None:
    opens_at = instant(story["vote"]["opens"], start=scene.start)
    open_vote(scene.session, actor=scene.officers()[-1], number=number, now=opens_at)
    keys = [question["id"] for question in story["vote"]["questions"]]
    if Level(story["vote"]["level"]) is Level.OPEN:
        _cast_by_name(scene, number=number, named=story["ballots"]["by_name"], keys=keys, opens_at=opens_at)
    else:
        groups = story["ballots"]["groups"]
        cast_groups(scene, number=number, groups=groups, questions=keys, cohorts=IN_STANDING_NOW)


def _cast_by_name(
    scene: Scene, *, number: str, named: Sequence[Mapping[str, Any]], keys: Sequence[str], opens_at: datetime
) -> None:
    for place, ballot in enumerate(named, start=1):
        answers = {position: Answer(ballot["answers"][key]) for position, key in enumerate(keys, start=1)}
        cast = Cast(scene.people[ballot["person"]], answers, receipt_code(token_bytes(RECEIPT_BYTES)))
        now = opens_at + place * BETWEEN_BALLOTS
        cast_ballot(scene.session, actor=scene.voter(ballot["person"]), number=number, cast=cast, now=now)


def _prepare(scene: Scene, story: Story, number: str) -> str:
    vote = story["vote"]
    draft = VoteDraft(
        rule_code=vote["rule"],
        level=Level(vote["level"]),
        opens_at=instant(vote["opens"], start=scene.start),
        closes_at=instant(vote["closes"], start=scene.start),
        roll_date=resolve_day(vote["roll_date"], start=scene.start),
        questions=questions_of(vote["questions"]),
        tie_rule=TieRule(vote["tie_rule"]),
        example=True,
    )
    now = midday(created_on(scene, story) + PREPARED)
    return prepare_vote(scene.session, actor=scene.officers()[0], number=number, draft=draft, now=now)
