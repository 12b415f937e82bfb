"""The words of a source and those of its fragment, counted against each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from dinobook import xhtml
from dinobook.markup.conservation.blocks import source_rows
from dinobook.markup.conservation.inline import character
from dinobook.markup.conservation.words import Row, Word, texts_of, words_of
from dinobook.markup.fragment import Fragment
from dinobook.markup.front_matter.split import split
from dinobook.markup.tree import INLINE, Element

Found = tuple[tuple[str, int], ...]

_MADE: Final = frozenset({"block-title"})
"""What a block is called may be the book's word or the author's."""
_DRAWN: Final = frozenset({"math", "svg"})
_TOLD: Final = ("alt", "alttext", "title")
_ENTITY: Final = re.compile(r"&(#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]*);")
_MOST: Final = 400
"""So many words without a partner are looked at; behind that, everything is wrong anyway."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Words of which the fragment has too few or too many, each with its line (0: unknown)."""

    lost: Found = ()
    doubled: Found = ()


def lost_words(source_text: str, fragment: Fragment) -> Found:
    """Words of a chapter file that its fragment has too few of, with a line where each stands."""
    return differences(source_text, fragment).lost


def differences(source_text: str, fragment: Fragment) -> Differences:
    """What converting a chapter file lost, and what it says more often than the file does."""
    parts = split(source_text)
    if not parts.closed:
        return Differences()
    rows, passed = source_rows(parts.body)
    shown = _Shown(fragment)
    wanted = Counter(texts_of("\n".join(row.text for row in rows)))
    lost = wanted - (shown.counted + shown.beside)
    extra = shown.counted - wanted
    if extra:
        # mark-up that another reader of the source might show
        extra -= Counter(texts_of(_ENTITY.sub(character, passed)))
    if not lost and not extra:
        return Differences()
    words = [word for row in rows for word in words_of(row)]
    _pair_off(lost, extra, words, shown)
    doubled = Counter({word: count for word, count in extra.items() if wanted[word]})
    return Differences(
        _with_lines(lost, words, parts.body_line), _with_lines(doubled, words, parts.body_line)
    )


class _Shown:
    """What a fragment shows. `beside`: said in attributes, formulas and titles of blocks."""

    def __init__(self, fragment: Fragment) -> None:
        beside = [fragment.meta.title]
        shown: list[str] = []
        for text in (fragment.xhtml, *(note.xhtml for note in fragment.notes)):
            _read(xhtml.parse(text), shown, beside)
        self.rows = Row("".join(shown)), Row(" ".join(beside))
        self.counted, self.beside = (Counter(texts_of(row.text)) for row in self.rows)

    def words(self) -> list[Word]:
        return [word for row in self.rows for word in words_of(row)]


def _read(element: Element, shown: list[str], beside: list[str]) -> None:
    """The text, with spaces where one block ends and the next begins."""
    name = xhtml.name_of(element)
    if element.get("display") != "inline":  # a formula in a sentence is told in our words
        beside += [element.get(told, "") for told in _TOLD]
    if xhtml.has_class(element, "noteref"):
        return
    if name in _DRAWN or not _MADE.isdisjoint(xhtml.classes(element)):
        beside += [*xhtml.strings(element), " "]
        return
    gap = "" if name in INLINE else " "
    shown += [gap, element.text or ""]
    for child in element:
        _read(child, shown, beside)
        shown.append(child.tail or "")
    shown.append(gap)


class _Neighbours:
    """Words in a row, written together, to look for one that is made of several."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.text = "".join(word.text for word in words)
        self.starts = [0, *accumulate(len(word.text) for word in words)]

    def parts(self, whole: str) -> Iterator[list[str]]:
        """Every place where neighbours without a space between them make up `whole`."""
        at = self.text.find(whole)
        while at >= 0:
            first, last = (bisect_left(self.starts, end) for end in (at, at + len(whole)))
            exact = self.starts[first] == at and self.starts[last] == at + len(whole)
            if exact and all(word.glued for word in self.words[first + 1 : last]):
                yield [word.text for word in self.words[first:last]]
            at = self.text.find(whole, at + 1)


def _pair_off(lost: Counter[str], extra: Counter[str], source: list[Word], shown: _Shown) -> None:
    """Take words out that are there all the same: joined, or cut, where mark-up touches letters."""
    near = _Neighbours(source)
    spare = shown.counted - Counter(word.text for word in source)
    for whole in list(spare)[:_MOST] if lost else ():
        for parts in near.parts(whole):
            if spare[whole] and any(part in lost for part in parts):
                _take(spare, [whole])
                _take(lost, parts)
                _take(extra, [whole])
    near = _Neighbours(shown.words())
    for whole in list(lost)[:_MOST]:
        for parts in near.parts(whole):
            if lost[whole] and len(parts) > 1:
                _take(lost, [whole])
                _take(extra, parts)


def _take(words: Counter[str], some: list[str]) -> None:
    words -= Counter(some)  # only what is there; `Counter` keeps no count below one


def _with_lines(counted: Counter[str], words: list[Word], first_line: int) -> Found:
    """For each word the line that holds most of them: they were lost together."""
    if not counted:
        return ()
    lines: dict[str, list[int]] = {word: [] for word in counted}
    weight: Counter[int] = Counter()
    for word in words:
        if word.text in lines:
            lines[word.text].append(word.line)
    for places in lines.values():
        weight.update(set(places))
    found = []
    for text, places in lines.items():
        best = max(places, key=lambda line: weight[line], default=-1)
        found.append((text, first_line + best if best >= 0 else 0))
    return tuple(found)
