"""HTML as a row of tags and texts, in one pass and without judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# A tag's attributes may hold > in quotes; a quote that never closes ends at the next >.
_TOKEN: Final = re.compile(
    r"<!--(?P<comment>.*?)-->"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    r"(?P<rest>(?:\s[^<>\"']*(?:(?:\"[^\"<]*\"|'[^'<]*')[^<>\"']*)*|/)?)\s*/?>",
    re.DOTALL,
)
_UNTOUCHED: Final = frozenset({"pre", "script", "style", "svg", "textarea", "math", "object"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of HTML as it stands. `kind` is text, open, close, comment or raw.

    A `raw` one is an element whose inside is not prose (`<pre>`, `<script>`), from tag to tag.
    """

    kind: str
    text: str
    name: str = ""


def tokens(markup: str) -> Iterator[Token]:
    """Every character of `markup`, in order, in exactly one token."""
    ends = _Ends(markup)
    position = 0
    while (found := _TOKEN.search(markup, position)) is not None:
        if found.start() > position:
            yield Token("text", markup[position : found.start()])
        token, position = _token(markup, found, ends)
        yield token
    if position < len(markup):
        yield Token("text", markup[position:])


def _token(markup: str, found: re.Match[str], ends: _Ends) -> tuple[Token, int]:
    if found["comment"] is not None:
        return Token("comment", found[0], found["comment"].strip()), found.end()
    name = found["name"].lower()
    if found["close"]:
        return Token("close", found[0], name), found.end()
    if name in _UNTOUCHED and not found[0].endswith("/>") and "wp-block-verse" not in found[0]:
        end = ends.after(name, found.end())
        if end:
            return Token("raw", markup[found.start() : end], name), end
    return Token("open", found[0], name), found.end()


class _Ends:
    """Where elements end; what has no end is searched for once only."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.without: set[str] = set()

    def after(self, name: str, position: int) -> int:
        if name in self.without:
            return 0
        found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.markup, position)
        if found is None:
            self.without.add(name)
            return 0
        return found.end()
