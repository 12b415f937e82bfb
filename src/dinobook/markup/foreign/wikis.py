"""Mark-up of wikis, forums and notebooks that means nothing in Markdown."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form

_MESSAGE: Final = "“‹›” is mark-up of another kind; here it is printed as it stands."
_BOLD_OR_BB: Final = (
    r"'''[^'\n]+'''|\[(?P<tag>b|i|u|quote|url|img)(?:=[^\]\n]*)?\][^\n]*?\[/(?P=tag)\]"
)

FORMS: Final = (
    Form(
        "text-059",
        re.compile(r"={2,6}[ ]+[^\s=][^=\n]*[ ]+={2,6}[ ]*$"),
        _MESSAGE,
        "Write ## and a space before the words of a heading, and nothing after them.",
        starts=True,
    ),
    Form(
        "text-059",
        re.compile(_BOLD_OR_BB, re.IGNORECASE),
        _MESSAGE,
        "Write **tekst** for bold, *tekst* for emphasis, [tekst](adres) for a link.",
        addresses=True,
    ),
    Form(
        "text-059",
        re.compile(r"(?<=\s)\^[a-z0-9]{2,}(?:-[a-z0-9]+)*$"),
        "“‹›” is a name for this paragraph in Obsidian; here it is printed as it stands.",
        "Delete it; for a place that a link can name write []{#naam}.",
    ),
)
