"""Proposals: who writes, translates and reviews, and what is refused."""

import pytest
from sqlalchemy.orm import Session

from mfpl.domain.refusals import Conflict, Forbidden, Invalid, NotFound
from mfpl.domain.texts import TextStatus, fingerprint
from mfpl.services.proposals import (
    BODY_LIMIT,
    TITLE_LIMIT,
    Text,
    create_proposal,
    review_text,
    save_text,
    withdraw_proposal,
)
from mfpl.store.queries.proposals import TextFacts, get_proposal, list_proposals, list_texts, list_titles
from tests import cast as c


@pytest.fixture
def cast(session: Session) -> c.Cast:
    return c.build_cast(session)


def save(
    cast: c.Cast, number: str, language: str, body: str = "x", *, by: str = "Itzel", expected: str | None = None
) -> None:
    text = Text("Título", body)
    save_text(
        cast.session, actor=cast.actor(by), number=number, language=language, text=text, now=c.NOW, expected=expected
    )


def text(cast: c.Cast, number: str, language: str) -> TextFacts:
    return list_texts(cast.session, version_id=get_proposal(cast.session, number=number).version_id)[language]


def test_numbers_follow_one_another_within_the_year(cast: c.Cast) -> None:
    assert [c.propose(cast), c.propose(cast)] == ["2026-01", "2026-02"]
    assert {one.number for one in list_proposals(cast.session)} == {"2026-01", "2026-02"}


def test_a_translation_keeps_the_fingerprint_of_its_source(cast: c.Cast) -> None:
    number = c.propose(cast)
    source, translation = text(cast, number, "es"), text(cast, number, "en")
    assert translation.state.source_fingerprint == source.state.fingerprint == fingerprint(source.title, source.body)
    assert (source.state.status, translation.state.status) == (TextStatus.ORIGINAL, TextStatus.REVIEWED)


def test_a_translation_written_again_has_to_be_reviewed_again(cast: c.Cast) -> None:
    number = c.propose(cast)
    save(cast, number, "en", "another")
    assert text(cast, number, "en").state.status is TextStatus.DRAFT


def test_a_text_that_changed_in_the_meantime_is_not_overwritten(cast: c.Cast) -> None:
    number = c.propose(cast)
    started_from = text(cast, number, "es").state.fingerprint
    save(cast, number, "es", "first", expected=started_from)
    with pytest.raises(Conflict, match="text_changed_meanwhile"):
        save(cast, number, "es", "second", expected=started_from)


def test_a_translation_expected_to_be_new_is_not_written_over_another(cast: c.Cast) -> None:
    number = c.propose(cast, translated=False, reviewed=False)
    save(cast, number, "en", expected="")
    with pytest.raises(Conflict, match="text_changed_meanwhile"):
        save(cast, number, "en", expected="")


def test_a_translator_translates_and_does_not_rewrite_the_source(cast: c.Cast) -> None:
    number = c.propose(cast, translated=False, reviewed=False)
    save(cast, number, "en", by="Tere")
    with pytest.raises(Forbidden):
        save(cast, number, "es", by="Tere")


def test_nobody_reviews_their_own_translation(cast: c.Cast) -> None:
    number = c.propose(cast, translated=False, reviewed=False)
    save(cast, number, "en", by="Tere")
    with pytest.raises(Conflict, match="review_own_text"):
        review_text(cast.session, actor=cast.actor("Tere"), number=number, language="en", now=c.NOW)


def test_a_translation_that_fell_behind_is_not_reviewed(cast: c.Cast) -> None:
    number = c.propose(cast, reviewed=False)
    save(cast, number, "es", "changed")
    with pytest.raises(Conflict, match="review_stale_text"):
        review_text(cast.session, actor=cast.actor("Tere"), number=number, language="en", now=c.NOW)


@pytest.mark.parametrize("language", ["es", "en"])
def test_only_a_translation_that_exists_is_reviewed(cast: c.Cast, language: str) -> None:
    number = c.propose(cast, translated=False, reviewed=False)
    with pytest.raises(NotFound, match="text_unknown"):
        review_text(cast.session, actor=cast.actor("Tere"), number=number, language=language, now=c.NOW)


@pytest.mark.parametrize(
    ("title", "body", "code"),
    [
        (" ", "x", "text_empty"),
        ("x", "\n", "text_empty"),
        ("x" * (TITLE_LIMIT + 1), "x", "text_too_long"),
        ("x", "x" * (BODY_LIMIT + 1), "text_too_long"),
    ],
)
def test_a_text_has_a_title_and_a_body_of_limited_length(cast: c.Cast, title: str, body: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        create(cast, Text(title, body))


def test_texts_at_their_limits_are_kept(cast: c.Cast) -> None:
    assert create(cast, Text("x" * TITLE_LIMIT, "x" * BODY_LIMIT))


def test_a_language_the_organization_does_not_keep_is_refused(cast: c.Cast) -> None:
    with pytest.raises(Invalid, match="language_unknown"):
        create(cast, Text("x", "x"), language="fr")


def create(cast: c.Cast, text: Text, *, language: str = "es", by: str = "Itzel") -> str:
    body_id = cast.bodies["membership"]
    return create_proposal(
        cast.session, actor=cast.actor(by), body_id=body_id, source_language=language, text=text, now=c.NOW
    )


def test_who_does_not_sit_in_the_body_puts_nothing_before_it(cast: c.Cast) -> None:
    with pytest.raises(Forbidden):
        create(cast, Text("x", "x"), by="Dana")


def test_its_sponsor_withdraws_a_draft_and_nobody_else(cast: c.Cast) -> None:
    number = c.propose(cast)
    with pytest.raises(Forbidden):
        withdraw_proposal(cast.session, actor=cast.actor("Dana"), number=number, now=c.NOW)
    withdraw_proposal(cast.session, actor=cast.actor("Itzel"), number=number, now=c.NOW)
    assert get_proposal(cast.session, number=number).state == "withdrawn"


def test_titles_are_listed_by_version_and_language(cast: c.Cast) -> None:
    facts = get_proposal(cast.session, number=c.propose(cast))
    assert set(list_titles(cast.session)[facts.version_id]) == {"es", "en"}


def test_a_proposal_that_is_not_there_is_refused(cast: c.Cast) -> None:
    with pytest.raises(NotFound, match="proposal_unknown"):
        get_proposal(cast.session, number="1999-01")
