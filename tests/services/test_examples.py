"""Named examples of a rule are kept with their outcome, and later versions are held against them."""

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.refusals import Conflict, Forbidden, Invalid, NotFound
from mfpl.rules import CountsInvalid, parse_rule
from mfpl.services.examples import check_examples, keep_example, retire_example
from mfpl.store.queries.examples import list_examples
from tests import cast as c

BARELY = {
    "sections": [{"id": "MX", "kind": "center", "yes": 3, "no": 2}, {"id": "US", "kind": "center", "yes": 6, "no": 5}]
}
STRICTER = parse_rule(
    {
        **c.CONCURRENT,
        "version": 2,
        "requires": {"every_section": {"share": "yes", "of": "valid", "comparison": "at_least", "value": "2/3"}},
    }
)
ELSEWHERE = parse_rule(
    {
        **c.CONCURRENT,
        "version": 2,
        "requires": {
            "in_section": "GT",
            "require": {"share": "yes", "of": "valid", "comparison": "more_than", "value": "1/2"},
        },
    }
)


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def keep(cast: c.Cast, title: str = "Por un voto", *, actor: str = "Dana", counts: object = BARELY) -> str:
    return keep_example(
        cast.session,
        actor=cast.actor(actor),
        code="both-centers",
        number=1,
        title=title,
        language="es",
        counts=counts,  # type: ignore[arg-type]  # refused when it is run
        now=c.NOW,
    )


def test_an_example_is_kept_with_the_outcome_it_had(cast: c.Cast) -> None:
    assert keep(cast) == "passed"
    kept = list_examples(cast.session, code="both-centers")
    assert [(one.title, one.outcome, one.made_under) for one in kept] == [("Por un voto", "passed", 1)]


def test_a_later_version_is_held_against_it(cast: c.Cast) -> None:
    keep(cast)
    same = check_examples(cast.session, rule=parse_rule(c.CONCURRENT))[0]
    stricter = check_examples(cast.session, rule=STRICTER)[0]

    assert (same.outcome, same.holds) == ("passed", True)
    assert (stricter.outcome, stricter.holds) == ("failed", False)


def test_a_version_that_asks_for_what_the_counts_lack_cannot_decide_it(cast: c.Cast) -> None:
    keep(cast)
    checked = check_examples(cast.session, rule=ELSEWHERE)[0]
    assert (checked.outcome, checked.holds) == (None, False)


def test_a_retired_example_binds_nobody_and_stays(cast: c.Cast) -> None:
    keep(cast)
    kept = list_examples(cast.session, code="both-centers")[0]
    retire_example(cast.session, actor=cast.actor("Dana"), example_id=kept.id, now=c.NOW)

    assert check_examples(cast.session, rule=STRICTER) == []
    assert list_examples(cast.session, code="both-centers")[0].retired_at == c.NOW
    with pytest.raises(Conflict, match="example_retired"):
        retire_example(cast.session, actor=cast.actor("Dana"), example_id=kept.id, now=c.NOW)


def test_two_examples_of_a_rule_bear_different_names(cast: c.Cast) -> None:
    keep(cast)
    with pytest.raises(Conflict, match="example_title_taken"):
        keep(cast, "  Por un voto ")


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_an_example_needs_a_name(cast: c.Cast, title: str) -> None:
    with pytest.raises(Invalid, match="example_title"):
        keep(cast, title)


def test_a_name_may_have_two_hundred_characters(cast: c.Cast) -> None:
    assert keep(cast, "x" * 200) == "passed"


def test_counts_that_cannot_be_are_refused(cast: c.Cast) -> None:
    with pytest.raises(CountsInvalid):
        keep(cast, counts={"sections": [{"id": "MX", "ballots": 1, "yes": 3, "no": 2}]})
    assert list_examples(cast.session, code="both-centers") == []


def test_only_who_sits_in_a_body_or_runs_votes_keeps_examples(cast: c.Cast) -> None:
    assert keep(cast, "De la oficina", actor="Olmo") == "passed"
    with pytest.raises(Forbidden):
        keep(cast, actor="Lale")


def test_there_is_no_example_of_a_rule_there_is_not(cast: c.Cast) -> None:
    with pytest.raises(NotFound):
        keep_example(
            cast.session,
            actor=cast.actor("Dana"),
            code="nowhere",
            number=1,
            title="x",
            language="es",
            counts=BARELY,
            now=c.NOW,
        )
