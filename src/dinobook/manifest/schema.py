"""The manifest's JSON Schema, for editors that complete and check while the author types."""

from __future__ import annotations

from typing import Any, Final

from dinobook.manifest.book_info import BookInfo, TypographyInfo
from dinobook.manifest.model import (
    ChapterRow,
    EditionSpec,
    GenerateRow,
    MatterRow,
    PartRow,
)
from dinobook.manifest.page_rows import PAGE_ROWS
from dinobook.manifest.strict import Strict
from dinobook.manifest.values import EDITION_PATTERN

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
ROWS: Final[tuple[type[Strict], ...]] = (
    MatterRow,
    PartRow,
    GenerateRow,
    *PAGE_ROWS.values(),
    ChapterRow,
)


def json_schema() -> dict[str, Any]:
    """The schema as a dictionary; the same on every call.

    An editor uses it when the manifest's first line is
    `# yaml-language-server: $schema=book.schema.json`.
    """
    definitions: dict[str, Any] = {}
    models: tuple[type[Strict], ...] = (BookInfo, *ROWS, EditionSpec, TypographyInfo)
    for model in models:
        definitions |= _definitions(model)
    _tell_pages_apart(definitions)
    rows = {"anyOf": [{"type": ["string", "integer"]}, *(_reference(row) for row in ROWS)]}
    ids = {"type": "array", "items": {"type": ["string", "integer"]}}
    return {
        "$schema": DIALECT,
        "title": "dinobook manifest",
        "type": "object",
        "additionalProperties": False,
        "required": ["book", "outline", "editions"],
        "properties": {
            "book": _reference(BookInfo),
            "outline": {"type": "array", "minItems": 1, "items": rows},
            "typography": _reference(TypographyInfo),
            "aside": {**ids, "type": ["array", "null"]},
            "arrangements": {
                "type": ["object", "null"],
                "propertyNames": {"pattern": f"^{EDITION_PATTERN}$"},
                "additionalProperties": {"type": "array", "minItems": 1, "items": rows},
            },
            "editions": {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": f"^{EDITION_PATTERN}$"},
                "additionalProperties": _reference(EditionSpec),
            },
        },
        "$defs": dict(sorted(definitions.items())),
    }


def _tell_pages_apart(definitions: dict[str, Any]) -> None:
    """Let each row of a made page take the name of its own page, and no other."""
    for name, model in PAGE_ROWS.items():
        _only(definitions[model.__name__], [name])
    bare = definitions[GenerateRow.__name__]
    names = bare["properties"]["generate"]["enum"]
    _only(bare, [name for name in names if name not in PAGE_ROWS])


def _only(schema: dict[str, Any], names: list[str]) -> None:
    schema["properties"]["generate"] = {"type": "string", "enum": names}


def _definitions(model: type[Strict]) -> dict[str, Any]:
    """The model and those inside it, each with its keys only."""
    schema = model.model_json_schema(ref_template="#/$defs/{model}")
    found: dict[str, Any] = schema.pop("$defs", {})
    properties = schema["properties"]
    schema["properties"] = {key: properties[key] for key in model.key_names()}
    found[model.__name__] = schema
    return {name: _without_titles(one) for name, one in found.items()}


def _without_titles(schema: dict[str, Any]) -> dict[str, Any]:
    """Names of classes and fields in capitals tell an author nothing."""
    properties = {key: _omit(one, "title") for key, one in schema["properties"].items()}
    return _omit(schema, "title") | {"properties": properties}


def _omit(mapping: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name != key}


def _reference(model: type[Strict]) -> dict[str, str]:
    return {"$ref": f"#/$defs/{model.__name__}"}
