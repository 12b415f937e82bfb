"""Plain text as Markdown of the book's dialect (docs/writing.md), so that it comes out as typed.

Only what the dialect would take for markup is touched, because people edit the result. Where a
backslash does not help, a character becomes a numbered entity.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dinobook.importers.leftovers import escape_leftovers

BULLETS: Final = "•▪◦‣●○"

NO_HYPHENATION: Final = "<span>¬</span>"
"""A sign that is no place to break a word at."""

_SIGN: Final = re.compile(
    r"""
    (?P<plain_brackets>(?<![\]!^\[])\[[^\W_](?:[\w .,…’“”-]*[^\W_])?\](?![\[({:\]]))
  | (?P<dots>\[(?:…|\.\.\.)\](?![\[({:\]]))
  | (?P<times>(?<=\d)\*(?=\d)|(?<=\s)\*(?=\s))
  | (?P<word_underscore>(?<=[^\W_])_(?=[^\W_]))
  | (?P<backslash>\\)
  | (?P<always>[`*_\[\]{~^$])
  | (?P<equals>={2,})
  | (?P<percents>%{2,})
  | (?P<tag><(?=[A-Za-z/!?]|$))
  | (?P<entity>&(?=\#|\w+;|$))
  | (?P<at>(?<![\w/])@(?=\w|$))
  | (?P<hyphenation>(?<=[^\W\d_])¬(?=[^\W\d_]))
    """,
    re.VERBOSE,
)
_PLAIN_SIGNS: Final = ("times", "word_underscore")
_PLAIN: Final = ("plain_brackets", "dots", *_PLAIN_SIGNS)
_FOLLOWED: Final = re.compile(r"[!-/:-@\[-`{-~\s]")

_OPENS: Final = re.compile(r"(?<!\\)\[")

# What a line may not begin with: heading, quote, list, rule, table, definition, block.
_START: Final = re.compile(
    r"(?P<hash>#)(?=#*(?:\s|$)|#{1,5}[^\s\d])|(?P<mark>[>|]|=+\s*$|-(?=[-|: ]*$))"
    r"|(?P<bullet>[-+])(?=\s|$)|(?P<colon>:)(?=\s|[-|: ]*$)|(?P<slashes>/)(?=//)"
    r"|(?P<task>\[)(?=[xX]\]\s)"
    rf"|(?P<entity>[{BULLETS}])(?=\s|$)"
    r"|(?P<count>\d{1,9}|(?P<letters>[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}))(?P<dot>[.)])(?=\s|$)"
)

IsList = Callable[[str], bool]
"""Whether a letter or Roman number with its sign (`a.`), at the start of a line, makes a list."""


def escape_line(line: str) -> str:
    """One line of running text; white space at its ends goes."""
    return escape_start(escape_text(line.strip()))


def escape_start(text: str, is_list: IsList = lambda mark: True) -> str:
    """`text` so that it may begin a line: what would make a list, heading or block is escaped."""
    found = _START.match(text)
    if found is None:
        return text
    if found["entity"]:
        return f"&#{ord(found['entity'])};{text[1:]}"
    if found["letters"] and not is_list(found["count"] + found["dot"]):
        return text
    position = found.start("dot") if found["dot"] else 0
    return f"{text[:position]}\\{text[position:]}"


def escape_heading(text: str) -> str:
    """Text that will stand after `## `: a number sign at its end would vanish."""
    return re.sub(r"#(?=#*$)", r"\\#", escape_text(text.strip()))


def escape_text(
    text: str,
    loose: frozenset[str] = frozenset(),
    *,
    starts: bool = True,
    plain_brackets: bool = True,
) -> str:
    """Text that does not begin a line, such as the source after a block's bar.

    `loose` are signs that have no partner in their paragraph, and are left as they are. Without
    `starts`, other mark-up stands before it on its line; without `plain_brackets`, brackets round
    a word or two might be read with what stands beside them.
    """
    plain = _PLAIN if plain_brackets else _PLAIN_SIGNS

    def escaped(found: re.Match[str]) -> str:
        kind, sign = found.lastgroup, found[0]
        if kind in plain or sign in loose:
            return sign
        if kind == "backslash":
            return _backslash(text, found.end())
        if kind == "entity":
            return "&amp;"
        if kind == "hyphenation":
            return NO_HYPHENATION
        if kind in _PLAIN:
            return f"\\{sign[:-1]}\\{sign[-1]}"
        return "".join(f"\\{char}" for char in sign)

    signs = _SIGN.sub(escaped, text)
    whole = escape_leftovers(signs, starts=starts)
    if plain_brackets and whole != signs and _OPENS.search(signs):
        # `\\[gallery]` would leave a bracket that closes a link around it
        return escape_text(text, loose, starts=starts, plain_brackets=False)
    return whole


def _backslash(text: str, end: int) -> str:
    """A backslash at the end of a line breaks it, even one that has another before it."""
    if end == len(text):
        return "&#92;"
    return "\\\\" if _FOLLOWED.match(text, end) else "\\"
