"""The schema that editors and other programs can check a rule against."""

from mfpl.rules import schema


def test_the_schema_names_every_condition_and_what_a_rule_needs() -> None:
    published = schema()
    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert published["required"] == ["language", "id", "version", "title", "requires"]
    assert published["additionalProperties"] is False
    definitions = published["$defs"]
    assert isinstance(definitions, dict)
    named = {key for definition in definitions.values() for key in definition.get("properties", {})}
    assert {"all", "any", "not", "at_least", "share", "count", "quorum", "reference", "per_section"} <= named
    assert {"every_section", "share_of_sections", "number_of_sections", "in_section"} <= named


def test_the_schema_wants_a_comparison_and_a_denominator() -> None:
    definitions = schema()["$defs"]
    assert isinstance(definitions, dict)
    assert definitions["Share"]["required"] == ["share", "of", "comparison", "value"]
    assert definitions["Quorum"]["required"] == ["quorum", "otherwise"]
