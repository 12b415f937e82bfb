"""Quotation marks: straight ones are turned into those of a language.

The sources are named in docs/typography.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dinobook.markup.typography.apostrophes import closes_later
from dinobook.markup.typography.rules import (
    NO_BREAK,
    OPAQUE,
    SPACE,
    THIN_NO_BREAK,
    Edit,
)

_OPENING_BEFORE: Final = frozenset(" \t\n\u00a0\u202f([{–—-/“‘„‚«‹")
_DASHES: Final = frozenset("–—-")
_ENDING: Final = frozenset(".,;:!?)]}…”’»›")
_APOSTROPHE: Final = "’"


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks for a straight double one and for a straight single one, opening and closing."""

    double: tuple[str, str]
    single: tuple[str, str]


DUTCH: Final = Marks(("“", "”"), ("‘", "’"))
ENGLISH: Final = DUTCH
GERMAN: Final = Marks(("„", "“"), ("‚", "‘"))
SWISS_GERMAN: Final = Marks(("«", "»"), ("‹", "›"))
FRENCH: Final = Marks((f"«{THIN_NO_BREAK}", f"{THIN_NO_BREAK}»"), ("“", "”"))
CANADIAN_FRENCH: Final = Marks((f"«{NO_BREAK}", f"{NO_BREAK}»"), ("“", "”"))
SWISS_FRENCH: Final = Marks(
    (f"«{THIN_NO_BREAK}", f"{THIN_NO_BREAK}»"), (f"‹{THIN_NO_BREAK}", f"{THIN_NO_BREAK}›")
)


def set_quotes(text: str, marks: Marks) -> Iterator[Edit]:
    """Every straight mark by its kind: a double one stays double, whatever is around it."""
    depth = {'"': 0, "'": 0}
    pairs = {'"': marks.double, "'": marks.single}
    openers = {marks.double[0][0]: '"', "„": '"', marks.single[0]: "'"}
    # a closing mark that is also the apostrophe cannot be told from it: never counted off
    closers = {pair[1][-1]: kind for kind, pair in pairs.items() if pair[1] != _APOSTROPHE}
    # German “ and ‘ close: what stands behind them is no opening mark
    closing = frozenset(pair[1][-1] for pair in pairs.values())
    before = ""
    for at, char in enumerate(text):
        if char in depth:
            before = _APOSTROPHE if before in closing else before
            found = _mark(text, at, before, pairs[char], still_open=depth[char] > 0)
            if found == pairs[char][1] and char == "'" and depth[char] <= 0:
                found = _APOSTROPHE
            if found:
                yield Edit(at, at + 1, found)
                char = found[-1]
                kind = text[at]
                depth[kind] += found == pairs[kind][0]
                depth[kind] -= found == pairs[kind][1] and found != _APOSTROPHE
                depth[kind] -= depth[kind] > 0 and found == _APOSTROPHE and _closes(text, at)
        elif char in openers:
            depth[openers[char]] += 1
        elif char in closers:
            depth[closers[char]] -= 1
        elif char == _APOSTROPHE and depth["'"] > 0 and _closes(text, at):
            depth["'"] -= 1
        before = char


def _closes(text: str, at: int) -> bool:
    """Whether a mark that may be an apostrophe ends a quotation: ‘Hans’ boek’ does so once."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before or before in SPACE or after.isalnum():
        return False
    possessive = before in "sxzSXZ" and after in SPACE
    return not (possessive and closes_later(text, at + 1))


def set_single_outside(text: str) -> Iterator[Edit]:
    """Every straight mark by where it stands: ‘ ’ outside, “ ” inside those."""
    open_marks: list[tuple[str, tuple[str, str]]] = []
    before = ""
    for at, char in enumerate(text):
        if char in "\"'":
            inside = any(pair is DUTCH.single for _, pair in open_marks[-1:])
            pair = DUTCH.double if inside else DUTCH.single
            mine = bool(open_marks) and open_marks[-1][0] == char
            found = _mark(text, at, before, open_marks[-1][1] if mine else pair, still_open=mine)
            if found and found == pair[0]:
                open_marks.append((char, pair))
            elif found and mine:
                open_marks.pop()
            elif found:
                found = _APOSTROPHE
            if found:
                yield Edit(at, at + 1, found)
                char = found
        before = char


_SINGLE_PAIR: Final = re.compile(r"(?<![^\W_])‘(?=\S)([^‘“”]*?\S)’(?![^\W_])")


def exchange_marks(text: str) -> Iterator[Edit]:
    """Curly marks that were typed with “ ” outside, turned inside out.

    What stands first is outside; afterwards that is ‘, so that nothing is exchanged twice.
    """
    first = re.search(r"“|(?<![^\W_])‘", text)
    if first is None or first[0] != "“" or "„" in text or "«" in text:
        return
    for found in re.finditer("[“”]", text):
        yield Edit(found.start(), found.end(), "‘" if found[0] == "“" else "’")
    for pair in _SINGLE_PAIR.finditer(text):
        yield Edit(pair.start(), pair.start() + 1, "“")
        yield Edit(pair.end() - 1, pair.end(), "”")


def _mark(text: str, at: int, before: str, pair: tuple[str, str], *, still_open: bool) -> str:
    """The curly form of a straight mark; nothing when it is an inch or cannot be told.

    `before` is the character before it as it will be: a mark there is curly by now.
    """
    after = text[at + 1 : at + 2]
    if after == "’" and text[at + 2 : at + 3].isalnum():
        after = text[at + 2]  # “’t Is zo”
    if (not before or before in _OPENING_BEFORE) and _may_open(text, at, after, before, still_open):
        return pair[0]
    if not before or before in SPACE:
        return ""
    if not still_open and _opens_without_space(text, at, before, after):
        return pair[0]
    if before.isdigit() and not (still_open and not _is_inch(text, at, pair)):
        return ""
    return pair[1]


def _may_open(text: str, at: int, after: str, before: str, still_open: bool) -> bool:
    """Whether what follows can stand at the beginning of a quotation."""
    if not after or after in SPACE:
        return False
    if after == "…" or (after == "." and _goes_on(text[at + 2 : at + 3])):
        return not (still_open and before in _DASHES)  # “...of niet?”; but: “Nou –”…
    if after in _ENDING:
        # a quoted sign: “!”
        return before not in _DASHES and after in ".,;:!?" and text[at + 2 : at + 3] == text[at]
    return True


def _goes_on(char: str) -> bool:
    """Behind a point: one of three, or a name that begins with it (“.htaccess”)."""
    return char == NO_BREAK or char == "." or char.isalnum()


def _opens_without_space(text: str, at: int, before: str, after: str) -> bool:
    """The space was forgotten: zei:"ja". After code it is an ending: `h1`'tje."""
    if before == OPAQUE and text[at] == "'":
        return False
    if before.isalnum() or not after.isalnum():
        between = text[at] == '"' and before.isalpha() and after.isalpha()
        return between and '"' in text[at + 1 :]
    return True


def _is_inch(text: str, at: int, pair: tuple[str, str]) -> bool:
    """Inside a quotation: it is when the mark that closes the quotation comes after it."""
    if pair != DUTCH.double or text[at] != '"':
        return False
    following = re.search('[“”"]', text[at + 1 :])
    if following is None or following[0] == "“":
        return False
    there = at + 1 + following.start()
    before, after = text[there - 1], text[there + 1 : there + 2]
    return not (before in _OPENING_BEFORE or before.isdigit() or after.isalnum())


# ’zo’, with the mark of the end on both sides
_CLOSED_TWICE: Final = re.compile(r"(?<![^\s(\[{])’(?=[^\W\d_][^\s‘’“”\"']+’(?!\w))")


def turn_wrong_marks(text: str) -> Iterator[Edit]:
    """Curly marks that face the wrong way, as telephones and word processors leave them."""
    german = "„" in text or "«" in text or "»" in text
    for found in _CLOSED_TWICE.finditer("" if german else text):
        yield Edit(found.start(), found.end(), "‘")
    for at, char in enumerate(text):
        if char not in "“”‘" or german:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = (not before or before in SPACE or before in "([{") and after.isalpha()
        closes = (
            bool(before)
            and (before.isalnum() or before in ".,;:!?…")
            and (not after or after in SPACE or after in ".,;:!?)]}…")
        )
        if char == "”" and opens:
            yield Edit(at, at + 1, "“")
        elif char in "“‘" and closes:
            yield Edit(at, at + 1, "”" if char == "“" else "’")
