"""A picture that opens its chapter on the page that faces the title."""

from __future__ import annotations

from dinobook import xhtml
from dinobook.markup.blocks.plates import FACING

_OPENER = "opener"


def with_picture_first(text: str) -> str:
    """The XHTML of a chapter with the picture that faces its opener before that, if it has one."""
    if FACING not in text:
        return text
    root = xhtml.parse(text)
    for opener in root.iter(xhtml.tag("header")):
        picture = opener.getnext()
        if picture is None or not xhtml.has_class(opener, _OPENER):
            continue
        if xhtml.has_class(picture, FACING):
            opener.addprevious(picture)
    return xhtml.serialise(root)
