"""Boxes as other programs write them: `:::` of Pandoc, Quarto and Docusaurus, `!!!` of MkDocs."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.foreign.leftovers import Form

_HINT: Final = "Write “/// tip | Titel” above the text and “///” below it."

FORMS: Final = (
    Form(
        "text-048",
        re.compile(r":{3,}[ ]*(?:\{[^}\n]*\}|\[?[\w.-]+)[^\n]*"),
        "“‹›” opens a box in other programs; here it is printed as it stands.",
        _HINT,
        starts=True,
    ),
    Form(
        "text-048",
        re.compile(r":{3,}[ ]*$"),
        "“‹›” closes a box in other programs; here it is printed as it stands.",
        "Write “///”, and “/// tip | Titel” above the text.",
        starts=True,
    ),
    Form(
        "text-049",
        re.compile(r"(?:!!!|\?\?\?\+?)[ ]+[a-z][\w-]*(?:[ ]+[\"“”'‘’][^\n]*)?[ ]*$"),
        "“‹›” opens a box in MkDocs; here it is printed as it stands.",
        _HINT + " The text is not indented.",
        starts=True,
    ),
    Form(
        "text-066",
        re.compile(r"\+(?:[-=:]{2,}\+)+[ ]*$"),
        "“‹›” belongs to a table as Pandoc draws it; here it is printed as it stands.",
        "Write the cells between bars, and a line of dashes below the first row: | a | b |",
        starts=True,
    ),
    Form(
        "text-050",
        re.compile(r"\{::[^}\n]*\}|\{:/[^}\n]*\}"),
        "“‹›” is an instruction to kramdown; here it is printed as it stands.",
        "Delete it; a class is written {.klas}, a comment <!-- … -->.",
    ),
)
