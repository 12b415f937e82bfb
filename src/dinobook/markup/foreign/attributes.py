"""Attribute lists, read strictly: braces that hold anything else are the author's text.

The engine's own reader takes `{% codepen a b %}` for six attributes.
"""

from __future__ import annotations

import re
from typing import Final

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor

_ONE: Final = r"(?:[.#][^\s{}]+|[A-Za-z_:][\w:.-]*=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))"
ATTRIBUTES: Final = rf"\{{:?[ ]*({_ONE}(?:[ ]+{_ONE})*)[ ]*\}}"
"""`{#id .klas key=value}`, also with a colon behind the brace; group 1 is what it says."""


_PATTERNS: Final = {
    "HEADER_RE": re.compile(rf"[ ]+{ATTRIBUTES}[ ]*$"),
    "BLOCK_RE": re.compile(rf"\n[ ]*{ATTRIBUTES}[ ]*$"),
    "INLINE_RE": re.compile(rf"^{ATTRIBUTES}"),
}


def read_attributes_strictly(md: Markdown) -> None:
    """Take the place of the engine's own reader."""
    lists = AttrListTreeprocessor(md)
    for name, pattern in _PATTERNS.items():
        setattr(lists, name, pattern)
    md.treeprocessors.register(lists, "attr_list", 8)
