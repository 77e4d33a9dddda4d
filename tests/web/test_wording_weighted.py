"""Where some have several votes, no number of votes is said as one of people, and not every number as exact."""

import pytest

from mfpl.cli.speech import speaking
from mfpl.rules import decide
from mfpl.web.wording.verdicts import Explanation, requirements
from tests.rules.support import MAJORITY, Json, rule, sections
from tests.rules.test_weighted_change import HALF_COME, OF_MEMBERS, QUORUM, QUORUMS, weighed


def said(requires: Json, language: str, **by_id: Json) -> Explanation:
    asked, counts = rule(requires), sections(**by_id)
    with speaking(language):
        return requirements(asked, decide(asked, counts), counts=counts)


@pytest.mark.parametrize(
    ("requires", "counts", "english", "spanish"),
    [
        (
            {"all": [QUORUM, MAJORITY]},
            ((40, 10, 0), (20, 5, 0)),
            "There was no quorum: at least 10 more votes cast were missing.",
            "No hubo quórum: faltaron al menos 10 votos más en cualquier sentido.",
        ),
        (
            {"all": [QUORUM, MAJORITY]},
            ((40, 22, 0), (20, 11, 0)),
            (
                "Adopted: the closest condition was the quorum in the whole; with at least 3 fewer votes cast "
                "it would not have been adopted."
            ),
            (
                "Se aprobó: la condición más cerrada fue el quórum en el conjunto; con al menos 3 votos "
                "emitidos menos no se habría aprobado."
            ),
        ),
        (
            MAJORITY,
            ((40, 6, 10), (20, 3, 5)),
            "Not adopted for lack of the majority in the whole: at least 3 more votes in favor were missing.",
            "No se aprobó por no alcanzar la mayoría en el conjunto: faltaron al menos 3 votos más a favor.",
        ),
        (
            {"count": "yes", "comparison": "at_least", "value": 15},
            ((40, 12, 0), (20, 6, 0)),
            (
                "Not adopted for lack of the votes for in the whole: at least 3 more votes in favor from "
                "members who did not vote were missing."
            ),
            (
                "No se aprobó por no alcanzar los votos a favor en el conjunto: faltaron al menos 3 votos más "
                "a favor por parte de quienes no votaron."
            ),
        ),
        (
            OF_MEMBERS,
            ((40, 6, 10), (20, 3, 5)),
            "Not adopted for lack of the majority in the whole: 2 more members in favor were missing.",
            "No se aprobó por no alcanzar la mayoría en el conjunto: faltaron 2 integrantes más a favor.",
        ),
        (
            OF_MEMBERS,
            ((40, 12, 10), (20, 9, 5)),
            (
                "Adopted: the closest condition was the majority in the whole; with 2 members against instead "
                "of in favor it would not have been adopted."
            ),
            (
                "Se aprobó: la condición más cerrada fue la mayoría en el conjunto; con 2 integrantes en "
                "contra en vez de a favor no se habría aprobado."
            ),
        ),
    ],
)
def test_the_smallest_change_is_said_in_its_unit(
    requires: Json, counts: tuple[tuple[int, ...], tuple[int, ...]], english: str, spanish: str
) -> None:
    assert said(requires, "en", A=weighed(*counts)).sentence == english
    assert said(requires, "es", A=weighed(*counts)).sentence == spanish


def test_people_and_votes_stand_side_by_side_each_in_its_unit() -> None:
    mx, us = weighed((200, 8, 12), (127, 4, 5)), weighed((600, 20, 41), (508, 20, 40))
    words = said({"all": [QUORUMS, {"every_section": MAJORITY}]}, "en", MX=mx, US=us)
    assert words.sentence == (
        "There was no quorum: 4 more people taking part in MX, at least 3 more votes in favor in MX, and at least 11 "
        "more votes in favor in US were missing."
    )


@pytest.mark.parametrize(
    ("requires", "counts", "change"),
    [
        (QUORUM, ((40, 10, 0), (20, 5, 0)), "With at least 10 more votes cast, the turnout would have been enough."),
        (QUORUM, ((40, 22, 0), (20, 11, 0)), "With at least 3 fewer votes cast, the vote would have had no quorum."),
        (
            {"quorum": HALF_COME, "otherwise": "failed"},
            ((40, 22, 0), (20, 11, 0)),
            "With at least 3 fewer votes cast, it would not have been adopted.",
        ),
        (
            {"quorum": {"every_section": HALF_COME}, "otherwise": "not_quorate"},
            ((40, 22, 0), (20, 11, 0)),
            "With at least 3 fewer votes cast there, the vote would have had no quorum, whatever everyone else did.",
        ),
        (
            {"every_section": HALF_COME},
            ((40, 22, 0), (20, 11, 0)),
            "With at least 3 fewer votes cast there, it would not have been adopted, whatever everyone else did.",
        ),
        (
            {"every_section": HALF_COME},
            ((40, 10, 0), (20, 5, 0)),
            "With at least 10 more votes cast there, the turnout would have been enough.",
        ),
        (
            MAJORITY,
            ((40, 6, 10), (20, 3, 5)),
            "With at least 3 votes moving to the side in favor, it would have been adopted.",
        ),
        (OF_MEMBERS, ((40, 6, 10), (20, 3, 5)), "A difference of 2 there would have changed the outcome."),
    ],
)
def test_what_decided_is_said_in_the_unit_it_is_counted_in(
    requires: Json, counts: tuple[tuple[int, ...], tuple[int, ...]], change: str
) -> None:
    words = said(requires, "en", A=weighed(*counts))
    assert words.decider is not None
    assert words.decider.change == change
