"""Puts the demonstration's proposals forward, translates, reviews and withdraws them, by the services people use."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mfpl.domain.bylaws import ClauseKind
from mfpl.domain.proposals import ProposalKind
from mfpl.presets.names import resolve_day
from mfpl.services.amendments import AmendmentDraft, save_amendment
from mfpl.services.demonstration.presets import midday
from mfpl.services.demonstration.scene import Scene
from mfpl.services.proposals import Text, create_proposal, review_text, save_text, withdraw_proposal
from mfpl.store.queries.bylaws import get_clause_text

Story = Mapping[str, Any]
TRANSLATED, REVIEWED, REVISED, PREPARED = (timedelta(days=days) for days in (1, 2, 3, 3))
"""How long after it was put forward each step of a proposal happens."""


def put_forward(scene: Scene, story: Story) -> str:
    """Write a proposal in its first language and its translations, and return its number."""
    proposal = story["proposal"]
    source, texts = proposal["source_language"], proposal["texts"]
    others = {language: text for language, text in texts.items() if language != source}
    earlier = next((text["made_from"] for text in others.values() if text["made_from"]), None)
    sponsor = scene.sponsor(proposal["sponsor"], body=proposal["body"])
    now = midday(created_on(scene, story))
    number = create_proposal(
        scene.session,
        actor=sponsor,
        body_id=scene.bodies[proposal["body"]],
        source_language=source,
        text=_text(earlier or texts[source]),
        visibility=proposal["visibility"],
        now=now,
        kind=ProposalKind.AMEND_RULES if "amendment" in story else ProposalKind.ORDINARY,
    )
    if "amendment" in story:
        save_amendment(scene.session, actor=sponsor, number=number, draft=_change(scene, story["amendment"]), now=now)
    for language, text in others.items():
        _translate(scene, number, language, text, on=created_on(scene, story))
    if earlier:
        now = midday(created_on(scene, story) + REVISED)
        save_text(scene.session, actor=sponsor, number=number, language=source, text=_text(texts[source]), now=now)
    return number


def created_on(scene: Scene, story: Story) -> date:
    """Return the day a proposal was put forward."""
    return resolve_day(story["proposal"]["created"], start=scene.start)


def withdraw(scene: Scene, story: Story, *, number: str) -> None:
    """Take a proposal back on the day and by the person the story says."""
    withdrawn = story["withdrawn"]
    actor = scene.sponsor(withdrawn["by"], body=story["proposal"]["body"])
    now = midday(resolve_day(withdrawn["day"], start=scene.start))
    withdraw_proposal(scene.session, actor=actor, number=number, now=now)


def _translate(scene: Scene, number: str, language: str, text: Mapping[str, Any], *, on: date) -> None:
    translator, now = scene.translator(text["by"]), midday(on + TRANSLATED)
    save_text(scene.session, actor=translator, number=number, language=language, text=_text(text), now=now)
    if text["reviewed_by"]:
        reviewer, now = scene.translator(text["reviewed_by"]), midday(on + REVIEWED)
        review_text(scene.session, actor=reviewer, number=number, language=language, now=now)


def _change(scene: Scene, given: Mapping[str, Any]) -> AmendmentDraft:
    """What a story changes of a clause as it stands: the parts it names, and where they come from."""
    kind, code = ClauseKind(given["kind"]), given["code"]
    document = json.loads(get_clause_text(scene.session, kind=kind, code=code).document)
    document |= given["document"]
    document["provenance"] = [*document.get("provenance", ()), *given["provenance"]]
    days = {center: resolve_day(day, start=scene.start) for center, day in given["days"].items()}
    return AmendmentDraft(kind=kind, code=code, document=document, days=days)


def _text(text: Mapping[str, Any]) -> Text:
    return Text(text["title"], text["body"])
