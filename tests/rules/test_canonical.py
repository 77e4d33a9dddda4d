"""The canonical document of a rule and its fingerprint."""

import json

from mfpl.rules import canonical, fingerprint, parse_rule
from tests.rules.support import MAJORITY, document, rule


def test_the_order_of_keys_spaces_and_unreduced_fractions_make_no_difference() -> None:
    spaced = json.dumps(document({"value": "2/4", "comparison": "more_than", "of": "valid", "share": "yes"}), indent=4)
    assert canonical(parse_rule(spaced)) == canonical(rule(MAJORITY))
    assert fingerprint(parse_rule(spaced)) == fingerprint(rule(MAJORITY))


def test_another_comparison_has_another_fingerprint() -> None:
    assert fingerprint(rule(MAJORITY)) != fingerprint(rule({**MAJORITY, "comparison": "at_least"}))


def test_the_canonical_document_is_this() -> None:
    assert canonical(rule(MAJORITY)) == (
        '{"id":"example","language":"mfpl-rules/1","requires":{"comparison":"more_than","of":"valid","share":"yes",'
        '"value":"1/2"},"title":{"en":"An example","es":"Un ejemplo"},"version":1}'
    )


def test_a_mark_on_a_field_that_repeats_a_default_still_finds_it() -> None:
    written = rule(
        {**MAJORITY, "unit": "votes", "pool": None},
        in_force={"from": "2019-06-17", "until": None},
        provenance=[{"field": field, "mark": "assumed"} for field in ("/requires/unit", "/in_force/until")],
    )
    assert parse_rule(canonical(written)) == written


def test_texts_keep_their_accents() -> None:
    titled = rule(MAJORITY, title={"en": "Quorum", "es": "Quórum"})
    assert "Quórum" in canonical(titled)
    assert len(fingerprint(titled)) == 64
