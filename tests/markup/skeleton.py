"""The blocks of HTML and the words in them: what two converters of Markdown must agree on."""

from __future__ import annotations

import re
from typing import Final

from dinobook.markup.engine import render
from dinobook.markup.source import read_source
from dinobook.markup.tree import INLINE, Element, parse

Skeleton = list["str | tuple[str, object]"]

_SPACE: Final = re.compile(r"\s+")
_IN_LINE: Final = INLINE | {"br"}


def skeleton(html: str) -> Skeleton:
    """Blocks by tag, words without spaces, code to the letter; no attributes, no `<p>` in lists."""
    return _blocks(parse(html))


def our_skeleton(markdown: str) -> Skeleton:
    return skeleton(render(read_source("proef.md", markdown, 1).structure))


def _blocks(element: Element) -> Skeleton:
    found: Skeleton = []
    _add(found, element.text)
    for child in element:
        name = str(child.tag)
        if name == "pre":
            found.append((name, "".join(str(text) for text in child.itertext())))
        elif name in _IN_LINE or (name == "p" and element.tag == "li"):
            for piece in _blocks(child):
                _add(found, piece)
        else:
            found.append((name, _blocks(child)))
        _add(found, child.tail)
    return found


def _add(found: Skeleton, piece: str | tuple[str, object] | None) -> None:
    if isinstance(piece, tuple):
        found.append(piece)
    elif text := _SPACE.sub("", piece or ""):
        if found and isinstance(found[-1], str):
            found[-1] += text
        else:
            found.append(text)
