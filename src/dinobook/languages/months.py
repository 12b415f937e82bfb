"""Names of months as authors type them: from the Unicode CLDR, by Babel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

_TAGS: Final = ("nl", "en", "en_GB", "de", "de_AT", "fr")
_CUT_SHORT: Final = {"febr": 2, "fév": 2}
"""What people write besides."""


@cache
def month_numbers() -> Mapping[str, int]:
    """Whole names and short ones, in small letters and without a stop, with their numbers."""
    from babel import Locale  # takes a while, and few dates are in words

    forms = [form for tag in _TAGS for form in Locale.parse(tag).months.values()]
    names = [
        item for form in forms for width in ("wide", "abbreviated") for item in form[width].items()
    ]
    return {name.rstrip(".").lower(): number for number, name in names} | _CUT_SHORT
