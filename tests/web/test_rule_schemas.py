"""The schema of each kind of document is published where programs can fetch it."""

import pytest

from mfpl.domain.bylaws import ClauseKind
from mfpl.services.clauses import schema_of
from tests.web.conftest import Site


@pytest.mark.parametrize("kind", list(ClauseKind))
def test_anybody_can_fetch_the_schema_of_each_kind(site: Site, kind: ClauseKind) -> None:
    answer = site.visitor().client.get(f"/en/rules/schemas/{kind}.json")
    assert answer.status_code == 200
    assert answer.mimetype == "application/schema+json"
    assert answer.json == schema_of(kind)


def test_there_is_no_schema_of_anything_else(site: Site) -> None:
    assert site.visitor().client.get("/en/rules/schemas/votes.json").status_code == 404
