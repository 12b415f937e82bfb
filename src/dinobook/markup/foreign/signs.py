"""Signs that open mark-up and never close."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form

_OR_TEXT: Final = "; if the sign is text, write a backslash before it."
# What may stand before an opening sign and after a closing one.
_BEFORE: Final = r"(?<![^\s(\[{\"'“‘„«*_~=—–-])"

FORMS: Final = (
    Form(
        "text-053",
        re.compile(r"(?<!\*)\*{2,3}(?=[^\s*\x00])|(?<=[^\s*\x00])\*{2,3}(?!\*)"),
        "“‹›” is printed as it stands: no second “‹›” pairs with it.",
        "Write “‹›” at both ends of the words in one paragraph, with no space just inside"
        + _OR_TEXT,
    ),
    Form(
        "text-053",
        re.compile(rf"{_BEFORE}__(?=[^\W_])(?![\w]*__)|(?<=[^\W_])__(?![\w])(?<![\w]__[\w]__)"),
        "“‹›” is printed as it stands: no second “‹›” pairs with it.",
        "Write “**” at both ends of the words in one paragraph" + _OR_TEXT,
    ),
    Form(
        "text-053",
        re.compile(rf"{_BEFORE}(?<!\*)\*(?=[^\W\d_]+(?:[ .,;:!?…)'’-]|$))(?!\w+\*)"),
        "“*” is printed as it stands: no second “*” closes it.",
        "Write “*” at both ends of the words in one paragraph" + _OR_TEXT,
        # “prijs*”, and further down “*zonder btw”
        unless=re.compile(r"[\w.,;:)\]”’\"'](?<!\s\*)(?<!\*)\*(?=[\s.,;:)|]|$)(?<!\*\w\*)"),
    ),
    Form(
        "text-054",
        re.compile(r"(?<!`)`{1,2}(?!`)"),
        "“‹›” is printed as it stands: no second “‹›” closes the code that it opens.",
        "Write as many backticks after the code; for an apostrophe or a quotation mark type "
        "' or \".",
    ),
    Form(
        "text-055",
        re.compile(
            r"(?<![=<>!:\w)\]}])={2}(?=[^\s=\x00])|(?<=[^\s=<>!:\x00])={2}(?![=\w])"
            r"|(?<!~)~~(?=[^\s~\x00])|(?<=[^\s~\x00])~~(?!~)"
            r"|(?<!\^)\^\^(?=[^\s^\x00])|(?<=[^\s^\x00])\^\^(?!\^)"
        ),
        "“‹›” is printed as it stands: no second “‹›” pairs with it.",
        "Write “‹›” at both ends of the words in one paragraph, with no space just inside"
        + _OR_TEXT,
    ),
)
