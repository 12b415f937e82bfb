"""Marks for programs that fill in templates or put files together: none runs in a book."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form

_INCLUDE: Final = (
    r"\{\{#(?:include|rustdoc_include|playground|title|shiftinclude)\b[^}\n]*\}*"
    r"|\{%-?\s*(?:include|include_relative|import|extends|render)\b(?:[^%\n]|%(?!\}))*(?:%\})?"
    r"|\{\{<\s*include\b[^>\n]*(?:>\}\})?"
)
_INCLUDE_LINE: Final = (
    r"@import\s+(?:url\(|[\"'“”]?[\w./-]+\.\w+)\S*|@include\s+\S+|!INCLUDE\s+\S+|!include\s+\S+"
    r"|<<<\s*@?/?[\w.-]+/\S*|--8<--\s*\S*|include::[^\s\[]+\[[^\]\n]*\]|\.\. include::\s*\S+"
)
_MESSAGE: Final = "“‹›” includes another file in other programs; here it is printed as it stands."
_HINT: Final = "Copy the text of that file to this place, or make it a chapter and list its id."

FORMS: Final = (
    Form("text-043", re.compile(_INCLUDE), _MESSAGE, _HINT),
    Form("text-043", re.compile(rf"(?:{_INCLUDE_LINE})"), _MESSAGE, _HINT, starts=True),
    Form(
        "text-044",
        re.compile(
            r"\{%(?:[^%\n]|%(?!\}))*(?:%\})?|\{\{[<%](?:[^}\n]|\}(?!\}))*(?:\}\})?"
            r"|\{\{(?:[^{}\n])*\}\}|\{\{\{[^{}\n]*\}\}\}"
        ),
        "“‹›” is filled in by another program; here it is printed as it stands.",
        "Write what it should say; for something that was embedded, a link or a picture. "
        "If the signs are text, put them between backticks.",
        addresses=True,
    ),
)
