"""What a change of a rule would do to past decisions is found once, and again when a decision has come."""

from typing import Any

import pytest

from mfpl.web.proposals import effects
from mfpl.web.proposals.effects import KNOWN, REMEMBERED
from mfpl.web.rules.replaying_votes import Replay
from tests.services.changes import EVERY_CENTER, STRICTER, TWO_THIRDS, draft, propose
from tests.web.booth import behind, open_vote
from tests.web.conftest import Site, Visitor
from tests.web.reading import Element
from tests.web.test_results import NO, ONE, YES, cast, closed, decided

ALMOST_ALL = {**STRICTER, "requires": {**EVERY_CENTER, "every_section": {**TWO_THIRDS, "value": "9/10"}}}


@pytest.fixture
def proposal(site: Site) -> str:
    """A change that asks for nine tenths, after a vote in which each organization said yes and each person no."""
    number = open_vote(site, questions=ONE)
    for person, member, answer in (
        ("Itzel", "Radio Bosque", YES),
        ("Itzel", "Itzel", NO),
        ("Dana", "River Press", YES),
        ("Dana", "Dana", NO),
    ):
        cast(site, number, person, member, answer)
    closed(site, number)
    return behind(site, lambda behind_it: propose(behind_it, draft(ALMOST_ALL)))


@pytest.fixture
def replayed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many votes were decided again, each time any were."""
    found: list[int] = []
    replay_of = effects.replay_of  # type: ignore[attr-defined]  # it is used there

    def counting(rule: Any, votes: Any, **given: Any) -> Replay:
        found.append(len(votes))
        replay: Replay = replay_of(rule, votes, **given)
        return replay

    monkeypatch.setattr(effects, "replay_of", counting)
    return found


def told(page: Element) -> str:
    return page.one("main").text.partition("What it would do")[2]


def test_past_decisions_are_decided_again_once(
    site: Site, visitor: Visitor, proposal: str, replayed: list[int]
) -> None:
    pages = [visitor.get(f"/en/proposals/{proposal}") for _time in range(3)]
    assert all("Of 1 past decisions decided again, 1 would come out differently:" in told(page) for page in pages)
    assert replayed == [1, 1]


def test_each_language_has_its_words(site: Site, visitor: Visitor, proposal: str) -> None:
    assert "Adopted → Rejected" in told(visitor.get(f"/en/proposals/{proposal}"))
    assert "Aprobada → Rechazada" in visitor.get(f"/es/proposals/{proposal}").one("main").text


def test_a_new_decision_is_decided_again_too(site: Site, visitor: Visitor, proposal: str, replayed: list[int]) -> None:
    visitor.get(f"/en/proposals/{proposal}")
    decided(site)
    page = visitor.get(f"/en/proposals/{proposal}")
    assert "Of 2 past decisions decided again, 1 would come out differently:" in told(page)
    assert replayed == [1, 1, 2, 2]


def test_who_may_see_other_decisions_is_told_of_those(site: Site, proposal: str, replayed: list[int]) -> None:
    for name in (None, "Olmo"):
        visitor = site.visitor().sign_in(name) if name else site.visitor()
        visitor.get(f"/en/proposals/{proposal}")
    assert len(replayed) == 4


def test_only_so_much_is_remembered(site: Site, visitor: Visitor, proposal: str) -> None:
    known = site.app.extensions.setdefault(KNOWN, {})
    known.update({place: effects.Past() for place in range(REMEMBERED)})
    visitor.get(f"/en/proposals/{proposal}")
    assert len(known) == REMEMBERED
    assert 0 not in known
