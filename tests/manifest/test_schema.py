"""The schema is checked by a small validator of its own, for the words of JSON Schema it uses."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from dinobook.manifest import json_schema, parse

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
WORDS = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "default", "description", "enum",
    "items", "minItems", "minProperties", "pattern", "properties", "propertyNames", "required",
    "title", "type",
}  # fmt: skip


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    assert set(schema) <= WORDS, set(schema) - WORDS
    if "$ref" in schema:
        return fits(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        return any(fits(value, one, whole) for one in schema["anyOf"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if isinstance(value, bool):
        return "boolean" in kinds
    if not any(isinstance(value, TYPES[kind]) for kind in kinds):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        return False
    if isinstance(value, list):
        return len(value) >= schema.get("minItems", 0) and all(
            fits(one, schema["items"], whole) for one in value
        )
    return not isinstance(value, dict) or object_fits(value, schema, whole)


def object_fits(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    others = schema["additionalProperties"]
    known = schema.get("properties", {})
    if len(value) < schema.get("minProperties", 0):
        return False
    if any(key not in value for key in schema.get("required", [])):
        return False
    names = schema.get("propertyNames", {}).get("pattern", "")
    return all(
        re.search(names, key)
        and (fits(one, known[key], whole) if key in known else others and fits(one, others, whole))
        for key, one in value.items()
    )


def valid(text: str) -> bool:
    schema = json_schema()
    loaded = json.loads(json.dumps(YAML(typ="safe").load(text), default=str))
    return fits(loaded, schema, schema)


def test_the_example_of_the_manual_is_valid(example: str) -> None:
    assert valid(example)


def test_the_example_book_is_valid(repository: Any) -> None:
    found = repository / "manuscript" / "book.yaml"
    if not found.is_file():
        pytest.skip("manuscript/book.yaml, the example book, is not there")
    text = found.read_text(encoding="utf-8")
    assert valid(text)
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ('title: "Het boek"', "title: 2016"),
        ("generate: contents", "generate: inhoud"),
        ("generate: contents", "generate: contents\n    depth: 3"),
        ("generate: contents", "generate: colophon\n    depth: 1"),
        ("generate: contents", "generate: frontispiece"),
        ("matter: front", "matter: midden"),
        ("status: hold", "status: weg"),
        ("status: hold", "line: 3"),
        ("format: epub", "format: docx"),
        ("format: epub", "format: epub, name: x"),
        ("format: epub", "format: epub, isbn: 123"),
        ("format: epub", "use: print"),
        ("page: a5", "page: A5"),
        ("aside:", "path:"),
        ("  ebook:", "  E-boek:"),
        ("urn:uuid:", "uuid:"),
    ],
)
def test_schema_and_parser_refuse_the_same(manifest_text: str, old: str, new: str) -> None:
    text = manifest_text.replace(old, new, 1)
    assert text != manifest_text
    assert valid(manifest_text)
    assert parse(text).manifest is None
    refused_by_pattern_only = "isbn: 123" in new
    assert valid(text) == refused_by_pattern_only


@pytest.mark.parametrize(
    "row",
    [
        "generate: contents\n    depth: 2",
        "generate: dedication\n    text: Voor jou.",
        "generate: about\n    file: over-an\n    image: an.png\n    alt: An",
        "generate: other-books\n    books: [{title: Thee, date: 2024}]",
    ],
)
def test_schema_and_parser_take_the_options_of_a_page(manifest_text: str, row: str) -> None:
    text = manifest_text.replace("generate: contents", row)
    assert valid(text)
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("rules", "good"),
    [
        ("bleed_mm: 3", True),
        ("bleed_mm: 0.125in", True),
        ("bleed_mm: 3cm", False),
        ("gutter_mm: [[150, 10mm], [300, 12.5]]", True),
        ("gutter_mm: [[150]]", False),
        ("trims_mm: [135x210, 5.5x8.5in]", True),
        ("trims_mm: [a5]", False),
        ("marks: [crop], outline: false, image_dpi: 300, pages: [24, 0]", True),
        ("marks: [snij]", False),
        ("outline: 1", False),
        ("bled_mm: 3", False),
    ],
)
def test_schema_and_parser_agree_on_rules_for_printing(
    manifest_text: str, rules: str, good: bool
) -> None:
    text = manifest_text.replace("page: a5}", f"printer: generic, print: {{{rules}}}}}")
    assert valid(text) == (parse(text).problems == ()) == good


def test_the_schema_speaks_of_keys_only() -> None:
    text = json.dumps(json_schema())
    assert json_schema() == json.loads(text)
    for name, model in json_schema()["$defs"].items():
        assert "line" not in model["properties"], name
        assert all("title" not in one for one in model["properties"].values()), name
