"""`cover:` of the book, and of an edition: what the cover says and how it looks."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator
from pydantic.json_schema import WithJsonSchema

from dinobook.manifest.print_rules import Length
from dinobook.manifest.strict import Strict
from dinobook.manifest.values import Unfit

LEAST_PERCENT: Final = 80
MOST_PERCENT: Final = 200
_ADDON_PATTERN: Final = "[0-9]{5}"


def _addon(text: str) -> str:
    if text and not re.fullmatch(_ADDON_PATTERN, text):
        raise Unfit(
            "manifest-046",
            f"“{text}” is not the number beside a barcode: that has 5 digits.",
            "Write 90000, or the price in cents: 02250.",
        )
    return text


def _percent(given: object) -> int:
    """How large the barcode is; GS1 allows no other sizes at a till."""
    if isinstance(given, str) and given.isascii() and given.isdigit():
        number = int(given)
        if LEAST_PERCENT <= number <= MOST_PERCENT:
            return number
    shown = given if isinstance(given, str) else "this"
    raise Unfit(
        "manifest-046",
        f"A barcode cannot be “{shown}” percent of its size.",
        f"Write a whole number from {LEAST_PERCENT} to {MOST_PERCENT}; 100 is the usual one.",
    )


class CoverInfo(Strict):
    """The cover. `picture` and `finished` are files below `manuscript/`.

    `flaps` is how wide each flap is; 0: there are none. `finished` is a cover that was made
    elsewhere: it is checked and not drawn.
    """

    layout: Literal["typographic", "picture", "pattern"] | None = None
    back: str = ""
    picture: str = ""
    flaps: Length = 0.0
    front_flap: str = ""
    back_flap: str = ""
    spine: Literal["down", "up"] = "down"
    paper: str = ""
    price: str = ""
    addon: Annotated[
        str,
        AfterValidator(_addon),
        WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_ADDON_PATTERN}$"}),
    ] = ""
    barcode: Annotated[int, BeforeValidator(_percent), WithJsonSchema({"type": "integer"})] = 100
    finished: str = ""

    @property
    def look(self) -> Literal["typographic", "picture", "pattern"]:
        """The layout; a picture that is given is shown unasked."""
        return self.layout or ("picture" if self.picture else "typographic")

    def over(self, book: CoverInfo) -> CoverInfo:
        """The cover of an edition: its own keys, and the book's for the others."""
        own = {name: getattr(self, name) for name in self.model_fields_set}
        return book.model_copy(update=own)
