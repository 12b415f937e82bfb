"""A typographic front cover from the book's metadata: page one of a screen PDF, and a picture."""

from __future__ import annotations

import io
import textwrap
from typing import Final

import pypdfium2

from dinobook.book.model import Book
from dinobook.pdf.engine import render
from dinobook.pdf.stylesheet import face_resources, face_rules, theme_resources
from dinobook.theme import Theme

# Inside the EPUB: within IngramSpark's 3.2 megapixels, at the trade's ratio of 1.6.
EPUB_COVER_PX: Final = (1400, 2240)
_PX_PER_INCH: Final = 96


def cover_section(book: Book, theme: Theme) -> str:
    """The cover as a `<section>`, for the page engine."""
    meta = book.metadata
    return theme.page("cover", book=meta, title_size=title_size_vw(meta.title, meta.subtitle))


def title_size_vw(title: str, subtitle: str) -> float:
    """The largest size at which the title stays above the drawing, as a share of the page's width.

    The measures are those of `.cover` in screen.css on the broadest page, A5: 84 vw of width, and
    59 vw of height for title and subtitle together. A bold letter is 0.51 of its size wide.
    """
    room = 59 - 5.8 * len(textwrap.wrap(subtitle, 38))
    for half_steps in range(60, 8, -1):
        size = half_steps / 2
        letters = int(84 / (0.51 * size))
        lines = textwrap.wrap(title, letters, break_long_words=False, break_on_hyphens=False)
        if max(map(len, lines), default=0) <= letters and len(lines) * 0.98 * size <= room:
            return size
    return 4.0


def cover_png(book: Book, theme: Theme, size_px: tuple[int, int] = EPUB_COVER_PX) -> bytes:
    """The same cover as a PNG of exactly `size_px`."""
    width, height = size_px
    css = theme.css("screen")
    page = f"@page cover {{ size: 500px {500 * height / width:g}px }}"
    html = (
        f'<!DOCTYPE html><html lang="{book.metadata.language}"><head><meta charset="utf-8"/>'
        f"<title>Cover</title></head><body>{cover_section(book, theme)}</body></html>"
    )
    resources = {**face_resources(css), **theme_resources(theme)}
    rendered = render(html, f"{face_rules(css)}\n{css}\n{page}", resources)
    document = pypdfium2.PdfDocument(rendered.pdf(lambda *_: None))
    scale = width / (500 * 72 / _PX_PER_INCH)
    picture = document[0].render(scale=scale).to_pil().convert("RGB").resize((width, height))
    out = io.BytesIO()
    picture.quantize(256).save(out, "PNG", optimize=True)
    return out.getvalue()
