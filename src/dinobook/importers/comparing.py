"""A source and the chapter made of it, held together class by class: what was lost, what came."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.importers.inventory import CLASSES, Inventory, LeftOut, Piece, words_in

_CONTEXT: Final = 5
"""Words before a lost one that are shown."""
_WINDOW: Final = 4_000
"""So many words are compared at once: the time that takes grows with the square."""
_LONGEST: Final = 80
_NO_TEXT: Final = frozenset({"attributes", "elements", "addresses", "descriptions", "pictures"})
"""What is left out of these are no words of the text, so that none of the text's went with it."""

Same = Mapping[str, Mapping[str, str]]
"""Class by class: how a key of the source is called in the chapter (`foto.jpg`: `de-foto.jpg`)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the source has and the chapter has not (`lost`), or the other way, at one place."""

    kind: str
    key: str
    lost: bool
    count: int = 1
    place: str = ""

    def said(self) -> str:
        """In words, without the class."""
        what = f"“{_short(self.key)}”" if self.key else f"{self.count}"
        times = (
            f", {self.count} times," if self.key and self.count > 1 and self.kind != "words" else ""
        )
        went = "did not come through" if self.lost else "came in"
        where = f" ({self.place})" if self.place else ""
        return f"{what}{times} {went}{where}"


def differences(
    source: Inventory,
    chapter: Inventory,
    left_out: Iterable[LeftOut] = (),
    same: Same | None = None,
) -> tuple[Difference, ...]:
    """Every difference that what was left out on purpose does not explain; classes in their order.

    Words are compared in order, all else by how often each key occurs.
    """
    gone = tuple(left_out)
    names = same or {}
    found: list[Difference] = []
    for kind in CLASSES:
        old, new = source.get(kind, ()), chapter.get(kind, ())
        if kind == "words":
            found += _words(old, new, gone)
        else:
            found += _pieces(kind, old, new, gone, names.get(kind, {}))
    return tuple(found)


def _pieces(
    kind: str,
    old: Sequence[Piece],
    new: Sequence[Piece],
    gone: Iterable[LeftOut],
    names: Mapping[str, str],
) -> Iterator[Difference]:
    spare = Counter(piece.key for piece in new)
    explained = _explained(kind, gone)
    places: dict[str, list[str]] = {}
    for piece in old:
        key = names.get(piece.key, piece.key)
        if spare[key]:
            spare[key] -= 1
        elif not _take(explained, key):
            places.setdefault(piece.key, []).append(piece.place)
    for key, found in places.items():
        yield Difference(kind, key, True, len(found), next(filter(None, found), ""))
    for key, count in (+spare).items():
        place = next(piece.place for piece in new if piece.key == key)
        yield Difference(kind, key, False, count, place)


def _explained(kind: str, gone: Iterable[LeftOut]) -> Counter[str]:
    """How often each was left out on purpose, by its words."""
    found = Counter[str]()
    for one in gone:
        if one.kind == kind:
            found[" ".join(words_in(one.words))] += one.count
    return found


def _take(explained: Counter[str], key: str) -> bool:
    """Whether something that was left out is this piece, by its words or by their number alone."""
    words = " ".join(words_in(key))
    for name in (words, ""):
        if explained[name]:
            explained[name] -= 1
            return True
    return False


def _words(
    old: Sequence[Piece], new: Sequence[Piece], gone: Iterable[LeftOut]
) -> Iterator[Difference]:
    explained = Counter(
        word for one in gone if one.kind not in _NO_TEXT for word in words_in(one.words)
    )
    for first, last, put in _changed([piece.key for piece in old], [piece.key for piece in new]):
        lost = [old[at] for at in range(first, last) if not _spend(explained, old[at].key)]
        if lost:
            before = " ".join(piece.key for piece in old[max(0, first - _CONTEXT) : first])
            place = lost[0].place or (f"after “{before}”" if before else "at the beginning")
            yield Difference("words", _joined(lost), True, len(lost), place)
        if put:
            before = " ".join(piece.key for piece in old[max(0, first - _CONTEXT) : first])
            place = f"after “{before}”" if before else "at the beginning"
            yield Difference("words", " ".join(put), False, len(put), place)


def _spend(explained: Counter[str], word: str) -> bool:
    if explained[word]:
        explained[word] -= 1
        return True
    return False


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Where the two part: the span of the old words, and the new ones there."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    at = put = 0
    while at < len(left) or put < len(right):
        a, b = left[at : at + _WINDOW], right[put : put + _WINDOW]
        codes = difflib.SequenceMatcher(None, a, b, False).get_opcodes()
        whole = len(a) < _WINDOW and len(b) < _WINDOW
        if not whole and len(codes) > 1 and codes[-1][0] != "equal":
            codes = codes[:-1]  # what ends a window may go on in the next one
        for kind, first, last, begin, finish in codes:
            if kind != "equal":
                yield start + at + first, start + at + last, b[begin:finish]
        at, put = at + codes[-1][2], put + codes[-1][4]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words the two have in common from the beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))


def _joined(pieces: Iterable[Piece]) -> str:
    return " ".join(piece.key for piece in pieces)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
