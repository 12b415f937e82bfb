"""The front cover as a page: its title set as large as the space above the drawing allows."""

from __future__ import annotations

import textwrap
from typing import Final

from dinobook.book.model import Book
from dinobook.theme import Theme

# Inside the EPUB: within IngramSpark's 3.2 megapixels, at the trade's ratio of 1.6.
EPUB_COVER_PX: Final = (1400, 2240)
_SHORT: Final = 3  # letters: words such as “in”, “de”, “van” lean on the next word


def cover_section(book: Book, theme: Theme) -> str:
    """The cover as a `<section>`, for the page engine."""
    meta = book.metadata
    lines, size = title_block(meta.title, meta.subtitle)
    return theme.page("cover", book=meta, title_lines=lines, title_size=size)


def title_block(title: str, subtitle: str) -> tuple[tuple[str, ...], float]:
    """The title's lines at the largest size that stays above the drawing, in vw.

    1 vw is a hundredth of the page's width. The measures are those of `.cover` in screen.css on the
    broadest page, A5: 84 vw wide, and 59 vw high for title and subtitle together. A bold letter is
    0.46 of its size wide on average, in a long word 0.5.
    """
    room = 59 - 5.8 * len(textwrap.wrap(subtitle, 38))
    longest = max(map(len, title.split()), default=1)
    for half_steps in range(60, 8, -1):
        size = half_steps / 2
        letters = int(84 / (0.46 * size))
        lines = lines_by_sense(title, letters)
        fits = len(lines) * 0.98 * size <= room and 0.5 * size * longest <= 84
        if fits and max(map(len, lines), default=0) <= letters:
            return lines, size
    return (title,), 4.0


def lines_by_sense(title: str, letters: int) -> tuple[str, ...]:
    """Lines of at most so many letters where that can be; no short word hangs at a line's end."""
    lines = textwrap.wrap(title, letters, break_long_words=False, break_on_hyphens=False)
    for number in range(len(lines) - 1):
        words = lines[number].split()
        while len(words[-1]) <= _SHORT < max(map(len, words)):
            lines[number + 1] = f"{words.pop()} {lines[number + 1]}"
        lines[number] = " ".join(words)
    return tuple(lines)
