"""Casts the example ballots of a vote on the sheet, so that nothing joins a ballot to its voter."""

from collections.abc import Collection, Mapping, Sequence
from random import SystemRandom
from secrets import token_bytes
from typing import Any
from uuid import UUID

from mfpl.domain.votes import RECEIPT_BYTES, Answer, canonical_choices, receipt_code, receipt_digest
from mfpl.presets.names import voters_for
from mfpl.services.demonstration.presets import read_preset
from mfpl.services.demonstration.scene import Scene
from mfpl.store.queries import ballots, rolls
from mfpl.store.queries.votes import get_vote

Slip = tuple[UUID, int, str]


def cast_groups(
    scene: Scene,
    *,
    number: str,
    groups: Sequence[Mapping[str, Any]],
    questions: Sequence[str],
    cohorts: Collection[str],
) -> int:
    """Cast the ballots of groups of alike voters and return how many there were.

    Voters are members nobody of the story acts for, of the cohorts named. The lines of the roll are marked first;
    the ballots then go on the sheet in an order of their own.
    """
    vote = get_vote(scene.session, number=number)
    slips: list[Slip] = []
    for group, voters in zip(groups, voters_for(groups, candidates=_candidates(scene, cohorts)), strict=True):
        answers = {place: Answer(group["answers"][key]) for place, key in enumerate(questions, start=1)}
        choices = canonical_choices(answers, questions=range(1, len(questions) + 1))
        slips += [_mark(scene, vote.id, voter, choices) for voter in voters]
    SystemRandom().shuffle(slips)
    for center_id, weight, choices in slips:
        receipt = receipt_digest(vote.id, receipt_code(token_bytes(RECEIPT_BYTES)))
        ballots.put_on_sheet(
            scene.session, vote_id=vote.id, center_id=center_id, weight=weight, choices=choices, receipt=receipt
        )
    return len(slips)


def _mark(scene: Scene, vote_id: UUID, member: str, choices: str) -> Slip:
    marked = rolls.mark_voted(scene.session, vote_id=vote_id, voter_id=scene.members[member])
    if marked is None:
        msg = f"the roll gives {member} no ballot"
        raise LookupError(msg)
    return (*marked, choices)


def _candidates(scene: Scene, cohorts: Collection[str]) -> list[tuple[str, str, str]]:
    named = {member["id"] for member in read_preset("people")["members"]}
    return [
        (member.id, member.affiliations[-1][0], member.kind)
        for member in scene.invented
        if member.id not in named and member.cohort in cohorts
    ]
