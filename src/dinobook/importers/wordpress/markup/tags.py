"""HTML as a row of tags and texts, in one pass and without judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


def names(text: str) -> frozenset[str]:
    """The names in a row of words."""
    return frozenset(text.split())


# A tag's attributes may hold > in quotes; a quote that never closes ends at the next >.
_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,60})"
    r"(?P<rest>(?:\s[^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+|/)?)\s*/?>",
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
    start = position = 0
    while (at := markup.find("<", position)) >= 0:
        found = _at(markup, at, ends)
        if found is None:
            position = at + 1
            continue
        if at > start:
            yield Token("text", markup[start:at])
        token, start = found
        position = start
        yield token
    if start < len(markup):
        yield Token("text", markup[start:])


def _at(markup: str, at: int, ends: _Ends) -> tuple[Token, int] | None:
    """The tag or comment that begins here, and where it ends; None for a sign that is text."""
    if markup.startswith("<!--", at):
        end = ends.of("-->", at + 4)
        return (
            (Token("comment", markup[at:end], markup[at + 4 : end - 3].strip()), end)
            if end
            else None
        )
    found = _TAG.match(markup, at)
    if found is None:
        return None
    name = found["name"].lower()
    if found["close"]:
        return Token("close", found[0], name), found.end()
    if name in _UNTOUCHED and not found[0].endswith("/>") and "wp-block-verse" not in found[0]:
        end = ends.of(f"</{name}", found.end())
        closing = markup.find(">", end) + 1 if end else 0
        if closing:
            return Token("raw", markup[at:closing], name), closing
    return Token("open", found[0], name), found.end()


class _Ends:
    """Where elements and comments end; what has no end is searched for once only."""

    def __init__(self, markup: str) -> None:
        self.lowered = markup.lower()
        if len(self.lowered) != len(markup):  # a letter that is longer in lower case
            self.lowered = "".join(one if len(one.lower()) != 1 else one.lower() for one in markup)
        self.without: set[str] = set()

    def of(self, end: str, position: int) -> int:
        """Behind the next `end`; 0 when there is none."""
        found = -1 if end in self.without else self.lowered.find(end, position)
        if found < 0:
            self.without.add(end)
            return 0
        return found + len(end)
