"""`print:` of an edition: rules of its printer that the author sets otherwise.

Every rule has the name that it has in a printer's profile; a test compares the two.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator
from pydantic.json_schema import WithJsonSchema

from dinobook.manifest import print_values as values
from dinobook.manifest.strict import Strict
from dinobook.printers import Printer, Rule
from dinobook.printers.model import Colour, Mark, Standard

SOURCE: Final = "set in the manifest"

_NUMBER: Final = {"type": "number"}
_WHOLE: Final = {"type": "integer"}
_PAIR: Final = {"type": "array", "minItems": 2}
_LENGTH: Final = {"anyOf": [_NUMBER, {"type": "string", "pattern": f"^{values.LENGTH_PATTERN}$"}]}

Length = Annotated[float, BeforeValidator(values.length_mm), WithJsonSchema(_LENGTH)]
Count = Annotated[int, BeforeValidator(values.count), WithJsonSchema(_WHOLE)]
Number = Annotated[float, BeforeValidator(values.number), WithJsonSchema(_NUMBER)]
Multiple = Annotated[int, BeforeValidator(values.multiple), WithJsonSchema(_WHOLE)]
YesNo = Annotated[bool, BeforeValidator(values.yes_no), WithJsonSchema({"type": "boolean"})]
Trim = Annotated[
    tuple[float, float],
    BeforeValidator(values.trim_mm),
    WithJsonSchema({"type": "string", "pattern": f"^{values.TRIM_PATTERN}$"}),
]
PageRange = Annotated[
    tuple[int, int],
    BeforeValidator(values.page_range),
    WithJsonSchema({**_PAIR, "items": _WHOLE}),
]
Step = Annotated[
    tuple[int, float],
    BeforeValidator(values.gutter_step),
    WithJsonSchema({**_PAIR, "items": _LENGTH}),
]


class PrintRules(Strict):
    """None: as the printer has it."""

    trims_mm: tuple[Trim, ...] | None = None
    custom_mm: Annotated[tuple[Trim, ...], AfterValidator(values.least_and_most)] | None = None
    bleed_mm: Length | None = None
    bleed_inside: YesNo | None = None
    marks: tuple[Mark, ...] | None = None
    colour: Colour | None = None
    ink_limit: Count | None = None
    standard: Standard | None = None
    outline: YesNo | None = None
    links: YesNo | None = None
    pages: PageRange | None = None
    multiple: Multiple | None = None
    last_blank: Count | None = None
    blanks_in_row: Count | None = None
    gutter_mm: tuple[Step, ...] | None = None
    margin_mm: Length | None = None
    image_dpi: Count | None = None
    font_pt: Number | None = None
    line_pt: Number | None = None
    spine_text_pages: Count | None = None

    def over(self, printer: Printer) -> Printer:
        """The printer with these rules in place of its own."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        rules: dict[str, Any] = {
            name: Rule(value, SOURCE) for name, value in given.items() if value is not None
        }
        return replace(printer, **rules)
