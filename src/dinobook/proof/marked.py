"""What a remark is about: the characters below a mark, the word or line beside a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dinobook.proof.annotations import DRAWN, MARKING, Annotation
from dinobook.proof.page_text import Box, Char, PageText, PrintedLine

_SHOWN_WORDS: Final = 7
_LEAST_PICTURE_PT: Final = 12.0
"""What is drawn smaller, or thinner, is a rule or an ornament."""


@dataclass(frozen=True, slots=True)
class Marked:
    """`chars` are those of the page that the remark is about, by their numbers.

    `is_beside`: nobody marked them, they only stand nearest. `line` is all of the printed line.
    `above` and `below` are the lines around a picture. `on` says what it is about when that is no
    running text.
    """

    chars: tuple[int, ...] = ()
    is_beside: bool = False
    line: tuple[int, ...] = ()
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    on: str = ""


def marked_by(annotation: Annotation, page: PageText) -> Marked:
    """What stands below the mark or beside the note."""
    if annotation.kind in MARKING or annotation.quads:
        quads = annotation.quads or (annotation.box,)
        numbers = sorted({number for quad in quads for number in _below(quad, page)})
        if numbers:
            return _words(numbers, page)
    elif annotation.kind in DRAWN:
        numbers = _words_in(annotation.box, page)
        if numbers:
            return _words(numbers, page)
    return _beside(annotation, page)


def _words(numbers: Sequence[int], page: PageText) -> Marked:
    text = [number for number in numbers if page.chars[number].of_text]
    if not any(page.chars[number].text.strip() for number in text):
        said = page.words(numbers)
        kind = "folio" if said.isdecimal() or _is_roman(said) else "running head"
        return Marked(tuple(numbers), on=kind)
    shown = [number for number in text if page.chars[number].text.strip()]
    if set(shown) <= page.raised:
        before = [number for number in range(shown[0]) if page.chars[number].text.isalnum()]
        return Marked(tuple(_word_at(before[-1], page) if before else shown), True, on="note call")
    return Marked(tuple(text))


def _is_roman(said: str) -> bool:
    return bool(said) and set(said.casefold()) <= set("ivxlc")


def _below(quad: Box, page: PageText) -> list[int]:
    inside = [number for number, char in enumerate(page.chars) if _is_in(char, quad)]
    if any(page.chars[number].text.strip() for number in inside):
        return inside
    # some programs draw a line below words, and say no more than where that is
    touched = [
        (line, [number for number in line.chars if _is_across(page.chars[number], quad)])
        for line in page.lines
        if line.baseline - 0.5 * line.size < quad[3] and quad[1] < line.baseline + line.size
    ]
    touched = [(line, numbers) for line, numbers in touched if numbers]
    if not touched:
        return []
    middle = (quad[1] + quad[3]) / 2
    return min(touched, key=lambda each: abs(each[0].baseline - middle))[1]


def _words_in(box: Box, page: PageText) -> list[int]:
    """The words of which most is inside; a stroke of the pen has no clean edges."""
    inside = {at for at, one in enumerate(page.chars) if _is_in(one, box) and one.text.strip()}
    words = {_word_at(at, page) for at in inside}
    most = (word for word in words if 2 * len(inside.intersection(word)) > len(word))
    return sorted(at for word in most for at in word)


def _is_in(char: Char, box: Box) -> bool:
    x, y = char.middle
    return char.is_drawn and box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_across(char: Char, box: Box) -> bool:
    return box[0] <= char.middle[0] <= box[2]


def _beside(annotation: Annotation, page: PageText) -> Marked:
    left, bottom, right, top = annotation.box
    x, y = (left + right) / 2, (bottom + top) / 2
    line = min(page.lines, key=lambda line: _distance(line, page, y), default=None)
    if _is_on_picture(page, x, y) and (line is None or not _touches(line, page, x, y)):
        above = [one.chars for one in page.lines if one.baseline > y]
        below = [one.chars for one in page.lines if one.baseline <= y]
        return Marked(
            (), True, (), above[-1] if above else (), below[0] if below else (), "picture"
        )
    if line is None:
        return Marked(is_beside=True, on="" if any(one.is_drawn for one in page.chars) else "page")
    at = min(line.chars, key=lambda number: abs(page.chars[number].middle[0] - x))
    if annotation.kind == "insertion":
        return Marked(tuple(_words_around(at, x, page, line)), True, line.chars)
    return Marked(tuple(_word_at(at, page)), True, line.chars)


def _distance(line: PrintedLine, page: PageText, y: float) -> float:
    box = page.chars[line.chars[0]].box
    return abs((box[1] + box[3]) / 2 - y)


def _touches(line: PrintedLine, page: PageText, x: float, y: float) -> bool:
    box = page.chars[line.chars[0]].box
    return line.left <= x <= line.right and box[1] <= y <= box[3]


def _is_on_picture(page: PageText, x: float, y: float) -> bool:
    return any(
        left <= x <= right and bottom <= y <= top
        for left, bottom, right, top in page.pictures
        if min(right - left, top - bottom) >= _LEAST_PICTURE_PT
    )


def _word_at(at: int, page: PageText) -> range:
    """The characters of the word that a character is in; the one before a space."""
    while at > 0 and not page.chars[at].text.strip():
        at -= 1
    start = end = at
    while start > 0 and page.chars[start - 1].text.strip():
        start -= 1
    while end + 1 < len(page.chars) and page.chars[end + 1].text.strip():
        end += 1
    return range(start, end + 1)


def _words_around(at: int, x: float, page: PageText, line: PrintedLine) -> list[int]:
    """The words before and behind the place where something shall come."""
    order = line.chars.index(at)
    order += x > page.chars[at].middle[0]
    before, behind = line.chars[max(order - 1, 0)], line.chars[min(order, len(line.chars) - 1)]
    while not page.chars[behind].text.strip() and behind + 1 < len(page.chars):
        behind += 1
    words = {*_word_at(before, page), *_word_at(behind, page)}
    return sorted(range(min(words), max(words) + 1))


def around(marked: Marked, page: PageText) -> tuple[str, str]:
    """Some words before and behind what is marked, as the page shows them."""
    if not marked.chars or not any(page.chars[at].of_text for at in marked.chars):
        return "", ""
    text = [at for at, one in enumerate(page.chars) if one.of_text or not one.is_drawn]
    before = [at for at in text if at < marked.chars[0]]
    behind = [at for at in text if at > marked.chars[-1]]
    return (
        " ".join(page.words(before[-_enough(before) :]).split()[-_SHOWN_WORDS:]),
        " ".join(page.words(behind[: _enough(behind)]).split()[:_SHOWN_WORDS]),
    )


def _enough(numbers: Sequence[int]) -> int:
    return min(len(numbers), _SHOWN_WORDS * 20)


def heading_around(marked: Marked, page: PageText) -> Iterator[str]:
    """The letters of the printed line, and of it with those above and below of its size."""
    if not marked.chars:
        return
    wanted = marked.chars[0]
    lines = page.lines
    at = next((at for at, line in enumerate(lines) if wanted in line.chars), -1)
    if at < 0:
        return
    first = last = at
    while first > 0 and _is_one(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and _is_one(lines[last], lines[last + 1]):
        last += 1
    yield "".join(page.line_letters(line) for line in lines[first : last + 1])
    yield page.line_letters(lines[at])


def _is_one(above: PrintedLine, below: PrintedLine) -> bool:
    alike = abs(above.size - below.size) < 0.05 * above.size
    return alike and above.baseline - below.baseline < 1.5 * above.size
