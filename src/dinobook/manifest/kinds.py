"""The kinds of values that keys of the manifest take, each with its check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.json_schema import WithJsonSchema

from dinobook.manifest import values
from dinobook.printers import names


def _given(check: Callable[[str], str]) -> AfterValidator:
    """`check` for a text that may be left empty."""
    return AfterValidator(lambda text: check(text) if text else text)


def _shape(pattern: str, *, number: bool = False) -> WithJsonSchema:
    """What an editor may check while the author types. `number`: also without quotes."""
    kinds = ["string", "integer"] if number else "string"
    return WithJsonSchema({"type": kinds, "pattern": f"^({pattern})$"})


Text = Annotated[str, Field(strict=True)]
Filled = Annotated[Text, AfterValidator(values.filled)]
Id = Annotated[Text, AfterValidator(values.chapter_id)]
Language = Annotated[Text, AfterValidator(values.language_tag), _shape(values.LANGUAGE_PATTERN)]
Urn = Annotated[Text, AfterValidator(values.urn), _shape(values.URN_PATTERN)]
PartialDate = Annotated[Text, _given(values.partial_date), _shape(values.DATE_PATTERN, number=True)]
Isbn = Annotated[Text, _given(values.isbn), _shape(values.ISBN_PATTERN, number=True)]
Nur = Annotated[
    Text,
    BeforeValidator(lambda code: str(code) if isinstance(code, int) else code),
    _given(values.nur_code),
    _shape(values.NUR_PATTERN, number=True),
]
Depot = Annotated[Text, _given(values.depot_number), _shape(values.DEPOT_PATTERN)]
PrinterName = Annotated[Text, _given(values.printer_name), _shape("|".join(names()))]
PageSize = Annotated[Text, _given(values.page_size), _shape(values.PAGE_PATTERN)]
OneOrMore = Annotated[
    tuple[Filled, ...],
    BeforeValidator(lambda given: (given,) if isinstance(given, str) else given),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "integer"]}}]}
    ),
]
OptionalId = Annotated[Text, _given(values.chapter_id)]
Ids = Annotated[
    tuple[Id, ...],
    BeforeValidator(lambda given: (given,) if isinstance(given, str) else given),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "integer"]},
                {"type": "array", "items": {"type": ["string", "integer"]}},
            ]
        }
    ),
]


DEFAULT_LANGUAGE: Final = "nl-BE"
