"""Numbers in addresses: whatever stands there is answered with a page, and never reaches the store where it is huge."""

import pytest

from tests.web.conftest import Site, Visitor

HUGE = "9" * 30
SEVEN = "1000000"


def test_no_address_takes_a_number_of_any_length(site: Site) -> None:
    kinds = {kind for rule in site.app.url_map.iter_rules() for kind in map(type, rule._converters.values())}
    assert "IntegerConverter" not in {kind.__name__ for kind in kinds}


@pytest.mark.parametrize("number", [HUGE, SEVEN, "-1", "١"])
@pytest.mark.parametrize(
    "path",
    [
        "bylaws/rule/both-centers/{}/1",
        "bylaws/rule/both-centers/1/{}",
        "rules/both-centers/{}",
        "rules/both-centers/{}/document.json",
        "rules/both-centers/{}/try",
        "rules/both-centers/{}/try/document.json",
        "rules/both-centers/{}/try/examples.json",
        "rules/both-centers/{}/power",
        "rules/both-centers/{}/replay",
    ],
)
def test_a_version_no_clause_can_have_is_not_found(visitor: Visitor, path: str, number: str) -> None:
    visitor.get(f"/en/{path.format(number)}")
    assert visitor.last.status_code == 404


def test_a_version_of_six_digits_is_looked_for(visitor: Visitor) -> None:
    visitor.get("/en/rules/both-centers/999999")
    assert visitor.last.status_code == 404
    visitor.get("/en/rules/both-centers/000001")
    assert visitor.last.status_code == 200


@pytest.mark.parametrize("sent", [f"rules/both-centers/1/power?against=both-centers:{HUGE}", f"proposals?page={HUGE}",
                                  f"decisions?page={HUGE}", f"decisions?year={HUGE}"])  # fmt: skip
def test_a_huge_number_asked_for_is_answered(visitor: Visitor, sent: str) -> None:
    visitor.get(f"/en/{sent}")
    assert visitor.last.status_code == 200
