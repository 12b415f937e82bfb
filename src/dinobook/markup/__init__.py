"""Markdown chapters → fragments. The dialect is described in docs/writing.md.

`convert` turns one chapter file into a `Fragment` with everything that is wrong with it; `peek`
reads its id and title only; `typeset_text` sets a title that stands outside a chapter.
"""

from __future__ import annotations

from dinobook.markup.conservation import lost_words
from dinobook.markup.convert import Converted, convert
from dinobook.markup.front_matter import Parts, Peek, peek, split
from dinobook.markup.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.hyphenation import Exceptions, read_exceptions
from dinobook.markup.typography import typeset_text

__all__ = [
    "DEFAULT_HOUSE",
    "Converted",
    "Exceptions",
    "HouseStyle",
    "Parts",
    "Peek",
    "convert",
    "lost_words",
    "peek",
    "read_exceptions",
    "split",
    "typeset_text",
]
