"""What a house chooses where the rules of a language leave a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class OwnLanguage:
    """What the author's file of words says about texts in `language`, a primary tag.

    `quotes` and `inner` are opening and closing marks; None: none are given. `callouts` are kinds
    of boxes with their names.
    """

    language: str
    quotes: tuple[str, ...] | None = None
    inner: tuple[str, ...] | None = None
    callouts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """`quotes` is which marks stand outside in Dutch; the other kind stands inside.

    `dashes`, in Dutch and English: an en dash between spaces, or an em dash without; None: as the
    language has it. `ellipsis`: one sign, or three points with no-break spaces between them.
    `own`: what the author says of a language; None: nothing.
    """

    quotes: Literal["double", "single"] = "double"
    dashes: Literal["spaced", "closed"] | None = None
    ellipsis: Literal["sign", "spaced"] = "sign"
    own: OwnLanguage | None = None


DEFAULT_HOUSE: Final = HouseStyle()
