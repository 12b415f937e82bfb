"""A typographic front cover from the book's metadata: page one of a screen PDF, and a picture."""

from __future__ import annotations

import io
from typing import Final

import pypdfium2

from dinobook.book.model import Book
from dinobook.pdf.cover_page import EPUB_COVER_PX, cover_section
from dinobook.pdf.engine import render
from dinobook.pdf.stylesheet import face_resources, face_rules, theme_resources
from dinobook.theme import Theme

_PX_PER_INCH: Final = 96


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
    rendered = render(html, (face_rules(css), css, page), resources)
    document = pypdfium2.PdfDocument(rendered.pdf(lambda *_: None))
    scale = width / (500 * 72 / _PX_PER_INCH)
    picture = document[0].render(scale=scale).to_pil().convert("RGB").resize((width, height))
    out = io.BytesIO()
    picture.quantize(256).save(out, "PNG", optimize=True)
    return out.getvalue()
