"""What a house chooses where the rules of a language leave a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """`quotes` is which marks stand outside in Dutch; the other kind stands inside.

    `dashes`, in Dutch and English: an en dash between spaces, or an em dash without; None: as the
    language has it. `ellipsis`: one sign, or three points with no-break spaces between them.
    """

    quotes: Literal["double", "single"] = "double"
    dashes: Literal["spaced", "closed"] | None = None
    ellipsis: Literal["sign", "spaced"] = "sign"


DEFAULT_HOUSE: Final = HouseStyle()
