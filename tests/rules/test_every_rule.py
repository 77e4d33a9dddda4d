"""Every one of the 48 recorded rules is a document: 46 in the language of rules, two in that of seats."""

import mfpl
from tests.rules.support import DATA

SEAT_RULES = {"mayfirst_lc_seats": "structure-2015", "mayfirst_board_2019": "bylaws-2019"}
RECORDED = 48


def test_every_recorded_rule_is_a_document() -> None:
    documents = {file.stem for file in (DATA / "rules").glob("*.json")}
    shipped = DATA.parents[2] / mfpl.__name__ / "presets" / "seats"
    assert all((shipped / f"{name}.json").exists() for name in SEAT_RULES.values())
    assert len(documents | SEAT_RULES.keys()) == RECORDED
