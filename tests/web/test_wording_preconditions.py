"""Whatever is missing before a vote opens is said in both languages, with what is needed."""

import pytest

from mfpl.cli.speech import speaking
from mfpl.rules import Missing, Precondition
from mfpl.web.wording.preconditions import missing_words
from mfpl.web.wording.sections import CENTER, Sections


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("code", list(Precondition))
@pytest.mark.parametrize("sections", [Sections(), Sections(kind=CENTER)], ids=["sections", "centers"])
@pytest.mark.parametrize(("actual", "where"), [(None, ()), (1, ("MX",))])
def test_every_precondition_is_said(
    language: str, code: Precondition, sections: Sections, actual: int | None, where: tuple[str, ...]
) -> None:
    with speaking(language):
        said = missing_words(Missing(code, 3, actual, where), sections)
    assert said.endswith(".")
    assert "%(" not in said
    if code is Precondition.NOTICE:
        assert "3" in said
